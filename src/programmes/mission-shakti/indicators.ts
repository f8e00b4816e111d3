// What each record of the hub adds to the counts (dossier D1, D2). What happened counts on its day; what
// stands counts without one; what is open counts on the day it began, so that its age can be told. Those in
// `sensitive` are hidden where they are small.
import { bucketPlace } from '#shared/place/bucket.ts';
import { isWithin, officeKindOf, parentOf, type PlaceCode } from '#shared/place/place.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { Contribution, Indicators } from '#shared/report/indicator.ts';
import { FUND_KINDS, HOME_KINDS } from './lists.ts';
import { homeDays, occupancyOf } from './occupancy.ts';
import { participantsOf } from './rules.ts';
import { dayOf, numberOf, rowsOf, textOf } from './values.ts';
import { hasCommittee, needsCommittee, openComplaints } from './workplaces.ts';

type Add = (count: string, day: string, amount?: number) => void;

/** Collects the contributions of one record; what is 0 adds nothing. */
function counting(place: PlaceCode, tell: (add: Add) => void): readonly Contribution[] {
  const out: Contribution[] = [];
  tell((count, day, amount = 1) => void (amount > 0 && out.push({ count, place, day, amount })));
  return out;
}

/** The block it was written down for, if that lies in the hub's district; else the hub. */
export function countedAt({ bucket, values }: DehriRecord): PlaceCode {
  const hub = bucketPlace(bucket);
  const block = textOf(values, 'block');
  const district = parentOf(hub) ?? hub;
  return isWithin(block, district) && block.split('.').length === 3 && officeKindOf(block) === undefined ? block : hub;
}

const eventIndicators: Indicators = {
  recordType: 'event',
  counts: [
    'bbbpEvents', 'bbbpParticipants', 'bbbpGirls', 'bbbpWomen', 'hubEvents', 'hubParticipants', 'campEvents', 'campParticipants', 'trainingEvents', 'trainingParticipants',
  ],
  contributions: (record) => {
    const { values } = record;
    const [day, kind] = [dayOf(values, 'day'), textOf(values, 'kind')];
    if (day === '' || kind === '') return [];
    return counting(countedAt(record), (add) => {
      add(`${kind}Events`, day);
      // The hub's figure is of women and girls (dossier D1); the others are of all who came.
      add(`${kind}Participants`, day, kind === 'hub' ? numberOf(values, 'women') + numberOf(values, 'girls') : participantsOf(values));
      if (kind !== 'bbbp') return;
      add('bbbpGirls', day, numberOf(values, 'girls'));
      add('bbbpWomen', day, numberOf(values, 'women'));
    });
  },
};

const linkageIndicators: Indicators = {
  recordType: 'linkage',
  counts: ['linked', 'linkageGot', 'linkageRefused', 'linkageOpen'],
  contributions: (record) => counting(countedAt(record), (add) => {
    const { values } = record;
    const day = dayOf(values, 'day');
    if (day === '') return;
    add('linked', day);
    if (values['outcome'] === 'got') add('linkageGot', dayOf(values, 'outcomeDay') || day);
    else if (values['outcome'] === 'refused') add('linkageRefused', dayOf(values, 'outcomeDay') || day);
    else add('linkageOpen', day);
  }),
};

const homeIndicators: Indicators = {
  recordType: 'home',
  counts: [
    'homes', 'capacity', 'present', ...HOME_KINDS.flatMap((kind) => [`capacity.${kind}`, `present.${kind}`]), 'inspections', 'findingsOpen',
  ],
  standing: ['homes', 'capacity', 'present', ...HOME_KINDS.flatMap((kind) => [`capacity.${kind}`, `present.${kind}`])],
  contributions: ({ bucket, values, rivals }) => counting(bucketPlace(bucket), (add) => {
    const kind = textOf(values, 'kind');
    if (values['state'] !== 'closed') {
      const { capacity, present } = occupancyOf({ values, rivals });
      add('homes', '');
      for (const [count, amount] of [['capacity', capacity], ['present', present]] as const) {
        add(count, '', amount);
        if (kind !== '') add(`${count}.${kind}`, '', amount);
      }
    }
    for (const row of rowsOf(values, 'inspections')) {
      if (row.day('day') === '') continue;
      add('inspections', row.day('day'));
      // Dated on the day by which it was to be mended.
      if (row.text('finding') !== '' && row.day('mendedDay') === '') add('findingsOpen', row.day('mendBy') || row.day('day'));
    }
  }),
};

/** Each day what came and went. */
const homeMonthIndicators: Indicators = {
  recordType: 'homeMonth',
  counts: ['admissions', 'discharges', 'shortStayRegistered', 'shortStayRehabilitated', 'overCapacityDays'],
  contributions: ({ bucket, values }) => counting(bucketPlace(bucket), (add) => {
    for (const { day, row, over } of homeDays(values)) {
      add('admissions', day, row.number('admitted'));
      add('discharges', day, row.number('discharged'));
      if (over) add('overCapacityDays', day);
      if (values['kind'] !== 'short_stay') continue;
      add('shortStayRegistered', day, row.number('admitted'));
      add('shortStayRehabilitated', day, row.number('rehabilitated'));
    }
  }),
};

const fundIndicators: Indicators = {
  recordType: 'fundCase',
  counts: ['fundCases', 'fundApproved', 'fundRefused', 'fundPaid', 'fundRupees', 'fundToDecide', 'fundToPay', ...FUND_KINDS.map((kind) => `fund.${kind}`)],
  // One of two tells the other.
  sensitive: FUND_KINDS.map((kind) => `fund.${kind}`),
  contributions: ({ bucket, values }) => counting(bucketPlace(bucket), (add) => {
    const [applied, decided, paid] = ['appliedDay', 'committeeDay', 'paidDay'].map((path) => dayOf(values, path));
    if (applied === undefined || applied === '') return;
    add('fundCases', applied);
    if (textOf(values, 'kind') !== '') add(`fund.${textOf(values, 'kind')}`, applied);
    if (values['decision'] === 'refused') add('fundRefused', decided || applied);
    else if (values['decision'] === 'approved') {
      add('fundApproved', decided || applied);
      if (paid === undefined || paid === '') add('fundToPay', decided || applied);
      else {
        add('fundPaid', paid);
        add('fundRupees', paid, numberOf(values, 'amount'));
      }
    } else add('fundToDecide', applied);
  }),
};

const batchIndicators: Indicators = {
  recordType: 'batch',
  counts: ['batches', 'enrolled', 'trained', 'placed'],
  contributions: ({ bucket, values }) => counting(bucketPlace(bucket), (add) => {
    const [from, to] = [dayOf(values, 'from'), dayOf(values, 'to')];
    if (from === '') return;
    add('batches', from);
    add('enrolled', from, numberOf(values, 'enrolled'));
    add('trained', to || from, numberOf(values, 'finished'));
    for (const row of rowsOf(values, 'placements')) if (row.day('day') !== '') add('placed', row.day('day'), row.number('women'));
  }),
};

const workplaceIndicators: Indicators = {
  recordType: 'workplace',
  counts: ['workplaces', 'committeesNeeded', 'icFormed', 'icNotFormed', 'localCommittee', 'termEnding', 'complaints', 'complaintsClosed', 'complaintsOpen'],
  standing: ['workplaces', 'committeesNeeded', 'icFormed', 'icNotFormed', 'localCommittee'],
  contributions: ({ bucket, values }) => counting(bucketPlace(bucket), (add) => {
    add('workplaces', '');
    if (!needsCommittee(values)) add('localCommittee', '');
    else {
      add('committeesNeeded', '');
      add(hasCommittee(values) ? 'icFormed' : 'icNotFormed', '');
      if (hasCommittee(values)) add('termEnding', dayOf(values, 'committeeEnd'));
    }
    for (const row of rowsOf(values, 'complaints')) {
      if (row.day('receivedDay') === '') continue;
      add('complaints', row.day('receivedDay'));
      if (row.day('closedDay') !== '') add('complaintsClosed', row.day('closedDay'));
    }
    for (const row of openComplaints(values)) add('complaintsOpen', row.day('receivedDay'));
  }),
};

export const INDICATORS: readonly Indicators[] = [eventIndicators, linkageIndicators, homeIndicators, homeMonthIndicators, fundIndicators, batchIndicators, workplaceIndicators];


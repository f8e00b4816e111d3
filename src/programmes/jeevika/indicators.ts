// What each record adds to the counts of the drive. Coverage is of the list, so `listed`, `surveyed`,
// `linked…` and the outcomes count families on the ration-card list; families found beside it are
// counted apart; one that was written twice counts once, in the record that goes on. A new group counts once it is handed in (submitted or approved), not as a draft and
// not while it is returned for correction; its families are the rows of its register.
import type { Contribution, Indicators } from '#shared/report/indicator.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import { homeOf, isJoined, linkageOf, textOf } from './linkage.ts';

/** Outcomes under the name of their count. */
const OUTCOME_COUNTS: Readonly<Record<string, string>> = {
  refused: 'refused', locked: 'locked', migrated: 'migrated', no_woman: 'noWoman', elsewhere: 'elsewhere', not_found: 'notFound',
};

export const householdIndicators: Indicators = {
  recordType: 'household',
  counts: [
    'listed', 'surveyed', 'linked', 'linkedBefore', 'linkedNow', 'willing', 'refused', 'locked', 'migrated', 'noWoman', 'elsewhere', 'notFound',
    'notListed', 'notListedLinked', 'mahadalitListed', 'mahadalitLinkedBefore', 'mahadalitLinked', 'ayushmanWanted', 'ayushmanMade', 'rationNeeds', 'joined', 'covered',
  ],
  standing: ['listed', 'covered', 'linkedBefore', 'mahadalitListed', 'mahadalitLinkedBefore', 'ayushmanWanted', 'joined'],
  contributions: (record) => {
    const { values } = record;
    const place = homeOf(record);
    if (isJoined(record)) return [{ count: 'joined', place, day: '', amount: 1 }];
    const visited = textOf(values, 'outcomeDay');
    const linkage = linkageOf(values);
    const linkedOn = linkage === 'now' ? textOf(values, 'linkedDay') || visited : '';
    const out: Contribution[] = [];
    const add = (count: string, day: string, amount = 1): void => {
      if (amount > 0) out.push({ count, place, day, amount });
    };

    const outcome = textOf(values, 'outcome');
    if (values['listed'] === true) {
      add('listed', '');
      if (outcome !== '' && outcome !== 'locked') add('surveyed', visited);
      const named = OUTCOME_COUNTS[outcome];
      if (named !== undefined) add(named, visited);
      if (linkage === 'willing') add('willing', visited);
      if (linkage === 'before') add('linkedBefore', '');
      if (linkage === 'now') add('linkedNow', linkedOn);
      if (linkage === 'before' || linkage === 'now') {
        add('linked', linkedOn);
        // The same as of now, whatever span a review is of.
        add('covered', '');
      }
      if (values['mahadalit'] === true) add('mahadalitListed', '');
    } else {
      add('notListed', textOf(values, 'surveyDay') || visited);
      if (linkage === 'before' || linkage === 'now') add('notListedLinked', linkedOn);
    }
    if (values['mahadalit'] === true) {
      if (linkage === 'before') add('mahadalitLinkedBefore', '');
      if (linkage === 'now') add('mahadalitLinked', linkedOn);
    }
    const members = rowIds(values, 'members');
    add('ayushmanWanted', '', members.filter((row) => values[`members.${row}.ayushman`] === 'wanted').length);
    for (const row of members) {
      const made = textOf(values, `members.${row}.ayushmanDay`);
      if (made !== '' && values[`members.${row}.ayushman`] === 'has') add('ayushmanMade', made);
    }
    const needs = values['rationNeeds'];
    if (Array.isArray(needs) && needs.some((need) => need !== 'none')) add('rationNeeds', visited);
    return out;
  },
};

export const shgIndicators: Indicators = {
  recordType: 'shg',
  counts: ['newGroups', 'newGroupFamilies', 'groupsDraft', 'groupsWaiting', 'groupsApproved', 'groupsReturned'],
  contributions: (record) => {
    const { values } = record;
    if (values['origin'] !== 'new') return [];
    const place = homeOf(record);
    const day = textOf(values, 'formedDay');
    const standing = (count: string): Contribution => ({ count, place, day, amount: 1 });
    switch (values['status']) {
      case 'submitted':
      case 'approved': {
        const families = familiesOf(record);
        return [
          standing('newGroups'),
          ...(families > 0 ? [{ count: 'newGroupFamilies', place, day, amount: families }] : []),
          standing(values['status'] === 'approved' ? 'groupsApproved' : 'groupsWaiting'),
        ];
      }
      case 'returned':
        return [standing('groupsReturned')];
      default:
        return [standing('groupsDraft')];
    }
  },
};

export const campIndicators: Indicators = {
  recordType: 'camp',
  counts: ['campServed'],
  contributions: (record) => rowIds(record.values, 'days').flatMap((row) => {
    const served = record.values[`days.${row}.served`];
    return typeof served === 'number' && served > 0 ? [{ count: 'campServed', place: homeOf(record), day: row, amount: served }] : [];
  }),
};

export const INDICATORS: readonly Indicators[] = [householdIndicators, shgIndicators, campIndicators];

/** Families in a group's register; two rows that name one family count once. */
function familiesOf(record: DehriRecord): number {
  return new Set(rowIds(record.values, 'members').map((row) => textOf(record.values, `members.${row}.household`) || row)).size;
}

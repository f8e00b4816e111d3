// What each record of a centre adds to the counts (dossier D1). One case counts once, by its primary
// kind of violence, and by the way it came: through 181, or to the centre. Only counts go up; those in
// `sensitive` are hidden where they are small (dossier A8, E2).
import { bucketPlace } from '#shared/place/bucket.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import type { Contribution, Indicators } from '#shared/report/indicator.ts';
import { isChildsFile } from './age.ts';
import { DISPOSITIONS, MODES, PROTECTED_VIOLENCE, VIOLENCE } from './lists.ts';
import { clocksOfCall, clocksOfCase, clocksOfMeeting, clocksOfReadiness, clocksOfStock, type RunningClock } from './running-clocks.ts';
import { waitingOf } from './waiting.ts';

const violenceCount = (kind: string): string => `violence.${kind}`;
const wayCount = (mode: string): string => `way.${mode}`;
const dispositionCount = (kind: string): string => `calls.${kind}`;

/** Limits that run in a file; those of a day that was set are counted apart. */
const CASE_CLOCKS = ['danger', 'cwc-production', 'pocso-report', 'shelter', 'assign', 'first-contact', 'referral-answer', 'counselling', 'dir-copy', 'follow-up', 'feedback'] as const;

export const caseIndicators: Indicators = {
  recordType: 'case',
  counts: [
    'registered', 'disposed', 'pending', 'registered181', 'disposed181', 'pending181', 'inCourt', 'reopened', 'children',
    'services', 'referrals', 'referralsAnswered', 'shelterStays', 'reports', 'counsellings', ...VIOLENCE.map(violenceCount),
    ...MODES.map(wayCount), 'pendingSince', 'pendingSince181', ...CASE_CLOCKS.map((clock) => `waiting-${clock}`), 'due-follow-up', 'due-counselling',
  ],
  standing: ['pending', 'pending181'],
  sensitive: ['children', ...PROTECTED_VIOLENCE.map(violenceCount), 'waiting-pocso-report'],
  contributions: (record) => {
    const { values } = record;
    const place = bucketPlace(record.bucket);
    const out: Contribution[] = [];
    const add = (count: string, day: string): void => void out.push({ count, place, day, amount: 1 });
    const registered = dayAt(values['registeredDay']);
    const way = values['mode'] === 'call_181' ? '181' : '';
    const status = values['status'];
    add(`registered${way}`, registered);
    add(wayCount(MODES.find((known) => known === values['mode']) ?? 'other'), registered);
    if (status === 'closed') add(`disposed${way}`, dayAt(values['statusDay']));
    else {
      add(`pending${way}`, '');
      add(`pendingSince${way}`, registered);
    }
    if (status === 'court') add('inCourt', dayAt(values['statusDay']));
    if (dayAt(values['reopenedDay']) !== '') add('reopened', dayAt(values['reopenedDay']));
    if (isChildsFile(values)) add('children', registered);
    if (typeof values['primaryViolence'] === 'string') add(violenceCount(values['primaryViolence']), registered);
    if (dayAt(values['dirDay']) !== '') add('reports', dayAt(values['dirDay']));
    for (const [repeat, field, count] of DATED_ROWS) {
      for (const row of rowIds(values, repeat)) {
        const day = dayAt(values[`${repeat}.${row}.${field}`]);
        if (day !== '') add(count, day);
      }
    }
    return [...out, ...waitingOf(values, clocksOfCase(values)).map((waiting) => ({ place, ...waiting }))];
  },
};

/** Rows that count on a day of theirs. */
const DATED_ROWS = [
  ['services', 'day', 'services'], ['referrals', 'sentDay', 'referrals'], ['referrals', 'answeredDay', 'referralsAnswered'],
  ['stays', 'inDay', 'shelterStays'], ['counselling', 'day', 'counsellings'],
] as const;

export const callIndicators: Indicators = {
  recordType: 'call',
  counts: ['calls', ...DISPOSITIONS.map(dispositionCount), 'waiting-call-register'],
  contributions: (record) => {
    const { disposition, day } = record.values;
    const one = (count: string): Contribution => ({ count, place: bucketPlace(record.bucket), day: dayAt(day), amount: 1 });
    return [
      one('calls'), ...(typeof disposition === 'string' ? [one(dispositionCount(disposition))] : []),
      ...waitingAt(record, clocksOfCall(record.values), 'call-register'),
    ];
  },
};

/** What the office itself owes: purchases, the building, directions of its task force. */
const officeIndicators: readonly Indicators[] = [
  { recordType: 'stockItem', counts: ['waiting-purchase'], contributions: (record) => waitingAt(record, clocksOfStock(record.values)) },
  { recordType: 'readiness', counts: ['waiting-readiness'], contributions: (record) => waitingAt(record, clocksOfReadiness(record.values)) },
  { recordType: 'meeting', counts: ['waiting-direction'], contributions: (record) => waitingAt(record, clocksOfMeeting(record.values)) },
];

export const INDICATORS: readonly Indicators[] = [caseIndicators, callIndicators, ...officeIndicators];

function waitingAt({ bucket, values }: DehriRecord, clocks: readonly RunningClock[], name?: string): readonly Contribution[] {
  return waitingOf(values, clocks, name).map((waiting) => ({ place: bucketPlace(bucket), ...waiting }));
}

function dayAt(value: DehriRecord['values'][string] | undefined): string {
  return typeof value === 'string' ? value : '';
}

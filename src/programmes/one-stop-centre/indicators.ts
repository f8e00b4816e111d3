// What each record of a centre adds to the counts (dossier D1). One case counts once, by its primary
// kind of violence, and by the way it came: through 181, or to the centre. Only counts go up; those in
// `sensitive` are hidden where they are small (dossier A8, E2).
import { bucketPlace } from '#shared/place/bucket.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import type { Contribution, Indicators } from '#shared/report/indicator.ts';
import { isChildsFile } from './age.ts';
import { DISPOSITIONS, PROTECTED_VIOLENCE, VIOLENCE } from './lists.ts';

const violenceCount = (kind: string): string => `violence.${kind}`;
const dispositionCount = (kind: string): string => `calls.${kind}`;

export const caseIndicators: Indicators = {
  recordType: 'case',
  counts: [
    'registered', 'disposed', 'pending', 'registered181', 'disposed181', 'pending181', 'inCourt', 'reopened', 'children',
    'services', 'referrals', 'referralsAnswered', 'shelterStays', 'reports', 'counsellings', ...VIOLENCE.map(violenceCount),
  ],
  sensitive: ['children', ...PROTECTED_VIOLENCE.map(violenceCount)],
  contributions: (record) => {
    const { values } = record;
    const place = bucketPlace(record.bucket);
    const out: Contribution[] = [];
    const add = (count: string, day: string): void => void out.push({ count, place, day, amount: 1 });
    const registered = dayAt(values['registeredDay']);
    const way = values['mode'] === 'call_181' ? '181' : '';
    const status = values['status'];
    add(`registered${way}`, registered);
    if (status === 'closed') add(`disposed${way}`, dayAt(values['statusDay']));
    else add(`pending${way}`, '');
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
    return out;
  },
};

/** Rows that count on a day of theirs. */
const DATED_ROWS = [
  ['services', 'day', 'services'], ['referrals', 'sentDay', 'referrals'], ['referrals', 'answeredDay', 'referralsAnswered'],
  ['stays', 'inDay', 'shelterStays'], ['counselling', 'day', 'counsellings'],
] as const;

export const callIndicators: Indicators = {
  recordType: 'call',
  counts: ['calls', ...DISPOSITIONS.map(dispositionCount)],
  contributions: (record) => {
    const { disposition, day } = record.values;
    const one = (count: string): Contribution => ({ count, place: bucketPlace(record.bucket), day: dayAt(day), amount: 1 });
    return [one('calls'), ...(typeof disposition === 'string' ? [one(dispositionCount(disposition))] : [])];
  },
};

export const INDICATORS: readonly Indicators[] = [caseIndicators, callIndicators];

function dayAt(value: DehriRecord['values'][string] | undefined): string {
  return typeof value === 'string' ? value : '';
}

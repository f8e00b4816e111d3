// What must fit together in the course of a case. Days compare as ISO text; what is no day breaks no rule,
// for the form has its own word for it.
import { isDay, yearsBetween } from '#shared/form/calendar.ts';
import type { FieldPath, Values } from '#shared/record/change.ts';
import type { RecordRule } from '#shared/record/record-type.ts';
import { rowIds } from '#shared/record/record.ts';
import { openReferrals, openStays } from './case-state.ts';
import { listOf, textOf } from './read.ts';

/** Days of rows on which something has happened. */
const HAPPENED = [['services', 'day'], ['referrals', 'sentDay'], ['referrals', 'receivedDay'], ['referrals', 'answeredDay'], ['followUps', 'doneDay'], ['counselling', 'day'], ['papers', 'day']] as const;

export const COURSE_RULES: readonly RecordRule[] = [
  { code: 'incident-ahead', broken: (values, today) => (dayAt(values, 'incidentDay') > today ? ['incidentDay'] : []) },
  { code: 'incident-before-birth', broken: (values) => (isBefore(dayAt(values, 'incidentDay'), dayAt(values, 'birthDate')) ? ['incidentDay'] : []) },
  {
    code: 'day-ahead',
    broken: (values, today) => HAPPENED.flatMap(([repeat, field]) => rowIds(values, repeat).map((row) => `${repeat}.${row}.${field}`)).filter((path) => dayAt(values, path) > today),
  },
  {
    code: 'birth-against-age',
    broken: (values) => {
      const [years, age] = [yearsBetween(textOf(values, 'birthDate'), textOf(values, 'ageDay') || textOf(values, 'registeredDay')), values['age']];
      return years !== undefined && typeof age === 'number' && years !== age ? ['age'] : [];
    },
  },
  {
    code: 'primary-not-chosen',
    broken: (values) => {
      const primary = textOf(values, 'primaryViolence');
      return primary !== '' && !listOf(values, 'violence').includes(primary) ? ['primaryViolence'] : [];
    },
  },
  {
    code: 'answer-before-sent',
    broken: (values) => rowIds(values, 'referrals').flatMap((row): FieldPath[] => {
      const sent = dayAt(values, `referrals.${row}.sentDay`);
      return sent === '' ? [] : [`referrals.${row}.receivedDay`, `referrals.${row}.answeredDay`].filter((path) => isBefore(dayAt(values, path), sent));
    }),
  },
  {
    code: 'pause-ends-before',
    broken: (values) => rowIds(values, 'pauses').map((row) => `pauses.${row}`).filter((row) => isBefore(dayAt(values, `${row}.to`), dayAt(values, `${row}.from`))).map((row) => `${row}.to`),
  },
  { code: 'closed-before-registered', broken: (values) => (isClosed(values) && isBefore(dayAt(values, 'statusDay'), dayAt(values, 'registeredDay')) ? ['statusDay'] : []) },
  { code: 'closed-without-outcome', broken: (values) => (isClosed(values) && textOf(values, 'outcome') === '' ? ['outcome'] : []) },
  { code: 'closed-open-referral', broken: (values) => (isClosed(values) && openReferrals(values).length > 0 ? ['status'] : []) },
  { code: 'closed-open-stay', broken: (values) => (isClosed(values) && openStays(values).length > 0 ? ['status'] : []) },
];

const isClosed = (values: Values): boolean => values['status'] === 'closed';

/** '' for what is no day, which is before every day. */
function dayAt(values: Values, path: string): string {
  const text = textOf(values, path);
  return isDay(text) ? text : '';
}

function isBefore(day: string, other: string): boolean {
  return day !== '' && other !== '' && day < other;
}

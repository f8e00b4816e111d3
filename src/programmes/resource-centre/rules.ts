// What must fit together within a file. Each is refused on the phone with its words, `rule.<code>`, and
// held by the server.
import { isDay, yearsBetween } from '#shared/form/calendar.ts';
import type { FieldPath, Values } from '#shared/record/change.ts';
import type { RecordRule } from '#shared/record/record-type.ts';
import { FOLLOWED_OUTCOMES } from './choices.ts';
import { isOpenReferral, referralsOf } from './referrals.ts';
import { listOf, rowsOf, textOf, type RowReader } from './values.ts';

const NONE: readonly FieldPath[] = [];

/** Both days are there and the second lies before the first. */
function isBefore(second: string, first: string): boolean {
  return isDay(first) && isDay(second) && second < first;
}

/** A rule about each row of a repeat: `fault` answers the field at fault. */
function ofRows(repeat: string, code: string, fault: (row: RowReader, today: string) => string | undefined): RecordRule {
  return {
    code,
    broken: (values, today) => rowsOf(values, repeat).flatMap((row) => {
      const field = fault(row, today);
      return field === undefined ? [] : [`${row.path}.${field}`];
    }),
  };
}

/** Days of rows on which something has happened. */
const HAPPENED: readonly (readonly [repeat: string, fields: readonly string[]])[] = [
  ['referrals', ['sentDay', 'receivedDay', 'answeredDay', 'withdrawnDay']], ['services', ['day']], ['schemes', ['appliedDay', 'stateDay']],
  ['followUps', ['doneDay']], ['plan', ['doneDay']], ['pauses', ['from', 'to']],
];

const isClosed = (values: Values): boolean => values['status'] === 'closed';

export const FILE_RULES: readonly RecordRule[] = [
  {
    code: 'birth-age',
    broken: (values) => {
      const [birth, told, age] = [textOf(values, 'birthDate'), textOf(values, 'ageDay'), values['age']];
      if (!isDay(birth) || !isDay(told) || typeof age !== 'number') return NONE;
      return yearsBetween(birth, told) === age ? NONE : ['birthDate', 'age'];
    },
  },
  { code: 'born-first', broken: (values) => ['registeredDay', 'orderDay', 'admittedDay'].filter((path) => isBefore(textOf(values, path), textOf(values, 'birthDate'))) },
  { code: 'not-yet', broken: (values, today) => ['registeredDay', 'birthDate', 'orderDay', 'admittedDay', 'noticeDay', 'consentDay', 'wishDay', 'statusDay', 'aftercareDay'].filter((path) => isBefore(today, textOf(values, path))) },
  ...HAPPENED.map(([repeat, fields]) => ofRows(repeat, 'row-not-yet', (row, today) => fields.find((field) => isBefore(today, row.text(field))))),
  ofRows('referrals', 'answer-before-sent', (row) => ['receivedDay', 'answeredDay', 'withdrawnDay', 'dueDay'].find((field) => isBefore(row.text(field), row.text('sentDay')))),
  ofRows('referrals', 'refused-why', (row) => (row.text('answer') === 'refused' && row.text('answerNote') === '' ? 'answerNote' : undefined)),
  ofRows('referrals', 'withdrawn-why', (row) => (row.day('withdrawnDay') !== '' && row.text('withdrawnWhy') === '' ? 'withdrawnWhy' : undefined)),
  // HIV Act 2017 s.8: no department hears of it before the guardian has agreed in writing.
  {
    code: 'consent-share',
    broken: (values) => {
      if (!listOf(values, 'categories').includes('hiv') || values['consentShare'] === true) return NONE;
      return referralsOf(values).filter(isOpenReferral).map((row) => `${row.path}.department`);
    },
  },
  ofRows('pauses', 'pause-ends-before', (row) => (isBefore(row.text('to'), row.text('from')) ? 'to' : undefined)),
  ofRows('pauses', 'pause-why', (row) => (row.day('from') !== '' && row.text('reason') === '' ? 'reason' : undefined)),
  ofRows('schemes', 'scheme-first', (row) => (isBefore(row.text('stateDay'), row.text('appliedDay')) ? 'stateDay' : undefined)),
  ofRows('followUps', 'next-after', (row) => (isBefore(row.text('nextDay'), row.text('doneDay')) ? 'nextDay' : undefined)),
  { code: 'closed-outcome', broken: (values) => (isClosed(values) && textOf(values, 'outcome') === '' ? ['outcome'] : NONE) },
  { code: 'closed-before-registered', broken: (values) => (isClosed(values) && isBefore(textOf(values, 'statusDay'), textOf(values, 'registeredDay')) ? ['statusDay'] : NONE) },
  {
    code: 'closed-open-referral',
    broken: (values) => (isClosed(values) && textOf(values, 'openReferralsWhy').trim() === '' && referralsOf(values).some(isOpenReferral) ? ['openReferralsWhy'] : NONE),
  },
  // What became of a child whom nobody can find, or who has died, is written down.
  { code: 'closed-note', broken: (values) => (isClosed(values) && ['lost', 'died', 'moved'].includes(textOf(values, 'outcome')) && textOf(values, 'closedNote').trim() === '' ? ['closedNote'] : NONE) },
];

/** Is she looked after beyond the end of her file? */
export function isFollowedOn(values: Values): boolean {
  return isClosed(values) && FOLLOWED_OUTCOMES.includes(textOf(values, 'outcome'));
}

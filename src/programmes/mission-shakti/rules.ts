// What must fit together within each register. Refused on the phone with its words, `rule.<code>`, and held
// by the server. Days compare as ISO text; what is no day breaks no rule, for the form has its own word.
import { isDay } from '#shared/form/calendar.ts';
import type { FieldPath, Values } from '#shared/record/change.ts';
import type { RecordRule } from '#shared/record/record-type.ts';
import { GROUPS } from './lists.ts';
import { homeDays, monthOf } from './occupancy.ts';
import { dayOf, numberOf, rowsOf, textOf, type Row } from './values.ts';

const NONE: readonly FieldPath[] = [];

/** More than this in one group is a slip of the finger; more than that in all is looked at twice. */
export const MOST_IN_GROUP = 50_000;
export const MANY = 5_000;

export function participantsOf(values: Values): number {
  return GROUPS.reduce((sum, group) => sum + numberOf(values, group), 0);
}

/** Days that are past or today: fields of the record, and of rows as `inspections.*.day`. */
function notAhead(...fields: readonly string[]): RecordRule {
  return {
    code: 'day-ahead',
    broken: (values, today) => fields.flatMap((field) => {
      const [repeat = '', , name] = field.split('.');
      const paths = name === undefined ? [field] : rowsOf(values, repeat).map(({ path }) => `${path}.${name}`);
      return paths.filter((path) => dayOf(values, path) > today);
    }),
  };
}

/** The second day is not before the first, where both are there. */
function inOrder(code: string, first: string, second: string): RecordRule {
  return { code, broken: (values) => (isBefore(dayOf(values, second), dayOf(values, first)) ? [second] : NONE) };
}

function inOrderInRows(code: string, repeat: string, first: string, second: string): RecordRule {
  return ofRows(code, repeat, (row) => (isBefore(row.day(second), row.day(first)) ? second : undefined));
}

/** A rule about each row of a repeat: `fault` answers the field at fault. */
function ofRows(code: string, repeat: string, fault: (row: Row, values: Values) => string | undefined): RecordRule {
  return {
    code,
    broken: (values) => rowsOf(values, repeat).flatMap((row) => {
      const field = fault(row, values);
      return field === undefined ? [] : [`${row.path}.${field}`];
    }),
  };
}

/** `part` counts some of those in `whole`. */
function within(code: string, part: string, whole: string): RecordRule {
  return { code, broken: (values) => (typeof values[whole] === 'number' && numberOf(values, part) > numberOf(values, whole) ? [part] : NONE) };
}

function isBefore(day: string, other: string): boolean {
  return day !== '' && other !== '' && day < other;
}

export const EVENT_RULES: readonly RecordRule[] = [
  notAhead('day'),
  { code: 'event-crowd', broken: (values) => GROUPS.filter((group) => numberOf(values, group) > MOST_IN_GROUP) },
  { code: 'event-many', broken: (values) => (participantsOf(values) > MANY && values['countRight'] !== true ? ['countRight'] : NONE) },
];

export const LINKAGE_RULES: readonly RecordRule[] = [
  notAhead('day', 'outcomeDay'),
  inOrder('outcome-before-linked', 'day', 'outcomeDay'),
  { code: 'outcome-without-day', broken: (values) => (textOf(values, 'outcome') !== '' && textOf(values, 'outcomeDay') === '' ? ['outcomeDay'] : NONE) },
  { code: 'refused-without-reason', broken: (values) => (values['outcome'] === 'refused' && textOf(values, 'outcomeReason') === '' ? ['outcomeReason'] : NONE) },
];

export const HOME_RULES: readonly RecordRule[] = [
  notAhead('capacityDay', 'inspections.*.day', 'inspections.*.mendedDay'),
  inOrderInRows('mended-before-found', 'inspections', 'day', 'mendedDay'),
  inOrderInRows('mend-by-before-found', 'inspections', 'day', 'mendBy'),
];

export const HOME_MONTH_RULES: readonly RecordRule[] = [
  { code: 'home-day-odd', broken: (values) => rowsOf(values, 'days').filter(({ id }) => !isDay(id) || monthOf(id) !== textOf(values, 'month')).map(({ path }) => `${path}.present`) },
  { code: 'home-day-ahead', broken: (values, today) => rowsOf(values, 'days').filter(({ id }) => isDay(id) && id > today).map(({ path }) => `${path}.present`) },
  ofRows('home-left-too-many', 'days', (row) => (row.number('discharged') > row.number('present') + row.number('admitted') ? 'discharged' : undefined)),
  ofRows('home-settled-too-many', 'days', (row) => (row.number('rehabilitated') > row.number('discharged') ? 'rehabilitated' : undefined)),
  { code: 'home-over-without-reason', broken: (values) => homeDays(values).filter(({ over, row }) => over && row.text('overReason') === '').map(({ row }) => `${row.path}.overReason`) },
];

/** Between these the amount needs no word (dossier D2). Rupees. */
export const FUND_USUAL = { least: 10_000, most: 15_000 } as const;

export const FUND_RULES: readonly RecordRule[] = [
  notAhead('appliedDay', 'committeeDay', 'paidDay'),
  inOrder('decided-before-applied', 'appliedDay', 'committeeDay'),
  inOrder('paid-before-decided', 'committeeDay', 'paidDay'),
  { code: 'decided-without-day', broken: (values) => (textOf(values, 'decision') !== '' && textOf(values, 'committeeDay') === '' ? ['committeeDay'] : NONE) },
  { code: 'paid-not-approved', broken: (values) => (textOf(values, 'paidDay') !== '' && values['decision'] !== 'approved' ? ['paidDay'] : NONE) },
  { code: 'approved-without-amount', broken: (values) => (values['decision'] === 'approved' && numberOf(values, 'amount') === 0 ? ['amount'] : NONE) },
  {
    code: 'amount-unusual',
    broken: (values) => {
      const amount = numberOf(values, 'amount');
      const unusual = values['decision'] === 'approved' && amount > 0 && (amount < FUND_USUAL.least || amount > FUND_USUAL.most);
      return unusual && textOf(values, 'amountWhy') === '' ? ['amountWhy'] : NONE;
    },
  },
];

export function placedOf(values: Values): number {
  return rowsOf(values, 'placements').reduce((sum, row) => sum + row.number('women'), 0);
}

export const BATCH_RULES: readonly RecordRule[] = [
  notAhead('placements.*.day'),
  inOrder('batch-ends-before', 'from', 'to'),
  within('finished-too-many', 'finished', 'enrolled'),
  { code: 'placed-too-many', broken: (values) => (typeof values['enrolled'] === 'number' && placedOf(values) > numberOf(values, 'enrolled') ? rowsOf(values, 'placements').map(({ path }) => `${path}.women`) : NONE) },
  { code: 'batch-not-over', broken: (values, today) => (numberOf(values, 'finished') > 0 && dayOf(values, 'to') > today ? ['finished'] : NONE) },
  ofRows('placed-before-begun', 'placements', (row, values) => (isBefore(row.day('day'), dayOf(values, 'from')) ? 'day' : undefined)),
];

export const WORKPLACE_RULES: readonly RecordRule[] = [
  notAhead('registeredDay', 'committeeDay', 'complaints.*.receivedDay', 'complaints.*.closedDay'),
  within('women-too-many', 'women', 'employees'),
  inOrder('term-before-formed', 'committeeDay', 'committeeEnd'),
  { code: 'committee-without-end', broken: (values) => (textOf(values, 'committeeDay') !== '' && textOf(values, 'committeeEnd') === '' ? ['committeeEnd'] : NONE) },
  inOrderInRows('closed-before-received', 'complaints', 'receivedDay', 'closedDay'),
  ofRows('closed-without-outcome', 'complaints', (row) => (row.day('closedDay') !== '' && row.text('outcome') === '' ? 'outcome' : undefined)),
];

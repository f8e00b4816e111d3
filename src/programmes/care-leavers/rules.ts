// What must fit together within a file. Each is refused on the phone with its words, `rule.<code>`, and
// held by the server.
import { isDay, yearsBetween } from '#shared/form/calendar.ts';
import type { FieldPath, Values } from '#shared/record/change.ts';
import type { RecordRule } from '#shared/record/record-type.ts';
import { ADULT, ageOn } from './age.ts';
import { rowsOf, textOf, type RowReader } from './values.ts';

const NONE: readonly FieldPath[] = [];

/** Both days are there and the second lies before the first. */
function isBefore(second: string, first: string): boolean {
  return isDay(first) && isDay(second) && second < first;
}

/** A rule about each row of a repeat: `fault` answers the field at fault. */
function ofRows(repeat: string, code: string, fault: (row: RowReader, today: string, values: Values) => string | undefined): RecordRule {
  return {
    code,
    broken: (values, today) => rowsOf(values, repeat).flatMap((row) => {
      const field = fault(row, today, values);
      return field === undefined ? [] : [`${row.path}.${field}`];
    }),
  };
}

const birthAgainstAge: RecordRule = {
  code: 'birth-age',
  broken: (values) => {
    const [birth, told, age] = [textOf(values, 'birthDate'), textOf(values, 'ageDay'), values['age']];
    if (!isDay(birth) || !isDay(told) || typeof age !== 'number') return NONE;
    return yearsBetween(birth, told) === age ? NONE : ['birthDate', 'age'];
  },
};

/** What happened to her did not happen before she was born. */
const bornFirst: RecordRule = {
  code: 'born-first',
  broken: (values) => ['admittedDay', 'orderDay', 'leftDay', 'registeredDay'].filter((path) => isBefore(textOf(values, path), textOf(values, 'birthDate'))),
};

const leftAfterAdmission: RecordRule = {
  code: 'left-before-admitted',
  broken: (values) => ['leftDay', 'leavesDay'].filter((path) => isBefore(textOf(values, path), textOf(values, 'admittedDay'))),
};

const notYet: RecordRule = {
  code: 'not-yet',
  broken: (values, today) => ['registeredDay', 'admittedDay', 'leftDay', 'orderDay', 'allianceDay', 'statusDay'].filter((path) => isBefore(today, textOf(values, path))),
};

/** Her two files name each other only while she agrees. */
const linkByConsent: RecordRule = {
  code: 'link-consent',
  broken: (values) => (textOf(values, 'linkedCase') !== '' && values['consentLink'] !== true ? ['linkedCase'] : NONE),
};

const allianceNumber: RecordRule = {
  code: 'alliance-number',
  broken: (values) => (textOf(values, 'allianceNumber') !== '' && values['allianceMember'] !== true ? ['allianceNumber'] : NONE),
};

/** The row of a month is the month, so a month can stand only once. */
const monthOnce: RecordRule = {
  code: 'stipend-month',
  broken: (values) => rowsOf(values, 'stipend').filter((row) => !isMonth(row.id)).map((row) => `${row.path}.amount`),
};

export function isMonth(row: string): boolean {
  return /^20\d\d-(?:0[1-9]|1[0-2])$/u.test(row);
}

const closedWhy: RecordRule = {
  code: 'closed-why',
  broken: (values) => (values['status'] === 'closed' && textOf(values, 'closedWhy') === '' ? ['closedWhy'] : NONE),
};

export const LEAVER_RULES: readonly RecordRule[] = [
  birthAgainstAge, bornFirst, leftAfterAdmission, notYet, linkByConsent, allianceNumber, monthOnce, closedWhy,
  ofRows('papers', 'paper-issued-first', (row) => (isBefore(row.text('issuedDay'), row.text('appliedDay')) ? 'issuedDay' : undefined)),
  ofRows('papers', 'paper-ack-first', (row) => (isBefore(row.text('ackDay'), row.text('appliedDay')) ? 'ackDay' : undefined)),
  ofRows('papers', 'paper-completed-first', (row) => (isBefore(row.text('completedDay'), row.text('appliedDay')) ? 'completedDay' : undefined)),
  // Of incomplete papers the acknowledgement must not state a time limit (Bihar RTPS Rules 2011, dossier B4).
  ofRows('papers', 'paper-due-incomplete', (row) => (isDay(row.text('dueDay')) && row.value('complete') !== true ? 'dueDay' : undefined)),
  ofRows('papers', 'paper-due-first', (row) => (isBefore(row.text('dueDay'), row.text('appliedDay')) ? 'dueDay' : undefined)),
  ofRows('papers', 'paper-not-yet', (row, today) => ['appliedDay', 'ackDay', 'completedDay', 'issuedDay', 'refusedDay', 'appealDay', 'lostDay'].find((field) => isBefore(today, row.text(field)))),
  ofRows('papers', 'paper-why-refused', (row) => (row.value('state') === 'refused' && row.text('refusedWhy') === '' ? 'refusedWhy' : undefined)),
  ofRows('papers', 'paper-valid-first', (row) => (isBefore(row.text('validTo'), row.text('issuedDay')) ? 'validTo' : undefined)),
  ofRows('mentorships', 'own-mentor', (row, _, values) => (row.text('mentor') !== '' && row.text('mentor') === values['asMentor'] ? 'mentor' : undefined)),
  ofRows('mentorships', 'pairing-end', (row) => (isBefore(row.text('to'), row.text('from')) ? 'to' : isDay(row.text('to')) && row.text('endWhy') === '' ? 'endWhy' : undefined)),
  ofRows('stipend', 'stipend-not-yet', (row, today) => (isBefore(today, row.text('receivedDay')) ? 'receivedDay' : undefined)),
  ofRows('followUps', 'done-not-yet', (row, today) => (isBefore(today, row.text('doneDay')) ? 'doneDay' : undefined)),
  ofRows('plan', 'done-not-yet', (row, today) => (isBefore(today, row.text('doneDay')) ? 'doneDay' : undefined)),
];

const grownUp: RecordRule = {
  code: 'mentor-age',
  broken: (values, today) => {
    const age = ageOn(values, today);
    return age !== undefined && age < ADULT ? ['age'] : NONE;
  },
};

export const MENTOR_RULES: readonly RecordRule[] = [birthAgainstAge, grownUp];

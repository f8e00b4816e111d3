// What the district's hub keeps: events, women linked to schemes, homes, the rehabilitation fund, batches of
// training, workplaces. Only a linkage and a case of the fund name a woman; residents, trainees,
// participants and those who complain are counted and nowhere named. Sources: dossier A1, D1, D2.
import type { FieldDef, RecordType } from '#shared/record/record-type.ts';
import {
  BODIES, COMPLAINT_OUTCOMES, DECISIONS, EVENT_FORMS, EVENT_KINDS, FUND_KINDS, FUND_SOURCES, HOME_KINDS, HOME_STATES, OUTCOMES, PAY_MODES, SCHEMES, SECTORS, THROUGH,
} from './lists.ts';
import { BATCH_RULES, EVENT_RULES, FUND_RULES, HOME_MONTH_RULES, HOME_RULES, LINKAGE_RULES, WORKPLACE_RULES } from './rules.ts';

const day: FieldDef = { kind: 'date' };
const yesNo: FieldDef = { kind: 'boolean' };
const note: FieldDef = { kind: 'text', maxLength: 1000 };
const short: FieldDef = { kind: 'text', maxLength: 120 };
const photo: FieldDef = { kind: 'photo' };
/** How high it may be is told by the rules of the type, in words of their own. */
const count: FieldDef = { kind: 'integer', min: 0 };
const oneOf = (choices: readonly string[]): FieldDef => ({ kind: 'choice', choices });
/** A list that follows no published one: an administrator may add to it. */
const oneOfOpen = (choices: readonly string[]): FieldDef => ({ kind: 'choice', choices, open: true });

/** A programme that was held: how many came, by groups. */
export const event: RecordType = {
  name: 'event',
  version: 1,
  accessClass: 'mission',
  shelf: 'mission',
  fields: {
    day,
    kind: oneOf(EVENT_KINDS),
    form: oneOfOpen(EVENT_FORMS),
    name: short,
    scheme: oneOfOpen(SCHEMES),
    venue: short,
    /** It counts there, when it lies in the district; else at the hub. */
    block: { kind: 'place' },
    women: count, girls: count, boys: count, men: count, officials: count,
    /** She has looked again at an unusually high count. */
    countRight: yesNo,
    partners: { kind: 'text', maxLength: 300 },
    note,
    photo1: photo, photo2: photo, photo3: photo,
  },
  groups: { count: { fields: ['women', 'girls', 'boys', 'men', 'officials', 'countRight'], merge: 'ask' } },
  rules: EVENT_RULES,
  searchNames: ['name'],
};

/** One woman or girl and one scheme. No identity number of any kind. */
export const linkage: RecordType = {
  name: 'linkage',
  version: 1,
  accessClass: 'benefit',
  shelf: 'benefit',
  fields: {
    day,
    name: { kind: 'text' },
    guardian: { kind: 'text' },
    age: { kind: 'integer', min: 0, max: 120 },
    phone: { kind: 'phone' },
    village: short,
    block: { kind: 'place' },
    scheme: oneOfOpen(SCHEMES),
    through: oneOf(THROUGH),
    event: { kind: 'record' },
    outcome: oneOf(OUTCOMES),
    outcomeDay: day,
    outcomeReason: { kind: 'text', maxLength: 300 },
    note,
  },
  groups: { outcome: { fields: ['outcome', 'outcomeDay', 'outcomeReason'], merge: 'ask' } },
  rules: LINKAGE_RULES,
  searchNames: ['name', 'guardian'],
  searchDigits: ['phone'],
};

/** A home or day-care with its places. Who lives there is in no field. */
export const home: RecordType = {
  name: 'home',
  version: 1,
  accessClass: 'mission',
  shelf: 'mission',
  fields: {
    kind: oneOf(HOME_KINDS),
    name: short,
    address: { kind: 'text', maxLength: 300 },
    agency: short,
    phone: { kind: 'phone' },
    state: oneOf(HOME_STATES),
    /** Sanctioned places, and since when: days before it are not measured by it. */
    capacity: { kind: 'integer', min: 1, max: 2000 },
    capacityDay: day,
    /** The day counted last and how many were there in its evening, written in one save with its month. */
    latestDay: day,
    latestPresent: count,
    'inspections.*.day': day,
    'inspections.*.by': short,
    'inspections.*.finding': note,
    'inspections.*.mendBy': day,
    'inspections.*.mendedDay': day,
    'inspections.*.mendedNote': note,
  },
  groups: {
    capacity: { fields: ['capacity', 'capacityDay'], merge: 'ask' },
    // Nobody is asked: of several the latest day is read (`occupancyOf`), and about a day itself its month asks.
    latest: { fields: ['latestDay', 'latestPresent'], merge: 'latest' },
    mended: { fields: ['inspections.*.mendedDay', 'inspections.*.mendedNote'], merge: 'ask' },
  },
  rules: HOME_RULES,
  searchNames: ['name'],
};

/** What a home counted in one month: its id follows from both (`homeMonthId`), so that two who begin one at once meet in it. */
export const homeMonth: RecordType = {
  name: 'homeMonth',
  version: 1,
  accessClass: 'mission',
  shelf: 'mission',
  fields: {
    home: { kind: 'record' },
    /** `2026-11` */
    month: { kind: 'text', maxLength: 7 },
    /** Of the home. */
    kind: oneOf(HOME_KINDS),
    /** The row is the ISO day. `present`: counted in the morning, before anybody came or left. */
    'days.*.present': count,
    'days.*.admitted': count,
    'days.*.discharged': count,
    /** Of those who left: settled at home, in work or married (पुनर्वासित). */
    'days.*.rehabilitated': count,
    /** Places of the home as they were known that day; absent where nobody knows. */
    'days.*.capacity': count,
    'days.*.overReason': { kind: 'text', maxLength: 300 },
  },
  groups: {
    count: { fields: ['days.*.present', 'days.*.admitted', 'days.*.discharged', 'days.*.rehabilitated', 'days.*.capacity', 'days.*.overReason'], merge: 'ask' },
  },
  rules: HOME_MONTH_RULES,
};

/** An application to the social rehabilitation fund. Everywhere but on its own page it is a number. */
export const fundCase: RecordType = {
  name: 'fundCase',
  version: 1,
  accessClass: 'benefit',
  shelf: 'benefit',
  fields: {
    number: { kind: 'text', maxLength: 40, merge: 'ask' },
    appliedDay: day,
    name: { kind: 'text', merge: 'ask' },
    guardian: { kind: 'text' },
    age: { kind: 'integer', min: 0, max: 120 },
    phone: { kind: 'phone' },
    village: short,
    kind: oneOf(FUND_KINDS),
    source: oneOf(FUND_SOURCES),
    decision: oneOf(DECISIONS),
    committeeDay: day,
    decisionNote: note,
    /** Rupees. */
    amount: { kind: 'integer', min: 1, max: 1_000_000 },
    amountWhy: { kind: 'text', maxLength: 300 },
    paidDay: day,
    paidMode: oneOf(PAY_MODES),
    /** Of the bank's transfer, never of an account. */
    paidNumber: { kind: 'text', maxLength: 40 },
  },
  groups: {
    decision: { fields: ['decision', 'committeeDay', 'decisionNote', 'amount', 'amountWhy'], merge: 'ask' },
    payment: { fields: ['paidDay', 'paidMode', 'paidNumber'], merge: 'ask' },
  },
  rules: FUND_RULES,
  searchNames: ['name', 'guardian'],
  searchDigits: ['phone'],
};

/** A batch of a skill training centre: numbers only. */
export const batch: RecordType = {
  name: 'batch',
  version: 1,
  accessClass: 'mission',
  shelf: 'mission',
  fields: {
    course: short,
    agency: short,
    venue: short,
    from: day,
    to: day,
    enrolled: count,
    finished: count,
    'placements.*.day': day,
    'placements.*.employer': short,
    'placements.*.work': short,
    'placements.*.women': count,
    note,
  },
  groups: {
    span: { fields: ['from', 'to'], merge: 'ask' },
    count: { fields: ['enrolled', 'finished'], merge: 'ask' },
    placed: { fields: ['placements.*.day', 'placements.*.women'], merge: 'ask' },
  },
  rules: BATCH_RULES,
  searchNames: ['course'],
};

/** An establishment on SHe-Box. A complaint is two days and an outcome: there is no place to write whose it is. */
export const workplace: RecordType = {
  name: 'workplace',
  version: 1,
  accessClass: 'mission',
  shelf: 'mission',
  fields: {
    name: short,
    sector: oneOfOpen(SECTORS),
    address: { kind: 'text', maxLength: 300 },
    registeredDay: day,
    employees: count,
    women: count,
    nodal: short,
    nodalPhone: { kind: 'phone' },
    committeeDay: day,
    committeeChair: short,
    committeeMembers: count,
    committeeOutside: yesNo,
    committeeEnd: day,
    'complaints.*.receivedDay': day,
    'complaints.*.body': oneOf(BODIES),
    'complaints.*.closedDay': day,
    'complaints.*.outcome': oneOf(COMPLAINT_OUTCOMES),
  },
  groups: {
    size: { fields: ['employees', 'women'], merge: 'ask' },
    committee: { fields: ['committeeDay', 'committeeChair', 'committeeMembers', 'committeeOutside', 'committeeEnd'], merge: 'ask' },
    closed: { fields: ['complaints.*.closedDay', 'complaints.*.outcome'], merge: 'ask' },
  },
  rules: WORKPLACE_RULES,
  searchNames: ['name'],
};

export const RECORD_TYPES: readonly RecordType[] = [event, linkage, home, homeMonth, fundCase, batch, workplace];

// The file of one child with those who work for her, at the child protection unit of her district. The headings of
// her plan are those of Form 7, JJ Model Rules 2016, as far as they are known (dossier B3); lists without a source are
// conventions.
import type { FieldDef, RecordType } from '#shared/record/record-type.ts';
import {
  ANSWERS, AREAS, CARERS, CATEGORY_IDS, DEPARTMENT_IDS, FOLLOW_UP_STATES, GROUNDS, OUTCOMES, OWNERS, SAID_BY, SCHEME_STATES, SERVICES, SEXES, SOURCES, STATUSES, STAYS,
  TASKS_OF_TEAM, WAYS,
} from './choices.ts';
import { FILE_RULES } from './rules.ts';

const day: FieldDef = { kind: 'date' };
const yesNo: FieldDef = { kind: 'boolean' };
const note: FieldDef = { kind: 'text', maxLength: 1000 };
const short: FieldDef = { kind: 'text', maxLength: 120 };
const line: FieldDef = { kind: 'text', maxLength: 300 };
const person: FieldDef = { kind: 'record' };
/** Counts as not given while two hands differ. */
const consent: FieldDef = { kind: 'boolean', protective: [false, true] };
const oneOf = (choices: readonly string[]): FieldDef => ({ kind: 'choice', choices });
/** What one list adds, another does not take away. */
const someOf = (choices: readonly string[]): FieldDef => ({ kind: 'choices', choices, merge: 'union' });

export const childFile: RecordType = {
  name: 'childFile',
  version: 1,
  accessClass: 'child',
  shelf: 'children',
  guard: { assigned: 'worker', team: 'team.*.person', barred: 'barred.*.person', neverKept: 'neverKept', classOf: () => 'child' },
  fields: {
    /** Made on the phone; a file that the centre began has its token for a number. */
    number: { kind: 'text', maxLength: 40, merge: 'ask' },
    /** By which the centre knows her: `7K3-F9QX`. */
    token: { kind: 'text', maxLength: 12, merge: 'ask' },
    registeredDay: day,
    source: oneOf(SOURCES),
    takenBy: person,
    worker: { kind: 'record', merge: 'ask' },
    'team.*.person': person,
    'team.*.task': oneOf(TASKS_OF_TEAM),
    'barred.*.person': person,
    'barred.*.reason': note,
    neverKept: { kind: 'boolean', protective: [true, false] },

    categories: someOf(CATEGORY_IDS),
    needs: someOf(SERVICES),

    name: { kind: 'text', merge: 'ask' },
    fatherName: { kind: 'text' },
    motherName: { kind: 'text' },
    guardianName: { kind: 'text' },
    sex: oneOf(SEXES),
    birthDate: day,
    /** Completed years, and the day on which they were told. */
    age: { kind: 'integer', min: 0, max: 120 },
    ageDay: day,
    carer: oneOf(CARERS),
    /** Place codes of the district and block, the village as it was said. */
    district: { kind: 'text', maxLength: 20 },
    block: { kind: 'text', maxLength: 60 },
    village: short,
    schoolName: short,
    phone: { kind: 'phone' },
    /** Of the police, the Committee or the department. */
    caseNumber: { kind: 'text', maxLength: 60 },

    /** JJ Act: order of the Child Welfare Committee; the admission to an institution (Form 7, head). */
    orderNumber: { kind: 'text', maxLength: 60 },
    orderDay: day,
    homeName: short,
    admittedDay: day,
    stay: oneOf(STAYS),
    hasAccount: yesNo,
    hasIdentityPaper: yesNo,

    /** By what right the file is kept, and the day on which it was explained (dossier E2). */
    ground: oneOf(GROUNDS),
    noticeDay: day,
    /** HIV Act 2017 s.8: nobody is told of it unless the guardian has agreed in writing. */
    consentShare: consent,
    consentDay: day,
    /** The child herself is willing, as far as she can say. */
    assent: consent,
    /** What she wants, in her own words. */
    wish: line,
    wishDay: day,

    'plan.*.area': oneOf(AREAS),
    'plan.*.goal': line,
    'plan.*.step': line,
    'plan.*.owner': oneOf(OWNERS),
    'plan.*.dueDay': day,
    'plan.*.doneDay': day,

    'referrals.*.department': oneOf(DEPARTMENT_IDS),
    'referrals.*.service': oneOf(SERVICES),
    'referrals.*.purpose': note,
    'referrals.*.sentDay': day,
    /** The day that the department was told; absent: by the usual limit of the service. */
    'referrals.*.dueDay': day,
    'referrals.*.receivedDay': day,
    'referrals.*.answer': oneOf(ANSWERS),
    'referrals.*.answeredDay': day,
    'referrals.*.answerNote': note,
    /** Who of the department has answered; absent: the unit has written it down. */
    'referrals.*.answeredBy': person,
    'referrals.*.withdrawnDay': day,
    'referrals.*.withdrawnWhy': note,
    /** While it stands still: which service waits, and why. */
    'pauses.*.service': oneOf(SERVICES),
    'pauses.*.from': day,
    'pauses.*.to': day,
    'pauses.*.reason': note,

    'services.*.service': oneOf(SERVICES),
    'services.*.day': day,
    'services.*.saidBy': oneOf(SAID_BY),
    'services.*.category': oneOf(CATEGORY_IDS),
    'services.*.note': note,

    'schemes.*.name': short,
    'schemes.*.office': short,
    'schemes.*.appliedDay': day,
    'schemes.*.state': oneOf(SCHEME_STATES),
    'schemes.*.stateDay': day,
    'schemes.*.note': note,

    /** Rows `m1`, `m3`, `m6` are those after the end; `on-<day>` as agreed or by Form 7 C. */
    'followUps.*.doneDay': day,
    'followUps.*.way': oneOf(WAYS),
    'followUps.*.state': oneOf(FOLLOW_UP_STATES),
    'followUps.*.atSchool': yesNo,
    'followUps.*.note': note,
    'followUps.*.nextDay': day,

    status: oneOf(STATUSES),
    statusDay: day,
    outcome: oneOf(OUTCOMES),
    closedNote: note,
    /** Why it ends although a department has not answered yet. */
    openReferralsWhy: note,
    reopenedWhy: note,
    /** Whom the after-care of the unit goes on with: her file among the care leavers. */
    aftercareDay: day,
    aftercareFile: { kind: 'record' },
    aftercareNote: note,
  },
  groups: {
    birth: { fields: ['birthDate', 'age', 'ageDay'], merge: 'ask' },
    order: { fields: ['orderNumber', 'orderDay'], merge: 'ask' },
    consent: { fields: ['consentShare', 'consentDay'], merge: 'ask' },
    wish: { fields: ['wish', 'wishDay'], merge: 'ask' },
    sent: { fields: ['referrals.*.department', 'referrals.*.service', 'referrals.*.sentDay'], merge: 'ask' },
    answer: { fields: ['referrals.*.answer', 'referrals.*.answeredDay', 'referrals.*.answerNote', 'referrals.*.answeredBy'], merge: 'ask' },
    withdrawal: { fields: ['referrals.*.withdrawnDay', 'referrals.*.withdrawnWhy'], merge: 'ask' },
    pause: { fields: ['pauses.*.service', 'pauses.*.from'], merge: 'ask' },
    scheme: { fields: ['schemes.*.state', 'schemes.*.stateDay'], merge: 'ask' },
    status: { fields: ['status', 'statusDay', 'outcome', 'closedNote', 'openReferralsWhy', 'reopenedWhy'], merge: 'ask' },
    aftercare: { fields: ['aftercareDay', 'aftercareFile', 'aftercareNote'], merge: 'ask' },
  },
  searchNames: ['name', 'fatherName', 'motherName', 'guardianName'],
  searchDigits: ['phone', 'number', 'token'],
  unique: ['number', 'token'],
  rules: FILE_RULES,
};

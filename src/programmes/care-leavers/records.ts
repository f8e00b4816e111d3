// What is kept of young people who leave a child care institution, and of those who stand by them as
// mentors. Sources: dossier B1–B4, E2, E3; lists without a source are conventions.
import type { FieldDef, RecordType } from '#shared/record/record-type.ts';
import { isChildsFile } from './age.ts';
import {
  AFTERCARE_STATES, AGE_PROOFS, BANK_STATES, CATEGORIES, CLOSED_WHYS, DOMAINS, FAMILY_TIES, FOLLOW_UP_STATES, HEALTH, HOME_KINDS, LEFT_WHYS, LINKAGE_KINDS,
  LINKAGE_OUTCOMES, MENTOR_KINDS, MENTOR_STATES, MOODS, OWNERS, PAIRING_ENDS, PAPER_STATES, PARENTS, SCHOOLING, SEXES, SOURCES, STATUSES, STAYS, TIMES, WAYS, WISHES, WORK,
} from './lists.ts';
import { LEAVER_RULES, MENTOR_RULES } from './rules.ts';

const day: FieldDef = { kind: 'date' };
const yesNo: FieldDef = { kind: 'boolean' };
const note: FieldDef = { kind: 'text', maxLength: 1000 };
const short: FieldDef = { kind: 'text', maxLength: 120 };
const person: FieldDef = { kind: 'record' };
const photo: FieldDef = { kind: 'photo' };
/** Counts as not given while two hands differ. */
const consent: FieldDef = { kind: 'boolean', protective: [false, true] };
const oneOf = (choices: readonly string[]): FieldDef => ({ kind: 'choice', choices });
/** A list that follows no published one: an administrator may add to it. */
const oneOfOpen = (choices: readonly string[]): FieldDef => ({ kind: 'choice', choices, open: true });

/** Who is responsible, who works on it beside her, who is kept from it, and whether phones may keep it. */
const KEEPERS = {
  worker: { kind: 'record', merge: 'ask' },
  'team.*.person': person,
  'team.*.task': oneOf(DOMAINS),
  'barred.*.person': person,
  'barred.*.reason': note,
  neverKept: { kind: 'boolean', protective: [true, false] },
} as const satisfies Record<string, FieldDef>;

/** The file of one young person. */
export const careLeaver: RecordType = {
  name: 'careLeaver',
  version: 1,
  accessClass: 'case',
  shelf: 'care',
  guard: {
    assigned: 'worker', team: 'team.*.person', barred: 'barred.*.person', neverKept: 'neverKept',
    classOf: (values) => (isChildsFile(values) ? 'child' : 'case'),
  },
  fields: {
    number: { kind: 'text', maxLength: 40, merge: 'ask' },
    registeredDay: day,
    source: oneOf(SOURCES),
    takenBy: person,
    /** The last day on which somebody went through her particulars. */
    seenDay: day,
    ...KEEPERS,

    name: { kind: 'text', merge: 'ask' },
    sex: oneOf(SEXES),
    birthDate: day,
    /** Completed years, and the day on which they were told. */
    age: { kind: 'integer', min: 0, max: 120 },
    ageDay: day,
    ageProof: oneOf(AGE_PROOFS),
    socialCategory: oneOf(CATEGORIES),
    photo,

    homeName: short,
    homeKind: oneOfOpen(HOME_KINDS),
    /** In the institution's own register. */
    admissionNumber: { kind: 'text', maxLength: 40 },
    admittedDay: day,
    /** Expected, then real. */
    leavesDay: day,
    leftDay: day,
    leftWhy: oneOf(LEFT_WHYS),
    /** Order of the Child Welfare Committee or the Board. */
    orderNumber: { kind: 'text', maxLength: 60 },
    orderDay: day,

    parents: oneOf(PARENTS),
    fatherName: { kind: 'text' },
    motherName: { kind: 'text' },
    guardianName: { kind: 'text' },
    guardianRelation: { kind: 'text', maxLength: 60 },
    guardianPhone: { kind: 'phone' },
    familyTie: oneOf(FAMILY_TIES),

    schooling: oneOf(SCHOOLING),
    studying: yesNo,
    work: oneOf(WORK),
    bank: oneOf(BANK_STATES),
    health: oneOf(HEALTH),
    healthNote: note,
    disability: yesNo,
    stay: oneOf(STAYS),
    stayNote: { kind: 'text', maxLength: 200 },
    mood: oneOf(MOODS),
    /** Somebody she can talk to when it is hard. */
    hasSomeone: yesNo,
    wishes: { kind: 'choices', choices: WISHES, merge: 'union' },

    safePhone: { kind: 'phone' },
    phoneMayCall: { kind: 'boolean', protective: [false, true] },
    safeTime: oneOf(TIMES),

    consentRegister: consent,
    consentDay: day,
    /** May her file and the one she has at the One Stop Centre name each other? */
    consentLink: consent,
    linkedCase: { kind: 'record' },
    /** Came to the One Stop Centre first and wants to go on with the child protection unit. */
    wantsHandover: yesNo,
    handoverDay: day,

    aftercare: oneOf(AFTERCARE_STATES),
    aftercareDay: day,
    aftercareNote: note,
    /** The Committee has extended it beyond the usual end. */
    aftercareLong: yesNo,
    aftercareLongDay: day,
    stipendFrom: day,

    allianceMember: yesNo,
    allianceNumber: { kind: 'text', maxLength: 40, merge: 'ask' },
    allianceDay: day,

    'papers.*.state': oneOf(PAPER_STATES),
    'papers.*.appliedDay': day,
    'papers.*.ackNumber': { kind: 'text', maxLength: 60 },
    'papers.*.ackDay': day,
    /** The acknowledgement says that nothing is missing; else what it names (Bihar RTPS Rules 2011). */
    'papers.*.complete': yesNo,
    'papers.*.missing': note,
    /** The day on which what was missing was handed in. */
    'papers.*.completedDay': day,
    /** As written on the acknowledgement. */
    'papers.*.dueDay': day,
    'papers.*.receiptPhoto': photo,
    'papers.*.issuedDay': day,
    'papers.*.validTo': day,
    /** As the paper has them: they are compared (`mismatches.ts`). */
    'papers.*.nameOn': { kind: 'text' },
    'papers.*.birthOn': day,
    /** Never more of any number than its end (dossier E3). */
    'papers.*.last4': { kind: 'digits', length: [4, 4] },
    'papers.*.paperPhoto': photo,
    'papers.*.refusedDay': day,
    'papers.*.refusedWhy': note,
    'papers.*.appealDay': day,
    'papers.*.appealTo': short,
    'papers.*.lostDay': day,
    'papers.*.note': note,

    'plan.*.domain': oneOf(DOMAINS),
    'plan.*.goal': { kind: 'text', maxLength: 300 },
    'plan.*.step': { kind: 'text', maxLength: 300 },
    'plan.*.owner': oneOf(OWNERS),
    'plan.*.dueDay': day,
    'plan.*.doneDay': day,
    /** How she stands in this domain, 1 to 5. */
    'plan.*.score': { kind: 'integer', min: 1, max: 5 },

    /** Rows `m1`, `m3`, `m6` are those after leaving; others as agreed. */
    'followUps.*.dueDay': day,
    'followUps.*.doneDay': day,
    'followUps.*.way': oneOf(WAYS),
    'followUps.*.state': oneOf(FOLLOW_UP_STATES),
    'followUps.*.stay': oneOf(STAYS),
    'followUps.*.mood': oneOf(MOODS),
    'followUps.*.note': note,
    'followUps.*.nextDay': day,

    'linkages.*.kind': oneOfOpen(LINKAGE_KINDS),
    'linkages.*.name': short,
    'linkages.*.office': short,
    'linkages.*.startDay': day,
    'linkages.*.outcome': oneOf(LINKAGE_OUTCOMES),
    'linkages.*.outcomeDay': day,
    'linkages.*.note': note,

    /** The row is the month: `2026-11`. Rupees. */
    'stipend.*.amount': { kind: 'integer', min: 0, max: 100_000 },
    'stipend.*.receivedDay': day,
    'stipend.*.note': note,

    /** She accepts a mentor of another sex. */
    mentorAnySex: yesNo,
    'mentorships.*.mentor': { kind: 'record' },
    'mentorships.*.mentorName': { kind: 'text' },
    'mentorships.*.from': day,
    'mentorships.*.to': day,
    'mentorships.*.endWhy': oneOfOpen(PAIRING_ENDS),
    'mentorships.*.endNote': note,
    'meetings.*.day': day,
    'meetings.*.way': oneOf(WAYS),
    'meetings.*.note': note,

    /** She is a mentor herself: her own record among the mentors. */
    mentorWilling: yesNo,
    mentorTrainedDay: day,
    mentorDomains: { kind: 'choices', choices: DOMAINS },
    asMentor: { kind: 'record' },

    status: oneOf(STATUSES),
    statusDay: day,
    closedWhy: oneOfOpen(CLOSED_WHYS),
    closedNote: note,
  },
  groups: {
    birth: { fields: ['birthDate', 'age', 'ageDay', 'ageProof'], merge: 'ask' },
    leaving: { fields: ['leftDay', 'leftWhy'], merge: 'ask' },
    order: { fields: ['orderNumber', 'orderDay'], merge: 'ask' },
    contact: { fields: ['safePhone', 'phoneMayCall', 'safeTime'], merge: 'ask' },
    consent: { fields: ['consentRegister', 'consentDay'], merge: 'ask' },
    link: { fields: ['consentLink', 'linkedCase'], merge: 'ask' },
    aftercare: { fields: ['aftercare', 'aftercareDay', 'aftercareNote'], merge: 'ask' },
    aftercareLong: { fields: ['aftercareLong', 'aftercareLongDay'], merge: 'ask' },
    alliance: { fields: ['allianceMember', 'allianceDay'], merge: 'ask' },
    paperState: { fields: ['papers.*.state', 'papers.*.appliedDay', 'papers.*.ackNumber', 'papers.*.ackDay', 'papers.*.complete', 'papers.*.missing', 'papers.*.completedDay', 'papers.*.dueDay'], merge: 'ask' },
    paperIssued: { fields: ['papers.*.issuedDay', 'papers.*.validTo', 'papers.*.last4'], merge: 'ask' },
    paperSays: { fields: ['papers.*.nameOn', 'papers.*.birthOn'], merge: 'ask' },
    refusal: { fields: ['papers.*.refusedDay', 'papers.*.refusedWhy'], merge: 'ask' },
    month: { fields: ['stipend.*.amount', 'stipend.*.receivedDay'], merge: 'ask' },
    pairing: { fields: ['mentorships.*.mentor', 'mentorships.*.mentorName', 'mentorships.*.from'], merge: 'ask' },
    pairingEnd: { fields: ['mentorships.*.to', 'mentorships.*.endWhy', 'mentorships.*.endNote'], merge: 'ask' },
    outcome: { fields: ['linkages.*.outcome', 'linkages.*.outcomeDay'], merge: 'ask' },
    status: { fields: ['status', 'statusDay', 'closedWhy', 'closedNote'], merge: 'ask' },
  },
  searchNames: ['name', 'fatherName', 'motherName', 'guardianName'],
  searchDigits: ['safePhone', 'number'],
  unique: ['number', 'allianceNumber'],
  rules: LEAVER_RULES,
};

/** A person who stands by care leavers: one of them who is further on, or somebody else of good will. */
export const mentor: RecordType = {
  name: 'mentor',
  version: 1,
  accessClass: 'case',
  shelf: 'care',
  guard: { assigned: 'worker', team: 'team.*.person', barred: 'barred.*.person', neverKept: 'neverKept' },
  fields: {
    number: { kind: 'text', maxLength: 40, merge: 'ask' },
    registeredDay: day,
    takenBy: person,
    ...KEEPERS,
    kind: oneOf(MENTOR_KINDS),
    /** Her own file, when she is a care leaver herself. */
    leaver: { kind: 'record' },
    name: { kind: 'text', merge: 'ask' },
    sex: oneOf(SEXES),
    birthDate: day,
    age: { kind: 'integer', min: 0, max: 120 },
    ageDay: day,
    occupation: short,
    /** Years lived outside of an institution, or of work with young people. */
    experience: { kind: 'integer', min: 0, max: 60 },
    domains: { kind: 'choices', choices: DOMAINS },
    safePhone: { kind: 'phone' },
    willing: yesNo,
    trainedDay: day,
    /** Her character was enquired about before she was left alone with a young person. */
    checkedDay: day,
    /** Fewer than the usual most, by her own wish. */
    most: { kind: 'integer', min: 0, max: 20 },
    status: oneOf(MENTOR_STATES),
    statusDay: day,
    statusNote: note,
  },
  groups: {
    birth: { fields: ['birthDate', 'age', 'ageDay'], merge: 'ask' },
    status: { fields: ['status', 'statusDay', 'statusNote'], merge: 'ask' },
    ready: { fields: ['willing', 'trainedDay', 'checkedDay'], merge: 'ask' },
  },
  searchNames: ['name'],
  searchDigits: ['safePhone', 'number'],
  unique: ['number'],
  rules: MENTOR_RULES,
};

export const RECORD_TYPES: readonly RecordType[] = [careLeaver, mentor];

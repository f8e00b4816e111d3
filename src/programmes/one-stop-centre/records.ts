// What a One Stop Centre keeps: the 181 call, the file of a case, beds, stock, the checklist of the
// building, meetings and directions. Sources: dossier A1–A8, E2.
import { isChildsFile } from './age.ts';
import type { FieldDef, RecordType } from '#shared/record/record-type.ts';
import type { Values } from '#shared/record/change.ts';
import {
  AGENCIES, DIR_ECONOMIC, DIR_HELP, DIR_ORDERS, DIR_PAPERS, DIR_SEXUAL, DIR_VERBAL, DISPOSITIONS, MODES, OUTCOMES, PAPERS_KEPT, PAUSABLE,
  PROTECTED_VIOLENCE, PURCHASES, READINESS, RISKS, SERVICES, SHELTER_ENDS, STATUSES, STAY_REASONS, STOCK_MOVES, VIOLENCE,
} from './lists.ts';
import { BED_RULES, MEETING_RULES, STOCK_RULES } from './office-rules.ts';
import { CASE_RULES } from './rules.ts';

const day: FieldDef = { kind: 'date' };
const yesNo: FieldDef = { kind: 'boolean' };
/** `14:30`, by the clock on the wall. */
const time: FieldDef = { kind: 'text', maxLength: 5 };
const note: FieldDef = { kind: 'text', maxLength: 1000 };
const person: FieldDef = { kind: 'record' };
/** Consent counts as not given while two hands differ. */
const consent: FieldDef = { kind: 'boolean', protective: [false, true] };

/** While two hands tell two ages, the one under 18 rules: the file is kept as a child's. */
const UNDER_18 = Array.from({ length: 18 }, (_, age) => age);

/** A call to 181. What a caller says stands in the case it becomes, never here. */
export const call: RecordType = {
  name: 'call',
  version: 1,
  accessClass: 'office',
  shelf: 'calls',
  fields: {
    day, time,
    disposition: { kind: 'choice', choices: DISPOSITIONS, merge: 'ask' },
    by: person,
    case: { kind: 'record' },
    /** What kind of information was given. */
    about: { kind: 'text', maxLength: 200 },
  },
};

/** The file of one woman or girl. */
export const osCase: RecordType = {
  name: 'case',
  version: 1,
  accessClass: 'case',
  shelf: 'cases',
  guard: {
    assigned: 'worker', team: 'team.*.person', barred: 'barred.*.person', neverKept: 'neverKept',
    classOf: (values) => (isChildsFile(values) || isProtectedFile(values) ? 'child' : 'case'),
  },
  fields: {
    number: { kind: 'text', maxLength: 40, merge: 'ask' },
    registeredDay: day,
    registeredTime: time,
    mode: { kind: 'choice', choices: MODES, open: true },
    call: { kind: 'record' },
    takenBy: person,
    /** Who is responsible, and who works on it beside her. */
    worker: { kind: 'record', merge: 'ask' },
    'team.*.person': { kind: 'record' },
    'team.*.task': { kind: 'choice', choices: SERVICES, open: true },
    'barred.*.person': { kind: 'record' },
    'barred.*.reason': note,
    /** No phone keeps the file; it is opened online each time. */
    neverKept: { kind: 'boolean', protective: [true, false] },

    /** Someone came for her. */
    onBehalf: yesNo,
    informantName: { kind: 'text' },
    informantRelation: { kind: 'text', maxLength: 60 },
    informantPhone: { kind: 'phone' },
    /** False: "name not told", which is allowed. */
    nameTold: yesNo,
    name: { kind: 'text', merge: 'ask' },
    alias: { kind: 'text' },
    guardianName: { kind: 'text' },
    guardianRelation: { kind: 'choice', choices: ['husband', 'father', 'mother', 'other'] },
    birthDate: day,
    /** Completed years, and the day on which they were told. */
    age: { kind: 'integer', min: 0, max: 120, protective: UNDER_18 },
    ageDay: day,
    maritalStatus: { kind: 'choice', choices: ['unmarried', 'married', 'widowed', 'divorced', 'separated', 'deserted'] },
    socialCategory: { kind: 'choice', choices: ['sc', 'st', 'ebc', 'bc', 'general'] },
    religion: { kind: 'choice', choices: ['hindu', 'muslim', 'sikh', 'christian', 'buddhist', 'jain', 'other', 'not_told'] },
    disability: yesNo,
    education: { kind: 'choice', choices: ['none', 'primary', 'middle', 'matric', 'inter', 'higher'] },
    occupation: { kind: 'text', maxLength: 80 },
    pregnant: { kind: 'choice', choices: ['yes', 'no', 'unknown'] },
    address: { kind: 'text', maxLength: 300 },
    homeDistrict: { kind: 'text', maxLength: 60 },
    police: { kind: 'text', maxLength: 80 },
    'children.*.name': { kind: 'text' },
    'children.*.age': { kind: 'integer', min: 0, max: 30 },
    'children.*.sex': { kind: 'choice', choices: ['female', 'male', 'third'] },
    'children.*.with': { kind: 'text', maxLength: 60 },

    safePhone: { kind: 'phone' },
    safeTime: { kind: 'choice', choices: ['any', 'morning', 'noon', 'evening', 'never'], protective: ['never'] },
    mayMessage: { kind: 'boolean', protective: [false, true] },

    idKind: { kind: 'choice', choices: ['none', 'aadhaar', 'voter', 'ration', 'other'] },
    /** Never more than the last four (dossier E3). */
    idLast4: { kind: 'digits', length: [4, 4] },
    photo: { kind: 'photo' },
    'papers.*.kind': { kind: 'choice', choices: PAPERS_KEPT },
    'papers.*.photo': { kind: 'photo' },
    'papers.*.day': day,

    violence: { kind: 'choices', choices: VIOLENCE },
    /** One of `violence`: a case counts once, by this one. */
    primaryViolence: { kind: 'choice', choices: VIOLENCE, protective: PROTECTED_VIOLENCE },
    incidentDay: day,
    incidentSince: { kind: 'text', maxLength: 60 },
    incidentPlace: { kind: 'text', maxLength: 200 },
    incidentStory: { kind: 'text', maxLength: 3000 },
    /** She was under 18 when it happened, whatever her age today. */
    minorThen: { kind: 'boolean', protective: [true, false] },
    injuries: { kind: 'text', maxLength: 300 },
    weapon: { kind: 'text', maxLength: 80 },
    'accused.*.name': { kind: 'text' },
    'accused.*.relation': { kind: 'text', maxLength: 60 },
    'accused.*.age': { kind: 'integer', min: 0, max: 120 },
    'accused.*.address': { kind: 'text', maxLength: 300 },
    'accused.*.phone': { kind: 'phone' },
    earlierComplaint: { kind: 'text', maxLength: 300 },
    firNumber: { kind: 'text', maxLength: 60, merge: 'ask' },
    courtNumber: { kind: 'text', maxLength: 60, merge: 'ask' },

    risks: { kind: 'choices', choices: RISKS, merge: 'union' },
    riskNote: note,
    riskDay: day,
    riskOver: { kind: 'boolean', protective: [false, true] },

    consentRegister: consent,
    consentContact: consent,
    consentDay: day,
    /** Agencies with which she lets us speak. Read it by `maySpeakWith`: while two hands differ, only what all of them say. */
    sharedWith: { kind: 'choices', choices: AGENCIES, open: true },

    'services.*.kind': { kind: 'choice', choices: SERVICES, open: true },
    'services.*.day': day,
    'services.*.provider': { kind: 'text', maxLength: 120 },
    'services.*.outcome': { kind: 'choice', choices: ['given', 'going_on', 'refused_by_her', 'not_available'] },
    'services.*.note': note,

    'referrals.*.agency': { kind: 'choice', choices: AGENCIES, open: true },
    'referrals.*.office': { kind: 'text', maxLength: 120 },
    'referrals.*.sentDay': day,
    'referrals.*.purpose': note,
    'referrals.*.receivedDay': day,
    'referrals.*.receivedBy': { kind: 'text', maxLength: 80 },
    'referrals.*.answeredDay': day,
    'referrals.*.answer': { kind: 'choice', choices: ['helped', 'going_on', 'refused', 'returned'] },
    'referrals.*.answerNote': note,

    /** A clock stands still, with its reason. */
    'pauses.*.clock': { kind: 'choice', choices: PAUSABLE },
    'pauses.*.from': day,
    'pauses.*.to': { kind: 'date', merge: 'ask' },
    'pauses.*.reason': note,

    'followUps.*.dueDay': day,
    'followUps.*.doneDay': day,
    'followUps.*.way': { kind: 'choice', choices: ['visit', 'phone', 'office'] },
    'followUps.*.state': { kind: 'choice', choices: ['safe', 'violence_again', 'needs_help', 'not_met'] },
    'followUps.*.note': note,

    'counselling.*.day': day,
    'counselling.*.with': { kind: 'choice', choices: ['her', 'second_party', 'both', 'family'] },
    'counselling.*.noticeDay': day,
    'counselling.*.came': yesNo,
    'counselling.*.result': { kind: 'choice', choices: ['next_sitting', 'settlement', 'no_settlement', 'absent'] },
    /** Written with the notice, before there is a sitting: not of its group. */
    'counselling.*.nextDay': { kind: 'date', merge: 'ask' },
    'counselling.*.note': note,

    'stays.*.bed': { kind: 'record' },
    'stays.*.inDay': day,
    'stays.*.inTime': time,
    'stays.*.girls': { kind: 'integer', min: 0, max: 12 },
    'stays.*.boys': { kind: 'integer', min: 0, max: 12 },
    'stays.*.oldestBoy': { kind: 'integer', min: 0, max: 17 },
    'stays.*.longerReason': { kind: 'choice', choices: STAY_REASONS, open: true },
    'stays.*.longerNote': note,
    'stays.*.outDay': day,
    'stays.*.outTime': time,
    'stays.*.outTo': { kind: 'choice', choices: SHELTER_ENDS, open: true },

    /** Domestic Incident Report, Form I, PWDV Rules 2006 (dossier A6). */
    dirDay: day,
    dirSharedHousehold: { kind: 'text', maxLength: 300 },
    /** Where she lives now and her phone are printed on it: a copy may reach the second party. */
    dirShowContact: { kind: 'boolean', protective: [false, true] },
    'dirIncidents.*.day': day,
    'dirIncidents.*.time': time,
    'dirIncidents.*.place': { kind: 'text', maxLength: 200 },
    'dirIncidents.*.by': { kind: 'text', maxLength: 120 },
    'dirIncidents.*.physical': note,
    'dirIncidents.*.sexual': { kind: 'choices', choices: DIR_SEXUAL },
    'dirIncidents.*.sexualNote': note,
    'dirIncidents.*.verbal': { kind: 'choices', choices: DIR_VERBAL },
    'dirIncidents.*.verbalNote': note,
    'dirIncidents.*.economic': { kind: 'choices', choices: DIR_ECONOMIC },
    'dirIncidents.*.economicNote': note,
    dirDowry: yesNo,
    dirDowryNote: note,
    dirDowryList: yesNo,
    dirPapers: { kind: 'choices', choices: DIR_PAPERS },
    dirOrders: { kind: 'choices', choices: DIR_ORDERS },
    dirOrderNote: note,
    dirHelp: { kind: 'choices', choices: DIR_HELP },
    dirReadOver: yesNo,
    dirCopyGiven: yesNo,
    dirCopyDay: day,

    /** Under 18: production before the Child Welfare Committee, police report (JJ Act s.31, POCSO s.19). */
    foundDay: day,
    foundTime: time,
    cwcDay: day,
    cwcTime: time,
    cwcLateReason: note,
    cwcOrder: note,
    pocsoReportDay: day,
    pocsoReportTo: { kind: 'text', maxLength: 120 },
    supportPerson: { kind: 'text' },
    supportPersonDay: day,

    /** It stays open while one hand has closed it and another has not. */
    status: { kind: 'choice', choices: STATUSES, protective: STATUSES },
    statusDay: day,
    outcome: { kind: 'choice', choices: OUTCOMES, open: true },
    outcomeNote: note,
    feedback: { kind: 'choice', choices: ['good', 'middling', 'bad', 'not_asked'] },
    feedbackNote: note,
    reopenedDay: day,
    reopenReason: note,
  },
  groups: {
    registered: { fields: ['registeredDay', 'registeredTime'], merge: 'ask' },
    identity: { fields: ['nameTold', 'alias', 'guardianName', 'guardianRelation'], merge: 'ask' },
    birth: { fields: ['birthDate', 'age', 'ageDay', 'minorThen'], merge: 'ask' },
    contact: { fields: ['safePhone', 'safeTime', 'mayMessage'], merge: 'ask' },
    kinds: { fields: ['violence', 'primaryViolence'], merge: 'ask' },
    incident: { fields: ['incidentDay', 'incidentSince', 'incidentPlace'], merge: 'ask' },
    risk: { fields: ['riskNote', 'riskDay', 'riskOver'], merge: 'ask' },
    consent: { fields: ['consentRegister', 'consentContact', 'sharedWith', 'consentDay'], merge: 'ask' },
    idPaper: { fields: ['idKind', 'idLast4'], merge: 'ask' },
    accused: { fields: ['accused.*.name', 'accused.*.relation', 'accused.*.age', 'accused.*.address'], merge: 'ask' },
    service: { fields: ['services.*.kind', 'services.*.outcome', 'services.*.day'], merge: 'ask' },
    sent: { fields: ['referrals.*.agency', 'referrals.*.office', 'referrals.*.sentDay'], merge: 'ask' },
    sitting: { fields: ['counselling.*.day', 'counselling.*.came', 'counselling.*.result'], merge: 'ask' },
    followUp: { fields: ['followUps.*.doneDay', 'followUps.*.state'], merge: 'ask' },
    pause: { fields: ['pauses.*.clock', 'pauses.*.from', 'pauses.*.reason'], merge: 'ask' },
    answer: { fields: ['referrals.*.answeredDay', 'referrals.*.answer', 'referrals.*.answerNote'], merge: 'ask' },
    arrival: { fields: ['referrals.*.receivedDay', 'referrals.*.receivedBy'], merge: 'latest' },
    stayIn: { fields: ['stays.*.bed', 'stays.*.inDay', 'stays.*.inTime'], merge: 'ask' },
    stayOut: { fields: ['stays.*.outDay', 'stays.*.outTime', 'stays.*.outTo'], merge: 'ask' },
    found: { fields: ['foundDay', 'foundTime'], merge: 'ask' },
    cwc: { fields: ['cwcDay', 'cwcTime', 'cwcLateReason', 'cwcOrder'], merge: 'ask' },
    dirCopy: { fields: ['dirCopyGiven', 'dirCopyDay'], merge: 'ask' },
    status: { fields: ['status', 'statusDay', 'outcome', 'outcomeNote', 'reopenedDay', 'reopenReason'], merge: 'ask' },
  },
  searchNames: ['name', 'alias', 'guardianName'],
  searchDigits: ['safePhone', 'number'],
  unique: ['number'],
  rules: CASE_RULES,
};

/** Of a kind of violence whose file only the few who need it may know. */
export function isProtectedFile(values: Values): boolean {
  const violence = values['violence'];
  const kinds = [values['primaryViolence'], ...(Array.isArray(violence) ? violence : [])];
  return kinds.some((kind) => typeof kind === 'string' && PROTECTED_VIOLENCE.includes(kind));
}

/** A bed of the shelter; who lay in it when. Names stand in the file only. */
export const bed: RecordType = {
  name: 'bed',
  version: 1,
  accessClass: 'office',
  shelf: 'shelter',
  fields: {
    name: { kind: 'text', maxLength: 40 },
    room: { kind: 'text', maxLength: 40 },
    outOfUse: yesNo,
    'stays.*.case': { kind: 'record' },
    'stays.*.number': { kind: 'text', maxLength: 40 },
    'stays.*.from': day,
    'stays.*.to': day,
  },
  groups: { stay: { fields: ['stays.*.case', 'stays.*.number', 'stays.*.from'], merge: 'ask' } },
  rules: BED_RULES,
};

/** Stock and purchase list of the task force. */
export const stockItem: RecordType = {
  name: 'stockItem',
  version: 1,
  accessClass: 'office',
  shelf: 'office',
  fields: {
    name: { kind: 'text' },
    unit: { kind: 'text', maxLength: 20 },
    needed: { kind: 'integer', min: 0, max: 100_000 },
    'moves.*.day': day,
    'moves.*.kind': { kind: 'choice', choices: STOCK_MOVES },
    'moves.*.amount': { kind: 'integer', min: 0, max: 100_000 },
    'moves.*.note': note,
    purchase: { kind: 'choice', choices: PURCHASES },
    purchaseDay: day,
    purchaseNote: note,
    rupees: { kind: 'integer', min: 0, max: 100_000_000 },
  },
  groups: {
    move: { fields: ['moves.*.day', 'moves.*.kind', 'moves.*.amount'], merge: 'ask' },
    purchase: { fields: ['purchase', 'purchaseDay', 'purchaseNote', 'rupees'], merge: 'ask' },
  },
  rules: STOCK_RULES,
};

/** One point of the building's readiness. */
export const readiness: RecordType = {
  name: 'readiness',
  version: 1,
  accessClass: 'office',
  shelf: 'office',
  fields: {
    item: { kind: 'text' },
    key: { kind: 'text', maxLength: 40 },
    state: { kind: 'choice', choices: READINESS },
    stateDay: day,
    remark: note,
    owner: { kind: 'text', maxLength: 120 },
    dueDay: day,
    photo: { kind: 'photo' },
  },
  groups: { state: { fields: ['state', 'stateDay'], merge: 'ask' } },
};

/** A meeting of the task force with its directions, each with owner and due day (dossier A2, D1). */
export const meeting: RecordType = {
  name: 'meeting',
  version: 1,
  accessClass: 'office',
  shelf: 'office',
  fields: {
    day,
    subject: { kind: 'text' },
    chair: { kind: 'text', maxLength: 120 },
    present: note,
    minutes: { kind: 'text', maxLength: 3000 },
    photo: { kind: 'photo' },
    'directions.*.text': note,
    'directions.*.owner': { kind: 'text', maxLength: 120 },
    'directions.*.dueDay': day,
    'directions.*.doneDay': day,
    'directions.*.reply': note,
    'directions.*.proof': { kind: 'photo' },
  },
  groups: { done: { fields: ['directions.*.doneDay', 'directions.*.reply'], merge: 'ask' } },
  rules: MEETING_RULES,
  searchNames: ['subject'],
};

export const RECORD_TYPES: readonly RecordType[] = [call, osCase, bed, stockItem, readiness, meeting];

// The three kinds of records of the drive that links ration-card families to self-help groups:
// a family at its door, a group, a camp. Sources: dossier C1–C6.
import type { FieldDef, RecordType } from '#shared/record/record-type.ts';

/** How a visit at a door ended (dossier C1). */
export const OUTCOMES = [
  'linked_already', 'old_group', 'new_group', 'refused', 'locked', 'migrated', 'no_woman', 'elsewhere', 'not_found',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const REFUSAL_REASONS = ['family_says_no', 'no_time', 'saving_too_high', 'bad_experience', 'other_group', 'no_trust', 'other'] as const;
export const GROUP_STATUSES = ['draft', 'submitted', 'approved', 'returned'] as const;
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export const AYUSHMAN_STATES = ['has', 'wanted', 'applied', 'not_wanted'] as const;
/** Social categories as the State Election Commission prints them (dossier C6). */
export const SOCIAL_CATEGORIES = ['sc', 'st', 'ebc', 'bc', 'general'] as const;
/** What excludes a family from the rural housing scheme automatically (dossier C5, September 2024). */
export const HOUSING_BARS = [
  'vehicle', 'farm_machine', 'kcc_50000', 'government_job', 'registered_business', 'income_15000', 'income_tax',
  'professional_tax', 'land_irrigated', 'land_dry', 'none',
] as const;
export const RATION_NEEDS = ['new_member', 'remove_member', 'correction', 'lost_card', 'own_card', 'dealer', 'ekyc', 'none'] as const;
/** Schemes named for the camps of the Samagra Seva drive, as far as they are sourced (dossier C6). */
export const OTHER_NEEDS = [
  'pension', 'aadhaar', 'bank_account', 'birth_certificate', 'eshram', 'gas', 'school', 'anganwadi', 'homestead_land', 'skill', 'none',
] as const;
export const TRAININGS = ['sewing', 'computer', 'beauty', 'food', 'nursing', 'money', 'ayushman_online', 'none'] as const;
export const LIVELIHOODS = ['goat', 'cow', 'poultry', 'vegetables', 'shop', 'tailoring', 'silk', 'mushroom', 'beekeeping', 'none'] as const;
export const CAMP_KINDS = ['ayushman', 'samagra_seva', 'ration', 'group', 'other'] as const;
export const CAMP_PAPERS = ['aadhaar', 'ration_card', 'mobile', 'photo', 'bank_book'] as const;

const day: FieldDef = { kind: 'date' };
const yesNo: FieldDef = { kind: 'boolean' };

/**
 * A family: one row of the ration-card list, or one found at the door that the list lacks.
 * What says who she is, how the visit ended and what she agreed to is asked when two people
 * differ; how to reach her and what was heard about needs follows the last or unites.
 */
export const household: RecordType = {
  name: 'household',
  version: 1,
  accessClass: 'family',
  shelf: 'doorstep',
  fields: {
    headName: { kind: 'text', merge: 'ask' },
    headSex: { kind: 'choice', choices: ['female', 'male', 'third'] },
    guardianName: { kind: 'text' },
    guardianRelation: { kind: 'choice', choices: ['husband', 'father', 'mother', 'other'] },
    cardNumber: { kind: 'digits', length: [8, 20], merge: 'ask' },
    cardType: { kind: 'choice', choices: ['phh', 'aay'] },
    dealer: { kind: 'text' },
    memberCount: { kind: 'integer', min: 1, max: 40 },
    /** On the ration-card list (an import says so), or found at the door. */
    listed: yesNo,
    /** The group that the list itself names; the visit decides whether it is so. */
    listGroupName: { kind: 'text' },
    listGroupCode: { kind: 'text', maxLength: 40 },
    /** As the list has it: whose it is and whether it is safe is asked at the door. */
    listPhone: { kind: 'phone' },

    place: { kind: 'place' },
    tolaName: { kind: 'text' },
    ward: { kind: 'text', maxLength: 20 },
    landmark: { kind: 'text' },

    safePhone: { kind: 'phone' },
    phoneMayCall: { kind: 'boolean', protective: [false, true] },
    safeTime: { kind: 'choice', choices: ['any', 'morning', 'noon', 'evening'] },

    socialCategory: { kind: 'choice', choices: SOCIAL_CATEGORIES, merge: 'ask' },
    /** By the Vikas Mitra's list; never inferred from a name (dossier C6). */
    mahadalit: yesNo,
    mahadalitSource: { kind: 'choice', choices: ['vikas_mitra', 'list', 'family'] },

    outcome: { kind: 'choice', choices: OUTCOMES },
    refusalReason: { kind: 'choice', choices: REFUSAL_REASONS },
    outcomeDay: day,
    returnsBy: day,

    womanName: { kind: 'text' },
    womanGuardian: { kind: 'text' },
    womanAge: { kind: 'integer', min: 0, max: 120 },

    groupRecord: { kind: 'record' },
    groupName: { kind: 'text' },
    /** Her name stands in the group's register. Joining an old group counts from then. */
    groupEntered: yesNo,
    linkedDay: day,

    ayushmanFamily: { kind: 'choice', choices: ['all', 'some', 'nobody', 'unknown'] },
    'members.*.name': { kind: 'text', merge: 'ask' },
    'members.*.relation': { kind: 'choice', choices: ['head', 'spouse', 'son', 'daughter', 'daughter_in_law', 'parent', 'grandchild', 'other'] },
    'members.*.sex': { kind: 'choice', choices: ['female', 'male', 'third'] },
    'members.*.birthDate': day,
    'members.*.age': { kind: 'integer', min: 0, max: 120 },
    /** Day on which the age was told. */
    'members.*.ageDay': day,
    'members.*.ayushman': { kind: 'choice', choices: AYUSHMAN_STATES },
    'members.*.ayushmanDay': day,
    /** The camp at which it was made. */
    'members.*.ayushmanCamp': { kind: 'record' },
    /** Seen by the worker; the number itself is never kept. */
    'members.*.aadhaarSeen': yesNo,
    'members.*.disability': yesNo,
    'members.*.pension': { kind: 'choice', choices: ['gets', 'wanted', 'not_needed'] },
    'members.*.schooling': { kind: 'choice', choices: ['none', 'primary', 'middle', 'matric', 'inter', 'higher'] },
    'members.*.inSchool': yesNo,

    houseKind: { kind: 'choice', choices: ['kutcha', 'pucca', 'no_land'] },
    houseRooms: { kind: 'integer', min: 0, max: 30 },
    houseScheme: { kind: 'choice', choices: ['got', 'listed', 'no', 'unknown'] },
    housingBars: { kind: 'choices', choices: HOUSING_BARS },
    rationNeeds: { kind: 'choices', choices: RATION_NEEDS, merge: 'union' },
    otherNeeds: { kind: 'choices', choices: OTHER_NEEDS, merge: 'union' },
    rojgar: { kind: 'choice', choices: ['received', 'applied', 'wanted', 'not_wanted'] },
    taxOrGovernmentJob: yesNo,
    trainings: { kind: 'choices', choices: TRAININGS, merge: 'union' },
    livelihoods: { kind: 'choices', choices: LIVELIHOODS, merge: 'union' },

    /** The notice was read out and she agreed that the answers are kept. */
    consent: { kind: 'boolean', protective: [false, true] },
    consentDay: day,

    'camps.*.attended': yesNo,
    'camps.*.day': day,
    'camps.*.got': { kind: 'choices', merge: 'union' },

    /** The same family under another record, which goes on in its place. */
    sameAs: { kind: 'record', merge: 'ask' },
    /** Records that somebody has looked at and found to be other families; rows are keyed by their ids. */
    'notSame.*.day': day,

    surveyDay: day,
    gps: { kind: 'geopoint' },
    photo: { kind: 'photo' },
    notes: { kind: 'text', maxLength: 500 },
  },
  groups: {
    guardian: { fields: ['guardianName', 'guardianRelation'], merge: 'ask' },
    home: { fields: ['place', 'tolaName', 'ward', 'landmark'], merge: 'latest' },
    listGroup: { fields: ['listGroupName', 'listGroupCode'], merge: 'latest' },
    // A number is safe only together with the permission to call it: both from one hand, or asked.
    contact: { fields: ['safePhone', 'phoneMayCall', 'safeTime'], merge: 'ask' },
    mahadalit: { fields: ['mahadalit', 'mahadalitSource'], merge: 'ask' },
    outcome: { fields: ['outcome', 'refusalReason', 'outcomeDay'], merge: 'ask' },
    woman: { fields: ['womanName', 'womanGuardian', 'womanAge'], merge: 'ask' },
    // One woman per family, one group per woman: two workers who place her differently are asked.
    link: { fields: ['groupRecord', 'groupName', 'groupEntered', 'linkedDay'], merge: 'ask' },
    consent: { fields: ['consent', 'consentDay'], merge: 'ask' },
    birth: { fields: ['members.*.birthDate', 'members.*.age', 'members.*.ageDay'], merge: 'ask' },
    ayushman: { fields: ['members.*.ayushman', 'members.*.ayushmanDay', 'members.*.ayushmanCamp'], merge: 'ask' },
  },
  searchNames: ['headName', 'womanName', 'guardianName'],
  searchDigits: ['cardNumber', 'safePhone'],
  home: { place: 'place', name: 'tolaName' },
  unique: ['cardNumber'],
};

/**
 * A self-help group: 10 to 15 women of one tola, in special cases from 5 (dossier C2).
 * Rows of `members` are keyed by the family's record id, so one family has one row.
 */
export const shg: RecordType = {
  name: 'shg',
  version: 1,
  accessClass: 'group',
  shelf: 'groups',
  fields: {
    name: { kind: 'text', merge: 'ask' },
    /** `new`: formed in this drive; `old`: stood before it. */
    origin: { kind: 'choice', choices: ['new', 'old'] },
    code: { kind: 'text', maxLength: 40 },
    villageOrganisation: { kind: 'text' },
    formedDay: day,
    meetingDay: { kind: 'choice', choices: WEEKDAYS },
    /** Rupees each woman saves a week. */
    saving: { kind: 'integer', min: 1, max: 1000 },
    status: { kind: 'choice', choices: GROUP_STATUSES },
    statusReason: { kind: 'text', maxLength: 300 },
    statusDay: day,
    /** Why it may stand with 5 to 9 women. */
    smallReason: { kind: 'choice', choices: ['disability', 'remote', 'mahadalit_tola', 'none'] },
    president: { kind: 'record' },
    secretary: { kind: 'record' },
    treasurer: { kind: 'record' },
    'members.*.household': { kind: 'record', merge: 'ask' },
    'members.*.name': { kind: 'text', merge: 'ask' },
    'members.*.guardian': { kind: 'text' },
    'members.*.age': { kind: 'integer', min: 0, max: 120 },
    'members.*.joinedDay': day,
    mahadalitTola: yesNo,
    bankAccount: { kind: 'choice', choices: ['opened', 'applied', 'not_yet'] },
    place: { kind: 'place' },
    tolaName: { kind: 'text' },
    photo: { kind: 'photo' },
    notes: { kind: 'text', maxLength: 500 },
  },
  groups: {
    status: { fields: ['status', 'statusReason', 'statusDay'], merge: 'ask' },
    officers: { fields: ['president', 'secretary', 'treasurer'], merge: 'ask' },
    meeting: { fields: ['meetingDay', 'saving'], merge: 'latest' },
    home: { fields: ['place', 'tolaName'], merge: 'latest' },
  },
  searchNames: ['name'],
  searchDigits: ['code'],
  home: { place: 'place', name: 'tolaName' },
  approves: { status: ['approved', 'returned'] },
};

/** A camp, shared downward with everyone who works below its place. */
export const camp: RecordType = {
  name: 'camp',
  version: 1,
  accessClass: 'notice',
  shelf: 'notice',
  fields: {
    kind: { kind: 'choice', choices: CAMP_KINDS },
    name: { kind: 'text' },
    place: { kind: 'place' },
    venue: { kind: 'text' },
    firstDay: day,
    lastDay: day,
    /** `10:00` */
    opens: { kind: 'text', maxLength: 5 },
    closes: { kind: 'text', maxLength: 5 },
    status: { kind: 'choice', choices: ['planned', 'held', 'cancelled'], merge: 'ask' },
    bring: { kind: 'choices', choices: CAMP_PAPERS, merge: 'union' },
    operator: { kind: 'text' },
    operatorPhone: { kind: 'phone' },
    'checklist.*.item': { kind: 'text' },
    'checklist.*.done': yesNo,
    /** People served, told by the camp's own counter at the end of a day. */
    'days.*.served': { kind: 'integer', min: 0, max: 100_000, merge: 'ask' },
    notes: { kind: 'text', maxLength: 500 },
  },
  groups: {
    days: { fields: ['firstDay', 'lastDay', 'opens', 'closes'], merge: 'ask' },
    where: { fields: ['place', 'venue'], merge: 'ask' },
  },
  searchNames: ['name', 'venue'],
};

export const RECORD_TYPES: readonly RecordType[] = [household, shg, camp];

// What the State Resource Centre keeps for everybody: schemes, policies, studies, training (dossier E1). About
// nobody. Schemes and training lie on the shelf `library`, which flows down to every phone below their place;
// policies and studies on the shelf `study`, which flows down to desks only: roles of the field do not know
// its class, so no field phone ever carries them.
import { HOWS } from '#shared/library-work.ts';
import type { FieldDef, RecordType } from '#shared/record/record-type.ts';
import { EITHERS, SCHEME_STATES, TOPICS, TRAINEES, TRAINING_STATES } from './lists.ts';
import { OPTION_CODES, QUESTION_CODES } from './questions.ts';
import { PAPER_RULES, SCHEME_RULES, TRAINING_RULES } from './rules.ts';

const day: FieldDef = { kind: 'date' };
const title: FieldDef = { kind: 'text', maxLength: 160 };
const line: FieldDef = { kind: 'text', maxLength: 300 };
const story: FieldDef = { kind: 'text', maxLength: 1500 };
const count: FieldDef = { kind: 'integer', min: 0, max: 100_000 };

const LEVELS = ['state', 'district'] as const;

export const scheme: RecordType = {
  name: 'scheme',
  version: 1,
  accessClass: 'library',
  shelf: 'library',
  levels: LEVELS,
  fields: {
    name: title,
    nameEn: title,
    /** In plain words. */
    summary: story,
    topics: { kind: 'choices', choices: TOPICS, merge: 'union' },
    forWhom: story,
    benefit: story,
    where: story,
    /** One a line. */
    papers: story,
    limit: line,
    department: line,
    law: line,
    /** Where it was read, and when somebody last looked whether it still holds. */
    source: story,
    checkedDay: day,
    state: { kind: 'choice', choices: SCHEME_STATES },
    validFrom: day,
    validTo: day,
    /** Other words people use for it, for the search. */
    words: story,
    'conditions.*.question': { kind: 'choice', choices: QUESTION_CODES },
    'conditions.*.how': { kind: 'choice', choices: HOWS },
    'conditions.*.number': { kind: 'integer', min: 0, max: 100_000_000 },
    /** `card-aay` */
    'conditions.*.options': { kind: 'choices', choices: OPTION_CODES },
    'conditions.*.either': { kind: 'choice', choices: EITHERS },
  },
  groups: {
    state: { fields: ['state', 'source', 'checkedDay'], merge: 'ask' },
    validity: { fields: ['validFrom', 'validTo'], merge: 'ask' },
    condition: { fields: ['conditions.*.question', 'conditions.*.how', 'conditions.*.number', 'conditions.*.options', 'conditions.*.either'], merge: 'ask' },
  },
  rules: SCHEME_RULES,
  searchNames: ['name', 'nameEn'],
};

const PAPER_FIELDS: RecordType['fields'] = {
  name: title,
  nameEn: title,
  summary: story,
  summaryEn: story,
  year: { kind: 'integer', min: 1850, max: 2100 },
  publisher: line,
  link: line,
  source: story,
  checkedDay: day,
  words: story,
  /** A page or the whole as PDF. */
  paper: { kind: 'photo' },
};

function paper(name: string): RecordType {
  return { name, version: 1, accessClass: 'study', shelf: 'study', levels: LEVELS, fields: PAPER_FIELDS, rules: PAPER_RULES, searchNames: ['name', 'nameEn'] };
}

/** A law, rule or guideline. */
export const policy = paper('policy');
export const study = paper('study');

/** Planned, then held with who came as counts, or cancelled with its reason. */
export const training: RecordType = {
  name: 'training',
  version: 1,
  accessClass: 'library',
  shelf: 'library',
  levels: LEVELS,
  fields: {
    topic: title,
    about: story,
    forWhom: { kind: 'choices', choices: TRAINEES },
    from: day,
    to: day,
    venue: line,
    seats: count,
    trainer: line,
    state: { kind: 'choice', choices: TRAINING_STATES },
    reason: line,
    'came.*.role': { kind: 'choice', choices: TRAINEES },
    'came.*.number': count,
    feedback: story,
    material: line,
    paper: { kind: 'photo' },
  },
  groups: {
    days: { fields: ['from', 'to'], merge: 'ask' },
    state: { fields: ['state', 'reason'], merge: 'ask' },
    came: { fields: ['came.*.role', 'came.*.number'], merge: 'ask' },
  },
  rules: TRAINING_RULES,
  searchNames: ['topic'],
};

export const RECORD_TYPES: readonly RecordType[] = [scheme, policy, study, training];

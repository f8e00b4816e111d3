// Questions that the intake asks first and a form of its own asks again on a later visit.
import type { FormNode, Question } from '#shared/form/definition.ts';

const NOT_AHEAD = '. <= today()';

/** A day that is past or today. */
export const pastDay = (name: string, more: Partial<Question> = {}): Question => ({ type: 'date', name, constraint: NOT_AHEAD, ...more });
export const today = (name: string): Question => ({ type: 'calculate', name, calculation: 'today()' });
export const always = (name: string, value: string): Question => ({ type: 'calculate', name, calculation: value });
export const story = (name: string, more: Partial<Question> = {}): Question => ({ type: 'text', name, appearance: 'multiline', ...more });
/** `14:30`, drawn as a clock. */
export const timeOf = (name: string, more: Partial<Question> = {}): Question => ({ type: 'text', name, appearance: 'time', constraint: "regex(., '^([01][0-9]|2[0-3]):[0-5][0-9]$')", ...more });
/** An answer that stands in the record already and is only read here. */
export const known = (name: string): Question => ({ type: 'calculate', name, calculation: "once('')" });
export const page = (name: string, children: readonly FormNode[], more: { readonly relevant?: string } = {}): FormNode => ({ type: 'group', name, appearance: 'field-list', children, ...more });

/** Danger leads everything. What was over may have come back: it is asked anew. */
export const RISK: readonly FormNode[] = [
  { type: 'select_multiple', name: 'risks', list: 'risk', required: true, constraint: "not(selected(., 'none')) or count-selected(.) = 1" },
  story('riskNote', { relevant: "count-selected(${risks}) > 0 and not(selected(${risks}, 'none'))" }),
  today('riskDay'),
  always('riskOver', 'false()'),
];

export const CONTACT: readonly FormNode[] = [
  { type: 'tel', name: 'safePhone' },
  { type: 'select_one', name: 'safeTime', list: 'safeTime', relevant: "${safePhone} != ''" },
  { type: 'yes_no', name: 'mayMessage', required: true, relevant: "${safePhone} != ''" },
];

/** "Name not told" is an answer too. */
export const NAME: readonly FormNode[] = [
  { type: 'yes_no', name: 'nameTold', required: true },
  { type: 'text', name: 'name', required: true, relevant: '${nameTold} = true()' },
  { type: 'age', name: 'age', birthField: 'birthDate', dayField: 'ageDay' },
  { type: 'text', name: 'alias' },
];

export const HOME: readonly FormNode[] = [
  { type: 'select_one', name: 'guardianRelation', list: 'guardianRelation' },
  { type: 'text', name: 'guardianName' },
  { type: 'text', name: 'address' },
  { type: 'text', name: 'homeDistrict' },
  { type: 'text', name: 'police' },
];

export const KINDS: readonly FormNode[] = [
  { type: 'select_multiple', name: 'violence', list: 'violence', required: true },
  { type: 'select_one', name: 'primaryViolence', list: 'violence', required: true, relevant: 'count-selected(${violence}) > 0', choiceFilter: 'selected(${violence}, name)' },
];

export const WHEN_AND_WHERE: readonly FormNode[] = [
  pastDay('incidentDay'),
  { type: 'text', name: 'incidentSince' },
  { type: 'text', name: 'incidentPlace' },
];

export const ACCUSED: FormNode = {
  type: 'repeat', name: 'accused', max: 12,
  children: [
    { type: 'text', name: 'name' },
    { type: 'text', name: 'relation' },
    { type: 'integer', name: 'age', constraint: '. >= 0 and . <= 120' },
    { type: 'tel', name: 'phone' },
    { type: 'text', name: 'address' },
  ],
};

export const CHILDREN: FormNode = {
  type: 'repeat', name: 'children', max: 12,
  children: [
    { type: 'text', name: 'name' },
    { type: 'integer', name: 'age', constraint: '. >= 0 and . <= 30' },
    { type: 'select_one', name: 'sex', list: 'sex' },
    { type: 'text', name: 'with' },
  ],
};

/** Read aloud, then asked one by one. */
export const CONSENT: readonly FormNode[] = [
  { type: 'note', name: 'readAloud' },
  { type: 'yes_no', name: 'consentRegister', required: true },
  { type: 'yes_no', name: 'consentContact', required: true },
];

export const SHARING: readonly FormNode[] = [{ type: 'select_multiple', name: 'sharedWith', list: 'agency' }, today('consentDay')];

// The questions by which a scheme says for whom it is, in the order in which they are asked when several would
// tell as much. An answer is about a person who is sitting there: it is held in memory while the page is open
// and nowhere else. Where she lives is not asked: a phone carries the schemes of its own state and district only.
import type { Question as FormQuestion } from '#shared/form/definition.ts';
import type { Asked } from '#shared/library-work.ts';


export const QUESTIONS = [
  { code: 'age', kind: 'number', most: 120, typed: true },
  { code: 'sex', kind: 'one', options: ['female', 'male', 'third'] },
  { code: 'card', kind: 'one', options: ['none', 'phh', 'aay'] },
  { code: 'parents', kind: 'one', options: ['both', 'one', 'none'] },
  { code: 'school', kind: 'one', options: ['out', 'primary', 'upper', 'secondary', 'senior', 'college', 'over'] },
  { code: 'disability', kind: 'number', most: 100 },
  { code: 'income', kind: 'number', most: 100_000_000 },
  { code: 'mother', kind: 'one', options: ['pregnant', 'nursing', 'no'] },
  { code: 'marital', kind: 'one', options: ['single', 'married', 'widowed', 'left'] },
  { code: 'rescued', kind: 'yes' },
  { code: 'marriedYoung', kind: 'yes' },
  { code: 'careLeaver', kind: 'yes' },
  { code: 'inHome', kind: 'yes' },
  { code: 'violence', kind: 'yes' },
  { code: 'group', kind: 'yes' },
  { code: 'category', kind: 'one', options: ['sc', 'st', 'ebc', 'bc', 'general'] },
  { code: 'area', kind: 'one', options: ['rural', 'urban'] },
  { code: 'works', kind: 'yes' },
  { code: 'pucca', kind: 'yes' },
  { code: 'taxpayer', kind: 'yes' },
  { code: 'bank', kind: 'yes' },
] as const satisfies readonly Asked[];

export type QuestionCode = (typeof QUESTIONS)[number]['code'];

const BY_CODE: ReadonlyMap<string, Asked> = new Map<string, Asked>(QUESTIONS.map((one) => [one.code, one]));

/** Undefined for a code that this version does not know. */
export function askedOf(code: string): Asked | undefined {
  return BY_CODE.get(code);
}

export const QUESTION_CODES: readonly string[] = QUESTIONS.map(({ code }) => code);

/** Every option of every question, each once: `card` and `parents` both have `none`, which is `card-none` here. */
export const OPTION_CODES: readonly string[] = QUESTIONS.flatMap((one) => ('options' in one ? one.options.map((option) => `${one.code}-${option}`) : []));

/** Does the way of comparing fit the question? */
export function fitsKind(kind: Asked['kind'], how: string): boolean {
  return kind === 'number' ? how === 'least' || how === 'most' : kind === 'one' ? how === 'oneOf' : how === 'yes' || how === 'no';
}

/** In forms: codes whose answer is a number, and those that choose an option. */
export const ofKind = (kind: Asked['kind']): readonly string[] => QUESTIONS.filter((one) => one.kind === kind).map(({ code }) => code);

export const conditionQuestions: readonly FormQuestion[] = [
  { type: 'select_one', name: 'question', list: 'question', required: true },
  { type: 'select_one', name: 'how', list: 'how', required: true, choiceFilter: choiceFilter() },
  { type: 'integer', name: 'number', required: true, relevant: "${how} = 'least' or ${how} = 'most'", constraint: '. >= 0' },
  { type: 'select_multiple', name: 'options', list: 'option', required: true, relevant: "${how} = 'oneOf'", choiceFilter: 'question = ${question}' },
  { type: 'select_one', name: 'either', list: 'either' },
];

/** Numbers compare, options are one of several, the rest is yes or no. */
function choiceFilter(): string {
  const is = (kind: Asked['kind']): string => `(kind = '${kind}' and (${ofKind(kind).map((code) => `\${question} = '${code}'`).join(' or ')}))`;
  return (['number', 'one', 'yes'] as const).map(is).join(' or ');
}

// Shapes of question that several forms of the file use.
import { isProtected } from '#shared/subjects/category.ts';
import type { FormNode, Question } from '#shared/form/definition.ts';
import { CATEGORIES } from '../categories.ts';

/** A day that is past or today. */
export const pastDay = (name: string, more: Partial<Question> = {}): Question => ({ type: 'date', name, constraint: '. <= today()', ...more });
export const today = (name: string): Question => ({ type: 'calculate', name, calculation: 'today()' });
export const always = (name: string, value: string): Question => ({ type: 'calculate', name, calculation: value });
export const story = (name: string, more: Partial<Question> = {}): Question => ({ type: 'text', name, appearance: 'multiline', ...more });
export const page = (name: string, children: readonly FormNode[]): FormNode => ({ type: 'group', name, appearance: 'field-list', children });
/** Today unless another day is chosen. */
export const TODAY = { default: 'today()', required: true } as const;

/** She may be known without a name. */
export const IS_PROTECTED = CATEGORIES.filter(isProtected).map(({ id }) => `selected(\${categories}, '${id}')`).join(' or ');

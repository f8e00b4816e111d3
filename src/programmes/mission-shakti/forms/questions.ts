// Questions that several forms of the registers ask in the same way.
import type { FormNode, Question } from '#shared/form/definition.ts';

/** A day that is past or today. */
export const pastDay = (name: string, more: Partial<Question> = {}): Question => ({ type: 'date', name, constraint: '. <= today()', ...more });
export const story = (name: string, more: Partial<Question> = {}): Question => ({ type: 'text', name, appearance: 'multiline', ...more });
export const count = (name: string, more: Partial<Question> = {}): Question => ({ type: 'integer', name, constraint: '. >= 0', ...more });
/** A block of the office's district. */
export const block: Question = { type: 'text', name: 'block', appearance: 'block' };
export const page = (name: string, children: readonly FormNode[], more: { readonly relevant?: string } = {}): FormNode => ({ type: 'group', name, appearance: 'field-list', children, ...more });

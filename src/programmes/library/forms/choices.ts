import type { Choice } from '#shared/form/definition.ts';
import { HOWS } from '#shared/library-work.ts';
import { EITHERS, SCHEME_STATES, TOPICS, TRAINEES, TRAINING_STATES } from '../lists.ts';
import { OPTION_CODES, QUESTION_CODES } from '../questions.ts';

const plain = (values: readonly string[]): readonly Choice[] => values.map((value) => ({ value }));
const KIND = { least: 'number', most: 'number', oneOf: 'one', yes: 'yes', no: 'yes' } as const;

export const topic = plain(TOPICS);
export const schemeState = plain(SCHEME_STATES);
export const trainingState = plain(TRAINING_STATES);
export const trainee = plain(TRAINEES);
export const either = plain(EITHERS);
export const question = plain(QUESTION_CODES);
export const how: readonly Choice[] = HOWS.map((value) => ({ value, kind: KIND[value] }));
export const option: readonly Choice[] = OPTION_CODES.map((value) => ({ value, question: value.slice(0, value.indexOf('-')) }));

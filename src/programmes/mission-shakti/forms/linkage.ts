// A woman or girl linked to a scheme, and what came of it. No identity number is asked.
import type { FormDefinition, Question } from '#shared/form/definition.ts';
import * as choices from './choices.ts';
import { block, page, pastDay, story } from './questions.ts';

const age: Question = { type: 'integer', name: 'age', constraint: '. >= 0 and . <= 120' };

export const linkageForm: FormDefinition = {
  id: 'mission-shakti.linkage',
  version: 1,
  recordType: 'linkage',
  children: [
    page('who', [
      { type: 'text', name: 'name', required: true },
      { type: 'text', name: 'guardian' },
      age,
      { type: 'tel', name: 'phone' },
      { type: 'text', name: 'village', required: true },
      block,
    ]),
    page('what', [
      { type: 'select_one', name: 'scheme', list: 'scheme', required: true },
      pastDay('day', { required: true, default: 'today()' }),
      { type: 'select_one', name: 'through', list: 'through', required: true },
      { type: 'text', name: 'event', appearance: 'events', relevant: "${through} = 'event'" },
      story('note'),
    ]),
  ],
  choices: { scheme: choices.scheme, through: choices.through },
  open: ['scheme'],
};

export const linkageOutcome: FormDefinition = {
  id: 'mission-shakti.linkage-outcome',
  version: 1,
  recordType: 'linkage',
  children: [
    page('came', [
      { type: 'select_one', name: 'outcome', list: 'outcome', required: true },
      pastDay('outcomeDay', { required: true, default: 'today()' }),
      { type: 'text', name: 'outcomeReason', required: true, relevant: "${outcome} = 'refused'" },
    ]),
  ],
  choices: { outcome: choices.outcome },
};

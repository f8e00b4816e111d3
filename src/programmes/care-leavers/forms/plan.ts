// One step of her plan, in one of the eight domains (dossier B2).
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';

export const plan: FormDefinition = {
  id: 'care-leavers.plan',
  version: 1,
  recordType: 'careLeaver',
  row: 'plan',
  children: [
    {
      type: 'group', name: 'step', appearance: 'field-list',
      children: [
        { type: 'select_one', name: 'domain', list: 'domain', required: true },
        { type: 'integer', name: 'score', constraint: '. >= 1 and . <= 5' },
        { type: 'text', name: 'goal', required: true },
        { type: 'text', name: 'step', required: true },
        { type: 'select_one', name: 'owner', list: 'owner', required: true },
        { type: 'date', name: 'dueDay', required: true },
        { type: 'date', name: 'doneDay', constraint: '. <= today()' },
      ],
    },
  ],
  choices: { domain: choices.domain, owner: choices.owner },
};

// A family that the ration-card list lacks: who and where, on one page. The survey follows.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';

export const addFamily: FormDefinition = {
  id: 'jeevika.add-family',
  version: 1,
  recordType: 'household',
  children: [
    {
      type: 'group', name: 'who', appearance: 'field-list',
      children: [
        { type: 'note', name: 'searchFirst' },
        { type: 'text', name: 'headName', required: true },
        { type: 'select_one', name: 'guardianRelation', list: 'relation', required: true },
        { type: 'text', name: 'guardianName', required: true },
        { type: 'calculate', name: 'listed', calculation: 'false()' },
      ],
    },
    {
      type: 'group', name: 'where', appearance: 'field-list',
      children: [
        { type: 'text', name: 'tolaName', required: true },
        { type: 'text', name: 'landmark' },
        { type: 'digits', name: 'cardNumber', constraint: "regex(., '^[0-9]{8,20}$')" },
        { type: 'integer', name: 'memberCount', constraint: '. >= 1 and . <= 40' },
      ],
    },
  ],
  choices: { relation: choices.relation },
};

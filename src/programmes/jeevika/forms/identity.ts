// Putting right who a family is: spelling of names, the card's number, where the door stands.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';

export const identity: FormDefinition = {
  id: 'jeevika.identity',
  version: 1,
  recordType: 'household',
  children: [
    {
      type: 'group', name: 'who', appearance: 'field-list',
      children: [
        { type: 'text', name: 'headName', required: true },
        { type: 'select_one', name: 'guardianRelation', list: 'relation' },
        { type: 'text', name: 'guardianName' },
        { type: 'digits', name: 'cardNumber', constraint: "regex(., '^[0-9]{8,20}$')" },
        { type: 'integer', name: 'memberCount', constraint: '. >= 1 and . <= 40' },
        { type: 'text', name: 'tolaName' },
        { type: 'text', name: 'landmark' },
      ],
    },
  ],
  choices: { relation: choices.relation },
};

// The money of one month. The row is the month.
import type { FormDefinition } from '#shared/form/definition.ts';

export const stipend: FormDefinition = {
  id: 'care-leavers.stipend',
  version: 1,
  recordType: 'careLeaver',
  row: 'stipend',
  children: [
    {
      type: 'group', name: 'money', appearance: 'field-list',
      children: [
        { type: 'integer', name: 'amount', required: true, constraint: '. > 0' },
        { type: 'date', name: 'receivedDay', required: true, constraint: '. <= today()' },
        { type: 'text', name: 'note' },
      ],
    },
  ],
  choices: {},
};

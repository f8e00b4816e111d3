// Particulars of a group. Its members and officers are chosen on the group's own screen.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';

export const group: FormDefinition = {
  id: 'jeevika.group',
  version: 1,
  recordType: 'shg',
  children: [
    {
      type: 'group', name: 'about', appearance: 'field-list',
      children: [
        { type: 'text', name: 'name', required: true },
        { type: 'text', name: 'villageOrganisation' },
        { type: 'date', name: 'formedDay', required: true, constraint: '. <= today()' },
        { type: 'select_one', name: 'meetingDay', list: 'weekday', required: true },
        { type: 'integer', name: 'saving', required: true, constraint: '. >= 1 and . <= 1000' },
        { type: 'select_one', name: 'smallReason', list: 'smallReason' },
        { type: 'select_one', name: 'bankAccount', list: 'bankAccount' },
        { type: 'image', name: 'photo' },
        { type: 'text', name: 'notes', appearance: 'multiline', constraint: 'string-length(.) <= 500' },
      ],
    },
  ],
  choices: { weekday: choices.weekday, smallReason: choices.smallReason, bankAccount: choices.bankAccount },
};

// What was done about a direction, with a photo or paper that shows it.
import type { FormDefinition } from '#shared/form/definition.ts';

export const replyForm: FormDefinition = {
  id: 'directions.reply',
  version: 1,
  recordType: 'direction',
  row: 'replies',
  children: [
    {
      type: 'group', name: 'done', appearance: 'field-list',
      children: [
        { type: 'text', name: 'text', appearance: 'multiline', required: true },
        { type: 'image', name: 'proof', appearance: 'document file' },
        { type: 'date', name: 'until', constraint: '. > today()' },
        { type: 'calculate', name: 'day', calculation: 'today()' },
      ],
    },
  ],
  choices: {},
};

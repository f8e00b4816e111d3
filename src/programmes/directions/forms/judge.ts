// The word that ends a direction, or sends it back. The desk asks for it in a dialog beside the direction; here
// its questions and choices have their words, which stand too where two officers differ.
import type { FormDefinition } from '#shared/form/definition.ts';

export const judgeForm: FormDefinition = {
  id: 'directions.judge',
  version: 1,
  recordType: 'direction',
  children: [
    {
      type: 'group', name: 'word', appearance: 'field-list',
      children: [
        { type: 'select_one', name: 'status', list: 'judgement', required: true },
        { type: 'text', name: 'statusNote', appearance: 'multiline', required: "${status} = 'returned'" },
        { type: 'calculate', name: 'statusDay', calculation: 'today()' },
      ],
    },
  ],
  choices: { judgement: [{ value: 'closed' }, { value: 'returned' }] },
};

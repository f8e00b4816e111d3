// A camp: what for, where, from when to when, and what families are told to bring.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';

export const camp: FormDefinition = {
  id: 'jeevika.camp',
  version: 1,
  recordType: 'camp',
  children: [
    {
      type: 'group', name: 'what', appearance: 'field-list',
      children: [
        { type: 'select_one', name: 'kind', list: 'campKind', required: true },
        { type: 'text', name: 'name', required: "${kind} = 'other'" },
        { type: 'text', name: 'venue', required: true },
        { type: 'date', name: 'firstDay', required: true },
        { type: 'date', name: 'lastDay', required: true, constraint: '. >= ${firstDay}' },
        { type: 'text', name: 'opens', constraint: "regex(., '^([01][0-9]|2[0-3]):[0-5][0-9]$')" },
        { type: 'text', name: 'closes', constraint: "regex(., '^([01][0-9]|2[0-3]):[0-5][0-9]$')" },
      ],
    },
    {
      type: 'group', name: 'ready', appearance: 'field-list',
      children: [
        { type: 'select_multiple', name: 'bring', list: 'campPaper' },
        { type: 'text', name: 'operator' },
        { type: 'tel', name: 'operatorPhone', constraint: "regex(., '^[6-9][0-9]{9}$')" },
        { type: 'select_one', name: 'status', list: 'campStatus', required: true, default: "'planned'" },
        {
          type: 'repeat', name: 'checklist', max: 20,
          children: [{ type: 'text', name: 'item', required: true }, { type: 'yes_no', name: 'done' }],
        },
      ],
    },
  ],
  choices: { campKind: choices.campKind, campPaper: choices.campPaper, campStatus: choices.campStatus },
};

// How and when she may be reached, changed without opening the whole survey.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';

export const contact: FormDefinition = {
  id: 'jeevika.contact',
  version: 1,
  recordType: 'household',
  children: [
    {
      type: 'group', name: 'contact', appearance: 'field-list',
      children: [
        { type: 'tel', name: 'safePhone', constraint: "regex(., '^[6-9][0-9]{9}$')" },
        { type: 'yes_no', name: 'phoneMayCall', required: true, relevant: "${safePhone} != ''" },
        { type: 'select_one', name: 'safeTime', list: 'time', relevant: '${phoneMayCall} = true()' },
      ],
    },
  ],
  choices: { time: choices.time },
};

// Everybody in the family, person by person: for camps and pensions, when there is time.
// Of an Aadhaar only that it was seen is kept, never the number.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';

export const members: FormDefinition = {
  id: 'jeevika.members',
  version: 1,
  recordType: 'household',
  children: [
    {
      type: 'repeat', name: 'members', max: 40,
      children: [
        { type: 'text', name: 'name', required: true },
        { type: 'select_one', name: 'relation', list: 'member' },
        { type: 'select_one', name: 'sex', list: 'sex' },
        { type: 'age', name: 'age', birthField: 'birthDate', dayField: 'ageDay' },
        { type: 'select_one', name: 'ayushman', list: 'ayushman' },
        { type: 'yes_no', name: 'aadhaarSeen' },
        { type: 'yes_no', name: 'disability' },
        { type: 'select_one', name: 'pension', list: 'pension', relevant: '${age} >= 60 or ${disability} = true()' },
        { type: 'yes_no', name: 'inSchool', relevant: '${age} >= 6 and ${age} <= 17' },
        { type: 'select_one', name: 'schooling', list: 'schooling', relevant: '${age} >= 15' },
      ],
    },
  ],
  choices: { member: choices.member, sex: choices.sex, ayushman: choices.ayushman, pension: choices.pension, schooling: choices.schooling },
};

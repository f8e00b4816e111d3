// Who she is and which lists know her: the first form of a file, and the one that mends it.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';
import { IS_PROTECTED, page, pastDay, TODAY } from './questions.ts';

export const intake: FormDefinition = {
  id: 'resource-centre.file',
  version: 1,
  recordType: 'childFile',
  children: [
    page('first', [
      { type: 'select_one', name: 'source', list: 'source', required: true },
      { type: 'select_multiple', name: 'categories', list: 'category', required: true },
      { type: 'select_multiple', name: 'needs', list: 'service', required: true },
    ]),
    page('right', [
      { type: 'note', name: 'notice' },
      pastDay('noticeDay', TODAY),
      { type: 'select_one', name: 'ground', list: 'ground', required: true },
    ]),
    page('who', [
      { type: 'note', name: 'covered', relevant: IS_PROTECTED },
      // Without a name she is known by her token alone.
      { type: 'text', name: 'name', required: `not(${IS_PROTECTED})` },
      { type: 'select_one', name: 'sex', list: 'sex', required: true },
      { type: 'age', name: 'age', birthField: 'birthDate', dayField: 'ageDay', required: true, constraint: '. >= 0 and . <= 17' },
      { type: 'select_one', name: 'carer', list: 'carer', required: true },
      { type: 'text', name: 'fatherName' },
      { type: 'text', name: 'motherName' },
      { type: 'text', name: 'guardianName' },
    ]),
    page('where', [
      { type: 'text', name: 'village' },
      { type: 'text', name: 'schoolName' },
      { type: 'tel', name: 'phone', constraint: "regex(., '^[6-9][0-9]{9}$')" },
      { type: 'text', name: 'caseNumber' },
    ]),
  ],
  choices: { source: choices.source, category: choices.category, service: choices.service, ground: choices.ground, sex: choices.sex, carer: choices.carer },
};

// A skill course, a school, work or a scheme that she was linked with, and what became of it.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';

export const linkage: FormDefinition = {
  id: 'care-leavers.linkage',
  version: 1,
  recordType: 'careLeaver',
  row: 'linkages',
  open: ['linkageKind'],
  children: [
    {
      type: 'group', name: 'what', appearance: 'field-list',
      children: [
        { type: 'select_one', name: 'kind', list: 'linkageKind', required: true },
        { type: 'text', name: 'name', required: true },
        { type: 'text', name: 'office' },
        { type: 'date', name: 'startDay', required: true, constraint: '. <= today()' },
        { type: 'select_one', name: 'outcome', list: 'linkageOutcome', required: true },
        { type: 'date', name: 'outcomeDay', required: true, relevant: "${outcome} != '' and ${outcome} != 'waiting' and ${outcome} != 'going_on'", constraint: '. <= today() and . >= ${startDay}' },
        { type: 'text', name: 'note', appearance: 'multiline', required: "${outcome} = 'refused' or ${outcome} = 'left'" },
      ],
    },
  ],
  choices: { linkageKind: choices.linkageKind, linkageOutcome: choices.linkageOutcome },
};

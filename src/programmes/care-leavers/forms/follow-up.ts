// A meeting after she has left: how she lives and how she is (dossier B3: after 1, 3 and 6 months).
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';

const MET = "${state} != '' and ${state} != 'not_met'";

export const followUp: FormDefinition = {
  id: 'care-leavers.follow-up',
  version: 1,
  recordType: 'careLeaver',
  row: 'followUps',
  children: [
    {
      type: 'group', name: 'met', appearance: 'field-list',
      children: [
        { type: 'date', name: 'doneDay', required: true, default: 'today()', constraint: '. <= today()' },
        { type: 'select_one', name: 'way', list: 'way', required: true },
        { type: 'select_one', name: 'state', list: 'followUpState', required: true },
        { type: 'select_one', name: 'stay', list: 'stay', relevant: MET },
        { type: 'select_one', name: 'mood', list: 'mood', relevant: MET },
        { type: 'text', name: 'note', appearance: 'multiline', required: "${state} = 'needs_help'" },
        { type: 'date', name: 'nextDay', constraint: '. > ${doneDay}', required: "${state} = 'needs_help' or ${state} = 'not_met'" },
      ],
    },
  ],
  choices: { way: choices.way, followUpState: choices.followUpState, stay: choices.stay, mood: choices.mood },
};

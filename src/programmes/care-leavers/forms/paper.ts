// One paper of the tracker, from the first step to the paper in her hand. The row is the kind of paper.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';

const APPLIED = "${state} = 'submitted' or ${state} = 'refused' or ${state} = 'appeal'";
const HAD = "${state} = 'issued' or ${state} = 'lost' or ${state} = 'expired'";
const NOT_BEFORE_APPLICATION = "(${appliedDay} = '' or . >= ${appliedDay})";

export const paper: FormDefinition = {
  id: 'care-leavers.paper',
  version: 1,
  recordType: 'careLeaver',
  row: 'papers',
  children: [
    { type: 'select_one', name: 'state', list: 'paperState', required: true },
    {
      type: 'group', name: 'application', appearance: 'field-list', relevant: `${APPLIED} or \${state} = 'issued'`,
      children: [
        { type: 'date', name: 'appliedDay', required: "${state} != 'issued'", constraint: '. <= today()' },
        { type: 'text', name: 'ackNumber', relevant: APPLIED },
        { type: 'date', name: 'ackDay', relevant: "${ackNumber} != ''", constraint: `. <= today() and ${NOT_BEFORE_APPLICATION}` },
        { type: 'yes_no', name: 'complete', required: "${state} = 'submitted'", relevant: APPLIED },
        { type: 'text', name: 'missing', appearance: 'multiline', required: true, relevant: '${complete} = false()' },
        { type: 'date', name: 'completedDay', relevant: '${complete} = true()', constraint: `. <= today() and ${NOT_BEFORE_APPLICATION}` },
        { type: 'date', name: 'dueDay', relevant: '${complete} = true()', constraint: NOT_BEFORE_APPLICATION },
        { type: 'image', name: 'receiptPhoto', appearance: 'document file', relevant: APPLIED },
      ],
    },
    {
      type: 'group', name: 'issue', appearance: 'field-list', relevant: HAD,
      children: [
        { type: 'date', name: 'issuedDay', constraint: `. <= today() and ${NOT_BEFORE_APPLICATION}` },
        { type: 'text', name: 'nameOn', required: "${state} = 'issued'" },
        { type: 'date', name: 'birthOn', constraint: '. <= today()' },
        { type: 'date', name: 'validTo', constraint: "${issuedDay} = '' or . >= ${issuedDay}" },
        { type: 'digits', name: 'last4', constraint: "regex(., '^[0-9]{4}$')" },
        { type: 'image', name: 'paperPhoto', appearance: 'document file', relevant: "${state} = 'issued'" },
        { type: 'date', name: 'lostDay', relevant: "${state} = 'lost'", constraint: '. <= today()' },
      ],
    },
    {
      type: 'group', name: 'refusal', appearance: 'field-list', relevant: "${state} = 'refused' or ${state} = 'appeal'",
      children: [
        { type: 'date', name: 'refusedDay', required: true, constraint: '. <= today()' },
        { type: 'text', name: 'refusedWhy', appearance: 'multiline', required: true },
        { type: 'date', name: 'appealDay', required: true, relevant: "${state} = 'appeal'", constraint: '. <= today() and . >= ${refusedDay}' },
        { type: 'text', name: 'appealTo', required: true, relevant: "${state} = 'appeal'" },
      ],
    },
    { type: 'text', name: 'note', appearance: 'multiline' },
  ],
  choices: { paperState: choices.paperState },
};

// Mentors: who they are, a care leaver who becomes one, meetings, and the end of a pairing.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';

export const mentorProfile: FormDefinition = {
  id: 'care-leavers.mentor',
  version: 1,
  recordType: 'mentor',
  children: [
    { type: 'calculate', name: 'status', calculation: "once('active')" },
    {
      type: 'group', name: 'who', appearance: 'field-list',
      children: [
        { type: 'select_one', name: 'kind', list: 'mentorKind', required: true },
        { type: 'text', name: 'name', required: true },
        { type: 'select_one', name: 'sex', list: 'sex', required: true },
        { type: 'age', name: 'age', birthField: 'birthDate', dayField: 'ageDay', required: true, constraint: '. >= 18' },
        { type: 'text', name: 'occupation' },
        { type: 'integer', name: 'experience', constraint: '. >= 0 and . <= 60' },
        { type: 'tel', name: 'safePhone', constraint: "regex(., '^[6-9][0-9]{9}$')" },
      ],
    },
    {
      type: 'group', name: 'ready', appearance: 'field-list',
      children: [
        { type: 'yes_no', name: 'willing', required: true },
        { type: 'date', name: 'trainedDay', constraint: '. <= today()' },
        { type: 'date', name: 'checkedDay', constraint: '. <= today()' },
        { type: 'select_multiple', name: 'domains', list: 'domain' },
        { type: 'integer', name: 'most', constraint: '. >= 0 and . <= 20' },
      ],
    },
  ],
  choices: { mentorKind: choices.mentorKind, sex: choices.sex, domain: choices.domain },
};

export const mentorStatus: FormDefinition = {
  id: 'care-leavers.mentor-status',
  version: 1,
  recordType: 'mentor',
  children: [
    {
      type: 'group', name: 'now', appearance: 'field-list',
      children: [
        { type: 'select_one', name: 'status', list: 'mentorState', required: true },
        { type: 'calculate', name: 'statusDay', calculation: 'today()' },
        { type: 'text', name: 'statusNote', appearance: 'multiline', required: "${status} = 'ended'" },
      ],
    },
  ],
  choices: { mentorState: choices.mentorState },
};

/** She is further on and wants to stand by others: her record among the mentors is made with it. */
export const becomeMentor: FormDefinition = {
  id: 'care-leavers.become-mentor',
  version: 1,
  recordType: 'careLeaver',
  children: [
    {
      type: 'group', name: 'ready', appearance: 'field-list',
      children: [
        { type: 'yes_no', name: 'mentorWilling', required: true },
        { type: 'date', name: 'mentorTrainedDay', relevant: '${mentorWilling} = true()', constraint: '. <= today()' },
        { type: 'select_multiple', name: 'mentorDomains', list: 'domain', relevant: '${mentorWilling} = true()' },
      ],
    },
  ],
  choices: { domain: choices.domain },
};

/** What she wants of a mentor. */
export const mentorWish: FormDefinition = {
  id: 'care-leavers.mentor-wish',
  version: 1,
  recordType: 'careLeaver',
  children: [{ type: 'yes_no', name: 'mentorAnySex', required: true }],
  choices: {},
};

export const pairingEnd: FormDefinition = {
  id: 'care-leavers.pairing-end',
  version: 1,
  recordType: 'careLeaver',
  row: 'mentorships',
  open: ['pairingEnd'],
  children: [
    {
      type: 'group', name: 'end', appearance: 'field-list',
      children: [
        { type: 'date', name: 'to', required: true, default: 'today()', constraint: '. <= today()' },
        { type: 'select_one', name: 'endWhy', list: 'pairingEnd', required: true },
        { type: 'text', name: 'endNote', appearance: 'multiline', required: "${endWhy} = 'other'" },
      ],
    },
  ],
  choices: { pairingEnd: choices.pairingEnd },
};

export const meeting: FormDefinition = {
  id: 'care-leavers.meeting',
  version: 1,
  recordType: 'careLeaver',
  row: 'meetings',
  children: [
    {
      type: 'group', name: 'met', appearance: 'field-list',
      children: [
        { type: 'date', name: 'day', required: true, default: 'today()', constraint: '. <= today()' },
        { type: 'select_one', name: 'way', list: 'way', required: true },
        { type: 'text', name: 'note', appearance: 'multiline' },
      ],
    },
  ],
  choices: { way: choices.way },
};

// Steps in the life of a file: leaving the institution, the after-care that is ordered, the alliance of
// care leavers, consent to link two files, and the end.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';

export const leaving: FormDefinition = {
  id: 'care-leavers.leaving',
  version: 1,
  recordType: 'careLeaver',
  children: [
    { type: 'calculate', name: 'seenDay', calculation: 'today()' },
    {
      type: 'group', name: 'out', appearance: 'field-list',
      children: [
        { type: 'date', name: 'leavesDay', relevant: "${leftDay} = ''" },
        { type: 'date', name: 'leftDay', constraint: '. <= today()' },
        { type: 'select_one', name: 'leftWhy', list: 'leftWhy', required: true, relevant: "${leftDay} != ''" },
        { type: 'select_one', name: 'stay', list: 'stay', required: true },
        { type: 'text', name: 'stayNote' },
        { type: 'yes_no', name: 'hasSomeone' },
      ],
    },
  ],
  choices: { leftWhy: choices.leftWhy, stay: choices.stay },
};

export const aftercare: FormDefinition = {
  id: 'care-leavers.aftercare',
  version: 1,
  recordType: 'careLeaver',
  children: [
    {
      type: 'group', name: 'order', appearance: 'field-list',
      children: [
        { type: 'select_one', name: 'aftercare', list: 'aftercare', required: true },
        { type: 'date', name: 'aftercareDay', required: true, constraint: '. <= today()' },
        { type: 'text', name: 'aftercareNote', appearance: 'multiline', required: "${aftercare} = 'refused'" },
        { type: 'date', name: 'stipendFrom', relevant: "${aftercare} = 'approved'" },
        { type: 'yes_no', name: 'aftercareLong', relevant: "${aftercare} = 'approved'" },
        { type: 'date', name: 'aftercareLongDay', required: true, relevant: '${aftercareLong} = true()', constraint: '. <= today()' },
      ],
    },
  ],
  choices: { aftercare: choices.aftercare },
};

export const alliance: FormDefinition = {
  id: 'care-leavers.alliance',
  version: 1,
  recordType: 'careLeaver',
  children: [
    {
      type: 'group', name: 'member', appearance: 'field-list',
      children: [
        { type: 'yes_no', name: 'allianceMember', required: true },
        { type: 'text', name: 'allianceNumber', relevant: '${allianceMember} = true()' },
        { type: 'date', name: 'allianceDay', required: true, relevant: '${allianceMember} = true()', constraint: '. <= today()' },
      ],
    },
  ],
  choices: {},
};

/** At the One Stop Centre: handing over to the child protection unit, and linking her two files. */
export const link: FormDefinition = {
  id: 'care-leavers.link',
  version: 1,
  recordType: 'careLeaver',
  children: [
    {
      type: 'group', name: 'go', appearance: 'field-list',
      children: [
        { type: 'yes_no', name: 'wantsHandover' },
        { type: 'date', name: 'handoverDay', relevant: '${wantsHandover} = true()', constraint: '. <= today()' },
        { type: 'note', name: 'linkNotice' },
        { type: 'yes_no', name: 'consentLink', required: true },
        // Taken back, the file named before is emptied with it.
        { type: 'text', name: 'linkedCase', appearance: 'case', relevant: '${consentLink} = true()' },
      ],
    },
  ],
  choices: {},
};

export const closing: FormDefinition = {
  id: 'care-leavers.closing',
  version: 1,
  recordType: 'careLeaver',
  open: ['closedWhy'],
  children: [
    {
      type: 'group', name: 'end', appearance: 'field-list',
      children: [
        { type: 'select_one', name: 'status', list: 'status', required: true },
        { type: 'calculate', name: 'statusDay', calculation: 'today()' },
        { type: 'select_one', name: 'closedWhy', list: 'closedWhy', required: true, relevant: "${status} = 'closed'" },
        { type: 'text', name: 'closedNote', appearance: 'multiline', required: "${closedWhy} = 'other' or ${closedWhy} = 'not_traceable'", relevant: "${status} = 'closed'" },
      ],
    },
  ],
  choices: { status: choices.status, closedWhy: choices.closedWhy },
};

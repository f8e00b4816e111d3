// Who is responsible for a file, who works on it, who is kept from it, whether phones may keep it. A
// person is chosen by appearance `colleague`: the answer is a person's id.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';

export const responsible: FormDefinition = {
  id: 'care-leavers.worker',
  version: 1,
  recordType: 'careLeaver',
  children: [{ type: 'text', name: 'worker', appearance: 'colleague', required: true }],
  choices: {},
};

export const named: FormDefinition = {
  id: 'care-leavers.team',
  version: 1,
  recordType: 'careLeaver',
  row: 'team',
  children: [
    {
      type: 'group', name: 'who', appearance: 'field-list',
      children: [
        { type: 'text', name: 'person', appearance: 'colleague', required: true },
        { type: 'select_one', name: 'task', list: 'domain', required: true },
      ],
    },
  ],
  choices: { domain: choices.domain },
};

export const kept: FormDefinition = {
  id: 'care-leavers.barred',
  version: 1,
  recordType: 'careLeaver',
  row: 'barred',
  children: [
    {
      type: 'group', name: 'who', appearance: 'field-list',
      children: [
        { type: 'text', name: 'person', appearance: 'colleague', required: true },
        { type: 'text', name: 'reason', appearance: 'multiline', required: true },
      ],
    },
  ],
  choices: {},
};

export const neverKept: FormDefinition = {
  id: 'care-leavers.never-kept',
  version: 1,
  recordType: 'careLeaver',
  children: [{ type: 'yes_no', name: 'neverKept', required: true }],
  choices: {},
};

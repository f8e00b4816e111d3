// An establishment on SHe-Box, its internal committee, and complaints as days and outcomes. Nothing can be
// written about who complained, and the form says so.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';
import { count, page, pastDay } from './questions.ts';

export const workplaceForm: FormDefinition = {
  id: 'mission-shakti.workplace',
  version: 1,
  recordType: 'workplace',
  children: [
    page('which', [
      { type: 'text', name: 'name', required: true },
      { type: 'select_one', name: 'sector', list: 'sector', required: true },
      { type: 'text', name: 'address', required: true },
      pastDay('registeredDay', { required: true, default: 'today()' }),
    ]),
    page('people', [
      count('employees', { required: true, constraint: '. >= 1 and . <= 100000' }),
      count('women', { required: true, constraint: '. >= 0 and . <= coalesce(${employees}, 0)' }),
      { type: 'note', name: 'localCommittee', relevant: '${employees} < 10' },
      { type: 'text', name: 'nodal' },
      { type: 'tel', name: 'nodalPhone' },
    ]),
  ],
  choices: { sector: choices.sector },
  open: ['sector'],
};

export const committeeForm: FormDefinition = {
  id: 'mission-shakti.committee',
  version: 1,
  recordType: 'workplace',
  children: [
    page('formed', [
      pastDay('committeeDay', { required: true, default: 'today()' }),
      { type: 'text', name: 'committeeChair', required: true },
      count('committeeMembers', { required: true, constraint: '. >= 1 and . <= 50' }),
      { type: 'yes_no', name: 'committeeOutside', required: true },
      { type: 'date', name: 'committeeEnd', required: true, constraint: '. >= ${committeeDay}' },
    ]),
  ],
  choices: {},
};

export const complaintForm: FormDefinition = {
  id: 'mission-shakti.complaint',
  version: 1,
  recordType: 'workplace',
  row: 'complaints',
  children: [
    page('came', [
      { type: 'note', name: 'noNames' },
      pastDay('receivedDay', { required: true, default: 'today()' }),
      { type: 'select_one', name: 'body', list: 'body', required: true },
    ]),
  ],
  choices: { body: choices.body },
};

export const complaintClosed: FormDefinition = {
  id: 'mission-shakti.complaint-closed',
  version: 1,
  recordType: 'workplace',
  row: 'complaints',
  children: [
    page('closed', [
      { type: 'note', name: 'noNames' },
      pastDay('closedDay', { required: true, default: 'today()' }),
      { type: 'select_one', name: 'outcome', list: 'complaintOutcome', required: true },
    ]),
  ],
  choices: { complaintOutcome: choices.complaintOutcome },
};

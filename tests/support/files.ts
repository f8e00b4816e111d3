// A small programme of files of persons, for tests of the guard: a file that names who may see it, and
// what everyone of the office works with.
import type { Programme } from '#shared/programme.ts';
import type { CaseWork } from '#shared/case-work.ts';
import type { Place } from '#shared/place/place.ts';
import type { RecordType } from '#shared/record/record-type.ts';

export const OFFICE = '10.193.osc1';
export const OTHER_OFFICE = '10.193.osc2';
export const OFFICE_PLACES: readonly Place[] = [
  { code: OFFICE, hi: 'वन स्टॉप सेंटर', en: 'One Stop Centre' },
  { code: OTHER_OFFICE, hi: 'दूसरा सेंटर', en: 'Other Centre' },
  { code: '10.193.dcpu1', hi: 'बाल संरक्षण इकाई', en: 'Child Protection Unit' },
];

export const FILE: RecordType = {
  name: 'file', version: 1, accessClass: 'case', shelf: 'files',
  guard: { assigned: 'worker', team: 'team.*.person', barred: 'barred.*.person', neverKept: 'neverKept', classOf: (values) => (values['child'] === true ? 'child' : 'case') },
  fields: {
    number: { kind: 'text', merge: 'ask' },
    name: { kind: 'text', merge: 'ask' },
    note: { kind: 'text' },
    photo: { kind: 'photo' },
    child: { kind: 'boolean', merge: 'ask' },
    closed: { kind: 'boolean' },
    worker: { kind: 'record', merge: 'ask' },
    'team.*.person': { kind: 'record' },
    'team.*.task': { kind: 'text' },
    'barred.*.person': { kind: 'record' },
    neverKept: { kind: 'boolean', protective: [true, false] },
    outcome: { kind: 'choice', choices: ['helped', 'referred'], merge: 'ask' },
  },
  unique: ['number'],
  approves: { outcome: ['referred'] },
};

export const CALL: RecordType = { name: 'callTaken', version: 1, accessClass: 'office', shelf: 'callsTaken', fields: { note: { kind: 'text' } } };

const STATES = [{ key: 'open', tone: 'todo', word: { key: 'open' } }, { key: 'closed', tone: 'closed', word: { key: 'closed' } }] as const;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const FILE_WORK: CaseWork = {
  recordType: 'file', icon: 'file', offices: ['osc'], intakeForm: 'f@1', beginAt: () => ({}), numberPath: 'number', numberPrefix: 'T',
  states: STATES,
  stateOf: ({ values }) => (values['closed'] === true ? STATES[1] : STATES[0]),
  isOpen: ({ values }) => values['closed'] !== true,
  masked: ({ values }) => ({ title: text(values['number']), detail: { key: 'masked' } }),
  card: ({ values }) => ({ title: text(values['name']), detail: { key: 'card' } }),
  flags: () => [], contact: () => undefined, parts: [], objections: () => [], papers: [],
};

export const FILES: Programme = {
  id: 'trial-files', recordTypes: [FILE, CALL], forms: [], tasks: [], indicators: [], practice: { cases: [FILE_WORK], registers: [] },
};

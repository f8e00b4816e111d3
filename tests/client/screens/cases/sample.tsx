// A small practice of the tests' own: files of persons, a child's among them, rooms, a checklist, a register,
// papers, mentors; and a host that draws the app for files over it, at one of its addresses.
import i18next from 'i18next';
import { Suspense } from 'react';
import { Switch } from 'wouter';
import type { Role } from '#shared/access/table.ts';
import type { CasePractice, CaseWork, OfficeList, Paper, Register } from '#shared/case-work.ts';
import { ENGINE_TYPES } from '#shared/engine-types.ts';
import type { DoorState } from '#shared/field-work.ts';
import type { FormDefinition } from '#shared/form/definition.ts';
import { bucketOf } from '#shared/place/bucket.ts';
import type { Programme } from '#shared/programme.ts';
import type { Values } from '#shared/record/change.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { Profile } from '#shared/sync/profile.ts';
import { encodeRecords } from '#shared/sync/wire-records.ts';
import { DehriProvider, type Dehri } from '#client/app/context.tsx';
import { fieldProgramme } from '#client/app/field-programme.ts';
import { isoDay } from '#client/app/format.ts';
import { quietShell } from '#client/app/quiet-shell.ts';
import { createCaseApp } from '#client/screens/cases/case-app.tsx';
import { openMemoryStore } from '#client/store/memory-store.ts';
import type { RecordStore } from '#client/store/contract.ts';
import { render } from '#tests/client/ui/render.tsx';
import { demoPhone, demoSession } from '../demo/demo-phone.ts';

export const OFFICE = '10.208.osc1';
export const ME = 'rekha';
export const TODAY = isoDay(Date.now());

const textOf = ({ values }: DehriRecord, path: string): string => {
  const value = values[path];
  return typeof value === 'string' ? value : '';
};

const fileType: RecordType = {
  name: 'sampleFile', version: 1, accessClass: 'case', shelf: 'cases',
  guard: { assigned: 'worker', classOf: (values) => (values['child'] === true ? 'child' : 'case') },
  fields: {
    number: { kind: 'text' }, name: { kind: 'text' }, day: { kind: 'date' }, worker: { kind: 'record' }, child: { kind: 'boolean' },
    harms: { kind: 'choices', choices: ['hit', 'money', 'words'] }, 'mentors.*.who': { kind: 'record' },
  },
};
const roomType: RecordType = { name: 'room', version: 1, accessClass: 'office', shelf: 'rooms', fields: { name: { kind: 'text' }, full: { kind: 'boolean' } } };
const pointType: RecordType = { name: 'point', version: 1, accessClass: 'office', shelf: 'points', fields: { name: { kind: 'text' }, 'looks.*.day': { kind: 'date' }, 'looks.*.note': { kind: 'text' } } };
const mentorType: RecordType = { name: 'helper', version: 1, accessClass: 'office', shelf: 'helpers', fields: { name: { kind: 'text' }, willing: { kind: 'boolean' } } };

const form = (id: string, recordType: string, more: Partial<FormDefinition> = {}): FormDefinition => ({ id: `sample.${id}`, version: 1, recordType, choices: {}, children: [{ type: 'text', name: 'name' }], ...more });
const FORMS = [form('file', 'sampleFile'), form('room', 'room'), form('point', 'point'), form('look', 'point', { row: 'looks', children: [{ type: 'text', name: 'note', required: true }] })];

const STATES = {
  free: { key: 'free', tone: 'done', word: { key: 'state.free' } }, full: { key: 'full', tone: 'mend', word: { key: 'state.full' } }, open: { key: 'open', tone: 'todo', word: { key: 'state.open' } },
} as const satisfies Record<string, DoorState>;

const letter: Paper = {
  key: 'letter',
  ready: () => true,
  blocks: (record) => [
    { kind: 'heading', word: { key: 'letter.title' } },
    { kind: 'text', word: { key: 'letter.body', values: { name: textOf(record, 'name') } } },
    { kind: 'facts', facts: [{ label: { key: 'letter.day' }, value: textOf(record, 'day') }] },
    { kind: 'ticks', items: ['hit', 'money', 'words'].map((harm) => ({ word: { key: `harm.${harm}` }, ticked: Array.isArray(record.values['harms']) && record.values['harms'].includes(harm) })) },
    { kind: 'table', head: [{ key: 'letter.who' }], rows: [[{ key: 'letter.centre' }]] },
    { kind: 'signatures', who: [{ key: 'sign.her' }, { key: 'sign.writer' }] },
  ],
};

const files: CaseWork = {
  recordType: 'sampleFile', icon: 'file', offices: ['osc'], intakeForm: 'sample.file', beginAt: () => ({}), numberPath: 'number', numberPrefix: 'S',
  states: [STATES.open], stateOf: () => STATES.open, isOpen: () => true,
  masked: (record) => ({ title: textOf(record, 'number'), detail: '' }), card: (record) => ({ title: textOf(record, 'name'), detail: '' }),
  flags: () => [], contact: () => undefined, parts: [{ key: 'handling', icon: 'lock', handsOver: true, forms: [] }], objections: () => [], papers: [letter],
};

const register: Register = {
  key: 'book', recordTypes: ['sampleFile'], columns: [{ name: 'day' }, { name: 'number' }, { name: 'name', width: 2 }],
  rows: (record, _context, named) => [{ day: textOf(record, 'day'), cells: [textOf(record, 'day'), textOf(record, 'number'), named ? textOf(record, 'name') : { key: 'hidden' }] }],
};

const rooms: OfficeList = {
  key: 'rooms', recordType: 'room', icon: 'house', board: true, offices: ['osc'], newForm: 'sample.room', forms: ['sample.room'], states: [STATES.free, STATES.full],
  stateOf: ({ values }) => (values['full'] === true ? STATES.full : STATES.free), card: (record) => ({ title: textOf(record, 'name'), detail: { key: 'room' } }),
};
const points: OfficeList = {
  key: 'points', recordType: 'point', icon: 'check', offices: ['osc'], newForm: 'sample.point', forms: ['sample.look', 'sample.point'], states: [STATES.open], stateOf: () => STATES.open,
  card: (record) => ({ title: textOf(record, 'name'), detail: { key: 'room' } }),
  facts: () => [{ label: { key: 'letter.day' }, value: TODAY }],
  lines: ({ values }) => rowIds(values, 'looks').map((row) => ({ row: `looks.${row}`, icon: 'eye', title: String(values[`looks.${row}.note`]), detail: '', forms: ['sample.look'] })),
  starters: ({ place }) => ['बिजली', 'पानी', 'शौचालय'].map((name) => ({ type: 'point', place, edits: { name } })),
};

const practice: CasePractice = {
  cases: [files], lists: [rooms, points], registers: [register],
  matches: {
    recordType: 'sampleFile',
    candidates: (_record, all) => all.filter(({ type }) => type === 'helper').map((helper) => ({ mentor: helper.id, title: textOf(helper, 'name'), fits: helper.values['willing'] === true, why: [{ key: helper.values['willing'] === true ? 'why.willing' : 'why.unwilling' }] })).sort((a, b) => Number(b.fits) - Number(a.fits)),
    pair: (record, mentor, row) => ({ type: 'sampleFile', record: record.id, edits: { [`mentors.${row}.who`]: mentor.id } }),
  },
};

export const SAMPLE: Programme = { id: 'sample', recordTypes: [fileType, roomType, pointType, mentorType], forms: FORMS, indicators: [], tasks: [], practice };

const WORDS = {
  hi: {
    name: 'नमूना केंद्र', letterhead: 'समाज कल्याण विभाग', hidden: '•••', room: 'कमरा', part: { handling: 'कौन काम करता है' }, state: { free: 'खाली', full: 'भरा', open: 'खुला' },
    list: { rooms: { title: 'कमरे', new: 'नया कमरा', none: 'कोई कमरा नहीं' }, points: { title: 'जाँच', new: 'नई बात', none: 'सूची खाली है' } },
    register: { book: { title: 'निबंधन पंजी', column: { day: 'तारीख', number: 'संख्या', name: 'नाम' } } }, paper: { letter: 'संदर्भ पत्र' },
    letter: { title: 'संदर्भ पत्र', body: '{{name}} को सहायता दें।', day: 'तारीख', who: 'किसे', centre: 'थाना' }, harm: { hit: 'मारपीट', money: 'ख़र्च न देना', words: 'गाली' },
    sign: { her: 'पीड़िता', writer: 'लिखने वाली' }, why: { willing: 'तैयार हैं', unwilling: 'अभी तैयार नहीं' },
    form: { look: { title: 'देखकर लिखें', note: { label: 'क्या देखा' } }, point: { title: 'बदलें', name: { label: 'क्या' } }, room: { title: 'कमरा', name: { label: 'नाम' } } },
  },
  en: { register: { book: { title: 'Register of files', column: { day: 'Day', number: 'Number', name: 'Name' } } }, hidden: '•••' },
};

export function file(id: string, values: Values): DehriRecord {
  return row(id, 'sampleFile', 'cases', { number: `S/${id}`, worker: ME, day: TODAY, ...values });
}

export function row(id: string, type: string, shelf: string, values: Values): DehriRecord {
  return { id, type, bucket: bucketOf(OFFICE, shelf), seq: 1, schema: 1, values, base: `b.${id}`, heads: {}, rivals: {} };
}

export interface SampleOptions {
  readonly role?: Role;
  readonly records: readonly DehriRecord[];
}

/** The store under the pages. */
export async function openSample(path: string, { role = 'case-worker', records }: SampleOptions): Promise<RecordStore> {
  for (const [language, words] of Object.entries(WORDS)) i18next.addResourceBundle(language, 'sample', words, true, true);
  const profile: Profile = {
    digest: 'sample', epoch: 'sample', device: 'phone', series: 'A7', person: { id: ME, name: 'रेखा कुमारी' },
    grants: [{ id: 'g1', person: ME, role, place: OFFICE, from: '2026-01-01', to: null }],
    places: [['10', 'बिहार', 'Bihar'], ['10.208', 'लखीसराय', 'Lakhisarai'], [OFFICE, 'सखी केंद्र, लखीसराय', 'Sakhi Centre, Lakhisarai'], ['10.208.osc2', 'सखी केंद्र, सूर्यगढ़ा', 'Sakhi Centre, Surajgarha'], ['10.208.dcpu1', 'जिला बाल संरक्षण इकाई', 'District Child Protection Unit']],
    colleagues: {}, leaseDays: 7, idleMinutes: 30,
  };
  const store = await openMemoryStore({ types: [...SAMPLE.recordTypes, ...ENGINE_TYPES], now: () => Date.now(), profile });
  const buckets = Map.groupBy(records, ({ bucket }) => bucket);
  for (const [bucket, rows] of buckets) await store.applyPage({ t: 'page', b: bucket, g: 1, s: rows.length, rows: encodeRecords(rows) });
  const cases = createCaseApp([SAMPLE]);
  const work = fieldProgramme();
  if (work === undefined) throw new Error('there is a field programme');
  const session = { ...(await demoSession({ families: 1 })), store, profile: () => profile };
  const dehri: Dehri = { ...work, programmes: [SAMPLE], cases, session, store, sync: session.sync, search: session.search, phone: demoPhone(), shell: quietShell, addPerson: () => undefined, practise: async () => undefined };
  history.replaceState(null, '', path);
  render(<Suspense><DehriProvider value={dehri}><Switch>{cases.routes}</Switch></DehriProvider></Suspense>);
  return store;
}

/** Everything that was written down about who looked, as `record kind reason`. */
export function looks(store: RecordStore): readonly string[] {
  return store.outbox(Infinity).filter(({ type }) => type === 'look').map(({ values }) => ['record', 'kind', 'reason'].map((path) => String(values[path])).join(' '));
}

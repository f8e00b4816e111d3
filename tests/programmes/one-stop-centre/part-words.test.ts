// Whatever the shelter, the child's path, the report and the lists of the office say, they say in words.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isIconName } from '#client/ui/icons.ts';
import { childPart } from '#programmes/one-stop-centre/child-path.ts';
import { shelterIn, shelterOut } from '#programmes/one-stop-centre/forms/shelter.ts';
import { cases } from '#programmes/one-stop-centre/cases.ts';
import { oneStopCentre } from '#programmes/one-stop-centre/index.ts';
import { OFFICE_LISTS } from '#programmes/one-stop-centre/office-lists.ts';
import { RECORD_TYPES } from '#programmes/one-stop-centre/records.ts';
import { reportPart } from '#programmes/one-stop-centre/report-part.ts';
import { shelterPart } from '#programmes/one-stop-centre/shelter.ts';
import type { Phrase } from '#shared/field-work.ts';
import { planForm } from '#shared/form/plan.ts';
import type { Values } from '#shared/record/change.ts';
import { at, DAY, recordAt } from './office-of.ts';

/** Every phrase within anything. */
function phrasesIn(said: unknown): Phrase[] {
  if (typeof said !== 'object' || said === null) return [];
  const inner = Object.values(said).flatMap(phrasesIn);
  return 'key' in said && typeof said.key === 'string' && said.key.includes('.') ? [{ key: said.key }, ...inner] : inner;
}

const CASES: readonly Values[] = [
  { 'stays.s1.bed': 'b1', 'stays.s1.inDay': '2026-11-10', 'stays.s1.inTime': '10:00', 'stays.s1.girls': 1, status: 'open' },
  { 'stays.s1.bed': 'b9', 'stays.s1.inDay': '2026-11-10', 'stays.s1.longerReason': 'medical' },
  { 'stays.s1.bed': 'b1', 'stays.s1.inDay': '2026-11-18' }, { 'stays.s1.bed': 'b1', 'stays.s1.inDay': DAY },
  { 'stays.s1.bed': 'b1', 'stays.s1.inDay': '2026-11-10', 'stays.s1.outDay': '2026-11-12', 'stays.s1.outTo': 'home' },
  { age: 15, ageDay: DAY, registeredDay: DAY, foundDay: DAY, foundTime: '09:00', 'stays.s1.bed': 'b1', 'stays.s1.inDay': '2026-11-10' },
  { age: 15, ageDay: DAY, foundDay: '2026-11-10', foundTime: '09:00', pocsoReportDay: DAY, pocsoReportTo: 'महिला थाना', supportPerson: 'x', supportPersonDay: DAY },
  { age: 15, ageDay: DAY, foundDay: DAY, foundTime: '09:00', cwcDay: DAY, cwcTime: '10:00', cwcLateReason: 'x', cwcOrder: 'x' },
  { dirDay: DAY, dirSharedHousehold: 'x', dirDowry: true, dirPapers: ['mlc', 'other'], dirOrders: ['s18'], dirHelp: ['police'], dirReadOver: true, dirCopyGiven: true, dirCopyDay: DAY },
];

const RECORDS: Readonly<Record<string, readonly Values[]>> = {
  bed: [{ name: '1' }, { name: '1', room: '2' }, { name: '1', outOfUse: true }, { name: '1', 'stays.a.from': '2026-11-01', 'stays.a.to': '2026-11-03', 'stays.b.from': DAY, 'stays.b.number': 'OSC/1' }],
  stockItem: [{ name: 'x', unit: 'नग', needed: 3 }, { name: 'x', purchase: 'ordered', purchaseDay: DAY, rupees: 500, 'moves.m.kind': 'received', 'moves.m.amount': 3, 'moves.m.day': DAY }],
  readiness: [{ key: 'ramp' }, { key: 'ramp', state: 'missing', stateDay: DAY, remark: 'x', owner: 'x', dueDay: DAY }, { item: 'x', state: 'partly', owner: 'x' }, { key: 'ramp', state: 'ready', stateDay: DAY }],
  meeting: [{ day: DAY, title: 'x', chair: 'x', present: 'x', minutes: 'x' }, { title: 'x', 'directions.d.dueDay': '2026-11-01', 'directions.e.dueDay': '2026-12-01', 'directions.f.doneDay': DAY, 'directions.f.reply': 'x' }],
};

const SAID: readonly Phrase[] = [
  ...[shelterPart, childPart, reportPart].flatMap((part) => [
    { key: `part.${part.key}` },
    ...CASES.flatMap((values) => phrasesIn([part.facts?.(recordAt('case', values), at()), part.lines?.(recordAt('case', values), at()), part.advice?.(recordAt('case', values), at())])),
  ]),
  ...[[], [recordAt('bed', { name: '1', outOfUse: true }, 'b1')], [recordAt('bed', { name: '1', 'stays.a.from': '2026-11-01' }, 'b1')], [recordAt('bed', { name: '1', 'stays.a.from': '2026-11-01' }, 'b1'), recordAt('bed', { name: '2' }, 'b2')]]
    .flatMap((beds) => phrasesIn(cases.objections(shelterIn.id, undefined, { age: 12, 'stays.s.bed': 'b1', 'stays.s.inDay': '2026-11-10' }, at(), () => beds))),
  ...phrasesIn(cases.objections(shelterOut.id, undefined, { 'stays.s.inDay': '2026-11-01', 'stays.s.outDay': DAY }, at(), () => [])),
  ...OFFICE_LISTS.flatMap((list) => [
    ...['title', 'new', 'none'].map((part) => ({ key: `list.${list.key}.${part}` })),
    ...phrasesIn(list.states),
    ...(list.starters?.(at()) ?? []).flatMap(({ edits }) => phrasesIn(list.card(recordAt(list.recordType, edits), at()))),
    ...(RECORDS[list.recordType] ?? []).flatMap((values) => phrasesIn([list.stateOf(recordAt(list.recordType, values), at()), list.card(recordAt(list.recordType, values), at()), list.facts?.(recordAt(list.recordType, values), at()), list.lines?.(recordAt(list.recordType, values), at())])),
  ]),
  ...RECORD_TYPES.flatMap((type) => [
    ...Object.keys(type.fields).filter((path) => type.name !== 'case' || /^(stays|dir|cwc|found|pocso|support)/u.test(path)).map((path) => ({ key: `field.${type.name}.${path.replace('.*.', '.')}` })),
    ...Object.keys(type.groups ?? {}).map((group) => ({ key: `register.${type.name}.${group}` })),
  ]),
];

test.each(['hi', 'en'])('in %s', (language) => {
  const tree: unknown = JSON.parse(readFileSync(`locales/${language}/one-stop-centre.json`, 'utf8'));
  const wordAt = (key: string): unknown => key.split('.').reduce<unknown>((node, part) => (typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[part] : undefined), tree);
  expect(SAID.length).toBeGreaterThan(200);
  expect([...new Set(SAID.map(({ key }) => key))].filter((key) => typeof wordAt(key) !== 'string' && typeof wordAt(`${key}_other`) !== 'string')).toEqual([]);
});

test('every required question of these forms says what to do when it is left empty', () => {
  const tree = JSON.parse(readFileSync('locales/hi/one-stop-centre.json', 'utf8')) as { form: Record<string, Record<string, { error?: string }>> };
  const without = oneStopCentre.forms.flatMap((form) => planForm(form).nodes
    .filter((node) => node.required !== undefined && node.node.type !== 'calculate')
    .flatMap((node) => (tree.form[form.id.slice('one-stop-centre.'.length)]?.[node.name]?.error === undefined ? [`${form.id} ${node.name}`] : [])));
  expect(without).toEqual([]);
});

test('every question of a form writes a field of its record, in its row where the form fills one', () => {
  for (const form of oneStopCentre.forms) {
    const fields = RECORD_TYPES.find(({ name }) => name === form.recordType)?.fields ?? {};
    const paths = planForm(form).nodes
      .filter((node) => (node.kind === 'question' && node.node.type !== 'note') || node.kind === 'companion')
      .map(({ name, repeat }) => (form.row !== undefined ? `${form.row}.*.${name}` : repeat === undefined ? name : `${repeat}.*.${name}`));
    expect(paths.filter((path) => !Object.hasOwn(fields, path)).map((path) => `${form.id} ${path}`)).toEqual([]);
  }
});

test('every icon is drawn', () => {
  const icons = [shelterPart.icon, childPart.icon, reportPart.icon, ...OFFICE_LISTS.map(({ icon }) => icon), ...oneStopCentre.forms.flatMap((form) => Object.values(form.choices).flat().flatMap(({ icon }) => icon ?? []))];
  expect(icons.filter((icon) => !isIconName(icon))).toEqual([]);
});

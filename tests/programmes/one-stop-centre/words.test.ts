// Everything that the centre's programme can say stands in its words, in every language; whatever a
// record holds, what is shown of it can be worked out.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isIconName } from '#client/ui/icons.ts';
import { oneStopCentre } from '#programmes/one-stop-centre/index.ts';
import { RECORD_TYPES } from '#programmes/one-stop-centre/records.ts';
import type { CaseContext } from '#shared/case-work.ts';
import { planForm } from '#shared/form/plan.ts';
import { wordsNeeded } from '#shared/form/words.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';
import type { FieldDef, RecordType } from '#shared/record/record-type.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import { contextOn, OFFICE, TODAY } from './case-of.ts';

const { forms, tasks } = oneStopCentre;
const practice = oneStopCentre.practice ?? fail();

type Tree = { readonly [key: string]: Tree | string };
const LANGUAGES = readdirSync('locales');
const treeOf = (language: string): Tree => JSON.parse(readFileSync(`locales/${language}/one-stop-centre.json`, 'utf8')) as Tree;
const at = (tree: Tree, key: string): Tree | string | undefined => key.split('.').reduce<Tree | string | undefined>((node, part) => (typeof node === 'object' ? node[part] : undefined), tree);
const has = (tree: Tree, key: string): boolean => ['', '_other'].some((end) => typeof at(tree, key + end) === 'string' && at(tree, key + end) !== '');

describe.each(LANGUAGES)('in %s', (language) => {
  const tree = treeOf(language);
  const missing = (keys: readonly string[]): string[] => [...new Set(keys)].filter((key) => !has(tree, key.replace('one-stop-centre:', '')));

  test.each(forms.map((form) => [form.id, form] as const))('%s has every word it shows, and tells what to do about every empty answer', (_, form) => {
    const required = planForm(form).nodes.filter(({ required: wanted, node }) => wanted !== undefined && node.type !== 'calculate').map(({ name }) => `form.${form.id.slice('one-stop-centre.'.length)}.${name}.error`);
    expect(missing([...wordsNeeded(form), ...required])).toEqual([]);
  });

  test('every field and every group of a record has a name to show in a conflict', () => {
    expect(missing(RECORD_TYPES.flatMap((type) => [`recordType.${type.name}`, ...Object.keys(type.fields).map((path) => `field.${type.name}.${path.replace('.*.', '.')}`)]))).toEqual([]);
    expect(missing(RECORD_TYPES.flatMap((type) => Object.keys(type.groups ?? {}).map((group) => `register.${type.name}.${group}`)))).toEqual([]);
  });

  test('every part, tab, list, register, paper and button has its word', () => {
    expect(missing([
      ...practice.cases.flatMap((work) => [...['tab', 'title', 'new', 'none'].map((word) => `cases.${work.recordType}.${word}`), ...work.states.map(({ word }) => word.key), ...work.parts.map(({ key }) => `part.${key}`), ...work.papers.map(({ key }) => `paper.${key}`)]),
      ...(practice.calls?.dispositions ?? []).map(({ value }) => `choice.disposition.${value}`),
      ...(practice.lists ?? []).flatMap((list) => [...['title', 'new', 'none'].map((word) => `list.${list.key}.${word}`), ...list.states.map(({ word }) => word.key)]),
      ...practice.registers.flatMap(({ key, columns }) => [`register.${key}.title`, ...columns.map(({ name }) => `register.${key}.column.${name}`)]),
    ])).toEqual([]);
  });

  test('whatever a file says, everything said of it has its word', () => {
    const keys = new Set<string>();
    fc.assert(fc.property(recordOf('case'), otherRecords(), fc.constantFrom(TODAY, '2030-01-01'), (record, others, today) => {
      for (const key of keysIn(everythingSaid(record, others, contextOn(today, { unverifiedPhotos: 1, titleOf: () => '' })))) keys.add(key);
    }), { numRuns: 400, seed: 7 });
    expect(keys.size).toBeGreaterThan(150);
    expect(missing([...keys])).toEqual([]);
  });

  test('whatever falls due has its word', () => {
    const keys = new Set<string>();
    for (const rule of tasks) {
      fc.assert(fc.property(recordOf(rule.recordType), (record) => {
        for (const task of rule.tasks(record, '2027-01-01')) {
          keys.add(`task.${task.kind}`);
          if (task.waitsOn !== undefined) keys.add(`waiting.${task.waitsOn}`);
          if (task.form !== undefined) keys.add(`form.${task.form.replace('one-stop-centre.', '')}.title`);
        }
      }), { numRuns: 300, seed: 7 });
    }
    expect(keys.size).toBeGreaterThan(10);
    expect(missing([...keys])).toEqual([]);
  });
});

test('every form compiles, writes fields of its record, and offers choices which they allow, with icons that exist', () => {
  const faults: string[] = [];
  for (const form of forms) {
    const type = RECORD_TYPES.find(({ name }) => name === form.recordType);
    const plan = planForm(form);
    faults.push(...plan.problems.map(({ name, code }) => `${form.id} ${name} ${code}`));
    for (const { kind, node, name, repeat } of plan.nodes) {
      if (node.type === 'group' || node.type === 'repeat' || node.type === 'note' || (kind !== 'question' && kind !== 'companion')) continue;
      const pattern = form.row === undefined ? (repeat === undefined ? name : `${repeat}.*.${name}`) : `${form.row}.*.${name}`;
      const field = type?.fields[pattern];
      if (field === undefined) faults.push(`${form.id} ${pattern}`);
      const offered = kind === 'companion' || node.list === undefined ? [] : form.choices[node.list] ?? [];
      faults.push(...offered.filter(({ value }) => field?.choices?.includes(value) !== true).map(({ value }) => `${form.id} ${pattern} ${value}`));
      faults.push(...offered.filter(({ icon }) => icon !== undefined && !isIconName(icon)).map(({ icon }) => `${form.id} ${pattern} ${String(icon)}`));
    }
  }
  expect(faults).toEqual([]);
});

test('every form that a part, a line or a list names exists', () => {
  const known = new Set(forms.map(({ id }) => id));
  const named = [...practice.cases.flatMap(({ intakeForm, parts }) => [intakeForm, ...parts.flatMap((part) => part.forms)]), ...(practice.lists ?? []).flatMap((list) => [...list.forms, ...(list.newForm === undefined ? [] : [list.newForm])])];
  expect(named.filter((id) => !known.has(id))).toEqual([]);
});

function fail(): never {
  throw new Error('the centre keeps files');
}

function typeOf(name: string): RecordType {
  const type = RECORD_TYPES.find((one) => one.name === name);
  if (type === undefined) throw new Error(`no type ${name}`);
  return type;
}

/** Answers of the right kind mostly, of another now and then. */
function answerTo(def: FieldDef): fc.Arbitrary<FieldValue> {
  const choice = fc.constantFrom(...(def.choices ?? ['x']));
  const right: Partial<Record<FieldDef['kind'], fc.Arbitrary<FieldValue>>> = {
    choice, choices: fc.uniqueArray(choice, { maxLength: 4 }), boolean: fc.boolean(), integer: fc.integer({ min: 0, max: 30 }),
    date: fc.constantFrom('2024-02-29', '2026-11-01', '2026-11-20', TODAY, '2026-12-05'), record: fc.constantFrom('p1', 'bed-1'),
  };
  // A code that no list knows never gets as far as a record.
  const odd = fc.constantFrom<FieldValue>(null, ...(def.choices === undefined ? ['', 'x', 7, -1, true, ['x']] : []));
  return fc.oneof({ weight: 12, arbitrary: right[def.kind] ?? fc.constantFrom<FieldValue>('कुछ', '14:30') }, { weight: 1, arbitrary: odd });
}

function valuesOf(type: RecordType): fc.Arbitrary<Values> {
  const paths = Object.entries(type.fields).flatMap(([path, def]) => (path.includes('*') ? ['a', 'b'].map((row) => [path.replace('*', row), answerTo(def)] as const) : [[path, answerTo(def)] as const]));
  return fc.record(Object.fromEntries(paths), { requiredKeys: [] }).map((some) => Object.fromEntries(Object.entries(some).flatMap(([path, value]) => (value === undefined ? [] : [[path, value]]))));
}

function recordOf(name: string, id = 'r1'): fc.Arbitrary<DehriRecord> {
  const type = typeOf(name);
  return valuesOf(type).map((values) => ({ id, type: name, bucket: `${OFFICE}/${type.shelf}`, seq: 1, schema: 1, values, base: 'c1', heads: {}, rivals: {} }));
}

function otherRecords(): fc.Arbitrary<readonly DehriRecord[]> {
  return fc.tuple(...RECORD_TYPES.filter(({ name }) => name !== 'case').map(({ name }) => recordOf(name, name === 'bed' ? 'bed-1' : `${name}-1`)));
}

/** All that the screens and the printer would draw. */
function everythingSaid(record: DehriRecord, others: readonly DehriRecord[], context: CaseContext): unknown {
  for (const work of practice.cases) for (const { id } of forms) work.alsoWrites?.(id, record.id, undefined, record.values, context, (type) => others.filter((other) => other.type === type));
  for (const list of practice.lists ?? []) list.starters?.(context);
  const ofType = (type: string): readonly DehriRecord[] => others.filter((other) => other.type === type);
  return [
    practice.cases.map((work) => [
      work.stateOf(record, context), work.masked(record, context), work.card(record, context), work.flags(record, context), work.contact(record),
      work.parts.map((part) => [part.shown?.(record, context), part.facts?.(record, context), part.lines?.(record, context), part.advice?.(record, context)]),
      forms.filter(({ recordType }) => recordType === work.recordType).map(({ id }) => work.objections(id, record, record.values, context, ofType)),
      work.papers.map((paper) => (paper.repeat === undefined ? [undefined] : rowIds(record.values, paper.repeat)).map((row) => (paper.ready(record, row) ? paper.blocks(record, context, row) : []))),
    ]),
    practice.registers.map((register) => [record, ...others].filter(({ type }) => register.recordTypes.includes(type)).map((one) => [true, false].map((named) => register.rows(one, context, named)))),
    practice.lists?.map((list) => ofType(list.recordType).map((one) => [list.stateOf(one, context), list.card(one, context), list.facts?.(one, context), list.lines?.(one, context)])),
  ];
}

/** Keys of all phrases within, those in the values of phrases included. */
function keysIn(said: unknown): string[] {
  if (Array.isArray(said)) return said.flatMap(keysIn);
  if (typeof said !== 'object' || said === null) return [];
  const { key } = said as { readonly key?: unknown };
  const isPhrase = typeof key === 'string' && Object.keys(said).every((name) => name === 'key' || name === 'values');
  return [...(isPhrase ? [key] : []), ...Object.values(said).flatMap(keysIn)];
}

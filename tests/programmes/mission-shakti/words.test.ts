// Everything that the hub's programme can say stands in its words, in every language; whatever a record
// holds, what is shown of it can be worked out.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isIconName } from '#client/ui/icons.ts';
import { missionShakti } from '#programmes/mission-shakti/index.ts';
import { OFFICE_LISTS } from '#programmes/mission-shakti/office-lists.ts';
import { RECORD_TYPES } from '#programmes/mission-shakti/records.ts';
import { REGISTERS } from '#programmes/mission-shakti/registers.ts';
import { REVIEW } from '#programmes/mission-shakti/review.ts';
import { planForm } from '#shared/form/plan.ts';
import { wordsNeeded } from '#shared/form/words.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { anyRecord, at, DAY, recordAt } from './mission-of.ts';

const { forms, tasks } = missionShakti;
type Tree = { readonly [key: string]: Tree | string };
const treeOf = (language: string): Tree => JSON.parse(readFileSync(`locales/${language}/mission-shakti.json`, 'utf8')) as Tree;
const said = (tree: Tree, key: string): Tree | string | undefined => key.split('.').reduce<Tree | string | undefined>((node, part) => (typeof node === 'object' ? node[part] : undefined), tree);

describe.each(readdirSync('locales'))('in %s', (language) => {
  const tree = treeOf(language);
  const missing = (keys: Iterable<string>): string[] => [...new Set(keys)].filter((key) => {
    const word = said(tree, key.replace('mission-shakti:', ''));
    return typeof word !== 'string' || word === '';
  });

  test.each(forms.map((form) => [form.id, form] as const))('%s has every word it shows, and tells what to do about every empty answer', (_, form) => {
    const required = planForm(form).nodes.filter(({ required: wanted, node }) => wanted !== undefined && node.type !== 'calculate').map(({ name }) => `form.${form.id.slice('mission-shakti.'.length)}.${name}.error`);
    expect(missing([...wordsNeeded(form), ...required])).toEqual([]);
  });

  test('every field, row and group of a record has a name to show in a conflict', () => {
    const repeats = RECORD_TYPES.flatMap((type) => [...new Set(Object.keys(type.fields).filter((path) => path.includes('*')).map((path) => `field.${type.name}.${path.split('.')[0]}`))]);
    expect(missing([
      ...RECORD_TYPES.flatMap((type) => [`recordType.${type.name}`, ...Object.keys(type.fields).map((path) => `field.${type.name}.${path.replace('.*.', '.')}`), ...Object.keys(type.groups ?? {}).map((group) => `register.${type.name}.${group}`)]),
      ...repeats.flatMap((repeat) => [`${repeat}._row`, `${repeat}._gone`]),
    ])).toEqual([]);
  });

  test('every list, register and line of the review has its words', () => {
    expect(missing([
      ...OFFICE_LISTS.flatMap((list) => [...['title', 'new', 'none'].map((word) => `list.${list.key}.${word}`), ...list.states.map(({ word }) => word.key)]),
      ...REGISTERS.flatMap(({ key, columns }) => [`register.${key}.title`, ...columns.map(({ name }) => `register.${key}.column.${name}`)]),
      ...REVIEW.flatMap(({ key, lines }) => [`review.${key}.title`, ...lines.flatMap(({ name, source }) => [`review.${key}.line.${name}`, `review.${key}.short.${name}`, `review.${key}.source.${source}`])]),
    ])).toEqual([]);
  });

  test.each(RECORD_TYPES.map(({ name }) => name))('whatever a record of the type %s says, everything said of it has its word', (name) => {
    const keys = new Set<string>();
    fc.assert(fc.property(anyRecord(name), fc.constantFrom(DAY, '2030-01-01'), (record, today) => {
      for (const key of keysIn(everythingSaid(record, today))) keys.add(key);
      for (const rule of tasks.filter(({ recordType }) => recordType === name)) {
        for (const task of rule.tasks(record, today)) keys.add(`task.${task.kind}`).add(task.waitsOn === undefined ? 'name' : `waiting.${task.waitsOn}`);
      }
    }), { numRuns: 300, seed: 7 });
    expect(keys.size).toBeGreaterThan(5);
    expect(missing(keys)).toEqual([]);
  });
});

test('every form compiles, writes fields of its record, and offers choices which they allow, with icons that exist', () => {
  const faults: string[] = [];
  for (const form of forms) {
    const type = RECORD_TYPES.find(({ name }) => name === form.recordType);
    const plan = planForm(form);
    faults.push(...plan.problems.map(({ name, code }) => `${form.id} ${name} ${code}`));
    for (const { kind, node, name } of plan.nodes) {
      if (node.type === 'group' || node.type === 'repeat' || node.type === 'note' || kind !== 'question') continue;
      const field = type?.fields[form.row === undefined ? name : `${form.row}.*.${name}`];
      if (field === undefined) faults.push(`${form.id} ${name}`);
      for (const { value, icon } of node.list === undefined ? [] : form.choices[node.list] ?? []) {
        if (field?.choices?.includes(value) !== true) faults.push(`${form.id} ${name} ${value}`);
        if (icon !== undefined && !isIconName(icon)) faults.push(`${form.id} ${name} ${icon}`);
      }
    }
  }
  expect(faults).toEqual([]);
});

test('every form that a list names exists, and writes the type of the list', () => {
  for (const list of OFFICE_LISTS) {
    for (const id of [...list.forms, ...(list.newForm === undefined ? [] : [list.newForm])]) expect(forms.find((form) => form.id === id)?.recordType).toBe(list.recordType);
  }
});

/** All that the screens and the printer would draw. */
function everythingSaid(record: DehriRecord, today: string): unknown {
  const month = recordAt('homeMonth', { 'days.2026-11-20.present': 31, 'days.2026-11-20.capacity': 30, 'days.2026-11-20.overReason': 'बाढ़', 'days.2026-11-19.present': 30 });
  const context = { ...at(today), recordOf: (id: string) => (id.endsWith('-2026-11') ? month : undefined) };
  const { apart = [] } = missionShakti.practice ?? {};
  return [
    apart.filter(({ recordType }) => recordType === record.type).map(({ title, rowTitle }) => [title(record, 'home-1-2026-11'), rowTitle(DAY)]),
    OFFICE_LISTS.filter(({ recordType }) => recordType === record.type).map((list) => [list.stateOf(record, context).word, list.card(record, context), list.facts?.(record, context), list.lines?.(record, context), list.lines?.(record, context, '2026-11')]),
    REGISTERS.filter(({ recordTypes }) => recordTypes.includes(record.type)).map((register) => register.rows(record, context, false)),
  ];
}

/** Keys of all phrases within, those in the values of phrases included. */
function keysIn(all: unknown): string[] {
  if (Array.isArray(all)) return all.flatMap(keysIn);
  if (typeof all !== 'object' || all === null) return [];
  const { key } = all as { readonly key?: unknown };
  const isPhrase = typeof key === 'string' && Object.keys(all).every((name) => name === 'key' || name === 'values');
  return [...(isPhrase ? [key] : []), ...Object.values(all).flatMap(keysIn)];
}

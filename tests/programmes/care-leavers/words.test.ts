import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isIconName } from '#client/ui/icons.ts';
import { BANDS } from '#programmes/care-leavers/age.ts';
import { careLeavers } from '#programmes/care-leavers/index.ts';
import * as lists from '#programmes/care-leavers/lists.ts';
import { PAPER_SHOWN } from '#programmes/care-leavers/paper-tracker.ts';
import { LETTERS, PAPERS } from '#programmes/care-leavers/papers-graph.ts';
import { RECORD_TYPES } from '#programmes/care-leavers/records.ts';
import { planForm, type PlanNode } from '#shared/form/plan.ts';
import type { FormDefinition } from '#shared/form/definition.ts';
import { wordsNeeded } from '#shared/form/words.ts';
import { LIMIT_UNITS } from '#shared/task/rulebook.ts';
import { wordAt } from './say.ts';

const LANGUAGES = readdirSync('locales');
const { forms, practice, rules } = careLeavers;
const typeOf = (form: FormDefinition) => RECORD_TYPES.find((type) => type.name === form.recordType);
/** A form with a row writes the fields of that row. */
const patternIn = (form: FormDefinition, node: PlanNode) => (form.row === undefined ? node.name : `${form.row}.*.${node.name}`);

describe.each(LANGUAGES)('in %s', (language) => {
  const missing = (keys: readonly string[]): string[] => keys.map((key) => key.replace(/^care-leavers:/u, '')).filter((key) => wordAt(key, language) === undefined && wordAt(`${key}_other`, language) === undefined);

  test.each(forms.map((form) => [form.id, form] as const))('%s has every word it shows', (_, form) => {
    expect(missing(wordsNeeded(form))).toEqual([]);
  });

  test('every required question says what to do when it is left empty', () => {
    const keys = forms.flatMap((form) => planForm(form).nodes.filter((n) => n.required !== undefined && n.node.type !== 'calculate').map((n) => `form.${form.id.slice('care-leavers.'.length)}.${n.name}.error`));
    expect(keys.length).toBeGreaterThan(40);
    expect(missing(keys)).toEqual([]);
  });

  test('every field, group and rule of a record has a word', () => {
    expect(missing(RECORD_TYPES.flatMap((type) => [
      `recordType.${type.name}`,
      ...Object.keys(type.fields).map((path) => `field.${type.name}.${path.replace('.*.', '.')}`),
      ...Object.keys(type.groups ?? {}).map((group) => `register.${type.name}.${group}`),
      ...(type.rules ?? []).map(({ code }) => `rule.${code}`),
    ]))).toEqual([]);
  });

  test('every paper, office, letter, state and age has a word', () => {
    expect(missing([
      ...PAPERS.flatMap(({ kind, office, take }) => [`doc.${kind}.name`, `doc.${kind}.tip`, `office.${office}`, `at.${office}`, ...take.map((item) => `take.${item}`)]),
      ...LETTERS.map((letter) => `take.${letter}`),
      ...PAPER_SHOWN.map((state) => `paperShown.${state}`),
      ...BANDS.map((band) => `state.${band}`),
      ...LIMIT_UNITS.map((unit) => `next.limit.${unit}`),
      ...lists.SEXES.flatMap((sex) => [`card.${sex}`, `card.${sex}Age`, `card.${sex}Young`]),
    ])).toEqual([]);
  });

  test('every part, register, printed paper, limit and number has a word', () => {
    expect(missing([
      ...(practice?.cases ?? []).flatMap((work) => [...work.parts.map(({ key }) => `part.${key}`), ...work.states.map(({ word }) => word.key), ...work.papers.map(({ key }) => `paper.${key}`), ...['tab', 'title', 'new', 'none'].map((word) => `cases.${work.recordType}.${word}`)]),
      ...(practice?.registers ?? []).flatMap(({ key, columns }) => [`register.${key}.title`, ...columns.map(({ name }) => `register.${key}.column.${name}`)]),
      ...(rules?.clocks ?? []).map(({ id }) => `clock.${id}`),
      ...(rules?.numbers ?? []).map(({ id }) => `setting.${id}`),
    ])).toEqual([]);
  });
});

test('every question writes a field of its record, and offers only what the field allows, with icons that exist', () => {
  for (const form of forms) {
    const type = typeOf(form);
    expect(planForm(form).problems).toEqual([]);
    for (const node of planForm(form).nodes) {
      if ((node.kind !== 'question' && node.kind !== 'companion') || node.node.type === 'note') continue;
      const def = type?.fields[patternIn(form, node)];
      expect([form.id, node.name, def === undefined]).toEqual([form.id, node.name, false]);
      if (node.kind === 'companion' || !('list' in node.node) || node.node.list === undefined) continue;
      const offered = form.choices[node.node.list] ?? [];
      expect([form.id, node.name, offered.filter((c) => def?.choices?.includes(c.value) !== true)]).toEqual([form.id, node.name, []]);
      expect(offered.filter((c) => c.icon !== undefined && !isIconName(c.icon))).toEqual([]);
    }
  }
});

test('every form that a part names is there, and those with a row add one or go on with one', () => {
  const known = new Set(forms.map(({ id }) => id));
  for (const work of practice?.cases ?? []) {
    expect(known.has(work.intakeForm)).toBe(true);
    expect(isIconName(work.icon)).toBe(true);
    for (const part of work.parts) expect([part.key, part.forms.filter((id) => !known.has(id)), isIconName(part.icon)]).toEqual([part.key, [], true]);
  }
  expect(PAPERS.filter(({ icon }) => !isIconName(icon))).toEqual([]);
});

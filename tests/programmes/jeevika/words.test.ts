import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isIconName } from '#client/ui/icons.ts';
import { jeevika } from '#programmes/jeevika/index.ts';
import { LISTS } from '#programmes/lists.ts';
import { GROUP_STATUSES, RECORD_TYPES } from '#programmes/jeevika/records.ts';
import { planForm } from '#shared/form/plan.ts';
import { wordsNeeded } from '#shared/form/words.ts';
import { patternOf } from '#shared/record/record-type.ts';

const LANGUAGES = readdirSync('locales');
const words = (language: string): Record<string, unknown> => JSON.parse(readFileSync(`locales/${language}/jeevika.json`, 'utf8')) as Record<string, unknown>;
function wordAt(tree: Record<string, unknown>, key: string): unknown {
  return key.replace(/^jeevika:/, '').split('.').reduce<unknown>((node, part) => (typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[part] : undefined), tree);
}

describe.each(LANGUAGES)('in %s', (language) => {
  const tree = words(language);
  const missing = (keys: readonly string[]): string[] => keys.filter((key) => typeof wordAt(tree, key) !== 'string' || wordAt(tree, key) === '');

  test.each(jeevika.forms.map((form) => [form.id, form] as const))('%s has every word it shows', (_, form) => {
    expect(missing(wordsNeeded(form))).toEqual([]);
  });

  test('every required question says what to do when it is left empty', () => {
    const keys = jeevika.forms.flatMap((form) => planForm(form).nodes
      .filter((n) => n.required !== undefined && n.node.type !== 'calculate')
      .map((n) => `form.${form.id.slice('jeevika.'.length)}.${n.name}.error`));
    expect(keys.length).toBeGreaterThan(10);
    expect(missing(keys)).toEqual([]);
  });

  test('every field of a record has a name to show in a conflict', () => {
    const keys = RECORD_TYPES.flatMap((type) => Object.keys(type.fields).map((path) => `field.${type.name}.${path.replace('.*.', '.')}`));
    expect(missing(keys)).toEqual([]);
    expect(missing(RECORD_TYPES.flatMap((type) => Object.keys(type.groups ?? {}).map((group) => `register.${type.name}.${group}`)))).toEqual([]);
  });

  test('every choice a record allows has a word under some list of a form or of its own', () => {
    const lists = wordAt(tree, 'choice') as Record<string, Record<string, string>>;
    const known = Object.values(lists).map((list) => new Set(Object.keys(list)));
    const without: string[] = [];
    for (const type of RECORD_TYPES) {
      for (const [path, field] of Object.entries(type.fields)) {
        const choices = field.choices ?? [];
        if (choices.length > 0 && !known.some((list) => choices.every((c) => list.has(c)))) without.push(`${type.name}.${path}`);
      }
    }
    expect(without).toEqual([]);
    expect(GROUP_STATUSES.every((s) => Object.hasOwn(lists['groupStatus'] ?? {}, s))).toBe(true);
  });

  test('every count, state of a door and of a group, and every refusal of a list has a word', () => {
    const field = jeevika.field;
    expect(missing([
      ...jeevika.indicators.flatMap((i) => i.counts.map((count) => `count.${count}`)),
      ...(field?.doors.states ?? []).map((s) => s.word.key),
      ...(field?.groups?.states ?? []).map((s) => s.word.key),
      ...LISTS.filter((list) => list.programme === jeevika.id).flatMap(({ target }) => target.columns.map((c) => `import.${target.name}.column.${c.name}`)),
    ])).toEqual([]);
  });
});

test('every question of a form writes a field of its record', () => {
  for (const form of jeevika.forms) {
    const type = RECORD_TYPES.find((t) => t.name === form.recordType);
    const paths = planForm(form).nodes
      .filter((n) => (n.kind === 'question' && n.node.type !== 'note') || n.kind === 'companion')
      .map((n) => patternOf(n.repeat === undefined ? n.name : `${n.repeat}.x.${n.name}`));
    expect(paths.filter((path) => type === undefined || !Object.hasOwn(type.fields, path)).map((path) => `${form.id} ${path}`)).toEqual([]);
  }
});

test('every choice of a form is one its field allows, and has an icon that exists', () => {
  for (const form of jeevika.forms) {
    const type = RECORD_TYPES.find((t) => t.name === form.recordType);
    for (const node of planForm(form).nodes) {
      if (node.kind !== 'question' || !('list' in node.node) || node.node.list === undefined) continue;
      const allowed = type?.fields[patternOf(node.repeat === undefined ? node.name : `${node.repeat}.x.${node.name}`)]?.choices;
      const offered = form.choices[node.node.list] ?? [];
      expect(offered.filter((c) => allowed?.includes(c.value) !== true).map((c) => `${form.id} ${node.name} ${c.value}`)).toEqual([]);
      expect(offered.filter((c) => c.icon !== undefined && !isIconName(c.icon)).map((c) => `${form.id} ${node.name} ${String(c.icon)}`)).toEqual([]);
    }
  }
});

test('every form compiles', () => {
  expect(jeevika.forms.flatMap((form) => planForm(form).problems.map((p) => `${form.id} ${p.name} ${p.code}`))).toEqual([]);
});

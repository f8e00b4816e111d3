import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isIconName } from '#client/ui/icons.ts';
import { resourceCentre } from '#programmes/resource-centre/index.ts';
import { childFile } from '#programmes/resource-centre/records.ts';
import { REFERRAL_STANDINGS } from '#shared/subjects/category.ts';
import { planForm, type PlanNode } from '#shared/form/plan.ts';
import type { FormDefinition } from '#shared/form/definition.ts';
import { wordsNeeded } from '#shared/form/words.ts';

const LANGUAGES = readdirSync('locales');
const { forms: ALL, practice, rules, indicators, review } = resourceCentre;
const forms = ALL.filter((form) => form.recordType === 'childFile');
const patternIn = (form: FormDefinition, node: PlanNode) => (form.row === undefined ? node.name : `${form.row}.*.${node.name}`);
const short = (form: FormDefinition) => form.id.slice('resource-centre.'.length);

function wordAt(path: string, language: string): string | undefined {
  let node: unknown = JSON.parse(readFileSync(`locales/${language}/resource-centre.json`, 'utf8'));
  for (const part of path.split('.')) node = typeof node === 'object' && node !== null ? Object.entries(node).find(([key]) => key === part)?.[1] : undefined;
  return typeof node === 'string' ? node : undefined;
}

describe.each(LANGUAGES)('in %s', (language) => {
  const missing = (keys: readonly string[]): string[] => keys.map((key) => key.replace(/^resource-centre:/u, '')).filter((key) => wordAt(key, language) === undefined && wordAt(`${key}_other`, language) === undefined);

  test.each(forms.map((form) => [form.id, form] as const))('%s has every word it shows', (_, form) => {
    expect(missing(wordsNeeded(form))).toEqual([]);
  });

  test('every required question says what to do when it is left empty', () => {
    const keys = forms.flatMap((form) => planForm(form).nodes.filter((n) => n.required !== undefined && n.node.type !== 'calculate').map((n) => `form.${short(form)}.${n.name}.error`));
    expect(keys.length).toBeGreaterThan(30);
    expect(missing(keys)).toEqual([]);
  });

  test('every field, group, rule, state, part, register and printed paper has a word', () => {
    const work = practice?.cases.find(({ recordType }) => recordType === 'childFile');
    expect(missing([
      ...Object.keys(childFile.fields).map((path) => `field.childFile.${path.replace('.*.', '.')}`),
      ...Object.keys(childFile.groups ?? {}).map((group) => `register.childFile.${group}`),
      ...(childFile.rules ?? []).map(({ code }) => `rule.${code}`),
      ...REFERRAL_STANDINGS.flatMap((state) => [`referral.state.${state}`, `referral.detail.${state}`]),
      ...(work?.parts ?? []).map(({ key }) => `part.${key}`), ...(work?.states ?? []).map(({ word }) => word.key), ...(work?.papers ?? []).map(({ key }) => `paper.${key}`),
      ...['tab', 'title', 'new', 'none'].map((word) => `cases.childFile.${word}`),
      ...(practice?.registers ?? []).flatMap(({ key, columns }) => [`register.${key}.title`, ...columns.map(({ name }) => `register.${key}.column.${name}`)]),
      ...(rules?.clocks ?? []).map(({ id }) => `clock.${id}`), ...(rules?.numbers ?? []).map(({ id }) => `setting.${id}`),
      ...indicators.flatMap(({ counts }) => counts.map((count) => `count.${count}`)),
      ...(review ?? []).flatMap(({ key, lines }) => [`review.${key}.title`, ...lines.flatMap(({ name, source }) => [`review.${key}.line.${name}`, `review.${key}.short.${name}`, `review.${key}.source.${source}`])]),
    ])).toEqual([]);
  });
});

test('every question writes a field of its record, and offers only what the field allows, with icons that exist', () => {
  for (const form of forms) {
    expect(planForm(form).problems).toEqual([]);
    for (const node of planForm(form).nodes) {
      if ((node.kind !== 'question' && node.kind !== 'companion') || node.node.type === 'note') continue;
      const def = childFile.fields[patternIn(form, node)];
      expect([form.id, node.name, def === undefined]).toEqual([form.id, node.name, false]);
      if (node.kind === 'companion' || !('list' in node.node) || node.node.list === undefined) continue;
      const offered = form.choices[node.node.list] ?? [];
      expect([form.id, node.name, offered.filter((c) => def?.choices?.includes(c.value) !== true)]).toEqual([form.id, node.name, []]);
      expect(offered.filter((c) => c.icon !== undefined && !isIconName(c.icon))).toEqual([]);
    }
  }
});

test('every form that a part names is there', () => {
  const known = new Set(forms.map(({ id }) => id));
  for (const work of (practice?.cases ?? []).filter(({ recordType }) => recordType === 'childFile')) {
    expect(known.has(work.intakeForm)).toBe(true);
    expect(isIconName(work.icon)).toBe(true);
    for (const part of work.parts) expect([part.key, part.forms.filter((id) => !known.has(id)), isIconName(part.icon)]).toEqual([part.key, [], true]);
  }
});

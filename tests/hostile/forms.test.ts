// What is typed into a form: every text of the corpus into every question of every form. Either the
// form says what is wrong, or the server takes the answer; and what is kept is whole, one spelling.
import { describe, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { kindProblem, limitProblem, readTyped } from '#shared/form/answer.ts';
import type { FormNode, Question } from '#shared/form/definition.ts';
import { formRef } from '#shared/form/definition.ts';
import { createFormEngine } from '#shared/form/engine.ts';
import { shapeFaults } from '#shared/form/to-zod.ts';
import type { FieldValue } from '#shared/record/change.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { checkValues } from '#server/sync/check-change.ts';
import { bucketOf } from '#shared/place/bucket.ts';
import { TEXTS } from './corpus.ts';
import { pollution } from './pollution.ts';

interface Asked {
  readonly question: Question;
  readonly path: string;
}

function* askedIn(nodes: readonly FormNode[], repeat = ''): Generator<Asked> {
  for (const node of nodes) {
    if (node.type === 'group') yield* askedIn(node.children, repeat);
    else if (node.type === 'repeat') yield* askedIn(node.children, `${node.name}.k1.`);
    else yield { question: node, path: repeat + node.name };
  }
}

/** A photo's name is given by the store. */
const NOT_TYPED: ReadonlySet<string> = new Set(['note', 'calculate', 'image']);

const FORMS = PROGRAMMES.flatMap(({ recordTypes, forms }) => forms.flatMap((form) => recordTypes.filter((type) => type.name === form.recordType).map((type) => [formRef(form), form, type] as const)));

describe.each(FORMS)('%s', (_, form, type) => {
  test('keeps nothing that the server would not take', () => {
    const wrong: string[] = [];
    for (const { question, path } of askedIn(form.children)) {
      for (const { name, text } of TEXTS) {
        const value = readTyped(question.type, text);
        if (isBroken(value)) wrong.push(`${path} keeps a broken text: ${name}`);
        if (JSON.stringify(readTyped(question.type, value)) !== JSON.stringify(value)) wrong.push(`${path} reads its own answer otherwise: ${name}`);
        const isRefused = value === null || kindProblem(question, value) !== undefined || limitProblem(type, path, value) !== undefined || shapeFaults(form, { [path]: value }).length > 0;
        if (isRefused || NOT_TYPED.has(question.type)) continue;
        const held = checkValues(type, { ...EMPTY, type: type.name, bucket: bucketOf(homeOf(type), type.shelf), values: { [path]: value } }, false);
        if (held !== undefined) wrong.push(`${path} lets through what the server holds: ${name}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('goes on working whatever is typed, and shows it', () => {
    const engine = createFormEngine(form, { saved: {}, today: '2026-05-10', recordType: type });
    for (const { question, path } of askedIn(form.children)) {
      if (path.includes('.') || question.calculation !== undefined || question.type === 'note') continue;
      for (const { text } of TEXTS) engine.set(path, text);
    }
    expect(pollution()).toEqual([]);
  });
});

test('one name typed in two encodings is one answer', () => {
  for (const { text } of TEXTS) {
    for (const form of ['NFC', 'NFD'] as const) expect(readTyped('text', text.normalize(form))).toBe(readTyped('text', text));
  }
  expect(readTyped('text', 'ख़ातून')).toBe(readTyped('text', 'ख\u093cातून'));
  expect(readTyped('text', '\u200b\u200d\ufeff')).toBeNull();
  expect(readTyped('integer', '१२')).toBe(12);
  expect(readTyped('tel', '९८७६५४३२१०')).toBe('9876543210');
});

const EMPTY = { id: 'r.1', record: 'k1', device: 'd', counter: 1, author: 'p', grant: 'g', deviceTime: 0, form: null, schema: 1, replaces: {} };

/** A place at which records of the type may lie. */
function homeOf({ levels }: RecordType): string {
  return levels === undefined || levels.includes('village') ? '10.193.1710.p01.v1' : levels.includes('office') ? '10.193.hub1' : levels.includes('block') ? '10.193.1710' : '10.193';
}

function isBroken(value: FieldValue): boolean {
  return typeof value === 'string' && (/[\0\p{Surrogate}]/u.test(value) || value !== value.normalize('NFC') || value !== value.trim());
}

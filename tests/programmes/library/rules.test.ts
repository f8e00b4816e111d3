// What the library refuses: days that run backwards, conditions that leave nobody, trainings that cannot be so.
import { expect, test } from 'vitest';
import { conditionsOf } from '#programmes/library/conditions.ts';
import { conditionsColumn } from '#programmes/library/conditions-column.ts';
import { policy, scheme, training } from '#programmes/library/records.ts';
import { schemeState, trainingState } from '#programmes/library/state.ts';
import { TASKS } from '#programmes/library/tasks.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { newlyBroken } from '#shared/record/judge-rules.ts';
import type { RecordType } from '#shared/record/record-type.ts';

const TODAY = '2026-11-21';
const broken = (type: RecordType, values: Values): string[] => newlyBroken(type, undefined, values, TODAY).map(({ code, paths }) => `${code} ${paths.join(' ')}`);
const asScheme = (more: Values = {}): Values => ({ name: 'योजना', summary: 'सार', state: 'to_check', ...more });
const row = (n: number, question: string, how: string, more: Values = {}): Values => Object.fromEntries(Object.entries({ question, how, ...more }).map(([key, value]) => [`conditions.r${n}.${key}`, value]));

test.each([
  ['a scheme without a name', { name: '' }, ['without name']],
  ['one that ends before it begins', { validFrom: '2026-05-02', validTo: '2026-05-01' }, ['valid-backwards validTo']],
  ['one checked tomorrow', { checkedDay: '2026-11-22' }, ['checked-ahead checkedDay']],
  ['one in force of which nobody says where it was read', { state: 'in_force' }, ['in-force-unchecked source checkedDay']],
  ['a plain one', {}, []],
] as const)('%s', (_, more, codes) => {
  expect(broken(scheme, asScheme(more))).toEqual(codes);
});

test.each([
  ['at least 18 and at most 17', { ...row(1, 'age', 'least', { number: 18 }), ...row(2, 'age', 'most', { number: 17 }) }, ['condition-contradicts conditions.r2.number']],
  ['women only and men only', { ...row(1, 'sex', 'oneOf', { options: ['sex-female'] }), ...row(2, 'sex', 'oneOf', { options: ['sex-male'] }) }, ['condition-contradicts conditions.r2.options']],
  ['with an account and without one', { ...row(1, 'bank', 'yes'), ...row(2, 'bank', 'no') }, ['condition-contradicts conditions.r2.how']],
  ['two of which one is enough', { ...row(1, 'age', 'least', { number: 60, either: 'a' }), ...row(2, 'age', 'most', { number: 17, either: 'a' }) }, []],
  ['an age of 200', row(1, 'age', 'most', { number: 200 }), ['condition-beyond conditions.r1.number']],
  ['a number that nobody entered', row(1, 'age', 'least'), ['condition-unfinished conditions.r1.how']],
  ['a yes to a number', row(1, 'age', 'yes'), ['condition-unfinished conditions.r1.how']],
  ['an option of another question', row(1, 'card', 'oneOf', { options: ['parents-none'] }), ['condition-unfinished conditions.r1.how']],
  ['18 to 60', { ...row(1, 'age', 'least', { number: 18 }), ...row(2, 'age', 'most', { number: 60 }) }, []],
] as const)('conditions: %s', (_, rows, codes) => {
  expect(broken(scheme, asScheme(rows))).toEqual(codes);
});

test('what cannot be judged decides nothing and is said', () => {
  expect(conditionsOf(row(1, 'question-of-later', 'least', { number: 3 }))).toEqual({ all: [], unclear: true });
  expect(conditionsOf({ ...row(1, 'age', 'most', { number: 17, either: 'a' }), ...row(2, 'question-of-later', 'yes', { either: 'a' }) })).toEqual({ all: [], unclear: true });
});

test.each([
  ['age>=6; age <= 17', [['age', 'least', 6], ['age', 'most', 17]]],
  ['income<=60,000', [['income', 'most', 60_000]]],
  ['bank=yes\ncard=phh|aay', [['bank', 'yes', undefined], ['card', 'oneOf', undefined]]],
] as const)('the cell %j', (cell, rows) => {
  expect(conditionsColumn.column.parse(cell).ok).toBe(true);
  const values = conditionsColumn.valuesOf({ who: cell });
  expect(rows.map((_, i) => ['question', 'how', 'number'].map((key) => values[`conditions.r${i + 1}.${key}`]))).toEqual(rows);
});

test.each(['age=6', 'bank>=1', 'card=gold', 'caste=x', 'c: bank=yes', 'age>=', 'age>=six', 'bank'])('the cell %j is not guessed at', (cell) => {
  expect(conditionsColumn.column.parse(cell)).toEqual({ ok: false, code: 'conditions' });
});

test('a law needs its name and its summary', () => {
  expect(broken(policy, { name: 'क़ानून' })).toEqual(['without summary']);
});

const asTraining = (more: Values = {}): Values => ({ topic: 'विषय', from: '2026-11-20', to: '2026-11-21', state: 'planned', ...more });

test.each([
  ['ends before it begins', { to: '2026-11-19' }, ['days-backwards to']],
  ['held next month', { from: '2026-12-20', to: '2026-12-20', state: 'held' }, ['held-ahead state']],
  ['cancelled without a word', { state: 'cancelled' }, ['cancelled-without reason']],
  ['counted before it was held', { 'came.r1.role': 'mitra', 'came.r1.number': 4 }, ['came-before-held came.r1.number']],
  ['the same role twice', { state: 'held', 'came.r1.role': 'mitra', 'came.r1.number': 4, 'came.r2.role': 'mitra', 'came.r2.number': 5 }, ['came-twice came.r2.role']],
  ['held', { state: 'held', 'came.r1.role': 'mitra', 'came.r1.number': 4 }, []],
] as const)('a training: %s', (_, more, codes) => {
  expect(broken(training, asTraining(more))).toEqual(codes);
});

test('a scheme is closed from the day after its last one, whatever was said of it', () => {
  expect(schemeState({ state: 'in_force', validTo: '2026-11-21' }, TODAY).key).toBe('in_force');
  expect(schemeState({ state: 'in_force', validTo: '2026-11-20' }, TODAY).key).toBe('closed');
  expect(schemeState({}, TODAY).key).toBe('to_check');
});

const tasksOf = (type: string, values: Values): string[] => {
  const record = { id: 'r', type, bucket: '10/library', values } as unknown as DehriRecord;
  return TASKS.filter(({ recordType }) => recordType === type).flatMap(({ tasks }) => tasks(record, TODAY).map(({ kind, due = '' }) => `${kind} ${due}`.trim()));
};

test('a training is brought to mind a week before, and afterwards until it is written down', () => {
  expect(tasksOf('training', asTraining({ from: '2026-11-28', to: '2026-11-28' }))).toEqual(['training-soon 2026-11-28']);
  expect(tasksOf('training', asTraining({ from: '2026-11-29', to: '2026-11-29' }))).toEqual([]);
  expect(tasksOf('training', asTraining({ from: '2026-11-19', to: '2026-11-20' }))).toEqual(['training-write 2026-11-20']);
  expect(tasksOf('training', asTraining({ from: '2026-11-19', to: '2026-11-20', state: 'held' }))).toEqual([]);
  expect(trainingState(asTraining(), TODAY).key).toBe('now');
});

test('a scheme is looked up anew a year after it was checked', () => {
  const checked = (day: string): Values => asScheme({ state: 'in_force', source: 'x', checkedDay: day });
  expect(tasksOf('scheme', checked('2025-11-21'))).toEqual(['scheme-check-again 2026-11-21']);
  expect(tasksOf('scheme', checked('2025-11-22'))).toEqual([]);
  expect(tasksOf('scheme', asScheme())).toEqual(['scheme-check']);
});

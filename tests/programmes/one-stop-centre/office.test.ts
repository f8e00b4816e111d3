import { describe, expect, test } from 'vitest';
import { OFFICE_LISTS, balanceOf } from '#programmes/one-stop-centre/office-lists.ts';
import { readinessForm, stockMove } from '#programmes/one-stop-centre/forms/office.ts';
import { REGISTERS } from '#programmes/one-stop-centre/registers.ts';
import type { Values } from '#shared/record/change.ts';
import { formProblems } from '#shared/form/validate.ts';
import { at, broken, CENTRE, DAY, recordAt } from './office-of.ts';

const listOf = (key: string) => {
  const list = OFFICE_LISTS.find((one) => one.key === key);
  if (list === undefined) throw new Error(`no list ${key}`);
  return list;
};
const moves = (...rows: readonly (readonly [day: string, kind: string, amount: number])[]): Values =>
  Object.fromEntries(rows.flatMap(([day, kind, amount], i) => [[`moves.m${i}.day`, day], [`moves.m${i}.kind`, kind], [`moves.m${i}.amount`, amount]]));

describe('stock', () => {
  test('is what came less what went, and what was counted is what is there', () => {
    expect(balanceOf(moves(['2026-11-01', 'received', 20], ['2026-11-02', 'given_out', 6], ['2026-11-03', 'broken', 1]))).toBe(13);
    expect(balanceOf(moves(['2026-11-01', 'received', 20], ['2026-11-05', 'counted', 11], ['2026-11-06', 'given_out', 1]))).toBe(10);
  });

  test('given out more than there is, is refused on the day on which it lacked', () => {
    expect(broken('stockItem', moves(['2026-11-01', 'received', 5], ['2026-11-02', 'given_out', 6]))).toEqual([['stock-too-much', 'moves.m1.amount']]);
    expect(broken('stockItem', moves(['2026-11-03', 'received', 9], ['2026-11-02', 'given_out', 6]))).toEqual([['stock-too-much', 'moves.m1.amount']]);
    expect(broken('stockItem', moves(['2026-11-02', 'given_out', 6], ['2026-11-02', 'received', 6]))).toEqual([]);
  });

  test('moves by a number above nothing, unless nothing was counted', () => {
    const codes = (kind: string, amount: number) => formProblems(stockMove, { kind, amount, day: DAY }, { today: DAY }).map(({ path }) => path);
    expect([codes('received', 0), codes('received', 3), codes('counted', 0)]).toEqual([['amount'], [], []]);
  });

  test('that is short is said, until a purchase is on its way', () => {
    const state = (values: Values) => listOf('stock').stateOf(recordAt('stockItem', { needed: 10, ...moves(['2026-11-01', 'received', 4]), ...values }), at()).key;
    expect([state({}), state({ purchase: 'wanted' }), state({ purchase: 'bought' }), state({ needed: 4 })]).toEqual(['short', 'buying', 'short', 'enough']);
  });

  test('stands in its register with the balance of each line', () => {
    const register = REGISTERS.find(({ key }) => key === 'stock');
    const rows = register?.rows(recordAt('stockItem', { name: 'कंबल', unit: 'नग', ...moves(['2026-11-02', 'given_out', 2], ['2026-11-01', 'received', 5]) }), at(), false);
    expect(rows?.map(({ day, cells }) => [day, cells[4], cells[5]])).toEqual([['2026-11-01', '5', '5'], ['2026-11-02', '2', '3']]);
  });
});

describe('the readiness of the building', () => {
  test('begins with a checklist whose every point has words and no state', () => {
    const starters = listOf('readiness').starters?.(at()) ?? [];
    expect(starters.length).toBeGreaterThanOrEqual(15);
    expect(new Set(starters.map(({ edits }) => edits['key'])).size).toBe(starters.length);
    for (const { edits, place } of starters) {
      const record = recordAt('readiness', edits);
      expect([place, listOf('readiness').stateOf(record, at()).key]).toEqual([CENTRE, 'open']);
      expect(listOf('readiness').card(record, at()).title).toMatchObject({ key: `readiness.point.${String(edits['key'])}` });
    }
  });

  test('asks what is missing, and of a point of its own what it is', () => {
    const paths = (values: Values) => formProblems(readinessForm, values, { today: DAY }).map(({ path }) => path);
    expect(paths({ key: 'ramp', state: 'ready' })).toEqual([]);
    expect(paths({ key: 'ramp', state: 'missing' })).toEqual(['remark']);
    expect(paths({ state: 'ready' })).toEqual(['item']);
  });
});

describe('a direction of the task force', () => {
  const meeting = (values: Values) => ({ day: '2026-11-10', subject: 'टास्क फोर्स', 'directions.d1.text': 'रैंप बनवाएँ', 'directions.d1.owner': 'सिविल सर्जन', 'directions.d1.dueDay': '2026-11-20', ...values });

  test('is not done, nor due, before the meeting that gave it', () => {
    expect(broken('meeting', meeting({ 'directions.d1.doneDay': '2026-11-09' }))).toEqual([['direction-done-before-given', 'directions.d1.doneDay']]);
    expect(broken('meeting', meeting({ 'directions.d1.dueDay': '2026-11-09' }))).toEqual([['direction-due-before-given', 'directions.d1.dueDay']]);
    expect(broken('meeting', meeting({ 'directions.d1.doneDay': '2026-11-10' }))).toEqual([]);
  });

  test('overdue shows on the meeting until it is done', () => {
    const list = listOf('meetings');
    const state = (values: Values) => [list.stateOf(recordAt('meeting', meeting(values)), at()).key, list.lines?.(recordAt('meeting', meeting(values)), at())[0]?.state?.key];
    expect(state({})).toEqual(['overdue', 'overdue']);
    expect(state({ 'directions.d1.dueDay': '2026-11-22' })).toEqual(['open', 'open']);
    expect(state({ 'directions.d1.doneDay': '2026-11-22' })).toEqual(['done', 'done']);
  });
});

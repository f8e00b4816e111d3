import { describe, expect, test } from 'vitest';
import { pairRows } from '#client/screens/desk/centre/pairs/pair-rows.ts';
import { saidRows } from '#client/screens/desk/centre/children/said-rows.ts';
import { tokenOf } from '#client/screens/desk/centre/children/children.tsx';
import type { PairSide } from '#shared/subjects/pair.ts';

const side = (said: PairSide['said']): PairSide => ({ entry: 'entry-aa', token: '7K3-F9QX', source: '5.dep1', category: 'labour', covered: false, at: 0, said, others: 0 });

describe('two rows side by side', () => {
  test('say of each field what either says, in one line; what neither says is left out', () => {
    const rows = pairRows({ a: side({ name: 'आशा', birthDay: '2012-01-02', mark: 'x' }), b: side({ name: 'Asha', age: 14, village: 'फरका' }), reasons: [{ field: 'name', how: 'same' }, { field: 'birth', how: 'alike' }, { field: 'phone', how: 'unsaid' }] });
    expect(rows.map(({ key, how, a, b }) => [key, how, a, b])).toEqual([
      ['name', 'same', [['name', 'आशा']], [['name', 'Asha']]],
      ['birth', 'alike', [['birthDay', '2012-01-02']], [['age', 14]]],
      ['place', undefined, [], [['village', 'फरका']]],
      ['mark', undefined, [['mark', 'x']], []],
    ]);
  });
  test('of covered rows the reasons stand without what was said', () => {
    expect(pairRows({ a: side({}), b: side({}), reasons: [{ field: 'father', how: 'crossed' }, { field: 'school', how: 'unsaid' }] }).map(({ key, how }) => [key, how])).toEqual([['father', 'crossed']]);
  });
});

test('what lists say of a child stands who she is first, each list in its column, and where they differ is marked', () => {
  const entry = { source: '5.dep1', category: 'labour', at: 0, version: 1, how: 'alone' as const, covered: false };
  const rows = saidRows([{ ...entry, entry: 'entry-aa', said: { days: 3, seenDay: '2026-01-01', name: 'आशा' } }, { ...entry, entry: 'entry-bb', said: { name: 'Usha', days: null } }], ['name']);
  expect(rows).toEqual([
    { path: 'name', values: ['आशा', 'Usha'], contradicts: true },
    { path: 'seenDay', values: ['2026-01-01', undefined], contradicts: false },
    { path: 'days', values: [3, undefined], contradicts: false },
  ]);
});

test.each([['7k3f9qx', '7K3-F9QX'], [' 7K3 - F9QX ', '7K3-F9QX'], ['7K3-F9Q', undefined], ['सुनीता', undefined]])('a token typed as %s is %s', (typed, token) => expect(tokenOf(typed)).toBe(token));

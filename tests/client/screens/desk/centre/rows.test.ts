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

describe('what lists say of a child', () => {
  const entry = { source: '5.dep1', category: 'labour', at: 0, version: 1, how: 'alone' as const, covered: false };
  const rowsOf = (one: Record<string, string | number | null>, other: Record<string, string | number | null>, differs: readonly string[]) =>
    saidRows([{ ...entry, entry: 'entry-aa', said: one }, { ...entry, entry: 'entry-bb', said: other }], differs);
  test('stands who she is first, each list in its column', () => {
    expect(rowsOf({ days: 3, seenDay: '2026-01-01', name: 'आशा' }, { name: 'आशा', days: null }, [])).toEqual([
      { path: 'name', values: ['आशा', 'आशा'], differs: 'no' },
      { path: 'seenDay', values: ['2026-01-01', undefined], differs: 'no' },
      { path: 'days', values: [3, undefined], differs: 'no' },
    ]);
  });
  test('tells what is only spelt otherwise from what is another thing', () => {
    const rows = rowsOf({ name: 'बलवीर भट्ट', father: 'सागर', birthDay: '2016-08-05' }, { name: 'Balveer Bhatt', father: 'Mohan', birthDay: '2016-07-26' }, ['name', 'father', 'birthDay']);
    expect(rows.map(({ path, differs }) => [path, differs])).toEqual([['name', 'spelt'], ['father', 'said'], ['birthDay', 'said']]);
  });
});

test.each([['7k3f9qx', '7K3-F9QX'], [' 7K3 - F9QX ', '7K3-F9QX'], ['7K3-F9Q', undefined], ['सुनीता', undefined]])('a token typed as %s is %s', (typed, token) => expect(tokenOf(typed)).toBe(token));

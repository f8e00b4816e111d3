// Small counts stay hidden, also from whoever subtracts: told by searching for another table that shows
// the same.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hideSmall, isWholeMonths, kindSet, type Cells, type Hidden } from '#shared/report/small-cells.ts';

type Table = readonly (readonly number[])[];

const sumUp = (rows: Table): number[] => (rows[0] ?? []).map((_, kind) => rows.reduce((sum, row) => sum + (row[kind] ?? 0), 0));
const cells = (rows: Table, sensitive: readonly boolean[], limit = 5): Cells => ({ rows, total: sumUp(rows), sensitive, limit });
const isHidden = (hidden: Hidden, at: number, kind: number): boolean => (hidden.rows[at] ?? hidden.total)[kind] === true;
const show = (table: Cells): (number | '·')[][] => {
  const hidden = hideSmall(table);
  return [...table.rows, table.total].map((row, at) => row.map((value, kind) => (isHidden(hidden, at, kind) ? '·' : value)));
};

describe('hiding small counts', () => {
  test('leaves a table alone in which there is none', () => {
    expect(show(cells([[0], [7], [9]], [true]))).toEqual([[0], [7], [9], [16]]);
    expect(show(cells([[2], [7]], [false]))).toEqual([[2], [7], [9]]);
  });

  test('hides a second where one alone would be the rest of the total', () => {
    expect(show(cells([[3], [7], [9]], [true]))).toEqual([['·'], ['·'], [9], [19]]);
    expect(show(cells([[3], [0], [0]], [true]))).toEqual([['·'], ['·'], [0], [3]]);
    expect(show(cells([[3], [2], [9]], [true]))).toEqual([['·'], ['·'], [9], [14]]);
  });

  test('hides the total where a district has a single office', () => {
    expect(show(cells([[3]], [true]))).toEqual([['·'], ['·']]);
    expect(show(cells([[8]], [true]))).toEqual([[8], [8]]);
  });

  test('hides another kind too, for the kinds add up to the cases', () => {
    expect(show(cells([[2, 9, 30], [6, 8, 20]], [true, false, false]))).toEqual([['·', '·', 30], ['·', '·', 20], [8, 17, 50]]);
  });

  test('no hidden cell can be found from what is shown', () => {
    const line = (kinds: number): fc.Arbitrary<number[]> => fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 8 })), { minLength: kinds, maxLength: kinds });
    const tables = fc.integer({ min: 1, max: 3 }).chain((kinds) => fc.record({
      rows: fc.array(line(kinds), { minLength: 1, maxLength: 3 }), sensitive: fc.array(fc.boolean(), { minLength: kinds, maxLength: kinds }),
    }));
    const isKept = ({ rows, sensitive }: Pick<Cells, 'rows' | 'sensitive'>): boolean => {
      const table = cells(rows, sensitive, 4);
      const hidden = hideSmall(table);
      const small = rows.flatMap((row, at) => row.flatMap((value, kind) => (sensitive[kind] === true && value > 0 && value < 4 ? [[at, kind, value] as const] : [])));
      const same = small.length === 0 ? [] : sameToSee(table, hidden);
      return small.every(([at, kind, value]) => isHidden(hidden, at, kind) && same.some((other) => other[at]?.[kind] !== value));
    };
    expect(fc.check(fc.property(tables, isKept), { numRuns: 300 }).counterexample).toBeNull();
  });
});

/** Tables that show the same: every visible cell, what each place's kinds add up to, and every visible total. */
function sameToSee({ rows, total }: Cells, hidden: Hidden): Table[] {
  const most = 20;
  const versions = rows.map((row, at) => {
    const gone = row.flatMap((_, kind) => (isHidden(hidden, at, kind) ? [kind] : []));
    const rest = gone.reduce((sum, kind) => sum + (row[kind] ?? 0), 0);
    // Where a place has one kind only, nothing says what it adds up to.
    const sums = row.length > 1 || gone.length === 0 ? [rest] : Array.from({ length: most }, (_, n) => n);
    return sums.flatMap((sum) => splits(sum, gone.length)).map((parts) => row.map((value, kind) => parts[gone.indexOf(kind)] ?? value));
  });
  const all = versions.reduce<Table[]>((tables, more) => tables.flatMap((before) => more.map((row) => [...before, row])), [[]]);
  return all.filter((table) => sumUp(table).every((sum, kind) => hidden.total[kind] === true || sum === total[kind]));
}

function splits(sum: number, parts: number): number[][] {
  if (parts === 0) return sum === 0 ? [[]] : [];
  if (parts === 1) return [[sum]];
  return Array.from({ length: sum + 1 }, (_, first) => first).flatMap((first) => splits(sum - first, parts - 1).map((rest) => [first, ...rest]));
}

test('kinds of one thing are a set, other counts stand alone', () => {
  expect(['osc.violence.rape', 'osc.violence.dowry', 'osc.children', 'osc.registered'].map(kindSet)).toEqual(['osc.violence', 'osc.violence', 'osc.children', 'osc.registered']);
});

test('spans that begin and end with a month', () => {
  for (const [from, to] of [[undefined, undefined], ['2026-02-01', '2026-02-28'], ['2026-04-01', '2027-03-31'], ['2024-02-01', '2024-02-29']] as const) expect(isWholeMonths(from, to)).toBe(true);
  for (const [from, to] of [['2026-02-02', '2026-02-28'], ['2026-02-01', '2026-02-27'], ['2026-02-10', undefined], [undefined, '2026-02-10']] as const) expect(isWholeMonths(from, to)).toBe(false);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsInSight, startsOfRows } from '#client/ui/rows-in-sight.ts';

const heightsOf = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 200 });

describe('rows in sight', () => {
  it('begin where the measured heights before them end, and guess where none is measured', () => {
    expect([...startsOfRows(['a', 'b', 'c'], new Map([['a', 50], ['c', 90]]), 72)]).toEqual([0, 50, 122, 212]);
  });

  it('are every row that touches the window, with a few to spare and no more', () => {
    fc.assert(fc.property(heightsOf, fc.integer({ min: -1000, max: 70_000 }), fc.integer({ min: 1, max: 1500 }), fc.nat(8), (heights, from, height, spare) => {
      const keys = heights.map((_, i) => String(i));
      const starts = startsOfRows(keys, new Map(heights.map((h, i) => [String(i), h])), 72);
      const to = from + height;
      const { first, end } = rowsInSight(starts, { from, to }, spare);
      const touching = heights.flatMap((h, i) => ((starts[i] ?? 0) < to && (starts[i] ?? 0) + h > from ? [i] : []));
      for (const i of touching) expect(i >= first && i < end).toBe(true);
      expect(first >= 0 && first <= end && end <= heights.length).toBe(true);
      expect(end - first).toBeLessThanOrEqual(touching.length + 2 * spare + 2);
    }));
  });

  it('are none of an empty list', () => {
    expect(rowsInSight(startsOfRows([], new Map(), 72), { from: -100, to: 640 }, 6)).toEqual({ first: 0, end: 0 });
  });
});

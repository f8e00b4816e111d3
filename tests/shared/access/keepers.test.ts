import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstDayAlone, type Keeper } from '#shared/access/keepers.ts';
import { addDays } from '#shared/report/period.ts';

const START = '2026-05-01';
const day = fc.integer({ min: -10, max: 30 }).map((n) => addDays(START, n));
const keeper: fc.Arbitrary<Keeper> = fc.record({
  grant: fc.string({ minLength: 6, maxLength: 6 }), person: fc.constantFrom('a', 'b', 'c'), place: fc.constantFrom('10', '10.193', '10.193.1710', '10.200'), from: day, to: fc.option(day),
});
const covers = (keepers: readonly Keeper[], at: string): boolean => keepers.some((k) => (k.place === '10' || k.place === '10.193') && k.from <= at && (k.to === null || at <= k.to));

test('the first day alone is the one that looking at every day finds', () => {
  fc.assert(fc.property(fc.array(keeper, { maxLength: 5 }), fc.array(keeper, { maxLength: 5 }), (before, after) => {
    const days = Array.from({ length: 60 }, (_, i) => addDays(START, i));
    expect(firstDayAlone(before, after, '10.193', START)).toBe(days.find((d) => covers(before, d) && !covers(after, d)));
  }), { numRuns: 2_000 });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber } from '#shared/form/calendar.ts';
import { periodAround, stepPeriod } from '#client/screens/cases/registers/period.ts';

const days = fc.record({ year: fc.integer({ min: 1990, max: 2090 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) })
  .map(({ year, month, day }) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
const kinds = fc.constantFrom('month' as const, 'quarter' as const, 'year' as const);

describe('a period', () => {
  test.each([
    ['month', '2026-02-14', '2026-02-01', '2026-02-28'],
    ['month', '2028-02-29', '2028-02-01', '2028-02-29'],
    ['quarter', '2026-11-22', '2026-10-01', '2026-12-31'],
    ['quarter', '2027-03-31', '2027-01-01', '2027-03-31'],
    ['year', '2027-03-31', '2026-04-01', '2027-03-31'],
    ['year', '2026-04-01', '2026-04-01', '2027-03-31'],
    ['own', '2026-11-22', '2026-11-01', '2026-11-22'],
  ] as const)('%s of %s is %s to %s', (kind, day, from, to) => {
    expect(periodAround(kind, day)).toEqual({ kind, from, to });
  });

  test('holds its day, and the next begins the day after it ends', () => {
    fc.assert(fc.property(kinds, days, (kind, day) => {
      const period = periodAround(kind, day);
      expect(period.from <= day && day <= period.to).toBe(true);
      const next = stepPeriod(period, 1);
      expect(dayNumber(next.from)).toBe((dayNumber(period.to) ?? 0) + 1);
      expect(stepPeriod(next, -1)).toEqual(period);
      expect(periodAround(kind, next.to)).toEqual(next);
    }));
  });
});

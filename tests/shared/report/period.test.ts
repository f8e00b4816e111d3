import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, financialYear, financialYearOf, monthPeriod, periodBefore, wholeMonths } from '#shared/report/period.ts';

describe('a period of review', () => {
  test('the financial year runs from April to March', () => {
    expect(financialYear(2025)).toEqual({ from: '2025-04-01', to: '2026-03-31' });
    expect([financialYearOf('2026-03-31'), financialYearOf('2026-04-01')]).toEqual([2025, 2026]);
  });

  test('a year is compared with the year before, a month with the month before', () => {
    expect(periodBefore(financialYear(2025), '2026-11-22')).toEqual(financialYear(2024));
    expect(periodBefore(monthPeriod('2026-03'), '2026-11-22')).toEqual(monthPeriod('2026-02'));
    expect(periodBefore({ from: '2026-07-01', to: '2026-09-30' }, '2026-11-22')).toEqual({ from: '2026-04-01', to: '2026-06-30' });
  });

  test('one that is still running is compared with the same days, a missing day with the last of its month', () => {
    expect(periodBefore(financialYear(2026), '2026-11-22')).toEqual({ from: '2025-04-01', to: '2025-11-22' });
    expect(periodBefore(monthPeriod('2026-03'), '2026-03-30')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(periodBefore({ from: '2026-11-16', to: '2026-11-25' }, '2026-11-22')).toEqual({ from: '2026-11-06', to: '2026-11-12' });
  });

  test('other spans are compared with as many days before, whatever the year', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 400 }), (start, length) => {
      const from = addDays('2020-01-02', start);
      const to = addDays(from, length);
      fc.pre(wholeMonths({ from, to }) === undefined);
      const before = periodBefore({ from, to }, '2090-01-01');
      expect([daysBetween(before.from, before.to), daysBetween(before.to, from)]).toEqual([length, 1]);
    }));
  });
});

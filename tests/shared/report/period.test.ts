import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, financialYear, financialYearOf, isReviewable, monthPeriod, monthsOf, periodBefore, piecesOf, wholeMonths } from '#shared/report/period.ts';

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

  test('is read as months and at most half a month of days at either end', () => {
    expect(piecesOf(financialYear(2026))).toEqual({ months: { first: '2026-04', last: '2027-03' }, days: [] });
    expect(piecesOf({ from: '2026-04-01', to: '2026-11-22' })).toEqual({ months: { first: '2026-04', last: '2026-11' }, days: [{ from: '2026-11-23', to: '2026-11-30', sign: -1 }] });
    fc.assert(fc.property(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 400 }), fc.integer({ min: -60, max: 460 }), (start, length, other) => {
      const from = addDays('2020-01-01', start);
      const to = addDays(from, length);
      const day = addDays(from, other);
      const { months, days } = piecesOf({ from, to });
      const inMonths = months !== undefined && months.first <= day.slice(0, 7) && day.slice(0, 7) <= months.last ? 1 : 0;
      const times = days.filter((d) => d.from <= day && day <= d.to).reduce((sum, d) => sum + d.sign, inMonths);
      expect(times).toBe(from <= day && day <= to ? 1 : 0);
      expect(days.every((d) => daysBetween(d.from, d.to) < 30)).toBe(true);
    }));
  });

  test('its months are told, with at least so many up to its end', () => {
    expect(monthsOf({ from: '2026-03-31', to: '2026-05-01' })).toEqual(['2026-03', '2026-04', '2026-05']);
    expect(monthsOf(monthPeriod('2026-02'), 3)).toEqual(['2025-12', '2026-01', '2026-02']);
  });

  test('has two days there are, in their order, in years of reviews', () => {
    expect(isReviewable(financialYear(2026))).toBe(true);
    for (const [from, to] of [['2026-02-30', '2026-03-01'], ['2026-03-02', '2026-03-01'], ['1999-12-31', '2000-01-01'], ['2099-12-31', '2100-01-01'], ['', '']] as const) expect(isReviewable({ from, to })).toBe(false);
  });
});

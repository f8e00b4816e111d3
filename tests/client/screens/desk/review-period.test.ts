import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beforeWords, kindOf, periodFrom, periodNear, periodsOf, PERIOD_KINDS, previousOf, quarterOf, yearName } from '#client/screens/desk/review/period-choice.ts';
import { comparedIn, figureHref, figureIn, keptSearch, periodIn, reviewHref } from '#client/screens/desk/review/review-address.ts';
import { addDays, financialYear, monthPeriod } from '#shared/report/period.ts';

const TODAY = '2026-11-22';
const day = fc.integer({ min: 0, max: 12_000 }).map((n) => addDays('2001-01-01', n));

describe('the kind of a period follows from its two days', () => {
  test.each([
    ['2026-04-01', '2027-03-31', 'year'], ['2026-10-01', '2026-12-31', 'quarter'], ['2026-02-01', '2026-02-28', 'month'], ['2024-02-01', '2024-02-28', 'days'],
    ['2026-01-01', '2026-12-31', 'days'], ['2026-05-01', '2026-07-31', 'days'], ['2026-11-01', '2026-11-22', 'days'],
  ])('%s to %s: %s', (from, to, kind) => expect(kindOf({ from, to })).toBe(kind));

  test('and every period that is offered is of the kind it is offered for, the running one first, without a gap', () => {
    fc.assert(fc.property(day, fc.constantFrom('year' as const, 'quarter' as const, 'month' as const), (today, kind) => {
      const offered = periodsOf(kind, today);
      expect(offered[0]?.from && offered[0].from <= today && today <= offered[0].to).toBe(true);
      for (const [i, period] of offered.entries()) {
        expect(kindOf(period)).toBe(kind);
        expect(previousOf(period)).toEqual(offered[i + 1] ?? previousOf(period));
      }
    }));
  });
});

test('a quarter is counted from April, a year is named by both its years', () => {
  expect([1, 4, 7, 10].map((month) => quarterOf(monthPeriod(`2026-${String(month).padStart(2, '0')}`)))).toEqual([4, 1, 2, 3]);
  expect([yearName(2026), yearName(1999)]).toEqual(['2026-27', '1999-00']);
});

test('another kind begins with the period of that kind in which one is', () => {
  const year = financialYear(2026);
  expect(periodNear('month', year, TODAY)).toEqual(monthPeriod('2026-11'));
  expect(periodNear('quarter', monthPeriod('2026-06'), TODAY)).toEqual({ from: '2026-04-01', to: '2026-06-30' });
  expect(periodNear('days', year, TODAY)).toEqual({ from: '2026-04-01', to: TODAY });
});

test.each([
  [financialYear(2026), 'yearSoFar', 1], [financialYear(2025), 'year', 1], [monthPeriod('2026-11'), 'monthSoFar', 1], [monthPeriod('2026-10'), 'month', 1],
  [{ from: '2026-10-01', to: '2026-12-31' }, 'quarterSoFar', 1], [{ from: '2026-05-01', to: '2026-09-30' }, 'months', 5], [{ from: '2026-11-10', to: '2026-11-19' }, 'days', 10],
])('what %o is compared with is named %s', (period, key, count) => expect(beforeWords(period, TODAY)).toEqual({ key, count }));

describe('the address', () => {
  test('holds a view whole: what is written into it is read from it', () => {
    const place = '10.204';
    fc.assert(fc.property(day, fc.nat(5000), fc.uniqueArray(fc.constantFrom('10.204.1', '10.204.2', '10.204.osc1'), { maxLength: 3 }), (from, days, compared) => {
      const period = { from, to: addDays(from, days) };
      const { search } = new URL(reviewHref(place, period, compared), 'http://x');
      expect(periodIn(search, TODAY)).toEqual(period);
      expect(comparedIn(search, place)).toEqual(compared);
      expect(keptSearch(search)).toBe(`?from=${period.from}&to=${period.to}`);
    }));
  });
  test.each(['', '?from=2026-04-01', '?from=2026-13-01&to=2026-14-01', '?from=2026-05-01&to=2026-04-01', '?from=0001-01-01&to=2026-04-01', '?from=<b>&to=x'])('without two days that can be read (%s) means the running financial year', (search) => {
    expect(periodIn(search, TODAY)).toEqual(financialYear(2026));
    expect(keptSearch(search)).toBe('');
  });
  test('compares only what lies below, at most five', () => {
    expect(comparedIn('?with=10.205,10.204,10.204.1,10.204.1,10.204.2,10.204.3,10.204.4,10.204.5,10.204.6', '10.204')).toEqual(['10.204.1', '10.204.2', '10.204.3', '10.204.4', '10.204.5']);
  });
  test('of a figure keeps a cell whose name has points', () => {
    const name = { programme: 'one-stop-centre', part: 'helpline', cell: 'pendingAge.30' };
    const path = new URL(figureHref('10.204', name, financialYear(2026)), 'http://x').pathname.split('/').at(-1);
    expect(figureIn(path)).toEqual(name);
    expect([figureIn(undefined), figureIn('a.b'), figureIn('')]).toEqual([undefined, undefined, undefined]);
  });
  test('knows four kinds of period', () => {
    expect(PERIOD_KINDS.filter((kind) => kind === 'days' || periodsOf(kind, TODAY).length > 1)).toEqual([...PERIOD_KINDS]);
    expect(periodFrom('2026-04-01', '2026-04-01')).toEqual({ from: '2026-04-01', to: '2026-04-01' });
  });
});

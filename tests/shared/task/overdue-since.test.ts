// The cut-off against the clock itself: what began on it is overdue, what began the day after is not.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayFromNumber, dayNumber } from '#shared/form/calendar.ts';
import { addDays } from '#shared/report/period.ts';
import { clockState, type ClockNow } from '#shared/task/clock.ts';
import { overdueSince } from '#shared/task/overdue-since.ts';
import { LIMIT_UNITS, type Limit } from '#shared/task/rulebook.ts';

const FIRST = dayNumber('2020-01-01') ?? 0;
const LAST = dayNumber('2030-12-31') ?? 0;
const day = fc.integer({ min: FIRST, max: LAST }).map((n) => dayFromNumber(n) ?? '');
const limit: fc.Arbitrary<Limit> = fc.record({ amount: fc.integer({ min: 0, max: 150 }), unit: fc.constantFrom(...LIMIT_UNITS) });
const holidays = fc.uniqueArray(day, { maxLength: 60 }).map((days) => new Set(days));
const moment = fc.tuple(day, fc.integer({ min: 0, max: 86_399 })).map(([today, second]): ClockNow => ({ today, at: Date.parse(`${today}T00:00:00+05:30`) + second * 1000 }));

describe('since when what began is overdue', () => {
  test('agrees with the clock on the day itself and on the day after', () => {
    fc.assert(fc.property(limit, moment, holidays, (of, now, off) => {
      const isOverdue = (from: string): boolean => clockState({ limit: of }, { day: from }, [], now, { holidays: off }).overdue;
      const since = overdueSince(of, now, { holidays: off });
      if (since === undefined) throw new Error('there is such a day in these years');
      expect([isOverdue(since), isOverdue(addDays(since, 1))]).toEqual([true, false]);
    }), { numRuns: 2_000 });
  });

  test('and so on every day', () => {
    fc.assert(fc.property(limit, moment, holidays, day, (of, now, off, from) => {
      const since = overdueSince(of, now, { holidays: off }) ?? '';
      expect(from <= since).toBe(clockState({ limit: of }, { day: from }, [], now, { holidays: off }).overdue);
    }), { numRuns: 2_000 });
  });

  test('a holiday put in later gives a day more, and takes back what was overdue', () => {
    const now = { today: '2026-05-15', at: Date.parse('2026-05-15T11:00:00+05:30') };
    const seven: Limit = { amount: 7, unit: 'working_days' };
    expect(overdueSince(seven, now, { holidays: new Set() })).toBe('2026-05-06');
    expect(overdueSince(seven, now, { holidays: new Set(['2026-05-12']) })).toBe('2026-05-05');
  });

  test('nothing began before the first year there is', () => {
    const now = { today: '2026-05-15', at: 0 };
    for (const unit of ['days', 'months', 'years'] as const) expect(overdueSince({ amount: 900_000, unit }, now, { holidays: new Set() })).toBeUndefined();
    expect(overdueSince({ amount: 400_000, unit: 'working_days' }, now, { holidays: new Set() })).toBeUndefined();
  });
});

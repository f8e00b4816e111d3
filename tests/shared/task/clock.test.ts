import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFromNumber, dayNumber } from '#shared/form/calendar.ts';
import { clockState, type ClockNow, type ClockStart, type Pause } from '#shared/task/clock.ts';
import { LIMIT_UNITS, type Limit } from '#shared/task/rulebook.ts';

const FIRST = dayNumber('2020-01-01') ?? 0;
const LAST = dayNumber('2030-12-31') ?? 0;
const NONE: ReadonlySet<string> = new Set();

const day = fc.integer({ min: FIRST, max: LAST }).map((n) => dayFromNumber(n) ?? '');
const limit: fc.Arbitrary<Limit> = fc.record({ amount: fc.integer({ min: 0, max: 120 }), unit: fc.constantFrom(...LIMIT_UNITS) });
const holidays = fc.uniqueArray(day, { maxLength: 40 }).map((days) => new Set(days));
/** From one to `forty` days after another; open with undefined. */
const pause = (from: fc.Arbitrary<string>): fc.Arbitrary<Pause> =>
  fc.tuple(from, fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined })).map(([first, length]) => ({
    from: first, reason: 'papers', ...(length !== undefined && { to: dayFromNumber((dayNumber(first) ?? 0) + length) ?? first }),
  }));
const near = fc.integer({ min: FIRST, max: FIRST + 400 }).map((n) => dayFromNumber(n) ?? '');
const pauses = fc.array(pause(near), { maxLength: 5 });
const moment = fc.integer({ min: FIRST * 86_400_000, max: (FIRST + 400) * 86_400_000 });

/** In India at eleven in the morning. */
function at(today: string, hour = 11, minute = 0): ClockNow {
  return { today, at: Date.parse(`${today}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00+05:30`) };
}

function due(amount: number, unit: Limit['unit'], from: string, off: ReadonlySet<string> = NONE, stopped: readonly Pause[] = [], today = '2026-01-01'): string {
  return clockState({ limit: { amount, unit } }, { day: from }, stopped, at(today), { holidays: off }).due;
}

describe('a clock', () => {
  it('does not count the day of the application, Sundays and holidays among working days', () => {
    // Friday 2 January 2026: Saturday is the first of ten.
    expect(due(1, 'working_days', '2026-01-02')).toBe('2026-01-03');
    expect(due(2, 'working_days', '2026-01-02')).toBe('2026-01-05');
    expect(due(10, 'working_days', '2026-01-02')).toBe('2026-01-14');
    expect(due(10, 'working_days', '2026-01-16', new Set(['2026-01-26']))).toBe('2026-01-29');
    expect(due(0, 'working_days', '2026-01-25', new Set(['2026-01-26']))).toBe('2026-01-27');
  });

  it('counts months and years by the calendar, to the last day of a shorter month', () => {
    expect(due(1, 'months', '2026-01-31')).toBe('2026-02-28');
    expect(due(1, 'months', '2028-01-31')).toBe('2028-02-29');
    expect(due(3, 'months', '2025-11-30')).toBe('2026-02-28');
    expect(due(2, 'years', '2024-02-29')).toBe('2026-02-28');
  });

  it('counts twenty-four hours from the moment, over midnight, and from the beginning of the day when the hour is unknown', () => {
    const row = { limit: { amount: 24, unit: 'hours' } } as const;
    const found = Date.parse('2026-05-14T22:15:00+05:30');
    const state = clockState(row, { day: '2026-05-14', at: found }, [], at('2026-05-15', 22, 15), { holidays: NONE });
    expect(state).toEqual({ due: '2026-05-15', dueAt: found + 86_400_000, overdue: false });
    expect(clockState(row, { day: '2026-05-14', at: found }, [], at('2026-05-15', 22, 16), { holidays: NONE }).overdue).toBe(true);
    expect(clockState(row, { day: '2026-05-14' }, [], at('2026-05-14'), { holidays: NONE }).dueAt).toBe(Date.parse('2026-05-15T00:00:00+05:30'));
  });

  it('is overdue on the day after, not on the day itself', () => {
    const row = { limit: { amount: 7, unit: 'days' } } as const;
    expect(clockState(row, { day: '2026-05-01' }, [], at('2026-05-08'), { holidays: NONE })).toEqual({ due: '2026-05-08', overdue: false });
    expect(clockState(row, { day: '2026-05-01' }, [], at('2026-05-09'), { holidays: NONE })).toEqual({ due: '2026-05-08', overdue: true });
  });

  it('stands still from the day on which it was stopped to the day on which it went on', () => {
    const stopped = [{ from: '2026-05-04', to: '2026-05-10', reason: 'papers' }];
    expect(due(7, 'days', '2026-05-01', NONE, stopped)).toBe('2026-05-14');
    expect(due(1, 'months', '2026-05-01', NONE, stopped)).toBe('2026-06-07');
    // Monday to Saturday stopped, Sunday is counted anyway by nobody.
    expect(due(3, 'working_days', '2026-05-02', NONE, stopped)).toBe('2026-05-13');
  });

  it('tells the reason while it is stopped, and does not run out meanwhile', () => {
    const row = { limit: { amount: 7, unit: 'days' } } as const;
    const open = [{ from: '2026-05-04', reason: 'papers' }];
    expect(clockState(row, { day: '2026-05-01' }, open, at('2026-07-01'), { holidays: NONE })).toEqual({ due: '2026-07-05', overdue: false, stopped: 'papers' });
    expect(clockState(row, { day: '2026-05-01' }, open, at('2026-05-03'), { holidays: NONE })).toEqual({ due: '2026-05-08', overdue: false });
  });

  it('that had run out before it was stopped stays overdue', () => {
    const row = { limit: { amount: 2, unit: 'days' } } as const;
    expect(clockState(row, { day: '2026-05-01' }, [{ from: '2026-05-04', reason: 'papers' }], at('2026-05-20'), { holidays: NONE })).toEqual({ due: '2026-05-03', overdue: true });
  });

  it('names the last step of escalation that is past', () => {
    const row = {
      limit: { amount: 7, unit: 'days' },
      escalates: [{ after: { amount: 0, unit: 'days' }, to: 'centre-administrator' }, { after: { amount: 3, unit: 'days' }, to: 'district-officer' }, { after: { amount: 96, unit: 'hours' }, to: 'administrator' }],
    } as const;
    const told = (today: string, hour?: number): string | undefined => clockState(row, { day: '2026-05-01' }, [], at(today, hour), { holidays: NONE }).escalatedTo;
    expect(['2026-05-08', '2026-05-09', '2026-05-11', '2026-05-12', '2026-05-13'].map((today) => told(today))).toEqual([undefined, 'centre-administrator', 'centre-administrator', 'district-officer', 'administrator']);
  });

  it('with a longer limit is never due earlier', () => {
    fc.assert(fc.property(near, limit, fc.nat(60), pauses, holidays, moment, (from, short, more, stopped, off, now) => {
      const state = (amount: number) => clockState({ limit: { ...short, amount } }, { day: from }, stopped, nowAt(now), { holidays: off });
      const [first, second] = [state(short.amount), state(short.amount + more)];
      expect(first.due <= second.due).toBe(true);
      expect((first.dueAt ?? 0) <= (second.dueAt ?? 0)).toBe(true);
    }), { numRuns: 500 });
  });

  it('is never made shorter by a pause', () => {
    fc.assert(fc.property(near, limit, pauses, pause(near), holidays, moment, (from, some, stopped, another, off, now) => {
      const state = (all: readonly Pause[]) => clockState({ limit: some }, { day: from }, all, nowAt(now), { holidays: off });
      const [without, with_] = [state(stopped), state([...stopped, another])];
      expect(without.due <= with_.due).toBe(true);
      expect((without.dueAt ?? 0) <= (with_.dueAt ?? 0)).toBe(true);
      expect(with_.overdue && !without.overdue).toBe(false);
    }), { numRuns: 1000 });
  });

  it('is never due earlier for a holiday more', () => {
    fc.assert(fc.property(near, limit, pauses, holidays, near, moment, (from, some, stopped, off, more, now) => {
      const state = (all: ReadonlySet<string>) => clockState({ limit: some }, { day: from }, stopped, nowAt(now), { holidays: all });
      expect(state(off).due <= state(new Set([...off, more])).due).toBe(true);
    }), { numRuns: 500 });
  });

  it('of working days never ends on a Sunday or a holiday, nor while it stands still', () => {
    fc.assert(fc.property(near, fc.integer({ min: 1, max: 60 }), pauses, holidays, moment, (from, amount, stopped, off, now) => {
      const { due: end } = clockState({ limit: { amount, unit: 'working_days' } }, { day: from }, stopped, nowAt(now), { holidays: off });
      expect(off.has(end)).toBe(false);
      expect(new Date(`${end}T00:00:00Z`).getUTCDay()).not.toBe(0);
      expect(stopped.some((p) => p.to !== undefined && p.from <= end && end < p.to)).toBe(false);
    }), { numRuns: 500 });
  });

  it('that was stopped in time is not overdue while it stands still', () => {
    fc.assert(fc.property(near, limit, near, moment, (from, some, stopped, now) => {
      fc.pre(stopped > from && stopped <= nowAt(now).today);
      const state = (pauses: readonly Pause[]) => clockState({ limit: some }, { day: from }, pauses, nowAt(now), { holidays: NONE });
      const untouched = state([]);
      fc.pre(untouched.dueAt === undefined ? untouched.due >= stopped : untouched.dueAt >= Date.parse(`${stopped}T00:00:00+05:30`));
      expect(state([{ from: stopped, reason: 'papers' }])).toMatchObject({ overdue: false, stopped: 'papers' });
    }), { numRuns: 500 });
  });

  it('agrees with counting on the fingers', () => {
    fc.assert(fc.property(near, fc.integer({ min: 1, max: 40 }), fc.boolean(), pauses, holidays, (from, amount, working, stopped, off) => {
      const today = '2030-01-01';
      let end = dayNumber(from) ?? 0;
      const text = (n: number): string => dayFromNumber(n) ?? '';
      const counts = (n: number): boolean => !working || (new Date(n * 86_400_000).getUTCDay() !== 0 && !off.has(text(n)));
      const stands = (n: number): boolean => stopped.some((p) => p.from <= text(n) && text(n) < (p.to ?? today));
      for (let left = amount; left > 0 || !counts(end);) {
        end += 1;
        if (counts(end) && !stands(end)) left -= 1;
      }
      expect(due(amount, working ? 'working_days' : 'days', from, off, stopped, today)).toBe(text(end));
    }), { numRuns: 500 });
  });

  it('knows no summer time: a day is twenty-four hours and begins at midnight in India', () => {
    fc.assert(fc.property(near, fc.integer({ min: 1, max: 400 }), (from, days) => {
      const start: ClockStart = { day: from };
      const hours = clockState({ limit: { amount: days * 24, unit: 'hours' } }, start, [], at(from), { holidays: NONE });
      const counted = clockState({ limit: { amount: days, unit: 'days' } }, start, [], at(from), { holidays: NONE });
      expect(hours.due).toBe(counted.due);
      expect(hours.dueAt).toBe(Date.parse(`${counted.due}T00:00:00+05:30`));
    }));
  });

  it('reads what is no day as today, and a pause that is none not at all', () => {
    const row = { limit: { amount: 1, unit: 'days' } } as const;
    const odd = [{ from: '', reason: 'x' }, { from: '2026-05-09', to: '2026-05-02', reason: 'x' }, { from: '2026-05-09', to: 'soon', reason: 'x' }];
    expect(clockState(row, { day: 'yesterday' }, odd, at('2026-05-08'), { holidays: NONE })).toEqual({ due: '2026-05-09', overdue: false });
    expect(due(50, 'years', '9990-01-01')).toBe('9999-12-31');
    expect(due(50, 'working_days', '9999-12-30', new Set(['9999-12-31']))).toBe('9999-12-31');
  });
});

function nowAt(now: number): ClockNow {
  return { today: new Date(now + 19_800_000).toISOString().slice(0, 10), at: now };
}

// A referral's time: what the department was told, holidays, days on which it stood still, who must be told.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countedDue, referralNow, referralsOf, usualDue } from '#programmes/resource-centre/referrals.ts';
import { dayNumber } from '#shared/form/calendar.ts';
import type { Values } from '#shared/record/change.ts';
import { dayOfNumber } from '#shared/task/working-days.ts';
import { contextOn, fileOf, rulesAt } from './file-of.ts';

const sent = (day: string, more: Values = {}, service = 'health'): Values => ({
  'referrals.a._gone': false, 'referrals.a.department': 'health', 'referrals.a.service': service, 'referrals.a.sentDay': day,
  ...Object.fromEntries(Object.entries(more).map(([field, value]) => [`referrals.a.${field}`, value])),
});
const stopped = (from: string, to?: string, service = 'health'): Values => ({ 'pauses.p._gone': false, 'pauses.p.service': service, 'pauses.p.from': from, 'pauses.p.reason': 'बाढ़', ...(to !== undefined && { 'pauses.p.to': to }) });

function now(values: Values, today: string, holidays: readonly string[] = []) {
  const [row] = referralsOf(values);
  if (row === undefined) throw new Error('there is a referral');
  const { state, due, over, escalatedTo, stopped: why } = referralNow(values, row, contextOn(today, rulesAt(holidays)));
  return { state, due, over, escalatedTo, why };
}

describe('a referral', () => {
  test('is due by the limit of its service, and by the day the department was told where one was set', () => {
    expect(now(sent('2026-11-02'), '2026-11-09')).toMatchObject({ state: 'sent', due: '2026-11-09' });
    expect(now(sent('2026-11-02'), '2026-11-10')).toMatchObject({ state: 'overdue', due: '2026-11-09', over: 1 });
    expect(now(sent('2026-11-02', { dueDay: '2026-11-20', receivedDay: '2026-11-04' }), '2026-11-10')).toMatchObject({ state: 'received', due: '2026-11-20', over: undefined });
  });

  test('of a service with working days goes by Sundays and holidays', () => {
    // School: 15 working days; 8 and 15 November are Sundays.
    expect(usualDue('school', '2026-11-02', contextOn('2026-11-02'))).toBe('2026-11-19');
    expect(usualDue('school', '2026-11-02', contextOn('2026-11-02', rulesAt(['2026-11-09', '2026-11-16'])))).toBe('2026-11-21');
  });

  test('stands still with its reason, and goes on as many days later', () => {
    const values = { ...sent('2026-11-02', { dueDay: '2026-11-09' }), ...stopped('2026-11-05') };
    expect(now(values, '2026-11-20')).toMatchObject({ state: 'stopped', why: 'बाढ़' });
    expect(now({ ...values, 'pauses.p.to': '2026-11-12' }, '2026-11-16')).toMatchObject({ state: 'sent', due: '2026-11-16' });
    expect(now({ ...values, 'pauses.p.to': '2026-11-12' }, '2026-11-17')).toMatchObject({ state: 'overdue', over: 1 });
    // What stood still was another service.
    expect(now({ ...values, ...stopped('2026-11-05', undefined, 'iron') }, '2026-11-20')).toMatchObject({ state: 'overdue' });
    // Nobody hides what has run out by stopping it.
    expect(now({ ...sent('2026-11-02', { dueDay: '2026-11-09' }), ...stopped('2026-11-11') }, '2026-11-20')).toMatchObject({ state: 'overdue', over: 11 });
  });

  test('is told to the head of the unit at once, to the centre after a week', () => {
    expect(now(sent('2026-11-02'), '2026-11-09').escalatedTo).toBeUndefined();
    expect(now(sent('2026-11-02'), '2026-11-10').escalatedTo).toBe('centre-administrator');
    expect(now(sent('2026-11-02'), '2026-11-16').escalatedTo).toBe('centre-administrator');
    expect(now(sent('2026-11-02'), '2026-11-17').escalatedTo).toBe('resource-officer');
  });

  test('that is over has no time any more', () => {
    for (const more of [{ answer: 'given', answeredDay: '2026-11-20' }, { answer: 'refused', answeredDay: '2026-11-20', answerNote: 'x' }, { withdrawnDay: '2026-11-20', withdrawnWhy: 'x' }]) {
      expect(now(sent('2026-11-02', more), '2026-11-22')).toMatchObject({ due: undefined, over: undefined });
    }
  });

  test('is counted late on just the days on which its file says so, whenever it stood still', () => {
    const day = fc.integer({ min: 0, max: 60 }).map((n) => dayOfNumber((dayNumber('2026-09-20') ?? 0) + n));
    fc.assert(fc.property(day, fc.integer({ min: 0, max: 30 }), fc.option(fc.tuple(day, day)), fc.boolean(), fc.integer({ min: 0, max: 80 }), (from, limit, pause, isOpen, later) => {
      const dueDay = dayOfNumber((dayNumber(from) ?? 0) + limit);
      const [a, b] = pause === null ? ['', ''] : [...pause].sort();
      const values = { ...sent(from, { dueDay }), ...(pause === null ? {} : stopped(a ?? '', isOpen ? undefined : b)) };
      const today = dayOfNumber((dayNumber(from) ?? 0) + later);
      // A stop that has not begun or not ended by today is not written yet.
      if (pause !== null && ((a ?? '') > today || (!isOpen && (b ?? '') > today))) return;
      const [row] = referralsOf(fileOf(values).values);
      if (row === undefined) throw new Error('there is a referral');
      const counted = countedDue(values, row);
      expect([today, counted !== undefined && counted < today]).toEqual([today, now(values, today).state === 'overdue']);
    }), { numRuns: 2_000 });
  });
});

// A time limit has run out in the review exactly when it has done so in somebody's list of tasks.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RULES } from '#programmes/one-stop-centre/clocks.ts';
import { INDICATORS } from '#programmes/one-stop-centre/indicators.ts';
import { PAUSABLE } from '#programmes/one-stop-centre/lists.ts';
import { REVIEW } from '#programmes/one-stop-centre/review.ts';
import { TASKS } from '#programmes/one-stop-centre/tasks.ts';
import { isUnder18 } from '#programmes/one-stop-centre/age.ts';
import type { Values } from '#shared/record/change.ts';
import { addDays } from '#shared/report/period.ts';
import { countsOf } from '#shared/report/review.ts';
import { isOverdue } from '#shared/task/order.ts';
import { overdueSince } from '#shared/task/overdue-since.ts';
import { at, DAY, recordAt } from './office-of.ts';

const { now, rules } = at(DAY, '16:30');
const moment = { today: DAY, at: now };
const HOURS = RULES.clocks.filter(({ limit }) => limit.unit === 'hours').map(({ id }) => id);

/** Of a record, by count: dated contributions of what waits. */
function waiting(type: string, values: Values): readonly { readonly count: string; readonly day: string; readonly amount: number }[] {
  return INDICATORS.filter(({ recordType }) => recordType === type).flatMap((indicators) => indicators.contributions(recordAt(type, values)).filter(({ count }) => /^(?:waiting|due)-/u.test(count)));
}

/** As a review counts what has run out. */
const LATE_SINCE = new Map(RULES.clocks.map(({ id, limit }) => [id, overdueSince(limit, moment, rules) ?? '']));

const clockOf = (count: string): string => (count === 'waiting-call-register' ? 'first-contact' : count.replace(/^(?:waiting|due)-/u, ''));
const isLate = (count: string, day: string): boolean => (count.startsWith('due-') ? day < DAY : day <= (LATE_SINCE.get(clockOf(count)) ?? ''));

function lateInCounts(type: string, values: Values): Record<string, number> {
  const late: Record<string, number> = {};
  for (const { count, day, amount } of waiting(type, values)) {
    const clock = clockOf(count);
    if (isLate(count, day)) late[clock] = (late[clock] ?? 0) + amount;
  }
  return Object.fromEntries(Object.entries(late).filter(([, amount]) => amount !== 0));
}

const CLOCK_OF_KIND: Readonly<Record<string, string>> = { 'shelter-over': 'shelter', 'shelter-longer': 'shelter', 'dir-read': 'dir-copy', 'follow-up-plan': 'follow-up', 'call-register': 'first-contact' };

function lateInTasks(type: string, values: Values): Record<string, number> {
  const late: Record<string, number> = {};
  const tasks = TASKS.filter(({ recordType }) => recordType === type).flatMap((rule) => rule.tasks(recordAt(type, values), DAY, rules, now));
  for (const task of tasks) {
    const clock = CLOCK_OF_KIND[task.kind] ?? task.kind;
    if (isOverdue(task, moment)) late[clock] = (late[clock] ?? 0) + 1;
  }
  return late;
}

const without = (counts: Record<string, number>, clocks: readonly string[]): Record<string, number> => Object.fromEntries(Object.entries(counts).filter(([clock]) => !clocks.includes(clock)));

const day = fc.integer({ min: -70, max: 3 }).map((days) => addDays(DAY, days));
const past = fc.oneof(fc.integer({ min: -70, max: 0 }), fc.integer({ min: -3, max: 0 })).map((days) => addDays(DAY, days));
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined, freq: 3 });
const time = maybe(fc.constantFrom('00:05', '09:30', '23:55'));

function rows(repeat: string, fields: Readonly<Record<string, fc.Arbitrary<string | undefined>>>): fc.Arbitrary<Values> {
  return fc.array(fc.record(fields), { maxLength: 3 }).map((all) => Object.fromEntries(all.flatMap((row, n) => Object.entries(row).flatMap(([field, value]) => (value === undefined ? [] : [[`${repeat}.r${n}.${field}`, value]])))));
}

const pauses = fc.array(fc.tuple(fc.constantFrom(...PAUSABLE), past, fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined })), { maxLength: 3 }).map((all): Values => Object.fromEntries(all.flatMap(([clock, from, days], n) => [
  [`pauses.p${n}.clock`, clock], [`pauses.p${n}.from`, from], [`pauses.p${n}.reason`, 'x'], ...(days === undefined ? [] : [[`pauses.p${n}.to`, addDays(from, days)]]),
])));

const plain = fc.record({
  registeredDay: past, registeredTime: time, status: fc.constantFrom('open', 'court', 'closed'), statusDay: maybe(past), worker: maybe(fc.constant('p1')), age: maybe(fc.integer({ min: 5, max: 40 })), ageDay: maybe(past),
  birthDate: maybe(fc.constantFrom('2008-11-22', '2008-11-23', '2008-10-01', '2012-05-01', '1990-02-28')),
  risks: fc.constantFrom(['none'], ['danger']), riskDay: maybe(past), riskOver: fc.boolean(), foundDay: maybe(past), foundTime: time, cwcDay: maybe(past), pocsoReportDay: maybe(past),
  primaryViolence: fc.constantFrom('domestic', 'rape', 'sexual'), dirDay: maybe(past), dirReadOver: fc.boolean(), dirCopyGiven: fc.boolean(),
  consentContact: fc.boolean(), feedback: maybe(fc.constantFrom('good', 'not_asked')),
});

const cases: fc.Arbitrary<Values> = fc.tuple(
  plain, pauses,
  rows('referrals', { sentDay: maybe(past), answeredDay: maybe(past) }),
  rows('counselling', { day: maybe(past), nextDay: maybe(day), with: fc.constantFrom('her', 'both'), result: maybe(fc.constantFrom('next_sitting', 'absent', 'settlement')) }),
  rows('followUps', { dueDay: maybe(day), doneDay: maybe(past) }), rows('stays', { inDay: maybe(past), outDay: maybe(past), longerReason: maybe(fc.constant('medical')) }), rows('services', { day: past }),
).map((parts) => Object.fromEntries(parts.flatMap((part) => Object.entries(part).flatMap(([path, value]) => (value === undefined ? [] : [[path, value]])))));

/** She came of age this year, so that a limit which began before still counts. */
const justGrown = (values: Values): boolean => isUnder18(values, '2025-12-31') && !isUnder18(values, DAY);

describe('limits that have run out', () => {
  test('are as many in the counts as in the tasks, in days, working days and on days that were set', () => {
    fc.assert(fc.property(cases, (values) => {
      expect(without(lateInCounts('case', values), HOURS)).toEqual(without(lateInTasks('case', values), HOURS));
    }), { numRuns: 3_000, seed: 11 });
  });

  test('in hours are counted from the beginning of their day: none is missed, and one counted too soon began within a day of its limit', () => {
    let [agreeing, sooner] = [0, 0];
    const wrong: unknown[] = [];
    fc.assert(fc.property(cases.filter((values) => !justGrown(values)), (values) => {
      const [counts, tasks] = [lateInCounts('case', values), lateInTasks('case', values)];
      const starts = new Map(waiting('case', values).filter(({ amount }) => amount > 0).map((one) => [clockOf(one.count), one.day]));
      for (const clock of HOURS) {
        if ((counts[clock] ?? 0) === (tasks[clock] ?? 0)) agreeing += 1;
        else {
          sooner += 1;
          if (counts[clock] !== 1 || tasks[clock] !== undefined || addDays(starts.get(clock) ?? '', 2) < DAY) wrong.push([clock, values]);
        }
      }
    }), { numRuns: 2_000, seed: 12 });
    expect(wrong).toEqual([]);
    expect(sooner).toBeGreaterThan(0);
    expect(agreeing).toBeGreaterThan(sooner * 10);
  });

  test('of calls, stock, building and directions likewise', () => {
    const others: readonly (readonly [string, fc.Arbitrary<Values>])[] = [
      ['stockItem', fc.record({ needed: fc.constant(5), purchase: fc.constantFrom('none', 'wanted', 'ordered', 'bought'), purchaseDay: past })],
      ['readiness', fc.record({ key: fc.constant('ramp'), state: fc.constantFrom('ready', 'partly', 'missing'), dueDay: day })],
      ['meeting', rows('directions', { dueDay: maybe(day), doneDay: maybe(past) })],
    ];
    for (const [type, of] of others) fc.assert(fc.property(of, (values) => { expect(lateInCounts(type, values)).toEqual(lateInTasks(type, values)); }), { numRuns: 200, seed: 13 });
    const call = { day: '2026-11-20', disposition: 'registrable' };
    expect([lateInCounts('call', call), lateInTasks('call', call)]).toEqual([{ 'first-contact': 1 }, { 'first-contact': 1 }]);
    expect(lateInCounts('call', { ...call, case: 'case-1' })).toEqual({});
  });

  test('are each a line of the review', () => {
    const lines = REVIEW.flatMap((part) => part.lines.flatMap(countsOf));
    const counts = INDICATORS.flatMap((indicators) => indicators.counts).filter((count) => /^(?:waiting|due)-/u.test(count));
    expect(counts.filter((count) => !lines.includes(count))).toEqual([]);
    expect(counts.filter((count) => count.startsWith('waiting-')).map(clockOf).sort()).toEqual([...RULES.clocks.map(({ id }) => id), 'first-contact'].sort());
  });
});

describe('a limit that was stopped', () => {
  const referral = { registeredDay: '2026-11-01', status: 'open', worker: 'p1', age: 30, ageDay: '2026-11-01', 'services.s.day': '2026-11-01', 'followUps.f.dueDay': '2026-12-30', 'referrals.r.sentDay': '2026-11-10', 'pauses.p.clock': 'referral-answer', 'pauses.p.from': '2026-11-13', 'pauses.p.reason': 'x' };
  const since = (values: Values) => waiting('case', values).filter(({ count }) => count === 'waiting-referral-answer').map(({ day: from }) => from);

  test('is not counted while it stands still, and afterwards from as many days later', () => {
    expect(since(referral)).toEqual([]);
    expect(since({ ...referral, 'pauses.p.to': '2026-11-18' })).toEqual(['2026-11-15']);
  });

  test('only after it had run out is counted all the same', () => {
    expect(since({ ...referral, 'pauses.p.from': '2026-11-18' })).toEqual(['2026-11-10']);
    expect(since({ ...referral, 'pauses.p.from': '2026-11-18', 'pauses.p.to': '2026-11-20' })).toEqual(['2026-11-10']);
  });
});

describe('a limit of the law for children', () => {
  const girl = { registeredDay: '2026-11-20', status: 'open', birthDate: '2009-03-14', foundDay: '2026-11-20' };
  const production = (values: Values) => waiting('case', values).filter(({ count }) => count === 'waiting-cwc-production').map(({ day: on, amount }) => [on, amount]);

  test('is counted to the end of the year in which she comes of age, and tells her birthday nowhere', () => {
    expect(production(girl)).toEqual([['2026-11-20', 1], ['2028-01-01', -1]]);
    expect(production({ ...girl, birthDate: null, age: 16, ageDay: '2026-11-20' })).toEqual([['2026-11-20', 1], ['2029-01-01', -1]]);
    expect(production({ ...girl, cwcDay: '2026-11-21' })).toEqual([]);
    expect(production({ ...girl, birthDate: '2008-11-20' })).toEqual([]);
  });
});

describe('what is pending', () => {
  const counts = (values: Values) => INDICATORS.filter(({ recordType }) => recordType === 'case').flatMap((indicators) => indicators.contributions(recordAt('case', values)))
    .filter(({ count }) => /^pending|^way/u.test(count)).map(({ count, day: on }) => `${count} ${on}`);

  test('is counted from the day of its registration while it is open, on the line by which it came', () => {
    const open = { registeredDay: '2026-05-01', mode: 'police', status: 'open' };
    expect(counts(open)).toEqual(['way.police 2026-05-01', 'pending ', 'pendingSince 2026-05-01']);
    expect(counts({ ...open, mode: 'call_181', status: 'court', statusDay: '2026-06-01' })).toEqual(['way.call_181 2026-05-01', 'pending181 ', 'pendingSince181 2026-05-01']);
    expect(counts({ ...open, status: 'closed', statusDay: '2026-06-01' })).toEqual(['way.police 2026-05-01']);
    expect(counts({ ...open, mode: 'x_radio' })).toContain('way.other 2026-05-01');
  });
});

test('counts take whatever a record holds, and name days that there are', () => {
  const odd = fc.dictionary(fc.constantFrom('registeredDay', 'status', 'foundDay', 'age', 'birthDate', 'referrals.r.sentDay', 'pauses.p.clock', 'pauses.p.from', 'pauses.p.to', 'stays.s.inDay', 'dirDay', 'followUps.f.dueDay', 'day', 'disposition', 'dueDay', 'state', 'purchase', 'purchaseDay'),
    fc.oneof(fc.constantFrom('2026-02-30', '9999-12-31', '1000-01-01', 'open', 'registrable', 'missing', 'wanted', 'referral-answer', ''), fc.integer(), fc.boolean(), fc.constant(null), fc.string()));
  fc.assert(fc.property(odd, fc.constantFrom(...INDICATORS.map(({ recordType }) => recordType)), (values, type) => {
    for (const { day: on } of waiting(type, values)) expect(on).toMatch(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u);
  }), { numRuns: 2_000, seed: 14 });
});

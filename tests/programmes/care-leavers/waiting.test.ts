// A paper is late at its office in the review exactly when it is so in the tasks of her worker.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RULES } from '#programmes/care-leavers/clocks.ts';
import { INDICATORS } from '#programmes/care-leavers/indicators.ts';
import { TASKS } from '#programmes/care-leavers/tasks.ts';
import type { Values } from '#shared/record/change.ts';
import { addDays } from '#shared/report/period.ts';
import { overdueSince } from '#shared/task/overdue-since.ts';
import { leaverOf, rulesAt, TODAY } from './record-of.ts';

const rules = rulesAt();
const moment = { today: TODAY, at: Date.parse(`${TODAY}T06:30:00Z`) };
/** As a review counts what has run out. */
const isLate = (count: string, day: string): boolean =>
  (count === 'due-paper' ? day < TODAY : day <= (overdueSince(rules.clock(count.replace('waiting-', '')).limit, moment, rules) ?? ''));

function lateInCounts(values: Values): number {
  return INDICATORS.flatMap((indicators) => (indicators.recordType === 'careLeaver' ? indicators.contributions(leaverOf(values)) : []))
    .filter(({ count, day }) => /^(?:waiting|due)-/u.test(count) && isLate(count, day)).reduce((sum, { amount }) => sum + amount, 0);
}

function lateInTasks(values: Values): number {
  return TASKS.flatMap((rule) => rule.tasks(leaverOf(values), TODAY, rules))
    .filter(({ kind, due = '9' }) => kind === 'paper-overdue' || (kind === 'paper-ask' && due < TODAY)).length;
}

const day = fc.integer({ min: -60, max: 2 }).map((days) => addDays(TODAY, days));
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined, freq: 2 });
const paper = fc.tuple(fc.constantFrom('residence', 'caste', 'income', 'ration', 'pan', 'voter'), fc.record({
  state: fc.constantFrom('submitted', 'submitted', 'appeal', 'issued', 'refused'), complete: maybe(fc.boolean()), appliedDay: maybe(day), ackDay: maybe(day), completedDay: maybe(day), dueDay: maybe(day), appealDay: maybe(day),
}));
const file: fc.Arbitrary<Values> = fc.tuple(fc.constantFrom('open', 'closed'), fc.array(paper, { maxLength: 4 })).map(([status, papers]) => ({
  birthDate: '2006-05-01', registeredDay: '2026-01-01', status,
  ...Object.fromEntries(papers.flatMap(([kind, row]) => Object.entries(row).flatMap(([field, value]) => (value === undefined ? [] : [[`papers.${kind}.${field}`, value]])))),
}));

test('papers that are late are as many in the counts as in the tasks', () => {
  let late = 0;
  fc.assert(fc.property(file, (values) => {
    late += lateInTasks(values);
    expect(lateInCounts(values)).toBe(lateInTasks(values));
  }), { numRuns: 1_500, seed: 21 });
  expect(late).toBeGreaterThan(100);
});

test('each limit of an office that is known has its count', () => {
  const counts = INDICATORS.flatMap((indicators) => indicators.counts);
  expect(RULES.clocks.filter(({ id }) => id.startsWith('rtps-') && !counts.includes(`waiting-${id}`))).toEqual([]);
});

// A referral of the file while it runs: whether the department has it, by when it is due, what stands in its way.
// Tasks, pages, the department's own list and the counts of a review all go by this.
import { dayNumber, isDay } from '#shared/form/calendar.ts';
import type { Values } from '#shared/record/change.ts';
import type { ReferralStanding } from '#shared/subjects/category.ts';
import { clockState, runsSince, type Pause } from '#shared/task/clock.ts';
import type { Limit, Rulebook } from '#shared/task/rulebook.ts';
import { dayOfNumber } from '#shared/task/working-days.ts';
import { clockOfService, RULES } from './clocks.ts';
import { rowsOf, type RowReader } from './values.ts';

export interface ReferralNow {
  readonly row: RowReader;
  readonly state: ReferralStanding;
  /** ISO day; absent once it is over, or when nobody can read when it was sent. */
  readonly due?: string;
  /** Days past it. */
  readonly over?: number;
  /** Why it stands still. */
  readonly stopped?: string;
  readonly escalatedTo?: string;
}

interface When {
  readonly today: string;
  readonly now: number;
  readonly rules: Rulebook;
}

/** Those sent last come last. */
export function referralsOf(values: Values): readonly RowReader[] {
  return rowsOf(values, 'referrals').filter((row) => row.text('department') !== '').sort((a, b) => (a.day('sentDay') < b.day('sentDay') ? -1 : 1));
}

export function isOpenReferral(row: RowReader): boolean {
  return row.text('answer') === '' && row.day('withdrawnDay') === '';
}

export function referralNow(values: Values, row: RowReader, { today, now, rules }: When): ReferralNow {
  if (row.day('withdrawnDay') !== '') return { row, state: 'withdrawn' };
  const answer = row.text('answer');
  if (answer === 'given' || answer === 'refused') return { row, state: answer };
  const sent = row.day('sentDay');
  if (sent === '') return { row, state: 'sent' };
  const clock = rules.clock(clockOfService(row.text('service')));
  const limit = toldLimit(row) ?? clock.limit;
  const { due, overdue, stopped, escalatedTo } = clockState({ ...clock, limit }, { day: sent }, pausesOf(values, row), { today, at: now }, rules);
  return {
    row, due, state: overdue ? 'overdue' : stopped !== undefined ? 'stopped' : row.day('receivedDay') === '' ? 'sent' : 'received',
    ...(overdue && { over: daysBetween(due, today) }), ...(stopped !== undefined && { stopped }), ...(escalatedTo !== undefined && { escalatedTo }),
  };
}

/** By when the service is usually given, counted from a day on which it is referred. */
export function usualDue(service: string, sentDay: string, { today, now, rules }: When): string {
  return clockState(rules.clock(clockOfService(service)), { day: sentDay }, [], { today, at: now }, rules).due;
}

/**
 * The day on which it is due, as a count is dated: moved on by the days on which it stood still, by the day the
 * department was told, else by the programme's own limit taken as plain days. Undefined while it stands still or is over.
 */
export function countedDue(values: Values, row: RowReader): string | undefined {
  const sent = row.day('sentDay');
  if (sent === '' || !isOpenReferral(row)) return undefined;
  const limit = toldLimit(row) ?? ownLimit(row.text('service'));
  // Due on the day itself, it leaves no day on which it could stand still.
  if (limit.amount === 0) return sent;
  const since = runsSince(sent, pausesOf(values, row), limit);
  return since === undefined ? undefined : dayOfNumber((dayNumber(since) ?? 0) + limit.amount);
}

/** Days for which the service stood still after it was referred. */
function pausesOf(values: Values, row: RowReader): readonly Pause[] {
  return rowsOf(values, 'pauses').filter((pause) => pause.text('service') === row.text('service') && pause.day('from') !== '').map((pause) => ({
    from: pause.day('from'), reason: pause.text('reason'), ...(isDay(pause.text('to')) && { to: pause.text('to') }),
  }));
}

/** The day that the department was told, counted from the day it was sent. */
function toldLimit(row: RowReader): Limit | undefined {
  const [sent, due] = [dayNumber(row.day('sentDay')), dayNumber(row.day('dueDay'))];
  return sent === undefined || due === undefined || due < sent ? undefined : { amount: due - sent, unit: 'days' };
}

function ownLimit(service: string): Limit {
  const limit = RULES.clocks.find(({ id }) => id === clockOfService(service))?.limit;
  return { amount: limit?.amount ?? 30, unit: 'days' };
}

export function daysBetween(from: string, to: string): number {
  return (dayNumber(to) ?? 0) - (dayNumber(from) ?? 0);
}

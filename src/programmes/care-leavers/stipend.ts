// The money of after-care, month by month. The row of a month is the month, so none can stand twice.
import type { CaseContext, CaseLine } from '#shared/case-work.ts';
import type { DoorState, Phrase } from '#shared/field-work.ts';
import { daysInMonth, isDay } from '#shared/form/calendar.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { clockState } from '#shared/task/clock.ts';
import { aftercareEndDay } from './age.ts';
import { stipend as stipendForm } from './forms/stipend.ts';
import { addMonths } from './months.ts';
import { isMonth } from './rules.ts';
import { rowAt, rowsOf, textOf } from './values.ts';

type When = Pick<CaseContext, 'today' | 'now' | 'rules'>;

export interface StipendMonth {
  /** `2026-11` */
  readonly month: string;
  /** Rupees; undefined: not received. */
  readonly amount?: number;
  readonly receivedDay: string;
  /** When it should have come, and whether that is past. */
  readonly due: string;
  readonly overdue: boolean;
}

/** Five years are more than after-care ever lasts. */
const MOST_MONTHS = 60;

/** Every month from the beginning to this one, or to the end of after-care, and any other that was written. The earliest first. */
export function stipendMonths(values: Values, { today, now, rules }: When): readonly StipendMonth[] {
  const written = rowsOf(values, 'stipend').map(({ id }) => id).filter(isMonth);
  const from = textOf(values, 'stipendFrom');
  const end = aftercareEndDay(values, rules) ?? today;
  const last = (end < today ? end : today).slice(0, 7);
  const running: string[] = [];
  if (values['aftercare'] === 'approved' && isDay(from)) {
    for (let month = from.slice(0, 7); month <= last && running.length < MOST_MONTHS; month = addMonths(`${month}-01`, 1).slice(0, 7)) running.push(month);
  }
  return [...new Set([...running, ...written])].sort().map((month) => {
    const row = rowAt(values, 'stipend', month);
    const amount = row.value('amount');
    const { due, overdue } = clockState(rules.clock('care-stipend'), { day: lastDayOf(month) }, [], { today, at: now }, rules);
    const receivedDay = row.text('receivedDay');
    return { month, receivedDay, due, overdue: overdue && receivedDay === '', ...(typeof amount === 'number' && receivedDay !== '' && { amount }) };
  });
}

function lastDayOf(month: string): string {
  return `${month}-${daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)))}`;
}

/** "नवंबर 2026" */
export function monthPhrase(month: string): Phrase {
  return { key: 'month.year', values: { month: { key: `month.m${month.slice(5)}` }, year: month.slice(0, 4) } };
}

/** 4000 → 4,000 */
export function rupees(amount: number): string {
  return amount.toLocaleString('en-IN');
}

/** The latest month first. */
export function stipendLines({ values }: DehriRecord, context: CaseContext): readonly CaseLine[] {
  const full = context.rules.number('stipendRupees');
  return stipendMonths(values, context).toReversed().map(({ month, amount, receivedDay, due, overdue }): CaseLine => ({
    row: `stipend.${month}`, icon: 'rupee', title: monthPhrase(month),
    detail: amount === undefined
      ? { key: 'stipend.awaited', values: { day: due } }
      : { key: amount < full ? 'stipend.less' : 'stipend.received', values: { amount: rupees(amount), day: receivedDay, full: rupees(full) } },
    state: amount === undefined ? (overdue ? MISSING : AWAITED) : amount < full ? LESS : RECEIVED,
    forms: [stipendForm.id],
  }));
}

const RECEIVED = state('received', 'done');
const LESS = state('less', 'mend');
const AWAITED = state('awaited', 'later');
const MISSING = state('missing', 'mend');

function state(key: string, tone: DoorState['tone']): DoorState {
  return { key, tone, word: { key: `stipend.state.${key}` } };
}

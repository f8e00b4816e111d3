// When she is looked after next: on the day that was agreed, else fortnightly for three months and monthly
// thereafter (Form 7 C, dossier B3); after the end of her file after 1, 3 and 6 months (Form 7 E).
import type { CaseContext, CaseLine } from '#shared/case-work.ts';
import type { DoorState, Phrase } from '#shared/field-work.ts';
import { dayNumber, isDay } from '#shared/form/calendar.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { clockState } from '#shared/task/clock.ts';
import { addMonths, dayOfNumber } from '#shared/task/working-days.ts';
import { AFTER_MONTHS } from './clocks.ts';
import { followUp } from './forms/work.ts';
import { isFollowedOn } from './rules.ts';
import { rowAt, rowsOf, textOf, type RowReader } from './values.ts';

type When = Pick<CaseContext, 'today' | 'now' | 'rules'>;

export interface FollowUpDue {
  /** Row id: `m3`, or `on-2026-12-01`. */
  readonly row: string;
  readonly due: string;
  readonly overdue: boolean;
  readonly escalatedTo?: string;
}

export function followUpsDue(values: Values, when: When): readonly FollowUpDue[] {
  const agreed = agreedDay(values);
  if (agreed !== undefined && (values['status'] !== 'closed' || isFollowedOn(values))) return [dueIn(`on-${agreed}`, agreed, undefined, when), ...afterEnd(values, when)];
  if (values['status'] === 'closed') return afterEnd(values, when);
  const since = doneRows(values).at(-1)?.day('doneDay') ?? textOf(values, 'registeredDay');
  if (!isDay(since)) return [];
  const first = dayOfNumber(addMonths(dayNumber(textOf(values, 'registeredDay')) ?? dayNumber(since) ?? 0, when.rules.number('rehabFirstMonths')));
  const next = dueIn('', since, since < first ? 'rehab-progress-first' : 'rehab-progress', when);
  return [{ ...next, row: `on-${next.due}` }];
}

/** @param clock absent: due on the day itself */
function dueIn(row: string, from: string, clock: string | undefined, { today, now, rules }: When): FollowUpDue {
  const limits = clock === undefined ? { ...rules.clock('rehab-progress'), limit: { amount: 0, unit: 'days' } as const } : rules.clock(clock);
  const { due, overdue, escalatedTo } = clockState(limits, { day: from }, [], { today, at: now }, rules);
  return { row, due, overdue, ...(escalatedTo !== undefined && { escalatedTo }) };
}

function afterEnd(values: Values, when: When): readonly FollowUpDue[] {
  const closed = textOf(values, 'statusDay');
  if (!isFollowedOn(values) || !isDay(closed)) return [];
  return AFTER_MONTHS.map((months) => dueIn(`m${months}`, closed, `rehab-after-${months}`, when))
    .filter(({ row, due }) => rowAt(values, 'followUps', row).day('doneDay') === '' && !doneRows(values).some((other) => other.text('state') !== 'not_met' && isFor(other.day('doneDay'), due)));
}

/** A meeting some days before the day is the one that was meant. */
function isFor(met: string, due: string): boolean {
  return (dayNumber(met) ?? 0) >= (dayNumber(due) ?? 0) - EARLY_DAYS;
}

const EARLY_DAYS = 7;

/** The day that the last meeting set for the next one, unless that has been held. */
function agreedDay(values: Values): string | undefined {
  const next = doneRows(values).at(-1)?.day('nextDay') ?? '';
  return next === '' || rowAt(values, 'followUps', `on-${next}`).day('doneDay') !== '' ? undefined : next;
}

/** In the order in which they were made. */
export function doneRows(values: Values): readonly RowReader[] {
  return rowsOf(values, 'followUps').filter((row) => row.day('doneDay') !== '').sort((a, b) => (a.day('doneDay') < b.day('doneDay') ? -1 : 1));
}

const TONES: Readonly<Record<string, DoorState['tone']>> = { well: 'done', going_on: 'done', needs_help: 'mend', not_met: 'mend' };

/** Those to come, the next first, then those that were made, the last first. */
export function followUpLines({ values }: DehriRecord, context: CaseContext): readonly CaseLine[] {
  const due = followUpsDue(values, context).map(({ row, due, overdue }): CaseLine => ({
    row: `followUps.${row}`, icon: 'calendar', title: followUpTitle(row), detail: { key: 'followUp.due', values: { day: due } },
    state: overdue ? { key: 'overdue', tone: 'mend', word: { key: 'followUp.overdue' } } : { key: 'coming', tone: 'later', word: { key: 'followUp.coming' } },
    forms: [followUp.id],
  }));
  const made = doneRows(values).toReversed().map((row): CaseLine => {
    const state = row.text('state') || 'going_on';
    return {
      row: row.path, icon: 'yes', title: followUpTitle(row.id), detail: { key: 'followUp.done', values: { day: row.day('doneDay'), way: { key: `choice.way.${row.text('way') || 'visit'}` } } },
      state: { key: state, tone: TONES[state] ?? 'done', word: { key: `choice.followUpState.${state}` } }, forms: [followUp.id],
    };
  });
  return [...due, ...made];
}

export function followUpTitle(row: string): Phrase {
  const months = AFTER_MONTHS.find((m) => row === `m${m}`);
  return months === undefined ? { key: 'followUp.one' } : { key: 'followUp.after', values: { months } };
}

// When she is met after leaving: after 1, 3 and 6 months (dossier B3), then on the days that were agreed.
import type { CaseContext, CaseLine } from '#shared/case-work.ts';
import type { DoorState, Phrase } from '#shared/field-work.ts';
import { dayNumber, isDay } from '#shared/form/calendar.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { clockState } from '#shared/task/clock.ts';
import { FOLLOW_UP_MONTHS } from './clocks.ts';
import { followUp as followUpForm } from './forms/follow-up.ts';
import { rowAt, rowsOf, textOf, type RowReader } from './values.ts';

type When = Pick<CaseContext, 'today' | 'now' | 'rules'>;

export interface FollowUpDue {
  /** Row id: `m3`, or `on-2026-12-01` for an agreed day. */
  readonly row: string;
  readonly due: string;
  readonly overdue: boolean;
  readonly escalatedTo?: string;
}

export function followUpsDue(values: Values, { today, now, rules }: When): readonly FollowUpDue[] {
  const done = doneRows(values);
  const left = textOf(values, 'leftDay');
  const regular = !isDay(left) ? [] : FOLLOW_UP_MONTHS.flatMap((months): FollowUpDue[] => {
    const row = `m${months}`;
    const { due, overdue, escalatedTo } = clockState(rules.clock(`care-follow-up-${months}`), { day: left }, [], { today, at: now }, rules);
    // Before she was known here it was nobody's to do; one that was left out is made good by any later meeting.
    if (due < textOf(values, 'registeredDay') || isDay(rowAt(values, 'followUps', row).text('doneDay')) || done.some((other) => wasMet(other) && isFor(other.text('doneDay'), due))) return [];
    return [{ row, due, overdue, ...(escalatedTo !== undefined && { escalatedTo }) }];
  });
  const next = done.at(-1)?.text('nextDay') ?? '';
  const agreed = isDay(next) && !isDay(rowAt(values, 'followUps', `on-${next}`).text('doneDay')) ? [{ row: `on-${next}`, due: next, overdue: next < today }] : [];
  return [...agreed, ...regular].sort((a, b) => (a.due < b.due ? -1 : 1));
}

/** In the order in which they were made. */
export function doneRows(values: Values): readonly RowReader[] {
  return rowsOf(values, 'followUps').filter((row) => isDay(row.text('doneDay')))
    .sort((a, b) => (a.text('doneDay') < b.text('doneDay') ? -1 : 1));
}

/** A meeting some days before the day is the one that was meant. */
function isFor(met: string, due: string): boolean {
  return (dayNumber(met) ?? 0) >= (dayNumber(due) ?? 0) - EARLY_DAYS;
}

const EARLY_DAYS = 10;

function wasMet(row: RowReader): boolean {
  return row.text('state') !== 'not_met';
}

/** Where she stays and how she is: as the last meeting found it, else as her profile says. */
export function latestOf(values: Values, field: 'stay' | 'mood'): string {
  return doneRows(values).findLast((row) => row.text(field) !== '')?.text(field) ?? textOf(values, field);
}

const TONES: Readonly<Record<string, DoorState['tone']>> = { settled: 'done', going_on: 'done', needs_help: 'mend', not_met: 'mend' };

/** Those to come, the next first, then those that were made, the last first. */
export function followUpLines({ values }: DehriRecord, context: CaseContext): readonly CaseLine[] {
  const due = followUpsDue(values, context).map(({ row, due, overdue }): CaseLine => ({
    row: `followUps.${row}`, icon: 'calendar', title: followUpTitle(row), detail: { key: 'followUp.due', values: { day: due } },
    state: overdue ? { key: 'overdue', tone: 'mend', word: { key: 'followUp.overdue' } } : { key: 'coming', tone: 'later', word: { key: 'followUp.coming' } },
    forms: [followUpForm.id],
  }));
  const made = doneRows(values).toReversed().map((row): CaseLine => {
    const state = row.text('state') || 'settled';
    const way: Phrase = { key: `choice.way.${row.text('way') || 'visit'}` };
    return {
      row: row.path, icon: 'yes', title: followUpTitle(row.id), detail: { key: 'followUp.done', values: { day: row.text('doneDay'), way } },
      state: { key: state, tone: TONES[state] ?? 'done', word: { key: `choice.followUpState.${state}` } }, forms: [followUpForm.id],
    };
  });
  return [...due, ...made];
}

export function followUpTitle(row: string): Phrase {
  const months = FOLLOW_UP_MONTHS.find((m) => row === `m${m}`);
  return months === undefined ? { key: 'followUp.agreed' } : { key: 'followUp.after', values: { months } };
}

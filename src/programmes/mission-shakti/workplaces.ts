// How an establishment stands: whose committee answers for it, until when, and which complaints are open.
import type { CaseContext } from '#shared/case-work.ts';
import { dayNumber } from '#shared/form/calendar.ts';
import type { Values } from '#shared/record/change.ts';
import { clockState } from '#shared/task/clock.ts';
import { dayOf, numberOf, rowsOf, textOf, type Row } from './values.ts';

type When = Pick<CaseContext, 'today' | 'now' | 'rules'>;

/** From so many workers on the establishment forms its own committee (dossier D2). */
export const WORKERS_FOR_COMMITTEE = 10;

export function needsCommittee(values: Values): boolean {
  return numberOf(values, 'employees') >= WORKERS_FOR_COMMITTEE;
}

export function hasCommittee(values: Values): boolean {
  return dayOf(values, 'committeeDay') !== '';
}

export function openComplaints(values: Values): readonly Row[] {
  return rowsOf(values, 'complaints').filter((row) => row.day('receivedDay') !== '' && row.day('closedDay') === '');
}

export function isComplaintLate(row: Row, { today, now, rules }: When): boolean {
  return row.day('closedDay') === '' && clockState(rules.clock('shebox-complaint'), { day: row.day('receivedDay') }, [], { today, at: now }, rules).overdue;
}

/** Its last days as the committee, or past them. */
export function isTermEnding(values: Values, { today, rules }: Pick<When, 'today' | 'rules'>): boolean {
  const [end, now] = [dayNumber(dayOf(values, 'committeeEnd')), dayNumber(today)];
  return needsCommittee(values) && hasCommittee(values) && end !== undefined && now !== undefined && end - now <= rules.number('termNoticeDays');
}

/** In the order of what must be done first. */
export const WORKPLACE_STATES = ['late', 'termEnding', 'notFormed', 'noOutsider', 'formed', 'local'] as const;

export function workplaceState(values: Values, when: When): (typeof WORKPLACE_STATES)[number] {
  if (openComplaints(values).some((row) => isComplaintLate(row, when))) return 'late';
  if (!needsCommittee(values) && !hasCommittee(values)) return 'local';
  if (!hasCommittee(values)) return 'notFormed';
  if (isTermEnding(values, when)) return 'termEnding';
  return values['committeeOutside'] === false || textOf(values, 'committeeChair') === '' ? 'noOutsider' : 'formed';
}

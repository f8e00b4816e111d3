// Where a file stands, and what of it is still open.
import type { DoorState } from '#shared/field-work.ts';
import type { Values } from '#shared/record/change.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import { textOf } from './read.ts';

const state = (key: string, tone: DoorState['tone']): DoorState => ({ key, tone, word: { key: `state.${key}` } });

const STATES = { new: state('new', 'todo'), work: state('work', 'todo'), waiting: state('waiting', 'later'), court: state('court', 'later'), closed: state('closed', 'done') } as const;
/** In the order of the filter chips. */
export const CASE_STATES: readonly DoorState[] = Object.values(STATES);

export function isOpen({ values }: DehriRecord): boolean {
  return values['status'] !== 'closed';
}

export function stateOf({ values }: DehriRecord): DoorState {
  if (values['status'] === 'closed') return STATES.closed;
  if (values['status'] === 'court') return STATES.court;
  if (openReferrals(values).length > 0) return STATES.waiting;
  return ['services', 'referrals', 'counselling', 'stays'].some((repeat) => rowIds(values, repeat).length > 0) ? STATES.work : STATES.new;
}

/** Rows of referrals that were sent and not answered. */
export function openReferrals(values: Values): readonly string[] {
  return rowIds(values, 'referrals').filter((row) => textOf(values, `referrals.${row}.sentDay`) !== '' && textOf(values, `referrals.${row}.answeredDay`) === '');
}

/** Rows of stays that have not ended. */
export function openStays(values: Values): readonly string[] {
  return rowIds(values, 'stays').filter((row) => textOf(values, `stays.${row}.inDay`) !== '' && textOf(values, `stays.${row}.outDay`) === '');
}

/** Rows of follow-ups that were planned and not done. */
export function openFollowUps(values: Values): readonly string[] {
  return rowIds(values, 'followUps').filter((row) => textOf(values, `followUps.${row}.dueDay`) !== '' && textOf(values, `followUps.${row}.doneDay`) === '');
}

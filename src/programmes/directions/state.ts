// How a direction stands. Only what was said is kept: that it is answered follows from a reply that nobody has
// judged yet, that it is late from its day.
import type { DoorState } from '#shared/field-work.ts';
import type { Values } from '#shared/record/change.ts';
import { rowIds } from '#shared/record/record.ts';
import { numberOf, textOf } from './read.ts';

const state = (key: string, tone: DoorState['tone']): DoorState => ({ key, tone, word: { key: `direction.state.${key}` } });

/** In the order in which they are listed. */
export const DIRECTION_STATES = {
  overdue: state('overdue', 'mend'), returned: state('returned', 'mend'), open: state('open', 'todo'), replied: state('replied', 'later'), closed: state('closed', 'done'),
} as const;
export type DirectionState = keyof typeof DIRECTION_STATES;

export function isClosed(values: Values): boolean {
  return values['status'] === 'closed';
}

/** A reply has come that nobody has judged yet. */
export function isReplied(values: Values): boolean {
  return !isClosed(values) && rowIds(values, 'replies').length > numberOf(values, 'statusReplies');
}

/** The day that counts: the latest to which it was extended, else the one it was given. */
export function dueDay(values: Values): string {
  return rowIds(values, 'extensions').map((row) => textOf(values, `extensions.${row}.to`)).reduce((latest, day) => (day > latest ? day : latest), textOf(values, 'dueDay'));
}

/** @param today ISO day */
export function stateOf(values: Values, today: string): DirectionState {
  if (isClosed(values)) return 'closed';
  if (isReplied(values)) return 'replied';
  if (dueDay(values) < today) return 'overdue';
  return values['status'] === 'returned' ? 'returned' : 'open';
}

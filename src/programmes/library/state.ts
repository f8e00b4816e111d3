// How a scheme and a training stand on a day.
import type { DoorState } from '#shared/field-work.ts';
import type { Values } from '#shared/record/change.ts';
import { dayOf, numberOf, rowPaths } from './read.ts';

const state = (of: string, key: string, tone: DoorState['tone']): DoorState => ({ key, tone, word: { key: `${of}.state.${key}` } });

export const SCHEME_SIGHTS = { in_force: state('scheme', 'in_force', 'done'), to_check: state('scheme', 'to_check', 'todo'), coming: state('scheme', 'coming', 'later'), closed: state('scheme', 'closed', 'closed') } as const;
export const TRAINING_SIGHTS = { now: state('training', 'now', 'todo'), planned: state('training', 'planned', 'later'), unwritten: state('training', 'unwritten', 'mend'), held: state('training', 'held', 'done'), cancelled: state('training', 'cancelled', 'closed') } as const;

/** A scheme whose state nobody has said is to be checked. @param today ISO day */
export function schemeState(values: Values, today: string): DoorState {
  const [from, to] = [dayOf(values, 'validFrom'), dayOf(values, 'validTo')];
  if (values['state'] === 'closed' || (to !== '' && to < today)) return SCHEME_SIGHTS.closed;
  if (from > today) return SCHEME_SIGHTS.coming;
  return values['state'] === 'in_force' ? SCHEME_SIGHTS.in_force : SCHEME_SIGHTS.to_check;
}

/** May somebody still apply, as far as is known? */
export function isOffered(values: Values, today: string): boolean {
  const { key } = schemeState(values, today);
  return key === 'in_force' || key === 'to_check';
}

export function lastDayOf(values: Values): string {
  return dayOf(values, 'to') || dayOf(values, 'from');
}

/** `unwritten`: over, and nobody has said whether it took place. */
export function trainingState(values: Values, today: string): DoorState {
  if (values['state'] === 'cancelled') return TRAINING_SIGHTS.cancelled;
  if (values['state'] === 'held') return TRAINING_SIGHTS.held;
  const from = dayOf(values, 'from');
  if (from === '' || from > today) return TRAINING_SIGHTS.planned;
  return lastDayOf(values) < today ? TRAINING_SIGHTS.unwritten : TRAINING_SIGHTS.now;
}

/** Persons who came, all roles together. */
export function cameOf(values: Values): number {
  return rowPaths(values, 'came').reduce((sum, path) => sum + (numberOf(values, `${path}.number`) ?? 0), 0);
}

// The order in which due things are shown, and how long what is pending has been so. Every one stands
// in exactly one group or band: nothing pending is hidden.
import { dayNumber } from '../form/calendar.ts';
import type { ClockNow } from './clock.ts';
import type { DueTask } from './task.ts';

/**
 * In this order: `urgent`, `overdue`, `today`, `soon` (a day that comes, or none), `waiting` (somebody
 * else must act first), `stopped` (its clock stands still). What is overdue is overdue whoever it waits for.
 */
export const TASK_GROUPS = ['urgent', 'overdue', 'today', 'soon', 'waiting', 'stopped'] as const;
export type TaskGroup = (typeof TASK_GROUPS)[number];

export function groupOf(task: DueTask, now: ClockNow): TaskGroup {
  if (task.urgent === true) return 'urgent';
  if (isOverdue(task, now)) return 'overdue';
  if (task.stopped !== undefined) return 'stopped';
  if (task.waitsOn !== undefined) return 'waiting';
  return task.due === now.today ? 'today' : 'soon';
}

export function isOverdue({ due, dueAt }: DueTask, now: ClockNow): boolean {
  return dueAt === undefined ? due !== undefined && due < now.today : dueAt < now.at;
}

/** Every group, in order, also an empty one; within each the oldest due first, those without a day last. */
export function groupTasks<T extends DueTask>(tasks: readonly T[], now: ClockNow): readonly { readonly group: TaskGroup; readonly tasks: readonly T[] }[] {
  const sorted = [...tasks].sort(byDue);
  return TASK_GROUPS.map((group) => ({ group, tasks: sorted.filter((task) => groupOf(task, now) === group) }));
}

const NO_DAY = '~';

function byDue(a: DueTask, b: DueTask): number {
  return compare(a.due ?? NO_DAY, b.due ?? NO_DAY) || (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity) || compare(a.record, b.record) || compare(a.kind, b.kind);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Days for which something has been pending; the last has no end. */
export const AGE_BANDS = [
  { key: 'd7', from: 0, to: 7 },
  { key: 'd15', from: 8, to: 15 },
  { key: 'd30', from: 16, to: 30 },
  { key: 'd90', from: 31, to: 90 },
  { key: 'more', from: 91, to: Infinity },
] as const;
export type AgeBand = (typeof AGE_BANDS)[number]['key'];

/**
 * What is pending, by its age in days, for a supervisor.
 * @param since ISO day since which it is pending. Without one that can be read it stands in the oldest
 *   band, so that somebody looks; what begins only later stands in the youngest.
 */
export function pendencyByAge<T>(pending: readonly T[], since: (one: T) => string | undefined, today: string): ReadonlyMap<AgeBand, readonly T[]> {
  const bands = new Map<AgeBand, T[]>(AGE_BANDS.map(({ key }) => [key, []]));
  const now = dayNumber(today) ?? 0;
  for (const one of pending) {
    const began = dayNumber(since(one) ?? '');
    const age = began === undefined ? Infinity : Math.max(0, now - began);
    bands.get(AGE_BANDS.find((band) => age <= band.to)?.key ?? 'more')?.push(one);
  }
  return bands;
}

// Counts of time limits that run, each dated on the day since which it does, so that a review counts those that
// have run out by the limit in force. `waiting-<clock>` by its limit, `due-<clock>` for a day that was set.
// What stands still is left out. Limits in hours begin with their day here, for a sum knows days only.
import { dayFromNumber, dayNumber } from '#shared/form/calendar.ts';
import type { Values } from '#shared/record/change.ts';
import { runsSince } from '#shared/task/clock.ts';
import type { Limit } from '#shared/task/rulebook.ts';
import { isUnder18 } from './age.ts';
import { RULES } from './clocks.ts';
import { pausesOf } from './pauses.ts';
import type { RunningClock } from './running-clocks.ts';

export interface Waiting {
  readonly count: string;
  readonly day: string;
  readonly amount: number;
}

/** @param name where a clock is counted under another name than its own */
export function waitingOf(values: Values, clocks: readonly RunningClock[], name?: string): readonly Waiting[] {
  return clocks.flatMap((running): readonly Waiting[] => {
    const { clock, from, isSet, untilOfAge } = running;
    const count = `${isSet === true ? 'due' : 'waiting'}-${name ?? clock}`;
    const since = isSet === true ? (dayNumber(from.day) === undefined ? undefined : from.day) : runsSince(from.day, pausesOf(values, clock), limitOf(clock));
    if (since === undefined) return [];
    if (untilOfAge !== true) return [{ count, day: since, amount: 1 }];
    if (!isUnder18(values, from.day)) return [];
    const end = comesOfAge(values, from.day);
    // Taken back on the day from which nobody asks for it.
    return [{ count, day: since, amount: 1 }, ...(end === undefined ? [] : [{ count, day: end, amount: -1 }])];
  });
}

function limitOf(clock: string): Limit {
  const row = RULES.clocks.find(({ id }) => id === clock);
  if (row === undefined) throw new Error(`the centre has no clock ${clock}`);
  return row.limit;
}

/** The first day on which who was under 18 on a day is so no more; undefined where nothing tells it. */
function comesOfAge(values: Values, from: string): string | undefined {
  const start = dayNumber(from) ?? 0;
  let [young, grown] = [start, start + 18 * 366];
  if (isUnder18(values, dayFromNumber(grown) ?? '')) return undefined;
  while (grown - young > 1) {
    const between = Math.floor((young + grown) / 2);
    if (isUnder18(values, dayFromNumber(between) ?? '')) young = between;
    else grown = between;
  }
  return dayFromNumber(grown);
}

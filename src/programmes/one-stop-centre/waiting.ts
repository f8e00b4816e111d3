// Counts of time limits that run, each dated on the day since which it does, so that a review counts those that
// have run out by the limit in force. `waiting-<clock>` by its limit, `due-<clock>` for a day that was set.
// What stands still is left out. Limits in hours begin with their day here, for a sum knows days only.
import { isDay } from '#shared/form/calendar.ts';
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
    const since = sinceOf(values, running);
    if (since === undefined || (untilOfAge === true && !isUnder18(values, from.day))) return [];
    const waiting = { count: `${isSet === true ? 'due' : 'waiting'}-${name ?? clock}`, day: since, amount: 1 };
    const year = untilOfAge === true ? yearOfAge(values, from.day) : undefined;
    // Taken back with the year in which she came of age: a count on the day would tell her birthday.
    return year === undefined ? [waiting] : [waiting, { ...waiting, day: `${year + 1}-01-01`, amount: -1 }];
  });
}

/** Undefined while it stands still, and where nobody can read the day. */
function sinceOf(values: Values, { clock, from, isSet }: RunningClock): string | undefined {
  if (isSet === true) return isDay(from.day) ? from.day : undefined;
  return runsSince(from.day, pausesOf(values, clock), limitOf(clock));
}

function limitOf(clock: string): Limit {
  const row = RULES.clocks.find(({ id }) => id === clock);
  if (row === undefined) throw new Error(`the centre has no clock ${clock}`);
  return row.limit;
}

/** The year in which who was under 18 on a day comes of age; undefined where nothing tells it. */
function yearOfAge(values: Values, from: string): number | undefined {
  const first = Number(from.slice(0, 4));
  return Array.from({ length: 20 }, (_, years) => first + years).find((year) => !isUnder18(values, `${year}-12-31`));
}

// A legal or customary time limit while it runs: when it is due, whether it has run out, what stands in
// its way, who must be told by now. Pure arithmetic on ISO days; a moment of the day only for limits in
// hours. What a limit is, and which days are holidays, comes from the rulebook.
import { dayNumber } from '../form/calendar.ts';
import type { ClockRow, Limit, Rulebook } from './rulebook.ts';
import { addMonths, dayOfNumber, indiaDayNumber, isDayOff, startOfDay } from './working-days.ts';

/** From the day on which it was stopped to the day on which it went on, which counts again; open without `to`. ISO days. */
export interface Pause {
  readonly from: string;
  readonly to?: string;
  readonly reason: string;
}

/** What began the clock: its ISO day and, where it is known, the moment in milliseconds since 1970. */
export interface ClockStart {
  readonly day: string;
  readonly at?: number;
}

export interface ClockNow {
  /** ISO day. */
  readonly today: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface ClockState {
  /** ISO day; of limits in hours the day of `dueAt` in India. */
  readonly due: string;
  /** Only of limits in hours. */
  readonly dueAt?: number;
  readonly overdue: boolean;
  /** The reason why it stands still today. What ran out before it was stopped is overdue, not stopped. */
  readonly stopped?: string;
  /** Role of the last step of escalation that is past; steps run on through pauses. */
  readonly escalatedTo?: string;
}

/**
 * State of a clock. Total: a day that cannot be read counts as today, a pause that cannot be read is none.
 *
 * - `days`, `working_days`: the day of the beginning is not counted (Bihar RTPS Rules 2011, dossier B4;
 *   General Clauses Act s.9); a limit of 0 is due on that day, of working days on the next working day if it is none.
 * - `months`, `years`: by the calendar; the same day of the month, or its last.
 * - `hours`: from the moment; where that is not known, from the beginning of its day, for then nothing is late unseen.
 * - Days on which it stood still are not counted; what begins after it ran out changes nothing.
 */
export function clockState(row: Pick<ClockRow, 'limit' | 'escalates'>, from: ClockStart, pauses: readonly Pause[], now: ClockNow, rules: Pick<Rulebook, 'holidays'>): ClockState {
  const today = dayNumber(now.today) ?? indiaDayNumber(now.at);
  const stops = stopsOf(pauses, today);
  const due = advance(startOf(from, today), row.limit, stops, rules.holidays, now.at);
  const isPast = (end: Moment): boolean => (end.at === undefined ? today > end.day : now.at > end.at);
  const overdue = isPast(due);
  const stopped = overdue ? undefined : stops.find((stop) => stop.from <= today && (today < stop.to || stop.open))?.reason;
  const escalated = row.escalates?.findLast((step) => isPast(advance(endOf(due, step.after), step.after, NO_STOPS, rules.holidays, now.at)));
  return {
    due: dayOfNumber(due.day),
    ...(due.at !== undefined && { dueAt: due.at }),
    overdue,
    ...(stopped !== undefined && { stopped }),
    ...(escalated !== undefined && { escalatedTo: escalated.to }),
  };
}

/**
 * The ISO day from which it runs as if it had never been stopped: its beginning, moved on by the days on which
 * it stood still. A count of what runs is dated on it, so that it has run out exactly when that day is longer ago
 * than the limit. Undefined while it stands still, and where the beginning is no day.
 *
 * What had run out before it was stopped runs on from its beginning, so that nobody hides it by stopping it;
 * that is judged by `limit`, the programme's own. In working days and months a stop is taken as plain days.
 */
export function runsSince(from: string, pauses: readonly Pause[], limit: Limit): string | undefined {
  const start = dayNumber(from);
  if (start === undefined) return undefined;
  const passed: Stop[] = [];
  let moved = start;
  for (const stop of stopsOf(pauses, Infinity)) {
    if (advance({ day: start }, limit, passed, NO_HOLIDAYS, 0).day < stop.from) break;
    if (stop.open) return undefined;
    moved += Math.max(0, stop.to - Math.max(stop.from, start + 1));
    passed.push(stop);
  }
  return dayOfNumber(moved);
}

const NO_HOLIDAYS: ReadonlySet<string> = new Set();

interface Moment {
  readonly day: number;
  readonly at?: number;
}

/** Day numbers; `to` is the first day that counts again. */
interface Stop {
  readonly from: number;
  readonly to: number;
  readonly open: boolean;
  readonly reason: string;
}

const NO_STOPS: readonly Stop[] = [];

/** In order and apart from each other; one that is still open reaches to today, as if it went on now. */
function stopsOf(pauses: readonly Pause[], today: number): readonly Stop[] {
  const read = pauses.flatMap(({ from, to, reason }): Stop[] => {
    const first = dayNumber(from);
    const last = to === undefined ? today : dayNumber(to);
    return first === undefined || last === undefined || last < first ? [] : [{ from: first, to: last, open: to === undefined, reason }];
  }).sort((a, b) => a.from - b.from);
  const apart: Stop[] = [];
  for (const stop of read) {
    const before = apart.at(-1);
    if (before === undefined || stop.from > before.to) apart.push(stop);
    else if (stop.to > before.to || stop.open) apart[apart.length - 1] = { ...stop, from: before.from, to: Math.max(stop.to, before.to), open: stop.open || before.open };
  }
  return apart;
}

function startOf({ day, at }: ClockStart, today: number): Moment {
  if (at !== undefined) return { day: indiaDayNumber(at), at };
  return { day: dayNumber(day) ?? today };
}

/** Hours after a day begin when the day is over. */
function endOf(due: Moment, { unit }: Limit): Moment {
  return unit === 'hours' && due.at === undefined ? { day: due.day, at: startOfDay(due.day + 1) } : due;
}

function advance(start: Moment, { amount, unit }: Limit, stops: readonly Stop[], holidays: ReadonlySet<string>, now: number): Moment {
  switch (unit) {
    case 'hours': {
      const at = throughStops(start.at ?? startOfDay(start.day), amount * 3_600_000, stops, now);
      return { day: indiaDayNumber(at), at };
    }
    case 'days':
      return { day: countDays(start.day, amount, stops, () => false) };
    case 'working_days':
      return { day: countDays(start.day, amount, stops, (day) => isDayOff(day, holidays)) };
    case 'months':
    case 'years': {
      let due = addMonths(start.day, unit === 'years' ? amount * 12 : amount);
      for (const stop of stops) if (stop.from <= due) due += Math.max(0, stop.to - Math.max(stop.from, start.day + 1));
      return { day: due };
    }
  }
}

function throughStops(from: number, length: number, stops: readonly Stop[], now: number): number {
  let due = from + length;
  for (const stop of stops) {
    const stopped = Math.max(from, startOfDay(stop.from));
    const goesOn = stop.open ? Math.max(now, startOfDay(stop.to)) : startOfDay(stop.to);
    if (stopped <= due) due += Math.max(0, goesOn - stopped);
  }
  return due;
}

/** The day on which `amount` days that count have passed since `start`, which is not counted itself. */
function countDays(start: number, amount: number, stops: readonly Stop[], isOff: (day: number) => boolean): number {
  let day = start;
  let left = amount;
  while (left > 0 || isOff(day)) {
    const next = day + 1;
    day = stops.find((stop) => stop.from <= next && next < stop.to)?.to ?? next;
    if (!isOff(day)) left -= 1;
  }
  return day;
}

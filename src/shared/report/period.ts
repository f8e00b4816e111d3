// The span of days a review is of. A financial year runs from 1 April to 31 March (dossier D1).
import { dayFromNumber, dayNumber, dayText, daysInMonth, isDay } from '../form/calendar.ts';

export interface Period {
  /** ISO days, both included. */
  readonly from: string;
  readonly to: string;
}

/** `2026` → 1 April 2026 to 31 March 2027. */
export function financialYear(year: number): Period {
  return { from: `${year}-04-01`, to: `${year + 1}-03-31` };
}

/** The year a day's financial year begins in. */
export function financialYearOf(day: string): number {
  const year = Number(day.slice(0, 4));
  return day.slice(5, 7) < '04' ? year - 1 : year;
}

/** `2026-02` → its first and last day. */
export function monthPeriod(month: string): Period {
  const [year = 0, at = 0] = month.split('-').map(Number);
  return { from: `${month}-01`, to: dayText({ year, month: at, day: daysInMonth(year, at) }) };
}

/**
 * What a period is compared with: whole months with as many months before them (a year so with the year
 * before), other spans with as many days before. Of one that is still running both are of the days so far.
 * @param today ISO day
 */
export function periodBefore({ from, to }: Period, today: string): Period {
  const months = wholeMonths({ from, to });
  const end = to > today && from <= today ? today : to;
  if (months === undefined) {
    const days = daysBetween(from, to) + 1;
    return { from: addDays(from, -days), to: addDays(end, -days) };
  }
  const begin = shiftMonths(from, -months);
  return { from: begin, to: end === to ? lastOfMonth(shiftMonths(from, -1)) : clampDay(end, -months) };
}

/** Days that a review can be of: before them nothing was kept, after them nobody plans. */
export const FIRST_REVIEWED = '2000-01-01';
export const LAST_REVIEWED = '2099-12-31';

/** Two days there are, in their order, within the years of reviews. */
export function isReviewable({ from, to }: Period): boolean {
  return isDay(from) && isDay(to) && FIRST_REVIEWED <= from && from <= to && to <= LAST_REVIEWED;
}

export interface Pieces {
  /** `2026-04`: the first and the last month to be counted. */
  readonly months?: { readonly first: string; readonly last: string };
  /** Days to be added, and days of those months to be taken away again. */
  readonly days: readonly (Period & { readonly sign: 1 | -1 })[];
}

/** The span as months and few days: of a month of which more than half lies in it the rest is taken away. */
export function piecesOf({ from, to }: Period): Pieces {
  const [begin, end] = [shiftMonths(from, 0), lastOfMonth(to)];
  const isMost = { first: Number(from.slice(8)) <= 15, last: Number(to.slice(8)) >= 15 };
  const first = isMost.first ? begin : shiftMonths(from, 1);
  const last = isMost.last ? end : addDays(shiftMonths(to, 0), -1);
  if (first > last) return { days: [{ from, to, sign: 1 }] };
  const days: Pieces['days'] = [
    isMost.first ? { from: begin, to: addDays(from, -1), sign: -1 } : { from, to: addDays(first, -1), sign: 1 },
    isMost.last ? { from: addDays(to, 1), to: end, sign: -1 } : { from: addDays(last, 1), to, sign: 1 },
  ];
  return { months: { first: first.slice(0, 7), last: last.slice(0, 7) }, days: days.filter((d) => d.from <= d.to) };
}

/** `2026-04` … of a span, oldest first; with at least so many up to its end. */
export function monthsOf({ from, to }: Period, least = 1): readonly string[] {
  const begin = [from, shiftMonths(to, 1 - least)].sort()[0] ?? from;
  const months: string[] = [];
  for (let month = shiftMonths(begin, 0); month <= to; month = shiftMonths(month, 1)) months.push(month.slice(0, 7));
  return months;
}

/** How many months the span is, when it begins and ends with one. */
export function wholeMonths({ from, to }: Period): number | undefined {
  if (!from.endsWith('-01') || to !== lastOfMonth(to)) return undefined;
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1;
}

function lastOfMonth(day: string): string {
  return monthPeriod(day.slice(0, 7)).to;
}

/** First of the month so many months away. */
function shiftMonths(day: string, by: number): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + by;
  return dayText({ year: Math.floor(months / 12), month: (months % 12) + 1, day: 1 });
}

/** The same day of a month so many months away, or its last. */
function clampDay(day: string, by: number): string {
  const first = shiftMonths(day, by);
  const last = lastOfMonth(first);
  const same = `${first.slice(0, 7)}-${day.slice(8)}`;
  return same < last ? same : last;
}

export function addDays(day: string, by: number): string {
  return dayFromNumber((dayNumber(day) ?? 0) + by) ?? day;
}

export function daysBetween(from: string, to: string): number {
  return (dayNumber(to) ?? 0) - (dayNumber(from) ?? 0);
}

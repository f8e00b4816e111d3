// Arithmetic on day numbers (`shared/form/calendar.ts`): which days an office counts, months by the
// calendar. Office days are counted by the rules of the Right to Public Services: the day of the
// application is not counted, Sundays and public holidays are not counted (Bihar RTPS Rules 2011, dossier B4).
import { dayFromNumber, dayNumber, dayText, daysInMonth, parseDay } from '../form/calendar.ts';

export const FIRST_DAY = '1000-01-01';
export const LAST_DAY = '9999-12-31';

/** Milliseconds from UTC's midnight back to India's: no daylight saving, ever the same. */
export const INDIA_OFFSET = 19_800_000;
export const DAY_LENGTH = 86_400_000;

/** The day number on which a moment (milliseconds since 1970) falls in India. */
export function indiaDayNumber(at: number): number {
  return Math.floor((at + INDIA_OFFSET) / DAY_LENGTH);
}

/** The moment at which a day begins in India. */
export function startOfDay(day: number): number {
  return day * DAY_LENGTH - INDIA_OFFSET;
}

/** ISO text of a day number, held within the years that have one. */
export function dayOfNumber(day: number): string {
  return dayFromNumber(day) ?? (day < 0 ? FIRST_DAY : LAST_DAY);
}

/** An ISO day that is a Sunday or a public holiday. */
export function isDayOff(day: number, holidays: ReadonlySet<string>): boolean {
  // 1970-01-01 was a Thursday.
  return (((day + 4) % 7) + 7) % 7 === 0 || holidays.has(dayFromNumber(day) ?? '');
}

/** The same day of a later month, or that month's last: from 31 January one month is 28 or 29 February. */
export function addMonths(day: number, months: number): number {
  const start = parseDay(dayOfNumber(day));
  if (start === undefined) throw new Error('a day number has a day');
  const count = start.year * 12 + start.month - 1 + months;
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1];
  if (year > 9999) return day + Math.round(months * 30.5);
  return dayNumber(dayText({ year, month, day: Math.min(start.day, daysInMonth(year, month)) })) ?? day;
}

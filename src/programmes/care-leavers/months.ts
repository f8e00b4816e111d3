// Months by the calendar, on ISO days.
import { dayText, daysInMonth, parseDay } from '#shared/form/calendar.ts';

/** The same day so many months later (or earlier), or that month's last; what is no day stays as it is. */
export function addMonths(day: string, months: number): string {
  const start = parseDay(day);
  if (start === undefined) return day;
  const count = start.year * 12 + start.month - 1 + months;
  const [year, month] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1];
  return dayText({ year, month, day: Math.min(start.day, daysInMonth(year, month)) });
}

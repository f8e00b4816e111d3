// Months by the calendar, on ISO days.
import { dayNumber } from '#shared/form/calendar.ts';
import { addMonths as monthsOn, dayOfNumber } from '#shared/task/working-days.ts';

/** The same day so many months later (or earlier), or that month's last; what is no day stays as it is. */
export function addMonths(day: string, months: number): string {
  const start = dayNumber(day);
  return start === undefined ? day : dayOfNumber(monthsOn(start, months));
}

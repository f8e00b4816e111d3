// A clock read backwards: the latest day on which something may have begun that has run out by now. So what
// is overdue can be counted by the days on which it began, and a changed limit or a holiday tells at once.
import { dayFromNumber, dayNumber, parseDay } from '../form/calendar.ts';
import type { ClockNow } from './clock.ts';
import type { Limit, Rulebook } from './rulebook.ts';
import { addMonths, DAY_LENGTH, FIRST_DAY, INDIA_OFFSET, isDayOff } from './working-days.ts';

/**
 * The latest ISO day from which a clock without pauses is overdue now (`clockState`); whatever began on
 * it or before is overdue, whatever began later is not. Undefined: nothing can be. Of limits in hours the
 * beginning is that of the day.
 */
export function overdueSince({ amount, unit }: Limit, { today, at }: ClockNow, { holidays }: Pick<Rulebook, 'holidays'>): string | undefined {
  const now = dayNumber(today);
  if (now === undefined) throw new Error('today is a day');
  switch (unit) {
    case 'hours': return dayFromNumber(Math.ceil((at - amount * 3_600_000 + INDIA_OFFSET) / DAY_LENGTH) - 1);
    case 'days': return dayFromNumber(now - 1 - amount);
    case 'working_days': return workingDaysBefore(now - 1, amount, holidays);
    case 'months': return monthsBefore(now - 1, amount);
    case 'years': return monthsBefore(now - 1, amount * 12);
  }
}

/** It was due on a working day, the last one up to `due`; that many before it began the day before. */
function workingDaysBefore(due: number, amount: number, holidays: ReadonlySet<string>): string | undefined {
  const first = dayNumber(FIRST_DAY) ?? 0;
  let left = amount;
  let day = due;
  for (; day > first; day -= 1) {
    if (isDayOff(day, holidays)) continue;
    if (left === 0) break;
    left -= 1;
    if (left === 0) return dayFromNumber(day - 1);
  }
  return day > first ? dayFromNumber(day) : undefined;
}

/** The latest day of which the same day so many months later, or that month's last, is not after `due`. */
function monthsBefore(due: number, months: number): string | undefined {
  const text = dayFromNumber(due);
  const parsed = text === undefined ? undefined : parseDay(text);
  if (parsed === undefined || parsed.year * 12 + parsed.month - 1 - months < 1000 * 12) return undefined;
  let day = addMonths(due, -months);
  // Several days end on the last of a shorter month.
  while (addMonths(day + 1, months) <= due) day += 1;
  return dayFromNumber(day);
}

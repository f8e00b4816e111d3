// Calendar days as ISO text (`2026-02-02`) without clocks or time zones: a date of birth is the same
// day everywhere. Day numbers count from 1970-01-01, in the proleptic Gregorian calendar.

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

export interface Day {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  readonly day: number;
}

/** Undefined unless the text is an existing day between years 1000 and 9999. */
export function parseDay(text: string): Day | undefined {
  const match = ISO_DAY.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return { year, month, day };
}

export function isDay(text: string): boolean {
  return parseDay(text) !== undefined;
}

export function dayText({ year, month, day }: Day): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01; undefined for what is no day. */
export function dayNumber(text: string): number | undefined {
  const parsed = parseDay(text);
  if (parsed === undefined) return undefined;
  // Years are counted from March, so that the leap day is the last of its year.
  const year = parsed.month > 2 ? parsed.year : parsed.year - 1;
  const month = (parsed.month + 9) % 12;
  const dayOfYear = Math.floor((153 * month + 2) / 5) + parsed.day - 1;
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear - 719_468;
}

/** The inverse of `dayNumber`; undefined outside years 1000–9999. */
export function dayFromNumber(days: number): string | undefined {
  if (!Number.isFinite(days)) return undefined;
  const shifted = Math.floor(days) + 719_468;
  const era = Math.floor(shifted / 146_097);
  const inEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365);
  const dayOfYear = inEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  if (year < 1000 || year > 9999) return undefined;
  return dayText({ year, month, day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1 });
}

/** Completed years from `from` to `to` (an age); undefined unless both are days. Negative when `to` is earlier. */
export function yearsBetween(from: string, to: string): number | undefined {
  const [start, end] = [parseDay(from), parseDay(to)];
  if (start === undefined || end === undefined) return undefined;
  const before = end.month < start.month || (end.month === start.month && end.day < start.day);
  return end.year - start.year - (before ? 1 : 0);
}

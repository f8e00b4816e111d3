// Reading single answers of a record, whatever stands in it.
import { dayNumber } from '#shared/form/calendar.ts';
import type { Values } from '#shared/record/change.ts';
import { rowIds } from '#shared/record/record.ts';
import { dayOfNumber, indiaDayNumber, startOfDay } from '#shared/task/working-days.ts';

/** '' for what is no text. */
export function textOf(values: Values, path: string): string {
  const value = values[path];
  return typeof value === 'string' ? value : '';
}

/** 0 for what is no number. */
export function numberOf(values: Values, path: string): number {
  const value = values[path];
  return typeof value === 'number' ? value : 0;
}

export function listOf(values: Values, path: string): readonly string[] {
  const value = values[path];
  return Array.isArray(value) ? value : [];
}

/** Rows of a repeat, the earliest `day` first; without a day last. */
export function rowsByDay(values: Values, repeat: string, day: string): readonly string[] {
  const key = (row: string): string => textOf(values, `${repeat}.${row}.${day}`) || '9999';
  return rowIds(values, repeat).sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** Rows of a repeat that edits speak of. */
export function rowsIn(edits: Values, repeat: string): readonly string[] {
  return [...new Set(Object.keys(edits).flatMap((path) => {
    const [name, row] = path.split('.');
    return name === repeat && row !== undefined ? [row] : [];
  }))];
}

/** Whole days from one ISO day to another; undefined unless both are days. */
export function daysBetween(from: string, to: string): number | undefined {
  const [start, end] = [dayNumber(from), dayNumber(to)];
  return start === undefined || end === undefined ? undefined : end - start;
}

/** Milliseconds since 1970 of a day and a time (`14:30`) by India's clocks; undefined when either is missing or odd. */
export function momentOf(day: string, time: string): number | undefined {
  const number = dayNumber(day);
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/u.exec(time) ?? [];
  if (number === undefined || hours === undefined || minutes === undefined) return undefined;
  return startOfDay(number) + (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** Day and time of a moment by India's clocks. */
export function dayTimeOf(moment: number): { readonly day: string; readonly time: string } {
  const day = indiaDayNumber(moment);
  const minutes = Math.floor((moment - startOfDay(day)) / 60_000);
  const two = (n: number): string => String(n).padStart(2, '0');
  return { day: dayOfNumber(day), time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` };
}

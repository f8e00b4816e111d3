// Reading answers out of a record's values, whatever stands in them.
import { isDay } from '#shared/form/calendar.ts';
import type { Values } from '#shared/record/change.ts';
import { rowIds } from '#shared/record/record.ts';

/** '' for what is no text. */
export function textOf(values: Values, path: string): string {
  const value = values[path];
  return typeof value === 'string' ? value : '';
}

/** Undefined for what is no number. */
export function numberOf(values: Values, path: string): number | undefined {
  const value = values[path];
  return typeof value === 'number' ? value : undefined;
}

/** '' for what is no ISO day, which is before every day. */
export function dayOf(values: Values, path: string): string {
  const text = textOf(values, path);
  return isDay(text) ? text : '';
}

/** Empty for what is no list of words. */
export function wordsOf(values: Values, path: string): readonly string[] {
  const value = values[path];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** `conditions.k7` for each present row. */
export function rowPaths(values: Values, repeat: string): readonly string[] {
  return rowIds(values, repeat).map((id) => `${repeat}.${id}`);
}

// Reading single answers of a record, whatever stands in it.
import type { Values } from '#shared/record/change.ts';
import { rowIds } from '#shared/record/record.ts';

/** '' for what is no text. */
export function textOf(values: Values, path: string): string {
  const value = values[path];
  return typeof value === 'string' ? value : '';
}

export function listOf(values: Values, path: string): readonly string[] {
  const value = values[path];
  return Array.isArray(value) ? value : [];
}

/** 0 for what is no number. */
export function numberOf(values: Values, path: string): number {
  const value = values[path];
  return typeof value === 'number' ? value : 0;
}

/** Rows of a repeat by their day, those of one day in the order in which they were written. */
export function rowsByDay(values: Values, repeat: string, day: string): readonly string[] {
  const key = (row: string): string => textOf(values, `${repeat}.${row}.${day}`);
  return rowIds(values, repeat).sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

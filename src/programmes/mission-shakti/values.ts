// Reading answers out of a record's values, whatever stands in them.
import { isDay } from '#shared/form/calendar.ts';
import type { Values } from '#shared/record/change.ts';
import { rowIds } from '#shared/record/record.ts';

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

/** '' for what is no ISO day, which is before every day. */
export function dayOf(values: Values, path: string): string {
  const text = textOf(values, path);
  return isDay(text) ? text : '';
}

/** One row of a repeat, read by field name. */
export interface Row {
  readonly id: string;
  /** `complaints.k7` */
  readonly path: string;
  readonly text: (field: string) => string;
  readonly day: (field: string) => string;
  readonly number: (field: string) => number;
}

/** Present rows of a repeat, in order of first writing. */
export function rowsOf(values: Values, repeat: string): readonly Row[] {
  return rowIds(values, repeat).map((id) => {
    const path = `${repeat}.${id}`;
    return { id, path, text: (field) => textOf(values, `${path}.${field}`), day: (field) => dayOf(values, `${path}.${field}`), number: (field) => numberOf(values, `${path}.${field}`) };
  });
}

/** Rows by a day of theirs, the latest first; those without it lead. */
export function rowsByDay(values: Values, repeat: string, field: string): readonly Row[] {
  const key = (row: Row): string => row.day(field) || '9999';
  return [...rowsOf(values, repeat)].sort((a, b) => (key(a) > key(b) ? -1 : key(a) < key(b) ? 1 : 0));
}

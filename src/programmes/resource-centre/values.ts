// Reading answers out of a file's values.
import { isDay } from '#shared/form/calendar.ts';
import type { Values } from '#shared/record/change.ts';
import { rowIds } from '#shared/record/record.ts';

export function textOf(values: Values, path: string): string {
  const value = values[path];
  return typeof value === 'string' ? value : '';
}

export function listOf(values: Values, path: string): readonly string[] {
  const value = values[path];
  return Array.isArray(value) ? value : [];
}

/** One row of a repeat, read by field name. */
export interface RowReader {
  /** `referrals.k7` */
  readonly path: string;
  readonly id: string;
  readonly text: (field: string) => string;
  /** '' for what is no day. */
  readonly day: (field: string) => string;
}

export function rowAt(values: Values, repeat: string, id: string): RowReader {
  const path = `${repeat}.${id}`;
  const text = (field: string): string => textOf(values, `${path}.${field}`);
  return { path, id, text, day: (field) => (isDay(text(field)) ? text(field) : '') };
}

/** Present rows of a repeat, in order of first writing. */
export function rowsOf(values: Values, repeat: string): readonly RowReader[] {
  return rowIds(values, repeat).map((id) => rowAt(values, repeat, id));
}

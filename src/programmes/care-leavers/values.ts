// Reading answers out of a record's values.
import { rowIds } from '#shared/record/record.ts';
import type { Values } from '#shared/record/change.ts';

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
  /** `papers.aadhaar` */
  readonly path: string;
  readonly id: string;
  readonly text: (field: string) => string;
  readonly value: (field: string) => Values[string] | undefined;
}

export function rowAt(values: Values, repeat: string, id: string): RowReader {
  const path = `${repeat}.${id}`;
  return { path, id, text: (field) => textOf(values, `${path}.${field}`), value: (field) => values[`${path}.${field}`] };
}

/** Present rows of a repeat, in order of first writing. */
export function rowsOf(values: Values, repeat: string): readonly RowReader[] {
  return rowIds(values, repeat).map((id) => rowAt(values, repeat, id));
}

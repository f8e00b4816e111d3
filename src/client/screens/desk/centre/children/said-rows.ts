// Everything the lists say of one child, field by field, each list in its own column.
import type { FieldValue } from '#shared/record/change.ts';
import type { SubjectEntry } from '#shared/subjects/child.ts';
import { EVENT_PATHS, IDENTITY_PATHS } from '#shared/subjects/entry.ts';

export interface SaidRow {
  readonly path: string;
  /** In the order of the entries; undefined: that list does not say. */
  readonly values: readonly (FieldValue | undefined)[];
  /** The lists do not say the same of what can be only one. */
  readonly contradicts: boolean;
}

const ORDER: readonly string[] = [...IDENTITY_PATHS, ...EVENT_PATHS];

/** @param differs paths on which the lists differ */
export function saidRows(entries: readonly SubjectEntry[], differs: readonly string[]): readonly SaidRow[] {
  const paths = [...new Set(entries.flatMap(({ said }) => Object.keys(said)))].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return paths.map((path) => ({ path, values: entries.map(({ said: { [path]: value } }) => (value === null || value === '' ? undefined : value)), contradicts: differs.includes(path) }))
    .filter(({ values }) => values.some((value) => value !== undefined));
}

/** Who she is comes first, then what happened, then what a list has of its own. */
function rank(path: string): number {
  const at = ORDER.indexOf(path);
  return at < 0 ? ORDER.length : at;
}

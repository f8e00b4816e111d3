// Everything the lists say of one child, field by field, each list in its own column.
import { SAME_NAME, scoreNames } from '#shared/people/names.ts';
import type { FieldValue } from '#shared/record/change.ts';
import type { SubjectEntry } from '#shared/subjects/child.ts';
import { EVENT_PATHS, IDENTITY_PATHS } from '#shared/subjects/entry.ts';

export interface SaidRow {
  readonly path: string;
  /** In the order of the entries; undefined: that list does not say. */
  readonly values: readonly (FieldValue | undefined)[];
  /** Whether the lists say the same of what can be only one: in other letters perhaps, or not. */
  readonly differs: 'no' | 'spelt' | 'said';
}

/** Written by ear, in either script. */
const NAMES: ReadonlySet<string> = new Set(['name', 'father', 'mother', 'block', 'village', 'school']);
const ORDER: readonly string[] = [...IDENTITY_PATHS, ...EVENT_PATHS];

/** @param differs paths on which the lists differ */
export function saidRows(entries: readonly SubjectEntry[], differs: readonly string[]): readonly SaidRow[] {
  const paths = [...new Set(entries.flatMap(({ said }) => Object.keys(said)))].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return paths.map((path) => ({ path, values: entries.map(({ said: { [path]: value } }) => (value === null || value === '' ? undefined : value)), differs: differs.includes(path) ? howDiffers(path, entries) : 'no' as const }))
    .filter(({ values }) => values.some((value) => value !== undefined));
}

function howDiffers(path: string, entries: readonly SubjectEntry[]): SaidRow['differs'] {
  const [first, ...others] = entries.flatMap(({ said: { [path]: value } }) => (typeof value === 'string' && value !== '' ? [value] : []));
  return first !== undefined && NAMES.has(path) && others.every((other) => scoreNames(first, other) >= SAME_NAME) ? 'spelt' : 'said';
}

/** Who she is comes first, then what happened, then what a list has of its own. */
function rank(path: string): number {
  const at = ORDER.indexOf(path);
  return at < 0 ? ORDER.length : at;
}

// From what a person typed to a change: completes groups, names the versions she saw,
// and leaves out what did not change.
import type { Change, ChangeId, FieldPath, FieldValue, Register, Values } from './change.ts';
import { liveVersions, sameValue } from './merge.ts';
import { ROW_GONE, type DehriRecord } from './record.ts';
import { pathsOf, registerOf, type RecordType } from './record-type.ts';

export type ChangeHeader = Omit<Change, 'values' | 'replaces' | 'type' | 'schema' | 'record' | 'bucket'> &
  Pick<Change, 'record' | 'bucket'>;

/**
 * The change that turns `record` (undefined: new) into one with `edits` applied, or undefined when
 * nothing would change. A contested register named in `edits` is always written: that is how a
 * person settles it, and the change names every live version it replaces.
 * @param always also writes what stands already: what mends a held change is said to the server even
 *   when another change has meanwhile brought the same values.
 */
export function editToChange(
  type: RecordType,
  record: DehriRecord | undefined,
  edits: Values,
  header: ChangeHeader,
  always = false,
): Change | undefined {
  const touched = new Set<Register>();
  for (const [path, value] of Object.entries(edits)) {
    const register = registerOf(type, path);
    const contested = record !== undefined && (record.rivals[register]?.length ?? 0) > 1;
    const before = record?.values[path];
    if (always || contested || (before === undefined ? value !== null || record === undefined : !sameValue(before, value))) touched.add(register);
  }
  if (touched.size === 0) return undefined;
  for (const register of touched) {
    const parts = register.split('.');
    if (parts.length === 3) touched.add(`${parts[0]}.${parts[1]}.${ROW_GONE}`);
  }

  // Of a record that a newer app wrote this one may not know the names: it says nothing about what it does not see.
  const isNewer = record !== undefined && record.schema > type.version;
  const values: Record<FieldPath, FieldValue> = {};
  const replaces: Record<Register, readonly ChangeId[]> = {};
  for (const register of touched) {
    for (const path of pathsOf(type, register)) {
      if (isNewer && !Object.hasOwn(edits, path) && record.values[path] === undefined && !path.endsWith(`.${ROW_GONE}`)) continue;
      const value = edits[path] ?? record?.values[path] ?? (path.endsWith(`.${ROW_GONE}`) ? false : null);
      values[path] = Object.hasOwn(edits, path) ? edits[path] ?? null : value;
    }
    const seen = record === undefined ? [] : liveVersions(type, record, register).map((v) => v.change);
    if (seen.length > 0) replaces[register] = seen;
  }
  return { ...header, type: type.name, schema: type.version, values, replaces };
}

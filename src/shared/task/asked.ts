// About which questions nobody is asked when two answered them differently: set by the state for a kind of
// record and a register declared `ask`. Merging stays as it is declared; where nobody is to be asked, the
// server writes an ordinary settling change that says what came last (`server/sync/settle-by-rule.ts`).
import { isGuardPath } from '../access/guard.ts';
import { bucketPlace } from '../place/bucket.ts';
import { levelOf } from '../place/place.ts';
import type { Register } from '../record/change.ts';
import { rowIds, type DehriRecord } from '../record/record.ts';
import { fieldDef, pathsOf, patternOf, policyOf, type RecordType } from '../record/record-type.ts';

/** Registers as patterns (`@visit`, `members.*.@birth`) that are declared `ask`, the type's own order. */
export function askedRegisters(type: RecordType): Register[] {
  const grouped = new Set(Object.values(type.groups ?? {}).flatMap(({ fields }) => fields));
  const groups = Object.entries(type.groups ?? {}).flatMap(([name, { fields: [first], merge }]) => (first === undefined || merge !== 'ask' ? [] : [`${first.slice(0, first.lastIndexOf('.') + 1)}@${name}`]));
  return [...Object.keys(type.fields).filter((path) => !grouped.has(path) && type.fields[path]?.merge === 'ask'), ...groups];
}

/**
 * May it be left to the rule? Never: files of persons (a contest decides who may read them), what is settled on a
 * page of its own, answers of which one protects more, those that only an approver gives, and those
 * that say who or what the record is.
 */
export function mayBeUnasked(type: RecordType, register: Register): boolean {
  if (type.guard !== undefined || type.quiet === true || type.writeOnly === true || policyOf(type, register) !== 'ask') return false;
  const paths = pathsOf(type, register);
  return paths.length > 0 && paths.every((path) => {
    const def = fieldDef(type, path);
    const pattern = patternOf(path);
    return def !== undefined && def.protective === undefined && def.kind !== 'record' && type.approves?.[pattern] === undefined && type.approvedFrom !== pattern && type.unique?.includes(pattern) !== true && !isGuardPath(type, path);
  });
}

/** Id of the rulebook's row about it: a path has no more dots. */
export function askedRow(type: string, pattern: Register): string {
  return `${type}:${pattern.replaceAll('.', '-').replaceAll('*', '_').replaceAll('@', ':')}`;
}

/** Registers, as `<type> <pattern>`, about which the state of these places has set that nobody is asked. */
export type Unasked = ReadonlySet<string>;

/** @param said records of the type `rulebook` of one state; a district sets nothing of it */
export function unaskedFrom(said: readonly Pick<DehriRecord, 'bucket' | 'values'>[]): Unasked {
  const found = new Set<string>();
  for (const { bucket, values } of said) {
    if (levelOf(bucketPlace(bucket)) !== 'state') continue;
    for (const row of rowIds(values, 'asked')) {
      const [type, register] = [values[`asked.${row}.type`], values[`asked.${row}.register`]];
      if (typeof type === 'string' && typeof register === 'string' && values[`asked.${row}.asked`] === false) found.add(`${type} ${register}`);
    }
  }
  return found;
}

export function isUnasked(unasked: Unasked, type: RecordType, register: Register): boolean {
  return unasked.has(`${type.name} ${patternOf(register)}`) && mayBeUnasked(type, register);
}

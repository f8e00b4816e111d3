// What a list that comes again may change in a record. A list is one voice among several: it
// replaces what earlier lists said, never unseen what a person has written since.
//
//   says the same as the last list ............... nothing
//   nobody has written since ..................... replaces the list's own version
//   a person has, the target renews the field .... replaces all it saw
//   a person has, the field is asked ............. stands beside hers until someone chooses
//   a person has, any other field ................ hers stays
//   an empty cell ................................ says nothing
import type { ChangeId, FieldPath, FieldValue, Values } from '#shared/record/change.ts';
import { liveVersions, sameValue } from '#shared/record/merge.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { pathsOf, policyOf, registerOf, type RecordType } from '#shared/record/record-type.ts';

/** What all lists so far have said of a record. */
export interface ListedBefore {
  readonly changes: ReadonlySet<ChangeId>;
  readonly values: Values;
}

export interface Correction {
  readonly edits: Values;
  /** Registers in which a version written by a person must stay live. */
  readonly beside: ReadonlySet<string>;
}

export function correctionOf(type: RecordType, record: DehriRecord, before: ListedBefore, values: Values, renews: readonly string[]): Correction {
  const edits: Record<FieldPath, FieldValue> = {};
  const beside = new Set<string>();
  for (const [path, value] of Object.entries(values)) {
    if (Object.hasOwn(before.values, path) && sameValue(before.values[path] ?? null, value)) continue;
    const current = record.values[path];
    const register = registerOf(type, path);
    const contested = (record.rivals[register]?.length ?? 0) > 1;
    if (!contested && current !== undefined && sameValue(current, value)) continue;
    const byPerson = liveVersions(type, record, register).some((v) => !before.changes.has(v.change));
    if (byPerson && !renews.includes(path)) {
      if (policyOf(type, register) !== 'ask') continue;
      beside.add(register);
    }
    for (const each of pathsOf(type, register)) {
      const said = values[each];
      if (said !== undefined) edits[each] = said;
    }
  }
  return { edits, beside };
}

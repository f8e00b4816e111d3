// What a record's rules say of some values.
import type { FieldPath, Values } from '#shared/record/change.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { TODAY } from './record-of.ts';

export function brokenBy(type: RecordType, values: Values, today: string = TODAY): (readonly [code: string, paths: readonly FieldPath[]])[] {
  return (type.rules ?? []).flatMap((rule) => {
    const paths = rule.broken(values, today);
    return paths.length === 0 ? [] : [[rule.code, paths] as const];
  });
}

// Guarded records: files of one person whose readers depend on names in the record itself. A type says
// where those names stand; from a record comes the subject that `access.ts` decides about.
import type { BucketId, PersonId, Values } from '../record/change.ts';
import { rowIds } from '../record/record.ts';
import type { RecordType } from '../record/record-type.ts';
import type { Subject } from './access.ts';

export interface Guard {
  /** Path of the person responsible. */
  readonly assigned: string;
  /** Patterns (`team.*.person`) of persons named on it for a service, and of persons kept from it. */
  readonly team?: string;
  readonly barred?: string;
  /** Class of one record where it differs from its type's: a child's file. Total: any values, also odd ones. */
  readonly classOf?: (values: Values) => string;
  /** Path of "no phone keeps this file": it is opened online, each time anew. */
  readonly neverKept?: string;
}

export function subjectOf(type: RecordType, record: { readonly bucket: BucketId; readonly values: Values }): Subject {
  const { guard } = type;
  if (guard === undefined) return { accessClass: type.accessClass, bucket: record.bucket };
  const assigned = record.values[guard.assigned];
  return {
    accessClass: guard.classOf?.(record.values) ?? type.accessClass,
    bucket: record.bucket,
    assigned: typeof assigned === 'string' ? assigned : undefined,
    team: personsAt(record.values, guard.team),
    barred: personsAt(record.values, guard.barred),
  };
}

/** True when no phone may keep it. */
export function isNeverKept(type: RecordType, values: Values): boolean {
  return type.guard?.neverKept !== undefined && values[type.guard.neverKept] === true;
}

function personsAt(values: Values, pattern: string | undefined): readonly PersonId[] {
  const [repeat, , field] = pattern?.split('.') ?? [];
  if (repeat === undefined || field === undefined) return [];
  return rowIds(values, repeat).flatMap((row) => {
    const person = values[`${repeat}.${row}.${field}`];
    return typeof person === 'string' ? [person] : [];
  });
}

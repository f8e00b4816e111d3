// Guarded records: files of one person whose readers depend on names in the record itself. A type says
// where those names stand; from a record comes the subject that `access.ts` decides about.
import type { BucketId, FieldPath, PersonId, Values } from '../record/change.ts';
import { rowIds, type DehriRecord } from '../record/record.ts';
import type { RecordType } from '../record/record-type.ts';
import type { Subject } from './access.ts';
import { ACCESS_CLASSES } from './table.ts';

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

/** @param record in its present shape. While answers are contested, the stricter class they allow is its class. */
export function subjectOf(type: RecordType, record: { readonly bucket: BucketId; readonly values: Values; readonly rivals?: DehriRecord['rivals'] }): Subject {
  const { guard } = type;
  if (guard === undefined) return { accessClass: type.accessClass, bucket: record.bucket };
  const assigned = record.values[guard.assigned];
  return {
    accessClass: strictestClass(type.accessClass, guard, record),
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

/** Does the path say who may see the record? Rows of persons count whole, their removal too. */
export function isGuardPath({ guard }: RecordType, path: FieldPath): boolean {
  if (guard === undefined) return false;
  const repeats = [guard.team, guard.barred].flatMap((pattern) => (pattern === undefined ? [] : [pattern.slice(0, pattern.indexOf('.') + 1)]));
  return path === guard.assigned || path === guard.neverKept || repeats.some((prefix) => path.startsWith(prefix));
}

function strictestClass(plain: string, { classOf }: Guard, { values, rivals = {} }: { readonly values: Values; readonly rivals?: DehriRecord['rivals'] }): string {
  if (classOf === undefined) return plain;
  let strictest = classOf(values);
  for (const live of Object.values(rivals)) {
    for (const rival of live) {
      const one = classOf({ ...values, ...rival.values });
      if (rank(one) > rank(strictest)) strictest = one;
    }
  }
  return strictest;
}

/** Later classes of the table are stricter. */
function rank(accessClass: string): number {
  return ACCESS_CLASSES.findIndex((known) => known === accessClass);
}

function personsAt(values: Values, pattern: string | undefined): readonly PersonId[] {
  const [repeat, , field] = pattern?.split('.') ?? [];
  if (repeat === undefined || field === undefined) return [];
  return rowIds(values, repeat).flatMap((row) => {
    const person = values[`${repeat}.${row}.${field}`];
    return typeof person === 'string' ? [person] : [];
  });
}

// The reduced state of a record: what all its changes, folded in the server's order, amount to.
import type { BucketId, ChangeId, FieldPath, PersonId, RecordId, Register, Values } from './change.ts';

/** One of several live versions of a register, written without sight of each other. */
export interface Rival {
  readonly change: ChangeId;
  readonly values: Values;
  /** Its author; '' for what a list says, and while `at` is 0. */
  readonly by: PersonId;
  /**
   * Milliseconds since 1970: when the server took it; on the phone, for unsent changes, the phone's
   * own time. 0 until it is looked up (see `withOrigins`).
   */
  readonly at: number;
}

/** Named `DehriRecord` because `Record` is TypeScript's own. */
export interface DehriRecord {
  readonly id: RecordId;
  readonly type: string;
  readonly bucket: BucketId;
  /** Server order of the last change applied within the bucket; 0 while it is only on this phone. */
  readonly seq: number;
  /** Version of the record type the values are in. */
  readonly schema: number;
  /** The values in force. */
  readonly values: Values;
  /** The change that wrote every written register not named in `heads`. */
  readonly base: ChangeId;
  readonly heads: Readonly<Record<Register, ChangeId>>;
  /** Registers with more than one live version, all of them, in server order. */
  readonly rivals: Readonly<Record<Register, readonly Rival[]>>;
}

export type FieldReader = (path: FieldPath) => Values[string] | undefined;

/** Ids of the rows of a repeat that are present and not removed, in order of first writing. */
export function rowIds(values: Values, repeat: FieldPath): string[] {
  const prefix = `${repeat}.`;
  const ids = new Set<string>();
  for (const path of Object.keys(values)) {
    if (!path.startsWith(prefix)) continue;
    const end = path.indexOf('.', prefix.length);
    if (end > 0) ids.add(path.slice(prefix.length, end));
  }
  return [...ids].filter((id) => values[`${prefix}${id}.${ROW_GONE}`] !== true);
}

/**
 * Tombstone of a repeat row. Every edit of a row also writes it (`false`), so that
 * "one removed the row, another edited it" meets in one register and is asked, not lost.
 */
export const ROW_GONE = '_gone';

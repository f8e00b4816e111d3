// What a record's history amounts to when it was moved between buckets on its way.
import { applyChange } from '#shared/record/merge.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { changeFromRow, type ChangeRow } from './stored.ts';

/** A row of `record_move`. */
export interface MoveRow {
  readonly record: string;
  readonly from_bucket: string;
  readonly from_seq: number;
  readonly to_bucket: string;
  readonly to_seq: number;
}

/**
 * Folds the changes of one record. Within a bucket their order is that of seq; its moves, in their own
 * order, say where one bucket's part ends and the next begins. Undefined: no changes, or one that lies
 * where the record was not.
 */
export function foldHistory(type: RecordType, changes: readonly ChangeRow[], moves: readonly MoveRow[]): DehriRecord | undefined {
  let folded: DehriRecord | undefined;
  let since = 0;
  let taken = 0;
  const take = (bucket: string | undefined, until: number): void => {
    for (const change of changes) {
      if ((bucket !== undefined && change.bucket !== bucket) || change.seq <= since || change.seq >= until) continue;
      folded = applyChange(type, folded, changeFromRow(change), { seq: change.seq, at: change.at });
      taken += 1;
    }
  };
  for (const move of moves) {
    take(move.from_bucket, move.from_seq);
    if (folded?.bucket !== move.from_bucket) return undefined;
    folded = { ...folded, bucket: move.to_bucket, seq: move.to_seq };
    since = move.to_seq;
  }
  take(moves.at(-1)?.to_bucket, Infinity);
  return taken === changes.length ? folded : undefined;
}

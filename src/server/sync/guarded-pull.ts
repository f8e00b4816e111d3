// Files of persons on their way to a phone. Who may hold one is said by names in the record itself, so
// the bucket is looked through record by record, in one statement and so as of one moment: what she may
// hold is sent, of what else has changed only the id, as gone. Her checksum is over what she may hold.
import type { Grant } from '#shared/access/access.ts';
import { mayKeep, sightOf } from '#shared/access/keep.ts';
import { migrateRecord } from '#shared/record/migrate.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { addDigest } from '#shared/sync/digest.ts';
import type { PageLine } from '#shared/sync/protocol.ts';
import { encodeRecords } from '#shared/sync/wire-records.ts';
import { recordFromRow } from './stored.ts';
import type { ReadableBucket, SyncServices, WholeBucket } from './sync-tables.ts';

export interface LookedThrough {
  readonly seq: number;
  /** Sum of the digests of all she may hold. */
  readonly checksum: number;
  /** What has changed since her cursor, in the order of seq; undefined: not for her. */
  readonly changed: readonly { readonly id: string; readonly seq: number; readonly record: DehriRecord | undefined }[];
  readonly left: WholeBucket['gone'];
  readonly erased: readonly string[];
}

/** Beside the bucket's own generation what she may see by her grants of the day: with other grants she begins anew. */
export function guardedGeneration(generation: number, grants: readonly Grant[], bucket: string, day: string): number {
  return generation * 2 ** 32 + sightOf(grants, bucket, day);
}

/** Undefined: there is no such bucket, or it has begun anew meanwhile. */
export async function lookThrough({ tables, registry }: SyncServices, bucket: ReadableBucket, grants: readonly Grant[], day: string, after: number): Promise<LookedThrough | undefined> {
  const whole = await tables.whole(bucket, after);
  if (whole === undefined || whole.generation !== bucket.generation) return undefined;
  let checksum = 0;
  const changed: LookedThrough['changed'][number][] = [];
  for (const row of whole.rows) {
    const type = registry.type(row.type)?.type;
    const record = recordFromRow(row);
    const hers = type !== undefined && mayKeep(grants, type, migrateRecord(type, record), day);
    if (hers) checksum = addDigest(checksum, row.digest);
    if (row.seq > after) changed.push({ id: row.id, seq: row.seq, record: hers ? record : undefined });
  }
  return { seq: whole.seq, checksum, changed, left: whole.gone, erased: whole.erased };
}

/** The next page after a seq: at most `most` changed records, whether or not they are hers. */
export function guardedPage(bucket: string, generation: number, { seq, changed, left, erased }: LookedThrough, after: number, fresh: boolean, most: number): { readonly line: PageLine; readonly looked: number } {
  const waiting = changed.filter((c) => c.seq > after);
  const part = waiting.slice(0, most);
  const reached = part.length < waiting.length ? part.at(-1)?.seq ?? seq : seq;
  const gone = fresh ? [] : [...part.flatMap((c) => (c.record === undefined ? [c.id] : [])), ...left.flatMap(([id, at]) => (at > after && at <= reached ? [id] : []))];
  return {
    looked: part.length,
    line: {
      t: 'page', b: bucket, g: generation, s: reached, ...(fresh && { fresh: true as const }), rows: encodeRecords(part.flatMap((c) => c.record ?? [])),
      ...(gone.length > 0 && { gone }), ...(reached === seq && erased.length > 0 && { erased: [...erased] }),
    },
  };
}

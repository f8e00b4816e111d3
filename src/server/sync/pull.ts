// What is new for a person since her cursors. Every page is one statement, so it sees one moment: the
// bucket's counters and the rows fit together, and since seq order is commit order no later page can
// bring a row that an earlier one should have had. No transaction stays open while a slow phone reads.
import { decideRecord, isInForce, type Grant } from '#shared/access/access.ts';
import { mayFollowFiles } from '#shared/access/keep.ts';
import { bucketShelf, DOWNWARD_SHELVES } from '#shared/place/bucket.ts';
import { districtOf } from '#shared/place/place.ts';
import type { Cursors, EndLine, PageLine } from '#shared/sync/protocol.ts';
import { encodeRecords } from '#shared/sync/wire-records.ts';
import { today } from '../services.ts';
import { districtOfBucket } from './check-change.ts';
import { guardedGeneration, guardedPage, lookThrough, type LookedThrough } from './guarded-pull.ts';
import { recordFromRow } from './stored.ts';
import type { ReadableBucket, SyncServices } from './sync-tables.ts';

export const PAGE_RECORDS = 1_000;

export interface BucketPlan extends ReadableBucket {
  /** Generation as the phone is told it. */
  readonly told: number;
  /** Everything up to here is on the phone. */
  readonly after: number;
  /** The phone must forget what it held of the bucket. */
  readonly fresh: boolean;
  /** Of guarded records: what of them is hers. */
  readonly looked?: LookedThrough;
}

export interface PullPlan {
  readonly buckets: readonly BucketPlan[];
  readonly drop: readonly string[];
  /** Most records to come; the true number may be smaller. */
  readonly coming: number;
  /** She has what a bucket never gave. */
  readonly ahead: boolean;
}

/** Files of persons that the answer brings to the phone, by bucket. */
export function filesOf({ buckets }: PullPlan, limit = Infinity): { readonly bucket: string; readonly records: number }[] {
  return buckets.flatMap(({ id, looked }) => {
    const records = Math.min(limit, looked?.changed.filter((c) => c.record !== undefined).length ?? 0);
    return records > 0 ? [{ bucket: id, records }] : [];
  });
}

/** Every bucket that her grants of today let her read. */
export async function readableBuckets(services: SyncServices, grants: readonly Grant[]): Promise<ReadableBucket[]> {
  const day = today(services);
  const current = grants.filter((g) => isInForce(g, day));
  if (current.length === 0) return [];
  const above = current.flatMap(({ place }) => {
    const parts = place.split('.');
    return parts.slice(0, -1).flatMap((_, i) => [...DOWNWARD_SHELVES].map((shelf) => ({ district: i === 0 ? 0 : Number(parts[1] ?? 0), id: `${parts.slice(0, i + 1).join('.')}/${shelf}` })));
  });
  const below = current.map(({ place }) => ({ district: districtOf(place), place }));
  const buckets = await services.tables.bucketsBelow(below, services.registry.shelves, above);
  return buckets.filter((b) => mayFollow(services, grants, b.id, day));
}

/** Does a phone of hers follow the bucket? What it gets of guarded records is decided for each of them. */
export function mayFollow({ registry }: Pick<SyncServices, 'registry'>, grants: readonly Grant[], bucket: string, day: string): boolean {
  const shelf = bucketShelf(bucket);
  const accessClass = registry.classOf(shelf);
  if (accessClass === undefined || registry.isWriteOnly(shelf)) return false;
  return registry.isGuarded(shelf) ? mayFollowFiles(grants, bucket, day) : decideRecord(grants, 'read', accessClass, bucket, day).ok;
}

function toldGeneration(services: SyncServices, { id, generation }: ReadableBucket, grants: readonly Grant[]): number {
  return services.registry.isGuarded(bucketShelf(id)) ? guardedGeneration(generation, grants, id, today(services)) : generation;
}

/** Compares her cursors with what is there. `cursors` are {} after a reset, but `held` still says what she has. */
export async function planPull(services: SyncServices, grants: readonly Grant[], cursors: Cursors, held: Cursors = cursors): Promise<PullPlan> {
  const readable = await readableBuckets(services, grants);
  const ids = new Set(readable.map((b) => b.id));
  const buckets: BucketPlan[] = [];
  let coming = 0;
  let ahead = false;
  for (const bucket of readable) {
    const cursor = Object.hasOwn(cursors, bucket.id) ? cursors[bucket.id] : undefined;
    const told = toldGeneration(services, bucket, grants);
    ahead ||= isAhead(cursor, bucket, told);
    const known = cursor !== undefined && cursor[0] === told && cursor[1] <= bucket.seq && cursor[1] >= 0;
    const after = known ? cursor[1] : 0;
    if (known && after === bucket.seq) continue;
    if (!known && bucket.seq === 0) continue;
    if (!services.registry.isGuarded(bucketShelf(bucket.id))) {
      buckets.push({ ...bucket, told, after, fresh: !known });
      coming += Math.min(bucket.records, bucket.seq - after);
      continue;
    }
    const looked = await lookThrough(services, bucket, grants, today(services), after);
    // It began anew in between: the next sync fetches it from its start.
    if (looked === undefined) continue;
    buckets.push({ ...bucket, told, after, fresh: !known, looked });
    coming += looked.changed.filter((c) => c.record !== undefined).length;
  }
  return { buckets, drop: Object.keys(held).filter((id) => !ids.has(id)), coming, ahead };
}

/**
 * Does she have more of one of these buckets than it ever gave? Seqs are given once, so only a database
 * that went back can be behind a phone. Asked before a push, which gives the same seqs anew.
 */
export async function isBehindPhone(services: SyncServices, grants: readonly Grant[], cursors: Cursors, buckets: readonly string[]): Promise<boolean> {
  const named = [...new Set(buckets)].flatMap((id) => {
    const district = districtOfBucket(id);
    return district === undefined || !Object.hasOwn(cursors, id) ? [] : [{ district, id }];
  });
  if (named.length === 0) return false;
  return (await services.tables.bucketsBelow([], [], named)).some((bucket) => isAhead(cursors[bucket.id], bucket, toldGeneration(services, bucket, grants)));
}

function isAhead(cursor: Cursors[string] | undefined, { seq }: ReadableBucket, told: number): boolean {
  return cursor !== undefined && cursor[0] === told && cursor[1] > seq;
}

/** Pages and the end line. Stops early after `limit` records, saying that more waits. */
export async function* pullLines(services: SyncServices, plan: PullPlan, limit = Infinity): AsyncGenerator<PageLine | EndLine> {
  const sums: Record<string, number> = {};
  let left = limit;
  let more = false;
  for (const bucket of plan.buckets) {
    let { after, fresh } = bucket;
    for (;;) {
      if (left <= 0) {
        more = true;
        break;
      }
      const most = Math.min(PAGE_RECORDS, left);
      const next: NextPage | undefined = bucket.looked === undefined
        ? await openPage(services, bucket, after, fresh, most)
        : { ...bucket.looked, ...guardedPage(bucket.id, bucket.told, bucket.looked, after, fresh, most) };
      // The bucket began anew meanwhile: the next sync fetches it from its start.
      if (next === undefined) {
        more = true;
        break;
      }
      left -= next.looked;
      yield next.line;
      after = next.line.s;
      fresh = false;
      if (after >= next.seq) {
        sums[bucket.id] = next.checksum;
        break;
      }
    }
    if (more && left <= 0) break;
  }
  yield { t: 'end', ...(Object.keys(sums).length > 0 && { sums }), ...(more && { more: true as const }) };
}

async function openPage({ tables }: SyncServices, { told, ...bucket }: BucketPlan, after: number, fresh: boolean, most: number): Promise<NextPage | undefined> {
  const found = await tables.page(bucket, after, most);
  if (found === undefined || found.generation !== bucket.generation) return undefined;
  const records = found.rows.map(recordFromRow);
  const full = records.length === most;
  const reached = full ? records[records.length - 1]?.seq ?? found.seq : found.seq;
  const gone = fresh ? [] : found.gone.filter(([, seq]) => seq <= reached).map(([id]) => id);
  return {
    seq: found.seq, checksum: found.checksum, looked: records.length,
    line: { t: 'page', b: bucket.id, g: told, s: reached, ...(fresh && { fresh: true as const }), rows: encodeRecords(records), ...(gone.length > 0 && { gone }), ...(found.erased.length > 0 && { erased: [...found.erased] }) },
  };
}

/** A page, how many records it looked at, and the state of the bucket as of its moment. */
interface NextPage {
  readonly line: PageLine;
  readonly looked: number;
  readonly seq: number;
  readonly checksum: number;
}

// What is new for a person since her cursors. Every page is one statement, so it sees one moment: the
// bucket's counters and the rows fit together, and since seq order is commit order no later page can
// bring a row that an earlier one should have had. No transaction stays open while a slow phone reads.
import { decideRecord, isInForce, type Grant } from '#shared/access/access.ts';
import { bucketShelf, DOWNWARD_SHELVES } from '#shared/place/bucket.ts';
import type { Cursors, EndLine, PageLine } from '#shared/sync/protocol.ts';
import { encodeRecords } from '#shared/sync/wire-records.ts';
import { today, type Services } from '../services.ts';
import { recordFromRow, type RecordState } from './stored.ts';

export const PAGE_RECORDS = 1_000;

export interface ReadableBucket {
  readonly district: number;
  readonly id: string;
  readonly generation: number;
  readonly seq: number;
  readonly records: number;
}

export interface BucketPlan extends ReadableBucket {
  /** Everything up to here is on the phone. */
  readonly after: number;
  /** The phone must forget what it held of the bucket. */
  readonly fresh: boolean;
}

export interface PullPlan {
  readonly buckets: readonly BucketPlan[];
  readonly drop: readonly string[];
  /** Most records to come; the true number may be smaller. */
  readonly coming: number;
}

/** Every bucket that her grants of today let her read. */
export async function readableBuckets(services: Services, grants: readonly Grant[]): Promise<ReadableBucket[]> {
  const day = today(services);
  const current = grants.filter((g) => isInForce(g, day));
  if (current.length === 0) return [];
  const shelves = services.registry.shelves;
  const above = current.flatMap(({ place }) => {
    const parts = place.split('.');
    return parts.slice(0, -1).flatMap((_, i) => [...DOWNWARD_SHELVES].map((shelf) => ({ district: Number(parts[1] ?? 0), id: `${parts.slice(0, i + 1).join('.')}/${shelf}` })));
  });
  const { rows } = await services.db.pipelined.query<ReadableBucket>({
    name: 'readable',
    text: `SELECT b.district, b.id, b.generation, b.seq, b.records FROM unnest($1::int[], $2::text[]) AS g (district, place)
           JOIN bucket b ON (g.district = 0 OR b.district = g.district) AND b.id >= g.place || '.' AND b.id < g.place || '0' AND b.shelf = ANY($3::text[])
           UNION
           SELECT b.district, b.id, b.generation, b.seq, b.records FROM unnest($4::int[], $5::text[]) AS a (district, id)
           JOIN bucket b ON b.district = a.district AND b.id = a.id
           ORDER BY id`,
    values: [current.map((g) => Number(g.place.split('.')[1] ?? 0)), current.map((g) => g.place), shelves, above.map((a) => a.district), above.map((a) => a.id)],
  });
  return rows.filter((b) => mayRead(services, grants, b.id, day));
}

export function mayRead(services: Services, grants: readonly Grant[], bucket: string, day: string): boolean {
  const accessClass = services.registry.classOf(bucketShelf(bucket));
  return accessClass !== undefined && decideRecord(grants, 'read', accessClass, bucket, day).ok;
}

/** Compares her cursors with what is there. `cursors` are {} after a reset, but `held` still says what she has. */
export async function planPull(services: Services, grants: readonly Grant[], cursors: Cursors, held: Cursors = cursors): Promise<PullPlan> {
  const readable = await readableBuckets(services, grants);
  const ids = new Set(readable.map((b) => b.id));
  const buckets: BucketPlan[] = [];
  let coming = 0;
  for (const bucket of readable) {
    const cursor = Object.hasOwn(cursors, bucket.id) ? cursors[bucket.id] : undefined;
    const known = cursor !== undefined && cursor[0] === bucket.generation && cursor[1] <= bucket.seq && cursor[1] >= 0;
    const after = known ? cursor[1] : 0;
    if (known && after === bucket.seq) continue;
    if (!known && bucket.seq === 0) continue;
    buckets.push({ ...bucket, after, fresh: !known });
    coming += Math.min(bucket.records, bucket.seq - after);
  }
  return { buckets, drop: Object.keys(held).filter((id) => !ids.has(id)), coming };
}

interface PageRow {
  readonly generation: number;
  readonly seq: number;
  readonly checksum: number;
  readonly gone: readonly (readonly [string, number])[] | null;
  readonly id: string | null;
  readonly type: string;
  readonly at: number;
  readonly state: RecordState;
}

/** Pages and the end line. Stops early after `limit` records, saying that more waits. */
export async function* pullLines(services: Services, plan: PullPlan, limit = Infinity): AsyncGenerator<PageLine | EndLine> {
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
      const rows = await readPage(services, bucket, after, most);
      const [first] = rows;
      // The bucket began anew meanwhile: the next sync fetches it from its start.
      if (first === undefined || first.generation !== bucket.generation) {
        more = true;
        break;
      }
      const records = rows.flatMap((r) => (r.id === null ? [] : [recordFromRow({ id: r.id, bucket: bucket.id, type: r.type, seq: r.at, state: r.state })]));
      const full = records.length === most;
      const reached = full ? records[records.length - 1]?.seq ?? first.seq : first.seq;
      const gone = fresh ? [] : (first.gone ?? []).filter(([, seq]) => seq <= reached).map(([id]) => id);
      left -= records.length;
      yield { t: 'page', b: bucket.id, g: bucket.generation, s: reached, ...(fresh && { fresh: true as const }), rows: encodeRecords(records), ...(gone.length > 0 && { gone }) };
      after = reached;
      fresh = false;
      if (reached >= first.seq) {
        sums[bucket.id] = first.checksum;
        break;
      }
    }
    if (more && left <= 0) break;
  }
  yield { t: 'end', ...(Object.keys(sums).length > 0 && { sums }), ...(more && { more: true as const }) };
}

async function readPage({ db }: Services, { district, id }: BucketPlan, after: number, most: number): Promise<readonly PageRow[]> {
  const { rows } = await db.pipelined.query<PageRow>({
    name: 'page',
    text: `SELECT b.generation, b.seq, b.checksum, r.id, r.type, r.seq AS at, r.state,
             (SELECT json_agg(json_build_array(d.record, d.seq)) FROM departed d WHERE d.district = b.district AND d.bucket = b.id AND d.seq > $3) AS gone
           FROM bucket b LEFT JOIN LATERAL (
             SELECT id, type, seq, state FROM record WHERE district = $1 AND bucket = $2 AND seq > $3 ORDER BY seq LIMIT $4
           ) r ON true
           WHERE b.district = $1 AND b.id = $2 ORDER BY r.seq`,
    values: [district, id, after, most],
  });
  return rows;
}

// Is every record what its changes and moves make of it? Folds the whole history again and compares,
// record by record; then the buckets: their checksum, their number of records, that no seq is missing,
// and that nothing they say is gone is there.
// Reads one moment's state in pieces, so it may run while phones hand in.
import { isDeepStrictEqual } from 'node:util';
import { crc32 } from 'node:zlib';
import type pg from 'pg';
import { signatureOf } from '#shared/record/change.ts';
import { withOrigins, type Origin } from '#shared/record/merge.ts';
import { migrateRecord } from '#shared/record/migrate.ts';
import { canonicalText } from '#shared/sync/digest.ts';
import type { Services } from '../services.ts';
import { foldHistory, type MoveRow } from './moved.ts';
import { recordFromRow, type ChangeRow, type RecordRow } from './stored.ts';

export interface FoldFault {
  readonly district: number;
  /** `record` differs from its history, or its `digest` from the record; a `history` without a record;
   * a `bucket` whose checksum, count or seq is not that of what lies in it. */
  readonly kind: 'record' | 'digest' | 'history' | 'bucket';
  /** Id of the record or bucket. */
  readonly id: string;
}

export interface FoldChecked {
  readonly records: number;
  readonly changes: number;
  readonly buckets: number;
  /** Records of a type that no programme of this server has: not folded. */
  readonly unknown: number;
  /** At most a hundred. */
  readonly faults: readonly FoldFault[];
}

const CHUNK = 1_000;
const MOST_FAULTS = 100;

type Folded = RecordRow & { readonly digest: number };

export async function checkFold({ db, registry }: Pick<Services, 'db' | 'registry'>): Promise<FoldChecked> {
  const client = await db.pool.connect();
  const faults: FoldFault[] = [];
  const note = (fault: FoldFault): void => {
    if (faults.length < MOST_FAULTS) faults.push(fault);
  };
  let [records, changes, buckets, unknown] = [0, 0, 0, 0];
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query('SET LOCAL statement_timeout = 0');
    const { rows: districts } = await client.query<{ district: number }>('SELECT district FROM bucket UNION SELECT district FROM record UNION SELECT district FROM change ORDER BY district');
    for (const { district } of districts) {
      for (let after = ''; ;) {
        const { rows } = await client.query<Folded>(
          'SELECT id, bucket, type, seq, digest, state FROM record WHERE district = $1 AND id > $2 ORDER BY id LIMIT $3', [district, after, CHUNK],
        );
        const ids = rows.map((r) => r.id);
        const histories = await historiesOf(client, district, ids);
        const moves = await movesOf(client, district, ids);
        for (const row of rows) {
          records += 1;
          const history = histories.get(row.id) ?? [];
          changes += history.length;
          const type = registry.type(row.type)?.type;
          if (type === undefined) {
            unknown += 1;
            continue;
          }
          const kept = recordFromRow(row);
          let folded = foldHistory(type, history, moves.get(row.id) ?? []);
          if (folded !== undefined) {
            const origins = new Map<string, Origin>(history.map((c) => [c.id, { by: signatureOf(c), at: c.at }]));
            folded = withOrigins(folded, (id) => origins.get(id));
          }
          if (folded === undefined || !isDeepStrictEqual(migrateRecord(type, kept), folded)) note({ district, kind: 'record', id: row.id });
          if (crc32(canonicalText(kept)) !== row.digest) note({ district, kind: 'digest', id: row.id });
        }
        const last = rows.at(-1);
        if (last === undefined || rows.length < CHUNK) break;
        after = last.id;
      }
      const orphans = await client.query<{ record: string }>(
        'SELECT DISTINCT record FROM change c WHERE district = $1 AND NOT EXISTS (SELECT 1 FROM record r WHERE r.district = $1 AND r.id = c.record) AND NOT EXISTS (SELECT 1 FROM erased e WHERE e.district = $1 AND e.record = c.record) AND NOT EXISTS (SELECT 1 FROM withdrawn w WHERE w.district = $1 AND w.record = c.record AND w.state IS NOT NULL) LIMIT $2', [district, MOST_FAULTS],
      );
      for (const { record } of orphans.rows) note({ district, kind: 'history', id: record });
      const checked = await wrongBuckets(client, district);
      buckets += checked.length;
      for (const bucket of checked) if (!bucket.right) note({ district, kind: 'bucket', id: bucket.id });
    }
    return { records, changes, buckets, unknown, faults };
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

/** By record, its changes in the order in which they were applied. */
async function historiesOf(client: pg.ClientBase, district: number, records: readonly string[]): Promise<Map<string, ChangeRow[]>> {
  const histories = new Map<string, ChangeRow[]>();
  if (records.length === 0) return histories;
  const { rows } = await client.query<ChangeRow>(
    'SELECT id, record, type, bucket, device, counter, author, seq, at, body FROM change WHERE district = $1 AND record = ANY($2::text[]) ORDER BY record, seq', [district, records],
  );
  for (const row of rows) {
    const history = histories.get(row.record);
    if (history === undefined) histories.set(row.record, [row]);
    else history.push(row);
  }
  return histories;
}

/** By record, its moves in their order. */
async function movesOf(client: pg.ClientBase, district: number, records: readonly string[]): Promise<Map<string, MoveRow[]>> {
  const { rows } = await client.query<MoveRow>('SELECT record, from_bucket, from_seq, to_bucket, to_seq FROM record_move WHERE district = $1 AND record = ANY($2::text[]) ORDER BY record, n', [district, records]);
  const moves = new Map<string, MoveRow[]>();
  for (const row of rows) moves.set(row.record, [...(moves.get(row.record) ?? []), row]);
  return moves;
}

/** Of a bucket that something has left, seqs may be used up by saying again that it is gone (`departed`). */
async function wrongBuckets(client: pg.ClientBase, district: number): Promise<{ readonly id: string; readonly right: boolean }[]> {
  const { rows } = await client.query<{ id: string; right: boolean }>(
    `SELECT b.id, b.checksum = coalesce(r.sum, 0) AND b.records = coalesce(r.n, 0) AND b.seq >= coalesce(t.last, 0)
         AND (b.seq = coalesce(t.n, 0) OR (coalesce(t.left, 0) > 0 AND b.seq > t.n))
         AND NOT EXISTS (SELECT 1 FROM departed d JOIN record x ON x.district = d.district AND x.id = d.record AND x.bucket = d.bucket WHERE d.district = $1 AND d.bucket = b.id) AS right
     FROM bucket b
     LEFT JOIN (SELECT bucket, count(*) AS n, mod(sum(digest), 4294967296) AS sum FROM record WHERE district = $1 GROUP BY bucket) r ON r.bucket = b.id
     LEFT JOIN (SELECT bucket, count(DISTINCT seq) AS n, max(seq) AS last, count(*) FILTER (WHERE leaves) AS left FROM (
         SELECT bucket, seq, false AS leaves FROM change WHERE district = $1
         UNION ALL SELECT from_bucket, from_seq, true FROM record_move WHERE district = $1
         UNION ALL SELECT to_bucket, to_seq, false FROM record_move WHERE district = $1
         UNION ALL SELECT bucket, gone_seq, true FROM withdrawn WHERE district = $1
         UNION ALL SELECT d.bucket, d.seq, true FROM departed d JOIN erased e ON e.district = d.district AND e.record = d.record WHERE d.district = $1
       ) s GROUP BY bucket) t ON t.bucket = b.id
     WHERE b.district = $1`, [district],
  );
  return rows;
}

// After a run: is everything that was acknowledged there, once, and does all that is derived fit?
import { recordDigest } from '#shared/sync/digest.ts';
import type { Services } from '#server/services.ts';
import { checkSums } from '#server/sync/check-sums.ts';
import { recordFromRow, type RecordRow } from '#server/sync/stored.ts';
import type { LoadPhone } from './phone.ts';

export interface Verified {
  /** Changes that a phone was told are in. */
  readonly acknowledged: number;
  /** Of these, not in the history, or there more than once. */
  readonly lost: number;
  readonly twice: number;
  /** Changes of these phones in the history that no phone was told about. */
  readonly unknown: number;
  readonly held: number;
  /** Phones that were not told about all of their changes. */
  readonly unsettled: number;
  /** Buckets whose checksum, count or last seq does not fit their records and history. */
  readonly wrongBuckets: number;
  readonly wrongSums: number;
  /** Watched phones whose records are not the server's, byte for byte. */
  readonly diverged: number;
  readonly watched: number;
}

export async function verify(services: Services, phones: readonly LoadPhone[]): Promise<Verified> {
  const told = phones.flatMap((p) => p.changes.filter((_, i) => p.results[i]?.[0] === 'a' || p.results[i]?.[0] === 'd'));
  const { rows } = await services.db.pool.query<{ id: string; times: number }>(
    'SELECT id, count(*)::int AS times FROM change WHERE device = ANY($1::text[]) GROUP BY id', [phones.map((p) => p.profile.device)],
  );
  const times = new Map(rows.map((r) => [r.id, r.times]));
  const toldIds = new Set(told);
  const watched = phones.filter((p) => p.watched);
  let diverged = 0;
  for (const phone of watched) if (!await holdsTheSame(services, phone)) diverged += 1;
  return {
    acknowledged: told.length,
    lost: told.filter((id) => !times.has(id)).length,
    twice: rows.filter((r) => r.times > 1).length,
    unknown: rows.filter((r) => !toldIds.has(r.id)).length,
    held: phones.reduce((sum, p) => sum + p.results.filter(([kind]) => kind === 'h').length, 0),
    unsettled: phones.filter((p) => p.results.length !== p.changes.length).length,
    wrongBuckets: await countWrongBuckets(services),
    wrongSums: (await checkSums(services)).differences.length,
    diverged, watched: watched.length,
  };
}

/** What would be wrong, in words; empty when all is as promised. */
export function faultsOf(v: Verified): string[] {
  const { lost, twice, unknown, held, unsettled, wrongBuckets, wrongSums, diverged } = v;
  return Object.entries({ lost, twice, unknown, held, unsettled, wrongBuckets, wrongSums, diverged }).filter(([, n]) => n > 0).map(([name, n]) => `${name}: ${n}`);
}

async function holdsTheSame(services: Services, phone: LoadPhone): Promise<boolean> {
  const held = await phone.lookAgain();
  const buckets = [...new Set([...held.values()].map((r) => r.bucket))];
  const { rows } = await services.db.pool.query<RecordRow>('SELECT id, bucket, type, seq, state FROM record WHERE bucket = ANY($1::text[])', [buckets]);
  return phone.mismatches === 0 && rows.length === held.size && rows.every((row) => {
    const own = held.get(row.id);
    return own !== undefined && recordDigest(own) === recordDigest(recordFromRow(row));
  });
}

async function countWrongBuckets({ db }: Services): Promise<number> {
  const { rows: buckets } = await db.pool.query<{ id: string; seq: number; checksum: number; records: number; last: number; changes: number }>(
    `SELECT b.id, b.seq, b.checksum, b.records, coalesce(c.last, 0) AS last, coalesce(c.n, 0) AS changes
     FROM bucket b LEFT JOIN (SELECT district, bucket, max(seq) AS last, count(*) AS n FROM change GROUP BY 1, 2) c ON c.district = b.district AND c.bucket = b.id`,
  );
  let wrong = 0;
  for (const bucket of buckets) {
    const { rows } = await db.pool.query<RecordRow>('SELECT id, bucket, type, seq, state FROM record WHERE district = $2 AND bucket = $1', [bucket.id, Number(bucket.id.split('.')[1])]);
    const checksum = rows.reduce((sum, row) => (sum + recordDigest(recordFromRow(row))) >>> 0, 0);
    // A gap-free seq: as many changes as the last number says.
    if (checksum !== bucket.checksum || rows.length !== bucket.records || bucket.last !== bucket.seq || bucket.changes !== bucket.seq) wrong += 1;
  }
  return wrong;
}

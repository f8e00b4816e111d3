// Which files ask which department, worked out from the files: before it is asked, what was written since it was last
// read is read. So it follows every way in which a file may be written, and needs no word in any of them.
import { bucketPlace } from '#shared/place/bucket.ts';
import { migrateRecord } from '#shared/record/migrate.ts';
import { inTransaction, type Sql } from '../db/database.ts';
import { readRulebook } from '../rulebook.ts';
import { today, type Services } from '../services.ts';
import { recordFromRow, type RecordRow } from '../sync/stored.ts';

interface Behind {
  readonly district: number;
  readonly bucket: string;
  readonly generation: number;
  readonly seq: number;
  /** From where on it has not been read. */
  readonly seen: number;
}

interface Pointer {
  readonly office: number;
  readonly record: string;
  readonly row: string;
  readonly open: boolean;
  readonly covered: boolean;
  readonly due: string;
  readonly answered: string;
}

const PAGE = 500;

/** Only one at a time, so that nobody writes an older file over a newer one. */
const LOCK = 60_060;

export async function refreshReferrals(services: Services, state: number): Promise<void> {
  if ((await behindOf(services, services.db.pool, state)).length === 0) return;
  await inTransaction(services.db, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1, $2)', [LOCK, state]);
    for (const behind of await behindOf(services, client, state)) await read(services, client, state, behind);
  });
}

async function behindOf({ registry }: Services, sql: Sql, state: number): Promise<readonly Behind[]> {
  const shelf = registry.type(registry.subjects?.file?.recordType ?? '')?.type.shelf;
  if (shelf === undefined) return [];
  const { rows } = await sql.query<Behind>(
    `SELECT b.district, b.id AS bucket, b.generation, b.seq, CASE WHEN s.generation = b.generation THEN s.seq ELSE 0 END AS seen
     FROM bucket b LEFT JOIN subject_referral_seen s ON s.district = b.district AND s.bucket = b.id
     WHERE b.shelf = $1 AND b.id >= $2 || '.' AND b.id < $2 || '/' AND (s.seq IS NULL OR s.generation <> b.generation OR s.seq < b.seq)`, [shelf, String(state)],
  );
  return rows;
}

async function read(services: Services, client: Sql, state: number, { district, bucket, generation, seq, seen }: Behind): Promise<void> {
  const { registry } = services;
  const { file, departments = [] } = registry.subjects ?? {};
  const type = registry.type(file?.recordType ?? '')?.type;
  if (file === undefined || type === undefined) return;
  const context = { today: today(services), now: services.clock(), rules: await readRulebook(client, registry, bucketPlace(bucket)) };
  for (let from = Number(seen); ;) {
    const { rows } = await client.query<RecordRow>('SELECT id, bucket, type, seq, state FROM record WHERE district = $1 AND bucket = $2 AND seq > $3 AND seq <= $4 ORDER BY seq LIMIT $5', [district, bucket, from, seq, PAGE]);
    const files = rows.filter((row) => row.type === type.name).map((row) => migrateRecord(type, recordFromRow(row)));
    const pointers = files.flatMap(({ id, values }) => file.summaryOf(values, context).referrals.flatMap((one): Pointer[] => {
      const office = departments.find((d) => d.id === one.department)?.office;
      if (office === undefined || (!one.open && one.answeredDay === '')) return [];
      return [{ office, record: id, row: one.row, open: one.open, covered: file.isProtected(values), due: one.open && one.state !== 'stopped' ? one.due ?? '' : '', answered: one.answeredDay }];
    }));
    await client.query('DELETE FROM subject_referral WHERE district = $1 AND record = ANY($2::text[])', [district, rows.map((row) => row.id)]);
    await client.query(
      `INSERT INTO subject_referral (state, office, district, record, row, open, covered, due, answered)
       SELECT $1, r.office, $2, r.record, r.row, r.open, r.covered, r.due, r.answered FROM json_to_recordset($3) AS r (office int, record text, row text, open boolean, covered boolean, due text, answered text)`,
      [state, district, JSON.stringify(pointers)],
    );
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) break;
    from = Number(last.seq);
  }
  await client.query(
    'INSERT INTO subject_referral_seen (district, bucket, generation, seq) VALUES ($1, $2, $3, $4) ON CONFLICT (district, bucket) DO UPDATE SET generation = $3, seq = $4', [district, bucket, generation, seq],
  );
}

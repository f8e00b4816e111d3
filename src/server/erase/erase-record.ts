// Takes a record out of everything the server can be asked for, in one transaction: its state, what every
// change and held change said, its unique values, sums, photos, and rows of lists that name it. The ids, seqs,
// devices and counters of its changes stay, so that counters keep without gaps and nothing is applied a
// second time; and its id stays on a list that every later push, import and restore is measured by.
//
// Its keys are destroyed in the same transaction, so that of a file of a person nothing can be read that stands
// sealed anywhere else: in backups made before, in replicas, in what the disk still holds of deleted rows.
// Not taken out: what other records say of it; and of types that are not sealed, backups and the disk.
import type pg from 'pg';
import { look } from '#shared/access/look.ts';
import type { EraseLook, EraseReason } from '#shared/desk/erase.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import { removeDigest } from '#shared/sync/digest.ts';
import { appendAudit } from '../audit/audit.ts';
import { inTransaction, sqlState, type Sql } from '../db/database.ts';
import { dropFilesOf } from '../exports/job-store.ts';
import { isSealed } from '../keys/sealed-json.ts';
import { recordKeyId } from '../keys/subject-keys.ts';
import { dropPhotos } from '../photos/keep-photos.ts';
import type { Services } from '../services.ts';
import { recountDistricts } from '../sync/recount-sums.ts';
import { recordFromRow } from '../sync/stored.ts';
import { SumDelta } from '../sync/sums.ts';
import { TryAgain, type LockedBucket, type StoredRecord } from '../sync/sync-tables.ts';
import { addSums } from '../sync/write-sums.ts';
import type { ErasedId } from './erased-list.ts';

/** What erasing needs of the server. */
export type EraseServices = Pick<Services, 'db' | 'registry' | 'clock' | 'keys' | 'erasedList'>;

export interface RecordKey {
  readonly district: number;
  readonly record: string;
}

export interface Erased {
  readonly changes: number;
  readonly held: number;
  readonly photos: number;
  /** Its key was gone before: what it added to the sums is not known, and they must be added up anew. */
  readonly uncounted?: true;
}

const MOST_TRIES = 8;

/** What is there to be erased; undefined: nothing, or all of it is gone already. */
export async function lookAtRecord({ db, registry }: Pick<Services, 'db' | 'registry'>, { district, record }: RecordKey): Promise<EraseLook | undefined> {
  const key = [district, record];
  const { rows: [found] } = await db.pool.query<Omit<EraseLook, 'record' | 'namedBy'>>(
    `SELECT coalesce(r.type, c.type, h.type, '') AS type, coalesce(r.bucket, c.bucket, h.bucket, '') AS bucket, coalesce(c.n, 0)::int AS changes, coalesce(h.n, 0)::int AS held,
       (SELECT count(*)::int FROM photo_record u WHERE u.district = $1 AND u.record = $2) AS photos, coalesce(c.first, h.first, 0) AS from, coalesce(c.last, h.last, 0) AS to
     FROM (SELECT count(*) AS n, min(type) AS type, (array_agg(bucket ORDER BY at DESC))[1] AS bucket, min(at) AS first, max(at) AS last FROM change WHERE district = $1 AND record = $2) c
     CROSS JOIN (SELECT count(*) AS n, min(type) AS type, min(bucket) AS bucket, min(at) AS first, max(at) AS last FROM held_change WHERE district = $1 AND record = $2) h
     LEFT JOIN record r ON r.district = $1 AND r.id = $2
     WHERE NOT EXISTS (SELECT FROM erased WHERE district = $1 AND record = $2)`, key,
  );
  if (found === undefined || found.bucket === '') return undefined;
  const { rows: namedBy } = await db.pool.query<{ record: string; type: string }>(
    'SELECT id AS record, type FROM record WHERE district = $1 AND type = ANY($3::text[]) AND id <> $2 AND position($2 IN state::text) > 0 ORDER BY id LIMIT 20',
    [...key, registry.naming],
  );
  return { record, ...found, namedBy };
}

/** Also puts the id on the list beside the database, first. Erasing again changes nothing. */
export async function eraseRecord(services: EraseServices, key: RecordKey, by: string, reason: EraseReason): Promise<Omit<Erased, 'uncounted'>> {
  await services.erasedList?.add({ ...key, at: services.clock(), reason });
  const { uncounted, ...erased } = await erase(services, key, by, reason);
  if (uncounted === true) await recountDistricts(services, [key.district]);
  return erased;
}

/** Erases what nobody can read any more, without keeping a second list of it. Districts whose sums are to be added up anew. */
export async function eraseUnreadable(services: EraseServices, records: readonly RecordKey[]): Promise<readonly number[]> {
  const districts = new Set<number>();
  for (const key of records) if ((await erase(services, key, '', 'asked')).uncounted === true) districts.add(key.district);
  return [...districts];
}

/** After a restore, and at every start: erases again what the database has forgotten to be erased. Returns how many. */
export async function applyErased(services: EraseServices, ids: readonly ErasedId[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { rows } = await services.db.pool.query<RecordKey>(
    `SELECT n.district, n.record FROM (SELECT DISTINCT * FROM unnest($1::int[], $2::text[]) AS l (district, record)) n
     WHERE NOT EXISTS (SELECT FROM erased e WHERE e.district = n.district AND e.record = n.record COLLATE "C")`,
    [ids.map((id) => id.district), ids.map((id) => id.record)],
  );
  const uncounted = new Set<number>();
  for (const { district, record } of rows) {
    const erased = await erase(services, { district, record }, '', ids.find((id) => id.record === record && id.district === district)?.reason ?? 'asked');
    if (erased.uncounted === true) uncounted.add(district);
  }
  await recountDistricts(services, [...uncounted]);
  return rows.length;
}

/** What a push that was under way put among held changes while its record was being erased. */
export async function clearErased({ db, keys }: Pick<Services, 'db' | 'keys'>): Promise<void> {
  const { rows } = await db.pool.query<RecordKey>(
    `UPDATE held_change h SET body = '', paths = '{}', code = 'erased' FROM erased e WHERE e.district = h.district AND e.record = h.record AND length(h.body) > 0 RETURNING h.district, h.record`,
  );
  await keys.destroy(db.pool, rows.map(({ district, record }) => recordKeyId(district, record)));
}

async function erase(services: EraseServices, key: RecordKey, by: string, reason: EraseReason): Promise<Erased> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    try {
      return await inTransaction(services.db, (client) => eraseIn(client, services, key, by, reason));
    } catch (error) {
      if (!(error instanceof TryAgain) && !['40001', '40P01'].includes(sqlState(error))) throw error;
    }
  }
  throw new Error('the record moved every time');
}

/** Records of looks at the file. */
async function looksAt(client: pg.ClientBase, { district, record }: RecordKey): Promise<RecordKey[]> {
  const { rows } = await client.query<RecordKey>(
    `SELECT district, id AS record FROM record WHERE district = $1 AND bucket IN (SELECT id FROM bucket WHERE district = $1 AND shelf = $3)
       AND id <> $2 AND position('"' || $2 || '"' IN state::text) > 0 ORDER BY id`, [district, record, look.shelf],
  );
  return rows;
}

async function eraseIn(client: pg.ClientBase, services: EraseServices, key: RecordKey, by: string, reason: EraseReason): Promise<Erased> {
  const at = services.clock();
  const args = [key.district, key.record];
  const { rows: [last] } = await client.query<{ bucket: string }>('SELECT bucket FROM change WHERE district = $1 AND record = $2 ORDER BY at DESC LIMIT 1', args);
  const { rowCount } = await client.query('INSERT INTO erased (district, record, at, by, reason) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', [...args, at, by, reason]);
  if (rowCount === 0) return { changes: 0, held: 0, photos: 0 };
  const record = await takeOut(client, services, key);
  // Who looked at it stays in the audit log; what she wrote beside the reason was sealed with the same key.
  for (const seen of await looksAt(client, key)) await eraseIn(client, services, seen, by, reason);
  // Under the locks of its buckets: no push is about to seal anything with it.
  await services.keys.destroy(client, [recordKeyId(key.district, key.record)]);
  const changes = await client.query(`UPDATE change SET body = '{"grant":"","deviceTime":0,"schema":0,"values":{}}' WHERE district = $1 AND record = $2`, args);
  // Bytes that could not be read as a change may still name it.
  const held = await client.query(
    `UPDATE held_change SET body = '', paths = '{}', note = NULL, code = 'erased', status = CASE status WHEN 'open' THEN 'closed' ELSE status END
     WHERE district = $1 AND (record = $2 OR (record IS NULL AND position(convert_to($2, 'UTF8') IN body) > 0))`, args,
  );
  await client.query('DELETE FROM unique_value WHERE district = $1 AND record = $2', args);
  await client.query('UPDATE withdrawn SET state = NULL WHERE district = $1 AND record = $2', args);
  await client.query('DELETE FROM import_row WHERE district = $1 AND record = $2', args);
  await client.query('DELETE FROM import_undo_kept WHERE district = $1 AND record = $2', args);
  await client.query('DELETE FROM file_opening WHERE district = $1 AND record = $2', args);
  await client.query('DELETE FROM subject_file WHERE district = $1 AND record = $2', args);
  await client.query('DELETE FROM subject_referral WHERE district = $1 AND record = $2', args);
  await dropFilesOf(client, key.district, at);
  await dropFaults(client, services, key, record);
  const photos = await dropItsPhotos(client, services, key);
  const bucket = record?.bucket ?? last?.bucket;
  if (record?.type !== look.name) await appendAudit(client, services, { act: 'record-erased', actor: by, place: bucket === undefined ? '' : bucketPlace(bucket), subject: key.record, detail: reason });
  return { changes: changes.rowCount ?? 0, held: held.rowCount ?? 0, photos, ...(isSealed(record?.state) && { uncounted: true }) };
}

/**
 * Out of its bucket, its sums and its buckets' numbers. Every bucket in which a phone may hold it says that it
 * is gone. Throws `TryAgain` when it was moved before its bucket was locked.
 */
async function takeOut(client: pg.ClientBase, { registry }: EraseServices, { district, record: id }: RecordKey): Promise<StoredRecord | undefined> {
  const { rows: places } = await client.query<{ bucket: string }>(
    'SELECT bucket FROM record WHERE district = $1 AND id = $2 UNION SELECT bucket FROM departed WHERE district = $1 AND record = $2', [district, id],
  );
  const { rows: buckets } = await client.query<LockedBucket>(
    'SELECT id, generation, seq, checksum, records FROM bucket WHERE district = $1 AND id = ANY($2::text[]) ORDER BY id FOR UPDATE', [district, places.map((p) => p.bucket)],
  );
  const { rows: [row] } = await client.query<StoredRecord>('SELECT id, bucket, type, seq, digest, state FROM record WHERE district = $1 AND id = $2', [district, id]);
  if (row !== undefined && !buckets.some((b) => b.id === row.bucket)) throw new TryAgain();
  for (const bucket of buckets) {
    const home = bucket.id === row?.bucket ? row : undefined;
    const seq = bucket.seq + 1;
    await client.query('UPDATE bucket SET seq = $3, checksum = $4, records = $5 WHERE district = $1 AND id = $2',
      [district, bucket.id, seq, home === undefined ? bucket.checksum : removeDigest(bucket.checksum, home.digest), bucket.records - (home === undefined ? 0 : 1)]);
    await client.query('INSERT INTO departed (district, bucket, record, seq) VALUES ($1, $2, $3, $4) ON CONFLICT (district, bucket, record) DO UPDATE SET seq = excluded.seq', [district, bucket.id, id, seq]);
  }
  if (row === undefined) return undefined;
  await client.query('DELETE FROM record WHERE district = $1 AND id = $2', [district, id]);
  const entry = registry.type(row.type);
  if (entry !== undefined && !isSealed(row.state)) {
    const sums = new SumDelta();
    sums.remove(entry, recordFromRow(row));
    await addSums(client, district, sums.rows());
  }
  return row;
}

/** Rows of lists that could not be taken in stand as they came; those with a number that is only this record's go. */
async function dropFaults(sql: Sql, { registry }: EraseServices, { district }: RecordKey, row: StoredRecord | undefined): Promise<void> {
  const paths = row === undefined || isSealed(row.state) ? [] : registry.type(row.type)?.type.unique ?? [];
  const numbers = paths.flatMap((path) => row?.state.values[path] ?? []).filter((v): v is string => typeof v === 'string' && v.length >= SHORTEST_NUMBER);
  for (const number of numbers) await sql.query('DELETE FROM import_fault WHERE district = $1 AND position($2 IN cells::text) > 0', [district, number]);
}

const SHORTEST_NUMBER = 6;

/** Those that no other record was handed in with. */
async function dropItsPhotos(sql: Sql, { keys }: EraseServices, { district, record }: RecordKey): Promise<number> {
  const { rows } = await sql.query<{ name: string }>(
    `SELECT name FROM photo_record u WHERE district = $1 AND record = $2
       AND NOT EXISTS (SELECT FROM photo_record o WHERE o.district = $1 AND o.name = u.name AND o.record <> $2)`, [district, record],
  );
  await dropPhotos(sql, keys, district, rows.map((r) => r.name));
  await sql.query('DELETE FROM photo_record WHERE district = $1 AND record = $2', [district, record]);
  return rows.length;
}

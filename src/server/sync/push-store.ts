// The statements of a push. All name the district. A push is: begin, lock, three reads, two or three
// writes, commit, sent in two bursts over a pipelined connection, whatever the number of changes.
import type pg from 'pg';
import { signatureOf, type ChangeId, type DeviceId } from '#shared/record/change.ts';
import type { Origin } from '#shared/record/merge.ts';
import { rulebook } from '#shared/task/rulebook-record.ts';
import { appendAudits } from '../audit/audit.ts';
import { changeFromRow, type ChangeRow, type RecordRow } from './stored.ts';
import type { Asked, ForSettling, Found, HeldRow, KnownChange, LockedBucket, NewRecord, StoredRecord, UniqueKey, Written } from './sync-tables.ts';
import { sumStatements } from './write-sums.ts';

/** Begins the transaction, locks the buckets in the order of their ids, reads what is there. */
export async function beginAndRead(client: pg.ClientBase, { district, device, buckets, records, ids, counters, unique }: Asked): Promise<Found> {
  const [, locked, stored, known, held, erased, withdrawn, holders] = await Promise.all([
    client.query('BEGIN'),
    client.query<LockedBucket>({
      name: 'push-lock',
      text: 'SELECT id, generation, seq, checksum, records FROM bucket WHERE district = $1 AND id = ANY($2::text[]) ORDER BY id FOR UPDATE',
      values: [district, buckets],
    }),
    client.query<StoredRecord>({
      name: 'push-records',
      text: 'SELECT id, bucket, type, seq, digest, state FROM record WHERE district = $1 AND id = ANY($2::text[])',
      values: [district, records],
    }),
    client.query<KnownChange>({
      name: 'push-known',
      text: `SELECT id, record, seq, device, counter FROM change WHERE district = $1 AND id = ANY($2::text[])
             UNION ALL
             SELECT id, record, seq, device, counter FROM change WHERE district = $1 AND device = $3 AND counter = ANY($4::int[])`,
      values: [district, ids, device, counters],
    }),
    client.query<HeldRow>({
      name: 'push-held',
      text: `SELECT id, device, counter, person, record, code, status, body FROM held_change WHERE district = $1 AND id = ANY($2::text[])
             UNION ALL
             SELECT id, device, counter, person, record, code, status, body FROM held_change
             WHERE district = $1 AND record = ANY($3::text[]) AND status = 'open' AND code = 'unknown-base' AND NOT id = ANY($2::text[])`,
      values: [district, ids, records],
    }),
    client.query<{ record: string }>({ name: 'push-erased', text: 'SELECT record FROM erased WHERE district = $1 AND record = ANY($2::text[])', values: [district, records] }),
    client.query<RecordRow>({ name: 'push-withdrawn', text: 'SELECT record AS id, bucket, type, seq, state FROM withdrawn WHERE district = $1 AND record = ANY($2::text[]) AND state IS NOT NULL', values: [district, records] }),
    holdersOf(client, district, unique),
  ]);
  return { buckets: locked.rows, records: stored.rows, known: known.rows, held: held.rows, erased: erased.rows.map((r) => r.record), withdrawn: withdrawn.rows, holders };
}

/** Who holds these values (and perhaps others) now. */
export async function holdersOf(client: pg.ClientBase, district: number, unique: readonly UniqueKey[]): Promise<Found['holders']> {
  if (unique.length === 0) return [];
  const { rows } = await client.query<UniqueKey & { record: string }>({
    name: 'push-unique',
    text: `SELECT type, path, value_hash AS hash, record FROM unique_value
           WHERE district = $1 AND type = ANY($2::text[]) AND path = ANY($3::text[]) AND value_hash = ANY($4::text[])`,
    values: [district, [...new Set(unique.map((u) => u.type))], [...new Set(unique.map((u) => u.path))], unique.map((u) => u.hash)],
  });
  return rows;
}

/** Which changes have these numbers of their phones? */
export async function numbered(client: pg.ClientBase, district: number, numbers: readonly (readonly [DeviceId, number])[]): Promise<readonly KnownChange[]> {
  if (numbers.length === 0) return [];
  const { rows } = await client.query<KnownChange>(
    `SELECT c.id, c.record, c.seq, c.device, c.counter FROM unnest($2::text[], $3::int[]) AS n (device, counter)
     JOIN change c ON c.district = $1 AND c.device = n.device AND c.counter = n.counter`,
    [district, numbers.map(([device]) => device), numbers.map(([, counter]) => counter)],
  );
  return rows;
}

/** Which of these changes (id, record) are in the history of just that record? */
export async function inHistory(client: pg.ClientBase, district: number, pairs: readonly (readonly [string, string])[]): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string; record: string }>(
    'SELECT id, record FROM change WHERE district = $1 AND id = ANY($2::text[])',
    [district, [...new Set(pairs.map(([id]) => id))]],
  );
  const asked = new Set(pairs.map(([id, record]) => `${id} ${record}`));
  return new Set(rows.map((r) => `${r.id} ${r.record}`).filter((key) => asked.has(key)));
}

/** Who wrote these changes, and when they came: what a version lacks that becomes contested. */
export async function originsOf(client: pg.ClientBase, district: number, ids: readonly ChangeId[]): Promise<Map<ChangeId, Origin>> {
  const { rows } = await client.query<{ id: string; device: string; author: string; at: number }>(
    'SELECT id, device, author, at FROM change WHERE district = $1 AND id = ANY($2::text[])', [district, ids],
  );
  return new Map(rows.map((row) => [row.id, { by: signatureOf(row), at: row.at }]));
}

export async function forSettling(client: pg.ClientBase, district: number, ids: readonly ChangeId[]): Promise<ForSettling> {
  const [rulebooks, changes] = await Promise.all([
    client.query<RecordRow>({ name: 'push-rulebooks', text: 'SELECT id, bucket, type, seq, state FROM record WHERE district = 0 AND type = $1', values: [rulebook.name] }),
    client.query<ChangeRow>({ name: 'push-changes', text: 'SELECT id, record, type, bucket, device, counter, author, seq, at, body FROM change WHERE district = $1 AND id = ANY($2::text[])', values: [district, ids] }),
  ]);
  return { rulebooks: rulebooks.rows, changes: changes.rows.map(changeFromRow) };
}

/** Where these records have been and are no longer, as `<record> <bucket>`. */
export async function departedOf(client: pg.ClientBase, district: number, records: readonly string[]): Promise<Set<string>> {
  const { rows } = await client.query<{ record: string; bucket: string }>('SELECT record, bucket FROM departed WHERE district = $1 AND record = ANY($2::text[])', [district, records]);
  return new Set(rows.map((r) => `${r.record} ${r.bucket}`));
}

/** Writes everything and commits; resolves only after the commit. */
export async function writeAndCommit(client: pg.ClientBase, w: Written): Promise<void> {
  const { district, at } = w;
  const sent: Promise<unknown>[] = [];
  const send = (name: string, text: string, values: readonly unknown[]): void => {
    sent.push(client.query({ name, text, values: [...values] }));
  };
  if (w.changes.length > 0) {
    send('push-write', WRITE_CHANGES, [
      district, at, joined(w.changes, (c) => c.bucket), w.changes.map((c) => c.seq), joined(w.changes, (c) => c.id), joined(w.changes, (c) => c.record),
      joined(w.changes, (c) => c.type), joined(w.changes, (c) => c.device), w.changes.map((c) => c.counter), joined(w.changes, (c) => c.author), joined(w.changes, (c) => c.body),
      w.buckets.map((b) => b.id), w.buckets.map((b) => b.seq), w.buckets.map((b) => b.checksum), w.buckets.map((b) => b.records),
    ]);
  }
  if (w.newRecords.length > 0) send('push-new-records', NEW_RECORDS, [district, ...recordColumns(w.newRecords)]);
  if (w.returned.length > 0) {
    const back = [district, w.returned.map((r) => r.bucket), w.returned.map((r) => r.record)];
    send('push-returned', `DELETE FROM departed d USING unnest($2::text[], $3::text[]) AS n (bucket, record) WHERE d.district = $1 AND d.bucket = n.bucket AND d.record = n.record`, back);
    send('push-unwithdraw', 'UPDATE withdrawn SET state = NULL WHERE district = $1 AND record = ANY($2::text[]) AND state IS NOT NULL', [district, w.returned.map((r) => r.record)]);
  }
  if (w.oldRecords.length > 0) send('push-old-records', OLD_RECORDS, [district, ...recordColumns(w.oldRecords)]);
  if (w.goneAgain.length > 0) {
    send('push-gone', `UPDATE departed d SET seq = n.seq FROM unnest($2::text[], $3::text[], $4::bigint[]) AS n (bucket, record, seq)
                       WHERE d.district = $1 AND d.bucket = n.bucket AND d.record = n.record`,
      [district, w.goneAgain.map((g) => g.bucket), w.goneAgain.map((g) => g.record), w.goneAgain.map((g) => g.seq)]);
  }
  if (w.held.length > 0) {
    for (const h of w.held) {
      send('push-hold', HOLD, [district, h.id, h.device, h.counter, h.person, h.bucket, h.record, h.type, h.code, h.paths, at, h.body, h.closed === true ? 'closed' : 'open']);
    }
  }
  if (w.settled.length > 0) {
    send('push-settle', `UPDATE held_change h SET status = s.status, settled_by = s.by FROM unnest($2::text[], $3::text[], $4::text[]) AS s (id, status, by)
                         WHERE h.district = $1 AND h.id = s.id AND h.status = 'open'`,
      [district, w.settled.map((s) => s.id), w.settled.map((s) => s.status), w.settled.map((s) => s.by)]);
  }
  if (w.uniqueFreed.length > 0) {
    send('push-unique-free', `DELETE FROM unique_value u USING unnest($2::text[], $3::text[], $4::text[]) AS k (type, path, hash)
                              WHERE u.district = $1 AND u.type = k.type AND u.path = k.path AND u.value_hash = k.hash`, [district, ...uniqueColumns(w.uniqueFreed)]);
  }
  if (w.uniqueMoved.length > 0) {
    send('push-unique-move', `UPDATE unique_value u SET record = k.record FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS k (type, path, hash, record)
                              WHERE u.district = $1 AND u.type = k.type AND u.path = k.path AND u.value_hash = k.hash`,
      [district, ...uniqueColumns(w.uniqueMoved), w.uniqueMoved.map((u) => u.record)]);
  }
  if (w.uniqueTaken.length > 0) {
    send('push-unique-take', `INSERT INTO unique_value (district, type, path, value_hash, record)
                              SELECT $1, k.type, k.path, k.hash, k.record FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS k (type, path, hash, record)`,
      [district, ...uniqueColumns(w.uniqueTaken), w.uniqueTaken.map((u) => u.record)]);
  }
  for (const { name, text, values } of sumStatements(district, w.sums)) send(name, text, values);
  if (w.audits.length > 0) {
    const refused = (await Promise.allSettled(sent)).find((r) => r.status === 'rejected');
    if (refused !== undefined) throw refused.reason;
    await appendAudits(client, { clock: () => at }, w.audits);
  }
  const commit = client.query('COMMIT');
  const failed = (await Promise.allSettled([...sent, commit])).find((r) => r.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

function recordColumns(records: readonly NewRecord[]): unknown[] {
  return [
    joined(records, (r) => r.id), joined(records, (r) => r.bucket), joined(records, (r) => r.type), records.map((r) => r.seq),
    records.map((r) => r.digest), joined(records, (r) => r.state),
  ];
}

/**
 * Texts as one text, taken apart again by `string_to_array`: an array parameter would escape every
 * quote of the JSON in it, twice. Neither ids nor JSON can contain the separator.
 */
function joined<T>(rows: readonly T[], text: (row: T) => string): string {
  return rows.map(text).join('\x1e');
}

function uniqueColumns(keys: readonly UniqueKey[]): unknown[] {
  return [keys.map((k) => k.type), keys.map((k) => k.path), keys.map((k) => k.hash)];
}

function parts(parameter: number): string {
  return `string_to_array($${parameter}, E'\\x1e')`;
}

const WRITE_CHANGES = `
  WITH b AS (
    UPDATE bucket SET seq = n.seq, checksum = n.checksum, records = n.records
    FROM unnest($12::text[], $13::bigint[], $14::bigint[], $15::int[]) AS n (id, seq, checksum, records)
    WHERE bucket.district = $1 AND bucket.id = n.id
  )
  INSERT INTO change (district, bucket, seq, id, record, type, device, counter, author, at, body)
  SELECT $1, c.bucket, c.seq, c.id, c.record, c.type, c.device, c.counter, c.author, $2, c.body::json
  FROM unnest(${parts(3)}, $4::bigint[], ${parts(5)}, ${parts(6)}, ${parts(7)}, ${parts(8)}, $9::int[], ${parts(10)}, ${parts(11)})
    AS c (bucket, seq, id, record, type, device, counter, author, body)`;

const NEW_RECORDS = `
  INSERT INTO record (district, id, bucket, type, seq, digest, state)
  SELECT $1, r.id, r.bucket, r.type, r.seq, r.digest, r.state::json
  FROM unnest(${parts(2)}, ${parts(3)}, ${parts(4)}, $5::bigint[], $6::bigint[], ${parts(7)}) AS r (id, bucket, type, seq, digest, state)`;

const OLD_RECORDS = `
  UPDATE record SET bucket = r.bucket, seq = r.seq, digest = r.digest, state = r.state::json
  FROM unnest(${parts(2)}, ${parts(3)}, ${parts(4)}, $5::bigint[], $6::bigint[], ${parts(7)}) AS r (id, bucket, type, seq, digest, state)
  WHERE record.district = $1 AND record.id = r.id AND record.type = r.type`;

const HOLD = `
  INSERT INTO held_change (district, id, device, counter, person, bucket, record, type, code, paths, at, body, status)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  ON CONFLICT (district, id) DO UPDATE SET code = excluded.code, paths = excluded.paths WHERE held_change.status = 'open'`;

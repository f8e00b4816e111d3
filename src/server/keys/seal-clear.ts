// A database of before, or one in which another kind of record became a person's file: what stands in it in clear is
// sealed once, before anybody is served, batch by batch. Broken off, the next start goes on with what is left; when
// all is done that is written down, and later starts do not look again.
import type pg from 'pg';
import { look } from '#shared/access/look.ts';
import { inTransaction } from '../db/database.ts';
import { pieceName } from '../photos/keep-photos.ts';
import type { Services } from '../services.ts';
import { besideHeld, besideState, fileOf, isHeldOfPerson, type Beside } from './seal-written.ts';
import { seal } from './seal.ts';
import { sealedText } from './sealed-json.ts';
import { photoKeyId, recordKeyId } from './subject-keys.ts';

type SealServices = Pick<Services, 'db' | 'keys' | 'registry'>;

const META_KEY = 'sealed';
const AT_ONCE = 500;

/** Returns how many rows were sealed. Servers of an older version must have ended. @param told after each batch */
export async function sealClear(services: SealServices, told: (rows: number) => void = () => undefined): Promise<number> {
  const { db, registry } = services;
  const types = [...registry.guarded.map(({ name }) => name), look.name].sort();
  const { rows: [known] } = await db.pool.query<{ value: string }>('SELECT value FROM server_meta WHERE key = $1', [META_KEY]);
  const done = known === undefined ? undefined : known.value.split(' ');
  if (done !== undefined && types.every((name) => done.includes(name))) return 0;
  let rows = 0;
  for (const batch of [sealRecords, sealChanges, sealHeld, sealOpenings, sealPhotos]) {
    for (let after: Place | undefined = START; after !== undefined;) {
      const sealed: Sealed = await inTransaction(db, (client) => batch(client, services, types, after ?? START));
      after = sealed.after;
      rows += sealed.rows;
      if (sealed.rows > 0) told(rows);
    }
  }
  await db.pool.query('INSERT INTO server_meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value', [META_KEY, types.join(' ')]);
  return rows;
}

/** Where a batch ended, in the order of the table's key. */
type Place = readonly [number, string, number];
const START: Place = [-1, '', -1];

interface Sealed {
  readonly rows: number;
  /** Undefined: that was the last batch. */
  readonly after: Place | undefined;
}

interface ClearRow {
  readonly district: number;
  readonly id: string;
  readonly n: number;
  readonly record: string;
  /** '' where only files of persons are read. */
  readonly type: string;
  readonly text: string;
}

async function sealRecords(client: pg.PoolClient, services: SealServices, types: readonly string[], after: Place): Promise<Sealed> {
  const { rows } = await client.query<ClearRow>(
    `SELECT district, id, 0 AS n, id AS record, type, state::text AS text FROM record WHERE type = ANY ($1::text[]) AND (district, id) > ($2, $3) ORDER BY district, id LIMIT $4 FOR UPDATE`, [types, after[0], after[1], AT_ONCE],
  );
  return put(client, services, rows, (row) => besideState(services.registry, row.type, row.text), (row, sealed) => [
    'UPDATE record SET state = $3::json WHERE district = $1 AND id = $2', [row.district, row.id, sealed],
  ]);
}

async function sealChanges(client: pg.PoolClient, services: SealServices, types: readonly string[], after: Place): Promise<Sealed> {
  const { rows } = await client.query<ClearRow>(
    `SELECT district, bucket AS id, seq AS n, record, type, body::text AS text FROM change c WHERE type = ANY ($1::text[]) AND (district, bucket, seq) > ($2, $3, $4)
     ORDER BY district, bucket, seq LIMIT $5 FOR UPDATE`, [types, ...after, AT_ONCE],
  );
  const { rows: erased } = await client.query<{ district: number; record: string }>('SELECT district, record FROM erased WHERE record = ANY ($1::text[])', [rows.map((r) => r.record)]);
  const gone = new Set(erased.map((e) => recordKeyId(e.district, e.record)));
  return put(client, services, rows, () => ({}), (row, sealed) => ['UPDATE change SET body = $4::json WHERE district = $1 AND bucket = $2 AND seq = $3', [row.district, row.id, row.n, sealed]],
    // Nothing is left in those, and they are to have no key.
    (row) => !gone.has(recordKeyId(row.district, row.record)));
}

async function sealHeld(client: pg.PoolClient, services: SealServices, _: readonly string[], after: Place): Promise<Sealed> {
  const { rows } = await client.query<Omit<ClearRow, 'text' | 'type'> & { type: string | null; bucket: string | null; body: Buffer; note: unknown }>(
    `SELECT district, id, 0 AS n, record, type, bucket, body, note FROM held_change h WHERE record IS NOT NULL AND length(body) > 0 AND (district, id) > ($1, $2)
       AND NOT EXISTS (SELECT FROM erased e WHERE e.district = h.district AND e.record = h.record) ORDER BY district, id LIMIT $3 FOR UPDATE`, [after[0], after[1], AT_ONCE],
  );
  const clear = rows.filter((row) => isHeldOfPerson(services.registry, row)).map((row) => ({ ...row, of: row.type, type: '', text: row.body.toString('utf8') }));
  const sealed = await put(client, services, clear, (row) => besideHeld(services.registry, { type: row.of, body: row.body }), (row, text) => ['UPDATE held_change SET body = $3 WHERE district = $1 AND id = $2', [row.district, row.id, Buffer.from(text)]]);
  const noted = clear.filter((row) => typeof row.note === 'string').map((row) => ({ ...row, text: JSON.stringify(row.note) }));
  await put(client, services, noted, () => ({}), (row, text) => ['UPDATE held_change SET note = $3::json WHERE district = $1 AND id = $2', [row.district, row.id, text]]);
  return { rows: sealed.rows, after: placeAfter(rows) };
}

async function sealOpenings(client: pg.PoolClient, services: SealServices, _: readonly string[], after: Place): Promise<Sealed> {
  const { rows } = await client.query<ClearRow>(
    `SELECT district, id, 0 AS n, record, '' AS type, note::text AS text FROM file_opening WHERE (district, id) > ($1, $2) ORDER BY district, id LIMIT $3 FOR UPDATE`, [after[0], after[1], AT_ONCE],
  );
  return put(client, services, rows, () => ({}), (row, sealed) => ['UPDATE file_opening SET note = $3::json WHERE district = $1 AND id = $2', [row.district, row.id, sealed]]);
}

async function sealPhotos(client: pg.PoolClient, { keys }: SealServices, _: readonly string[], after: Place): Promise<Sealed> {
  const { rows } = await client.query<{ district: number; id: string; n: number; bytes: Buffer }>(
    `SELECT district, name AS id, at AS n, bytes FROM photo_piece WHERE NOT sealed AND (district, name, at) > ($1, $2, $3) ORDER BY district, name, at LIMIT 20 FOR UPDATE`, [...after],
  );
  const made = await keys.make(client, rows.map((row) => photoKeyId(row.district, row.id)));
  for (const { district, id, n, bytes } of rows) {
    const photo = photoKeyId(district, id);
    const key = made.get(photo);
    if (key === undefined) throw new Error('a photo has its key');
    await client.query('UPDATE photo_piece SET bytes = $4, sealed = true WHERE district = $1 AND name = $2 AND at = $3', [district, id, n, seal(key, pieceName(photo, n), bytes)]);
  }
  return { rows: rows.length, after: rows.length < 20 ? undefined : placeAfter(rows) };
}

/** Seals what is clear of these rows. `into`: the statement that puts one back. */
async function put<R extends ClearRow>(
  client: pg.PoolClient, { keys, registry }: SealServices, rows: readonly R[], beside: (row: R) => Beside, into: (row: R, sealed: string) => readonly [string, readonly unknown[]], counts: (row: R) => boolean = () => true,
): Promise<Sealed> {
  const clear = rows.filter((row) => !row.text.startsWith('{"sealed":"') && counts(row)).flatMap((row) => {
    const file = row.type === '' ? row.record : fileOf(registry, row.type, row.record, row.text);
    return file === undefined ? [] : [{ row, id: recordKeyId(row.district, file) }];
  });
  const made = await keys.make(client, clear.map(({ id }) => id));
  for (const { row, id } of clear) {
    const key = made.get(id);
    if (key === undefined) throw new Error('a record has its key');
    const [text, values] = into(row, sealedText(id, key, row.text, beside(row)));
    await client.query(text, [...values]);
  }
  return { rows: clear.length, after: rows.length < AT_ONCE ? undefined : placeAfter(rows) };
}

function placeAfter(rows: readonly Pick<ClearRow, 'district' | 'id' | 'n'>[]): Place | undefined {
  const last = rows.at(-1);
  return last === undefined ? undefined : [last.district, last.id, last.n];
}

// Photos as they come in: piece by piece, seen by nobody until the last byte is here and the whole has the
// SHA-256 that is its name and is a photo and nothing else, or a PDF that does nothing. The same piece twice changes nothing.
// Every piece is sealed with the photo's own key: a photo is often here before the record that says whose it is.
import { createHash } from 'node:crypto';
import { bucketReaches } from '#shared/place/bucket.ts';
import type { PhotoAsk, PhotoState } from '#shared/photo/protocol.ts';
import type { Session } from '../auth/session.ts';
import { inTransaction, type Sql } from '../db/database.ts';
import { seal, unseal } from '../keys/seal.ts';
import { KeyGone } from '../keys/sealed-json.ts';
import { photoKeyId, type SubjectId, type SubjectKeys } from '../keys/subject-keys.ts';
import type { Services } from '../services.ts';
import { districtOfBucket } from '../sync/check-change.ts';
import { mediaOf } from './what-file.ts';

type PhotoServices = Pick<Services, 'db' | 'clock' | 'keys'>;

interface PhotoRow {
  readonly district: number;
  readonly name: string;
  readonly size: number;
  readonly received: number;
  readonly whole_at: number | null;
  readonly safe: boolean;
}

/**
 * How far each has come, in the order asked; those not known yet begin here. Sending is open to whoever was
 * ever at work in that bucket, also from a phone that was shut out: it gives no right to look.
 */
export async function askPhotos({ db, clock }: Pick<Services, 'db' | 'clock'>, { device, grants }: Pick<Session, 'device' | 'grants'>, { photos }: PhotoAsk): Promise<PhotoState[]> {
  const asked = photos.map((photo) => ({ ...photo, district: grants.some((g) => bucketReaches(photo.bucket, g.place)) ? districtOfBucket(photo.bucket) : undefined }));
  const hers = asked.flatMap(({ district, ...photo }) => (district === undefined ? [] : [{ ...photo, district }]));
  const keys = [hers.map((p) => p.district), hers.map((p) => p.name)];
  const { rows } = await inTransaction(db, async (client) => {
    await client.query(
      `INSERT INTO photo AS p (district, name, size, device, begun_at, piece_at)
       SELECT DISTINCT ON (n.district, n.name) n.district, n.name, n.size, $4, $5::bigint, $5::bigint FROM unnest($1::int[], $2::text[], $3::int[]) AS n (district, name, size)
       ORDER BY n.district, n.name
       ON CONFLICT (district, name) DO UPDATE SET size = excluded.size WHERE p.whole_at IS NULL AND p.received = 0`,
      [...keys, hers.map((p) => p.size), device, clock()],
    );
    await client.query(
      'INSERT INTO photo_record (district, name, record) SELECT DISTINCT * FROM unnest($1::int[], $2::text[], $3::text[]) AS n ORDER BY 1, 2, 3 ON CONFLICT DO NOTHING',
      [...keys, hers.map((p) => p.record)],
    );
    return client.query<PhotoRow>(
      `SELECT p.district, p.name, p.size, p.received, p.whole_at, p.safe FROM unnest($1::int[], $2::text[]) AS n (district, name)
       JOIN photo p ON p.district = n.district AND p.name = n.name`, keys,
    );
  });
  const found = new Map(rows.map((row) => [`${row.district} ${row.name}`, row]));
  return asked.map(({ district, name }) => {
    const row = found.get(`${district} ${name}`);
    return row === undefined ? { state: 'refused' } : stateOf(row);
  });
}

export interface Piece {
  readonly district: number;
  readonly name: string;
  /** Offset of its first byte. */
  readonly at: number;
  readonly bytes: Buffer;
}

/** Undefined: nobody asked about such a photo, or its beginning has expired. Durable when it resolves. */
export async function putPiece({ db, clock, keys }: PhotoServices, { district, name, at, bytes }: Piece): Promise<PhotoState | undefined> {
  return inTransaction(db, async (client) => {
    const { rows: [row] } = await client.query<PhotoRow>('SELECT district, name, size, received, whole_at, safe FROM photo WHERE district = $1 AND name = $2 FOR UPDATE', [district, name]);
    if (row === undefined) return undefined;
    if (row.whole_at !== null || at !== row.received || bytes.length === 0) return stateOf(row);
    const received = at + bytes.length;
    // More than was told: neither the size nor the bytes can be trusted.
    if (received > row.size) return startAgain(client, row);
    const id = photoKeyId(district, name);
    const key = (await keys.make(client, [id])).get(id);
    if (key === undefined) throw new Error('a photo has its key');
    await client.query('INSERT INTO photo_piece (district, name, at, bytes, sealed) VALUES ($1, $2, $3, $4, true)', [district, name, at, seal(key, pieceName(id, at), bytes)]);
    await client.query('UPDATE photo SET received = $3, piece_at = $4 WHERE district = $1 AND name = $2', [district, name, received, clock()]);
    return received === row.size ? finish(client, keys, row, clock()) : { state: 'partly', at: received };
  });
}

async function finish(sql: Sql, keys: SubjectKeys, row: PhotoRow, now: number): Promise<PhotoState> {
  const { district, name } = row;
  const whole = await wholePhoto(sql, keys, district, name);
  if (createHash('sha256').update(whole).digest('hex') !== name) return startAgain(sql, row);
  const media = await mediaOf(whole);
  if (media === undefined) {
    await dropPhotos(sql, keys, district, [name]);
    return { state: 'refused' };
  }
  await sql.query('UPDATE photo SET whole_at = $3, media = $4 WHERE district = $1 AND name = $2', [district, name, now, media]);
  return { state: 'there', sha256: name };
}

async function startAgain(sql: Sql, { district, name }: PhotoRow): Promise<PhotoState> {
  await sql.query('DELETE FROM photo_piece WHERE district = $1 AND name = $2', [district, name]);
  await sql.query('UPDATE photo SET received = 0 WHERE district = $1 AND name = $2', [district, name]);
  return { state: 'damaged' };
}

export async function wholePhoto(sql: Sql, keys: SubjectKeys, district: number, name: string): Promise<Buffer> {
  const { rows } = await sql.query<{ at: number; bytes: Buffer; sealed: boolean }>('SELECT at, bytes, sealed FROM photo_piece WHERE district = $1 AND name = $2 ORDER BY at', [district, name]);
  const id = photoKeyId(district, name);
  const key = rows.some((r) => r.sealed) ? (await keys.of(sql, [id])).get(id) : undefined;
  return Buffer.concat(rows.map(({ at, bytes, sealed }) => {
    if (!sealed) return bytes;
    if (key === undefined) throw new KeyGone();
    return unseal(key, pieceName(id, at), bytes);
  }));
}

/** What a sealed piece is about. */
export function pieceName(photo: SubjectId, at: number): string {
  return `${photo}:${at}`;
}

/** With their pieces and keys, as if they had never come. */
export async function dropPhotos(sql: Sql, keys: SubjectKeys, district: number, names: readonly string[]): Promise<void> {
  await keys.destroy(sql, names.map((name) => photoKeyId(district, name)));
  for (const table of ['photo_piece', 'photo_record', 'photo']) await sql.query(`DELETE FROM ${table} WHERE district = $1 AND name = ANY ($2::text[])`, [district, names]);
}

function stateOf({ name, received, whole_at, safe }: PhotoRow): PhotoState {
  return whole_at === null ? { state: 'partly', at: received } : { state: safe ? 'safe' : 'there', sha256: name };
}

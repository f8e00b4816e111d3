// The server's key pairs that phones seal their work to. They are made once and kept in the database, so
// that its backup can open what was sealed before it; a key that is no longer given out keeps opening.
import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { SealKey } from '#shared/sync/profile.ts';
import type { Sql } from '../db/database.ts';

const CURRENT = 'seal-to';
const PRIVATE = 'seal-key:';

/** The key that phones are told to seal to, made if there is none. Several servers may ask at once. */
export async function readSealTo(sql: Sql): Promise<SealKey> {
  const known = await currentKey(sql);
  if (known !== undefined) return known;
  const made = await storeNewKey(sql);
  await sql.query('INSERT INTO server_meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING', [CURRENT, JSON.stringify(made)]);
  return (await currentKey(sql)) ?? made;
}

/** Phones seal to a new key from their next contact on. */
export async function renewSealKey(sql: Sql): Promise<SealKey> {
  const made = await storeNewKey(sql);
  await sql.query('INSERT INTO server_meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value', [CURRENT, JSON.stringify(made)]);
  return made;
}

/** The private key of that id; undefined: this server never had it. */
export async function privateSealKey(sql: Sql, id: string): Promise<KeyObject | undefined> {
  const { rows: [row] } = await sql.query<{ value: string }>('SELECT value FROM server_meta WHERE key = $1', [`${PRIVATE}${id}`]);
  return row === undefined ? undefined : createPrivateKey({ key: Buffer.from(row.value, 'base64url'), format: 'der', type: 'pkcs8' });
}

async function currentKey(sql: Sql): Promise<SealKey | undefined> {
  const { rows: [row] } = await sql.query<{ value: string }>('SELECT value FROM server_meta WHERE key = $1', [CURRENT]);
  if (row === undefined) return undefined;
  const { id, x, y }: SealKey = JSON.parse(row.value);
  return { id, x, y };
}

async function storeNewKey(sql: Sql): Promise<SealKey> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = createHash('sha256').update(`dehri-seal-key\n${x}\n${y}`).digest('base64url').slice(0, 16);
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
  await sql.query('INSERT INTO server_meta (key, value) VALUES ($1, $2)', [`${PRIVATE}${id}`, pkcs8.toString('base64url')]);
  return { id, x, y };
}

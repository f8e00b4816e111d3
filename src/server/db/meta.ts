// What the server knows about itself: its epoch (a restored server must have another one, or phones
// would miss changes), the secret that codes and nonces are keyed with, and the key phones seal to.
import type { SealKey } from '#shared/sync/profile.ts';
import { readSealTo } from '../sync/seal-keys.ts';
import type { Sql } from './database.ts';

export interface ServerMeta {
  readonly epoch: string;
  readonly secret: Buffer;
  /** Absent: phones are told of none, and seal nothing. */
  readonly sealTo?: SealKey;
}

/** Reads it, making what is missing. Several servers may do so at once. */
export async function readMeta(sql: Sql, random: (bytes: number) => Buffer): Promise<ServerMeta> {
  await sql.query(
    `INSERT INTO server_meta (key, value) VALUES ('epoch', $1), ('secret', $2) ON CONFLICT (key) DO NOTHING`,
    [random(9).toString('base64url'), random(32).toString('base64url')],
  );
  const { rows } = await sql.query<{ key: string; value: string }>('SELECT key, value FROM server_meta');
  const meta = new Map(rows.map((r) => [r.key, r.value]));
  return { epoch: meta.get('epoch') ?? '', secret: Buffer.from(meta.get('secret') ?? '', 'base64url'), sealTo: await readSealTo(sql) };
}

/** After restoring a backup: phones start their cursors again and offer all that is not safe. */
export async function renewEpoch(sql: Sql, random: (bytes: number) => Buffer): Promise<void> {
  await sql.query(`INSERT INTO server_meta (key, value) VALUES ('epoch', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, [random(9).toString('base64url')]);
}

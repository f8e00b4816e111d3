// What the server knows about itself: its epoch (a restored server must have another one, or phones
// would miss changes), the secret that codes and nonces are keyed with, and the key phones seal to.
import type { SealKey } from '#shared/sync/profile.ts';
import { readSealTo } from '../sync/seal-keys.ts';
import type { Database, Sql } from './database.ts';

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

/** The epoch of now: other servers on the database may have begun another. '' before there is one. */
export async function readEpoch({ pipelined }: Pick<Database, 'pipelined'>): Promise<string> {
  const { rows: [row] } = await pipelined.query<{ value: string }>({ name: 'epoch', text: `SELECT value FROM server_meta WHERE key = 'epoch'` });
  return row?.value ?? '';
}

/** After restoring a backup: phones start their cursors again and offer all that is not safe. Returns the new one. */
export async function renewEpoch(sql: Sql, random: (bytes: number) => Buffer): Promise<string> {
  const epoch = random(9).toString('base64url');
  await sql.query(`INSERT INTO server_meta (key, value) VALUES ('epoch', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, [epoch]);
  return epoch;
}

/**
 * Begins another epoch when the database has another history than at the last start: a provider put it
 * back to an earlier moment, copied it to another machine, or made a replica the main one, which may
 * have lacked the last commits. Databases that do not say where they are leave it as it is.
 */
export async function noticeOtherHistory(sql: Sql, random: (bytes: number) => Buffer): Promise<boolean> {
  const { rows: [may] } = await sql.query<{ ask: boolean }>(
    `SELECT has_function_privilege('pg_control_system()', 'EXECUTE') AND has_function_privilege('pg_walfile_name(pg_lsn)', 'EXECUTE') AND NOT pg_is_in_recovery() AS ask`,
  );
  if (may?.ask !== true) return false;
  // The first eight digits of a log file's name are the timeline.
  const { rows: [own] } = await sql.query<{ history: string }>(
    `SELECT system_identifier || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8) AS history FROM pg_control_system()`,
  );
  const { rows: [before] } = await sql.query<{ value: string }>(`SELECT value FROM server_meta WHERE key = 'history'`);
  if (before?.value === own?.history) return false;
  await sql.query(`INSERT INTO server_meta (key, value) VALUES ('history', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, [own?.history]);
  if (before === undefined) return false;
  await renewEpoch(sql, random);
  return true;
}

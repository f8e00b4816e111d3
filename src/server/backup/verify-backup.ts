// A backup is one when it was restored. The file is loaded into a scratch database, read back and
// compared table by table, and then judged as what it is: records against their history, buckets
// against their records, sums, the audit chain. The scratch database is dropped whatever happens.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { verifyAudit } from '../audit/audit.ts';
import { inTransaction, openDatabase, type Database } from '../db/database.ts';
import type { Connection } from '../db/embedded.ts';
import { dropUnreadable, KeysNotThere } from '../erase/drop-unreadable.ts';
import type { EraseServices } from '../erase/erase-record.ts';
import { masterKeysInMemory } from '../keys/master-keys.ts';
import { subjectKeys } from '../keys/subject-keys.ts';
import { photosHeld, type PhotoKey } from '../photos/safe-photos.ts';
import type { Registry } from '../registry.ts';
import { runsHeld, type SafeRuns } from '../sync/backed-up.ts';
import { checkFold } from '../sync/check-fold.ts';
import { checkSums } from '../sync/check-sums.ts';
import { BackupError } from './backup-error.ts';
import type { BackupBegin } from './backup-file.ts';
import { putKeys, type KeyCopy } from './key-copy.ts';
import { differingTables, loadBackup } from './load-backup.ts';

export interface VerifiedBackup {
  readonly begin: BackupBegin;
  readonly rows: number;
  readonly records: number;
  readonly changes: number;
  /** What of each phone's work a restore of this file brings back without a gap. */
  readonly runs: SafeRuns;
  /** Photos that a restore brings back and that phones have not been told of before. */
  readonly photos: readonly PhotoKey[];
  /** Files of persons in it whose key is gone: erased since, and dropped by a restore. */
  readonly unreadable: number;
}

export interface WithKeys {
  readonly keyCopy: KeyCopy | undefined;
  /** Files of persons are to be lost then. */
  readonly withoutKeys?: boolean;
}

const SCRATCH = 'dehri_scratch_';
/** One at a time on a database: leftovers of others can then be told from work. */
const LOCK = 727_431_002;

export interface Where {
  /** A database on the server where the scratch database is made; its user may create databases. */
  readonly at: Connection | string;
  readonly registry: Registry;
}

/** Throws `BackupError`. */
export async function verifyBackup({ at, registry }: Where, path: string, secret: Buffer | undefined, withKeys: WithKeys): Promise<VerifiedBackup> {
  const admin = new pg.Client(typeof at === 'string' ? { connectionString: at } : { ...at });
  // Cut off, it tells by the statement that fails.
  admin.on('error', () => undefined);
  await admin.connect();
  let name = '';
  try {
    const { rows: [found] } = await admin.query<{ got: boolean; own: number }>('SELECT pg_try_advisory_lock($1) AS got, oid::int AS own FROM pg_database WHERE datname = current_database()', [LOCK]);
    if (found?.got !== true) throw new BackupError('busy');
    // Such locks are of one database, so its number is in the names.
    const ours = `${SCRATCH}${found.own}_`;
    await dropLeftovers(admin, ours);
    name = `${ours}${randomBytes(6).toString('hex')}`;
    await admin.query(`CREATE DATABASE ${name} TEMPLATE template0`);
    const keys = subjectKeys(masterKeysInMemory(randomBytes, withKeys.keyCopy?.lookUp, withKeys.keyCopy?.masters), randomBytes);
    const db = openDatabase(inDatabase(at, name), { connections: 2, keys });
    try {
      return await tryIt({ db, keys, registry, clock: Date.now }, path, secret, withKeys);
    } finally {
      await db.close();
    }
  } finally {
    if (name !== '') await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`).catch(() => undefined);
    await admin.end();
  }
}

async function tryIt(services: EraseServices, path: string, secret: Buffer | undefined, withKeys: WithKeys): Promise<VerifiedBackup> {
  const { db, registry } = services;
  const loaded = await inTransaction(db, async (client) => {
    // Of no worth after a crash anyway.
    await client.query('SET LOCAL synchronous_commit = off');
    return loadBackup(client, path, secret);
  });
  await db.pool.query('ANALYZE');
  const differing = await withClient(db, (client) => differingTables(client, loaded.tables));
  if (differing.length > 0) throw new BackupError('unsound', `tables ${differing.join(', ')}`);
  const unreadable = await openWithKeys(services, withKeys);
  const fold = await checkFold({ db, registry });
  if (fold.faults.length > 0) throw new BackupError('unsound', `${fold.faults.length} of records and buckets, first ${fold.faults[0]?.kind ?? ''} ${fold.faults[0]?.id ?? ''}`);
  const sums = await checkSums({ db, registry });
  if (sums.differences.length > 0) throw new BackupError('unsound', `${sums.differences.length} sums`);
  const { rows: chains } = await db.pool.query<{ district: number }>('SELECT district FROM audit_head UNION SELECT district FROM audit');
  for (const { district } of chains) {
    const broken = await verifyAudit(db.pool, district);
    if (broken !== undefined) throw new BackupError('unsound', `audit chain ${district} at ${broken}`);
  }
  return {
    begin: loaded.begin, rows: loaded.tables.reduce((sum, t) => sum + t.rows, 0), records: fold.records, changes: fold.changes, runs: await runsHeld(db.pool), photos: await photosHeld(db.pool), unreadable,
  };
}

/** Reads files of persons with the keys of now, and drops those that have none any more. Throws `BackupError` when that would be all. */
async function openWithKeys(services: EraseServices, { keyCopy, withoutKeys = false }: WithKeys): Promise<number> {
  const { rows: [schema] } = await services.db.pool.query<{ there: boolean }>(`SELECT to_regclass('master_key') IS NOT NULL AS there`);
  if (schema?.there !== true) return 0;
  if (keyCopy !== undefined) await inTransaction(services.db, (client) => putKeys(client, keyCopy));
  try {
    return await dropUnreadable(services, { evenAll: withoutKeys });
  } catch (error) {
    throw error instanceof KeysNotThere ? new BackupError('noKeys', String(error.files)) : error;
  }
}

async function withClient<T>(db: Database, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}

/** Of a backup that was killed: nobody is connected to them, and under the lock nobody is about to. */
async function dropLeftovers(admin: pg.Client, ours: string): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database d WHERE starts_with(datname, $1) AND pg_has_role(datdba, 'MEMBER') AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datid = d.oid)`, [ours],
  );
  for (const { name } of rows) await admin.query(`DROP DATABASE IF EXISTS "${name}"`);
}

function inDatabase(at: Connection | string, database: string): Connection | string {
  if (typeof at !== 'string') return { ...at, database };
  const url = new URL(at);
  url.pathname = `/${database}`;
  return url.href;
}

// Puts a backup in the place of what a database holds, in one transaction, and makes it another
// life of the server: a new epoch, so that phones start again and offer what the backup lacks; no
// session and no unused code of the old one.
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import type pg from 'pg';
import { inTransaction, type Database } from '../db/database.ts';
import { renewEpoch } from '../db/meta.ts';
import { migrate } from '../db/migrate.ts';
import { applyErased } from '../erase/erase-record.ts';
import { dropUnreadable } from '../erase/drop-unreadable.ts';
import type { ErasedId } from '../erase/erased-list.ts';
import type { MasterKeys } from '../keys/master-keys.ts';
import { subjectKeys } from '../keys/subject-keys.ts';
import { dropKeyless } from '../subjects/rights/erase-rows.ts';
import { runsHeld } from '../sync/backed-up.ts';
import { BackupError } from './backup-error.ts';
import { putKeys, type KeyCopy } from './key-copy.ts';
import { loadBackup } from './load-backup.ts';
import { backupsIn, backupTime } from './make-backup.ts';
import { KEY_TABLES, listTables, quoted, unloggedTables } from './tables.ts';
import { verifyBackup, type Where } from './verify-backup.ts';

export interface RestoreOrder extends Where {
  readonly db: Database;
  readonly file: string;
  readonly secret: Buffer | undefined;
  /** People are in the database; they are to be replaced. */
  readonly replace: boolean;
  /** The copy of the keys of now; undefined: there is none. */
  readonly keyCopy: KeyCopy | undefined;
  /** Where the keys are to be; `db` was opened with them. */
  readonly masters: MasterKeys;
  /** There is no copy of the keys, or not that of this server: it is to be without files and photos of persons. */
  readonly withoutKeys: boolean;
  /** Newer backups than this exist, which phones may have relied on; it is to be this one. */
  readonly older: boolean;
  /** Records that were erased, as the list beside the database has it: they do not come back with the backup. */
  readonly erased: readonly ErasedId[];
}

export interface RestoredBackup {
  /** When the backup was begun, milliseconds since 1970. */
  readonly at: number;
  readonly rows: number;
  readonly records: number;
  readonly changes: number;
  /** Records erased since the backup was made; without the keys all files of persons. */
  readonly erased: number;
}

/** Throws `BackupError`; then nothing has changed. */
export async function restoreBackup({ db, file, secret, replace, older, erased, keyCopy, masters, withoutKeys, ...where }: RestoreOrder): Promise<RestoredBackup> {
  await refuseInUse(db);
  if (!replace && await hasPeople(db)) throw new BackupError('peopleThere');
  if (!older && await isOutdated(file)) throw new BackupError('older');
  if (keyCopy !== undefined && !keyCopy.lookUp.equals(masters.lookUp)) throw new BackupError('otherKeys');
  const { begin, runs, unreadable: _, ...numbers } = await verifyBackup(where, file, secret, { keyCopy, withoutKeys });
  if (!older) await refuseLessThanPromised(db, runs);
  const before = await hasTable(db, 'master_key') ? (await db.pool.query<{ name: string }>('SELECT name FROM master_key')).rows : [];
  await inTransaction(db, async (client) => {
    await dropEverything(client);
    await loadBackup(client, file, secret);
    await renewEpoch(client, randomBytes);
    // Where it lies now is no surprise.
    await client.query(`DELETE FROM server_meta WHERE key = 'history'`);
    await client.query('DELETE FROM session');
    await client.query('DELETE FROM enrolment_code WHERE used_at IS NULL');
  });
  await migrate(db);
  const services = { db, keys: subjectKeys(masters, randomBytes), registry: where.registry, clock: Date.now };
  if (keyCopy !== undefined) {
    const anew = await masters.make();
    await inTransaction(db, (client) => putKeys(client, keyCopy, anew));
  }
  const gone = await dropUnreadable(services, { evenAll: withoutKeys });
  await dropKeyless(services);
  const erasedAgain = gone + await applyErased(services, erased);
  // Of what was here before nothing is to be read any more.
  for (const { name } of before) await masters.destroy(name);
  await db.pool.query('ANALYZE');
  return { at: begin.at, ...numbers, erased: erasedAgain };
}

/** A server that runs over it would go on in the old epoch. */
async function refuseInUse({ pool }: Database): Promise<void> {
  const { rows: [others] } = await pool.query<{ n: number }>(
    `SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
  );
  if ((others?.n ?? 0) > 0) throw new BackupError('inUse');
}

async function hasTable({ pool }: Database, name: string): Promise<boolean> {
  const { rows: [found] } = await pool.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [name]);
  return found?.there === true;
}

async function hasPeople(db: Database): Promise<boolean> {
  return await hasTable(db, 'person') && (await db.pool.query('SELECT 1 FROM person LIMIT 1')).rows.length > 0;
}

async function isOutdated(file: string): Promise<boolean> {
  const own = backupTime(file);
  return own !== undefined && (await backupsIn(dirname(file))).some((name) => (backupTime(name) ?? 0) > own);
}

/** What phones were told is safe must be in the file: they may have forgotten it. */
async function refuseLessThanPromised(db: Database, runs: Awaited<ReturnType<typeof runsHeld>>): Promise<void> {
  if (!await hasTable(db, 'device')) return;
  const { rows } = await db.pool.query<{ id: string; safe_counter: number }>('SELECT id, safe_counter FROM device WHERE safe_counter > 0');
  if (rows.some((d) => (runs.get(d.id) ?? 0) < d.safe_counter)) throw new BackupError('older');
}

async function dropEverything(client: pg.ClientBase): Promise<void> {
  const names = [...(await listTables(client)).map((t) => t.name), ...(await unloggedTables(client)), ...KEY_TABLES, 'migration'];
  await client.query(`DROP TABLE IF EXISTS ${names.map(quoted).join(', ')} CASCADE`);
}

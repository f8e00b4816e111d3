// One backup from beginning to end:
//
//   snapshot ─▶ .part file ─▶ copy of the keys ─▶ restored on trial ─▶ named ─▶ phones are told what they may forget
//        └──────────────┴───────── any fault: the .part file goes, nothing else has changed but the copy of the keys,
//                                  which is of now, as it should be
//
// Phones are only told when the file lies on another disk than the database: one fault must not take
// both. A file that is carried away is confirmed from the place where it is kept.
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Database } from '../db/database.ts';
import type { MasterKeys } from '../keys/master-keys.ts';
import { withKeyLock } from '../keys/rotate-master.ts';
import { markPhotosSafe } from '../photos/safe-photos.ts';
import { markSafe } from '../sync/backed-up.ts';
import { BackupError } from './backup-error.ts';
import { KEY_COPY, readKeyCopy, writeKeyCopy } from './key-copy.ts';
import { verifyBackup, type VerifiedBackup, type Where } from './verify-backup.ts';
import { writeBackup } from './write-backup.ts';

export interface BackupOrder extends Where {
  readonly db: Database;
  readonly masters: MasterKeys;
  readonly dir: string;
  /** Undefined: in clear. */
  readonly secret: Buffer | undefined;
  /** How many files of `dir` stay; the oldest go when a new one is verified. */
  readonly keep: number;
}

export interface MadeBackup extends Omit<VerifiedBackup, 'runs' | 'photos' | 'begin' | 'unreadable'> {
  readonly file: string;
  readonly bytes: number;
  /** Phones that may forget more than before; undefined: it lies beside the database, they were not told. */
  readonly told: number | undefined;
}

/** Throws `BackupError`, or what the disk or the database says. */
export async function makeBackup({ db, masters, dir, secret, keep, ...where }: BackupOrder): Promise<MadeBackup> {
  const folder = resolve(dir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await dropParts(folder);
  const part = join(folder, `${randomUUID()}${PART}`);
  try {
    const { bytes } = await writeBackup(db, part, secret);
    await withKeyLock(db, true, () => writeKeyCopy(db, masters, folder, secret));
    const { runs, photos, begin, unreadable: _, ...numbers } = await verifyBackup(where, part, secret, { keyCopy: await readKeyCopy(join(folder, KEY_COPY), secret) });
    const file = join(folder, backupName(begin.at));
    await rename(part, file);
    await sync(folder);
    const told = await liesWithDatabase(db, file) ? undefined : await tell(db, begin.epoch, runs, photos);
    await dropOldest(folder, keep);
    return { file, bytes, ...numbers, told };
  } finally {
    await rm(part, { force: true });
  }
}

/** Tries a file again where it is kept now, with the copy of the keys beside it, and tells the phones. Throws `BackupError`. */
export async function confirmBackup({ db, ...where }: Where & { readonly db: Database }, path: string, secret: Buffer | undefined): Promise<MadeBackup> {
  const keyCopy = await readKeyCopy(join(dirname(path), KEY_COPY), secret);
  const { runs, photos, begin, unreadable: _, ...numbers } = await verifyBackup(where, path, secret, { keyCopy });
  const { size } = await stat(path);
  return { file: path, bytes: size, ...numbers, told: await tell(db, begin.epoch, runs, photos) };
}

async function tell(db: Database, epoch: string, runs: VerifiedBackup['runs'], photos: VerifiedBackup['photos']): Promise<number> {
  const marked = await markSafe(db.pool, epoch, runs);
  if (!marked.ok) throw new BackupError('otherEpoch', marked.reason);
  await markPhotosSafe(db.pool, photos);
  return marked.devices;
}

const NAME = /^dehri-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-(\d{3})\.backup$/u;
const PART = '.backup-part';
/** No backup takes so long: what is older was left by one that was killed. */
const ABANDONED = 24 * 3_600_000;

/** `dehri-20261122-013000-123.backup`, UTC; nothing about anyone. */
export function backupName(at: number): string {
  const [day = '', time = ''] = new Date(at).toISOString().split('T');
  return `dehri-${day.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}-${time.slice(9, 12)}.backup`;
}

/** When the backup of that name was begun, milliseconds since 1970; undefined for other files. */
export function backupTime(name: string): number | undefined {
  const parts = NAME.exec(basename(name))?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, ms = 0] = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second, ms);
}

/** Names of the backups in a folder, the newest first. */
export async function backupsIn(dir: string): Promise<string[]> {
  const names = await readdir(dir).catch(() => []);
  return names.filter((n) => NAME.test(n)).sort().reverse();
}

async function dropOldest(folder: string, keep: number): Promise<void> {
  for (const name of (await backupsIn(folder)).slice(Math.max(1, keep))) await rm(join(folder, name), { force: true });
}

async function dropParts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(PART)) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
    if (mtimeMs < Date.now() - ABANDONED) await rm(path, { force: true });
  }
}

async function sync(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/**
 * Does the file lie on the disk that the database writes to? Asked of a database on this machine; of
 * another one the operator knows, and a file that is here is not there.
 */
async function liesWithDatabase({ pool }: Database, file: string): Promise<boolean> {
  const { rows: [where] } = await pool.query<{ data: string | null; local: boolean }>(
    `SELECT (SELECT setting FROM pg_settings WHERE name = 'data_directory') AS data, coalesce(inet_client_addr() = inet_server_addr(), true) AS local`,
  );
  if (where === undefined || !where.local || where.data === null) return false;
  const [own, theirs] = await Promise.all([stat(dirname(file)), stat(where.data).catch(() => undefined)]);
  return theirs === undefined || own.dev === theirs.dev;
}

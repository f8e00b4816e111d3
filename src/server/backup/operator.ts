// What the two commands share: the database they are about, and how they speak. Sentences go to
// stderr, one line of JSON about what was done to stdout. Exit: 0 done, 1 a plain refusal.
import { consoleWords } from '../console-words.ts';
import { openDatabase, type Database } from '../db/database.ts';
import { runningEmbedded, startEmbedded, type Connection } from '../db/embedded.ts';
import type { SubjectKeys } from '../keys/subject-keys.ts';
import { BackupError } from './backup-error.ts';

export function say(key: string, values: Readonly<Record<string, string | number>> = {}): void {
  process.stderr.write(`${consoleWords(`backup.${key}`, values)}\n`);
}

/** Runs a command to its end; refusals in words. */
export async function command(work: () => Promise<object>): Promise<void> {
  try {
    process.stdout.write(`${JSON.stringify(await work())}\n`);
  } catch (error) {
    process.exitCode = 1;
    if (!(error instanceof BackupError)) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      return;
    }
    say(error.code);
    if (error.detail !== '') process.stderr.write(`(${error.detail})\n`);
  }
}

/** @param place URL of a PostgreSQL, or the folder of an embedded one, which is started when it does not run */
export async function withDatabase<T>(place: string, keys: SubjectKeys, work: (db: Database, at: Connection | string, wasRunning: boolean) => Promise<T>): Promise<T> {
  const isUrl = /^postgres(?:ql)?:\/\//u.test(place);
  const running = isUrl ? place : await runningEmbedded(place);
  const own = running === undefined ? await startEmbedded({ dir: place, durable: true }) : undefined;
  const at = running ?? own?.connection ?? '';
  const db = openDatabase(at, { connections: 2, keys });
  try {
    return await work(db, at, own === undefined && !isUrl);
  } finally {
    await db.close();
    await own?.stop();
  }
}

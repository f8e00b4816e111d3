// Runs the numbered SQL files of `migrations/` that have not run yet, in order, one transaction
// each, under a lock so that several servers may start at once. A file that has run is never edited:
// its checksum is kept and compared.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Database, Sql } from './database.ts';

const LOCK = 727_431_001;
const FOLDER = new URL('./migrations/', import.meta.url);

export interface MigrationFile {
  /** `0001-places-people-and-records` */
  readonly name: string;
  readonly sql: string;
}

export function migrationFiles(folder: URL = FOLDER): MigrationFile[] {
  return readdirSync(folder).filter((f) => /^\d{4}-[a-z0-9-]+\.sql$/u.test(f)).sort()
    .map((f) => ({ name: f.slice(0, -4), sql: readFileSync(new URL(f, folder), 'utf8') }));
}

export function checksumOf({ sql }: MigrationFile): string {
  return createHash('sha256').update(sql).digest('hex');
}

/** Returns the names of the files that ran now. Throws when a file that ran before was edited. */
export async function migrate(db: Database, files: readonly MigrationFile[] = migrationFiles()): Promise<string[]> {
  const client = await db.pool.connect();
  const ran: string[] = [];
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await createMigrationTable(client);
    const done = new Map((await client.query<{ name: string; checksum: string }>('SELECT name, checksum FROM migration')).rows.map((r) => [r.name, r.checksum]));
    for (const file of files) {
      const before = done.get(file.name);
      if (before === checksumOf(file)) continue;
      if (before !== undefined) throw new Error(`migration ${file.name} was edited after it had run`);
      await client.query('BEGIN');
      try {
        await applyMigration(client, file);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      }
      ran.push(file.name);
    }
    return ran;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    client.release();
  }
}

export async function createMigrationTable(sql: Sql): Promise<void> {
  await sql.query('CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, checksum text NOT NULL, at timestamptz NOT NULL DEFAULT now())');
}

/** `sql` is in a transaction. */
export async function applyMigration(sql: Sql, file: MigrationFile): Promise<void> {
  await sql.query(file.sql);
  await sql.query('INSERT INTO migration (name, checksum) VALUES ($1, $2)', [file.name, checksumOf(file)]);
}

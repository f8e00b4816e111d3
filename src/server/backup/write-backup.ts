// One moment of the whole database as a file, taken while everything goes on: a single read-only
// snapshot, table after table by COPY.
import { createHash } from 'node:crypto';
import type { Database } from '../db/database.ts';
import { writeBackupFile, type Part } from './backup-file.ts';
import { copyOut, listTables, TEXT_SETTINGS } from './tables.ts';

export interface WrittenBackup {
  readonly bytes: number;
  readonly rows: number;
}

/** `path` must not exist yet. `secret` undefined: in clear. */
export async function writeBackup(db: Database, path: string, secret: Buffer | undefined): Promise<WrittenBackup> {
  const client = await db.pool.connect();
  let rows = 0;
  async function* parts(): AsyncGenerator<Part> {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(TEXT_SETTINGS);
    // now() is the transaction's beginning, which is before its snapshot.
    const { rows: [now] } = await client.query<{ at: number; epoch: string | null }>(
      `SELECT floor(extract(epoch FROM now()) * 1000)::bigint AS at, (SELECT value FROM server_meta WHERE key = 'epoch') AS epoch`,
    );
    const migrations = (await client.query<{ name: string; checksum: string }>('SELECT name, checksum FROM migration ORDER BY name')).rows;
    const tables = await listTables(client);
    yield { kind: 'begin', begin: { at: now?.at ?? 0, epoch: now?.epoch ?? '', migrations, tables: tables.map(({ name, columns }) => ({ name, columns })) } };
    for (const table of tables) {
      const hash = createHash('sha256');
      const out = copyOut(client, table);
      for await (const bytes of out) {
        if (!Buffer.isBuffer(bytes)) continue;
        hash.update(bytes);
        yield { kind: 'data', bytes };
      }
      rows += out.rowCount;
      yield { kind: 'table', table: { name: table.name, rows: out.rowCount, sha256: hash.digest('hex') } };
    }
    yield { kind: 'end', end: { tables: tables.length, rows } };
  }
  let broken: Error | undefined;
  try {
    const bytes = await writeBackupFile(path, parts(), secret);
    await client.query('ROLLBACK');
    return { bytes, rows };
  } catch (error) {
    // A COPY may still be running on it.
    broken = error instanceof Error ? error : new Error('the backup broke off');
    throw error;
  } finally {
    client.release(broken);
  }
}

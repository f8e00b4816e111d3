// A backup into a database: the schema as it was, by the same migrations, then every row. All in
// the caller's transaction, so that it comes whole or not at all.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { applyMigration, checksumOf, createMigrationTable, migrationFiles } from '../db/migrate.ts';
import { BackupError } from './backup-error.ts';
import { readBackupFile, type BackupBegin, type TableEnd } from './backup-file.ts';
import { copyOut, listTables, quoted, TEXT_SETTINGS, type Table } from './tables.ts';

export interface LoadedBackup {
  readonly begin: BackupBegin;
  readonly tables: readonly TableEnd[];
}

/**
 * `client` is in a transaction, and none of the tables exists. What arrives is counted and hashed
 * against what the file says. Throws `BackupError`.
 */
export async function loadBackup(client: pg.ClientBase, path: string, secret: Buffer | undefined): Promise<LoadedBackup> {
  await client.query(TEXT_SETTINGS);
  const done: TableEnd[] = [];
  let begin: BackupBegin | undefined;
  let loading: Loading | undefined;
  try {
    for await (const part of readBackupFile(path, secret)) {
      switch (part.kind) {
        case 'begin':
          begin = part.begin;
          await prepare(client, begin);
          break;
        case 'data':
          loading ??= new Loading(client, begin?.tables[done.length]);
          await loading.write(part.bytes);
          break;
        case 'table': {
          // A table without rows has no data.
          loading ??= new Loading(client, begin?.tables[done.length]);
          await loading.end(part.table);
          loading = undefined;
          done.push(part.table);
          break;
        }
        case 'end':
          if (part.end.tables !== done.length || begin?.tables.length !== done.length) throw new BackupError('damaged', 'tables are missing');
      }
    }
  } finally {
    loading?.abort();
  }
  if (begin === undefined) throw new BackupError('damaged', 'no beginning');
  return { begin, tables: done };
}

/** Makes the schema that the backup is of. */
async function prepare(client: pg.ClientBase, { migrations, tables }: BackupBegin): Promise<void> {
  const files = new Map(migrationFiles().map((file) => [file.name, file]));
  await createMigrationTable(client);
  for (const { name, checksum } of migrations) {
    const file = files.get(name);
    if (file === undefined || checksumOf(file) !== checksum) throw new BackupError('newer', name);
    await applyMigration(client, file);
  }
  const known = new Map((await listTables(client)).map((t) => [t.name, t]));
  for (const { name, columns } of tables) {
    if (known.get(name)?.columns.join() !== columns.join()) throw new BackupError('damaged', `table ${name}`);
    known.delete(name);
    // What a migration put in is in the backup as well.
    await client.query(`DELETE FROM ${quoted(name)}`);
  }
  if (known.size > 0) throw new BackupError('damaged', `without ${[...known.keys()].join(', ')}`);
}

/** One table by COPY. */
class Loading {
  readonly #stream: ReturnType<typeof copyFrom>;
  readonly #hash = createHash('sha256');
  readonly #finished: Promise<unknown>;

  constructor(client: pg.ClientBase, shape: BackupBegin['tables'][number] | undefined) {
    if (shape === undefined) throw new BackupError('damaged', 'more tables than were said');
    this.#stream = client.query(copyFrom(`COPY ${quoted(shape.name)} (${shape.columns.map(quoted).join(', ')}) FROM STDIN`));
    this.#finished = once(this.#stream, 'finish');
    this.#finished.catch(() => undefined);
  }

  async write(bytes: Buffer): Promise<void> {
    this.#hash.update(bytes);
    if (!this.#stream.write(bytes)) await Promise.race([once(this.#stream, 'drain'), this.#finished]);
  }

  async end({ name, rows, sha256 }: TableEnd): Promise<void> {
    this.#stream.end();
    await this.#finished;
    if (this.#stream.rowCount !== rows || this.#hash.digest('hex') !== sha256) throw new BackupError('damaged', `table ${name}`);
  }

  abort(): void {
    this.#stream.destroy();
  }
}

/** Do the tables say just what the file says? Reads all of them again. Names those that do not. */
export async function differingTables(client: pg.ClientBase, said: readonly TableEnd[]): Promise<string[]> {
  await client.query('BEGIN READ ONLY');
  try {
    await client.query(TEXT_SETTINGS);
    const tables = new Map((await listTables(client)).map((t) => [t.name, t]));
    const differing: string[] = [];
    for (const { name, rows, sha256 } of said) {
      const table = tables.get(name);
      const found = table === undefined ? undefined : await readTable(client, table);
      if (found?.rows !== rows || found.sha256 !== sha256) differing.push(name);
    }
    return differing;
  } finally {
    await client.query('ROLLBACK');
  }
}

async function readTable(client: pg.ClientBase, table: Table): Promise<{ readonly rows: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  const out = copyOut(client, table);
  for await (const bytes of out) if (Buffer.isBuffer(bytes)) hash.update(bytes);
  return { rows: out.rowCount, sha256: hash.digest('hex') };
}

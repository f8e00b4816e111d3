// The one copy of the keys, beside the backups: all keys of persons as they are wrapped, the master keys that wrap
// them, and the secret of look-ups, sealed like a backup and in a file like one (`backup-file.ts`). A backup of any
// age is read with the copy of now: who was erased since has no key in it. So there is never a second one, and what
// the file said before is written over.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Sql, Database } from '../db/database.ts';
import type { MasterKey, MasterKeys } from '../keys/master-keys.ts';
import { seal, unseal } from '../keys/seal.ts';
import { MasterKeyMissing } from '../keys/subject-keys.ts';
import { BackupError } from './backup-error.ts';
import { readBackupFile, writeBackupFile, type Part } from './backup-file.ts';

export const KEY_COPY = 'dehri.keys';
const AT_ONCE = 10_000;
/** Its one table: the head, then keys by the thousand, each part a JSON of its own. */
const TABLE = 'key_copy';

const bytesSchema = z.pipe(z.string(), z.transform((text: string) => Buffer.from(text, 'base64')));
const headSchema = z.object({ lookUp: bytesSchema, masters: z.array(z.tuple([z.string(), bytesSchema])) });
const rowsSchema = z.array(z.tuple([z.string(), bytesSchema, z.string()]));

export interface KeyCopy {
  readonly lookUp: Buffer;
  readonly masters: ReadonlyMap<string, Buffer>;
  /** [id, wrapped, name of the master key], as they came together. */
  rows(): AsyncGenerator<z.infer<typeof rowsSchema>>;
}

/**
 * Writes it in the place of the one before. Nobody may replace the master key meanwhile (`withKeyLock`), or
 * `MasterKeyMissing` is thrown and the one before stands. `secret` undefined: in clear.
 */
export async function writeKeyCopy({ pool }: Database, masters: MasterKeys, dir: string, secret: Buffer | undefined): Promise<string> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const path = join(dir, KEY_COPY);
  const part = join(dir, `${randomUUID()}.keys-part`);
  async function* parts(): AsyncGenerator<Part> {
    const { rows: names } = await pool.query<{ name: string }>('SELECT DISTINCT master AS name FROM subject_key');
    const used: [string, string][] = [];
    for (const { name } of names) {
      const key = await masters.of(name);
      if (key === undefined) throw new MasterKeyMissing();
      used.push([name, key.toString('base64')]);
    }
    yield { kind: 'begin', begin: { at: Date.now(), epoch: '', migrations: [], tables: [{ name: TABLE, columns: [] }] } };
    yield { kind: 'data', bytes: Buffer.from(JSON.stringify({ lookUp: masters.lookUp.toString('base64'), masters: used })) };
    let count = 0;
    const known = new Set(used.map(([name]) => name));
    for (let after = ''; ;) {
      const { rows } = await pool.query<{ id: string; wrapped: Buffer; master: string }>('SELECT id, wrapped, master FROM subject_key WHERE id > $1 ORDER BY id LIMIT $2', [after, AT_ONCE]);
      // A key of a first master key that was made since: its data are in the next backup, and so is it.
      const kept = rows.filter((r) => known.has(r.master));
      count += kept.length;
      yield { kind: 'data', bytes: Buffer.from(JSON.stringify(kept.map((r) => [r.id, r.wrapped.toString('base64'), r.master]))) };
      const last = rows.at(-1);
      if (last === undefined || rows.length < AT_ONCE) break;
      after = last.id;
    }
    yield { kind: 'table', table: { name: TABLE, rows: count, sha256: '' } };
    yield { kind: 'end', end: { tables: 1, rows: count } };
  }
  try {
    await writeBackupFile(part, parts(), secret);
    const before = await open(path, 'r+').catch(() => undefined);
    try {
      await rename(part, path);
      if (before !== undefined) await writeOver(before);
    } finally {
      await before?.close();
    }
  } finally {
    await rm(part, { force: true });
  }
  return path;
}

/** The file that had the name is still open here, and nowhere else. */
async function writeOver(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  for (let at = 0; at < size; at += BLOCK) await file.write(randomBytes(Math.min(BLOCK, size - at)), 0, undefined, at);
  await file.sync();
}

const BLOCK = 1 << 20;

/** Undefined: there is no such file. Throws `BackupError`. */
export async function readKeyCopy(path: string, secret: Buffer | undefined): Promise<KeyCopy | undefined> {
  if (await stat(path).catch(() => undefined) === undefined) return undefined;
  const parts = partsOf(path, secret);
  const first = await parts.next();
  await parts.return(undefined);
  const head = headSchema.safeParse(first.value);
  if (!head.success) throw new BackupError('notBackup');
  return {
    lookUp: head.data.lookUp, masters: new Map(head.data.masters),
    async *rows() {
      let isHead = true;
      for await (const part of partsOf(path, secret)) {
        if (!isHead) yield rowsSchema.parse(part);
        isHead = false;
      }
    },
  };
}

async function* partsOf(path: string, secret: Buffer | undefined): AsyncGenerator<unknown, undefined> {
  for await (const part of readBackupFile(path, secret)) {
    if (part.kind === 'begin' && part.begin.tables[0]?.name !== TABLE) throw new BackupError('notBackup');
    if (part.kind === 'data') yield JSON.parse(part.bytes.toString('utf8'));
  }
}

/**
 * Puts the keys into a database that has none. `anew`: wrapped by this master key instead of those of the copy.
 * Does nothing where the schema is of a time without keys.
 */
export async function putKeys(sql: Sql, copy: KeyCopy, anew?: MasterKey): Promise<void> {
  const { rows: [schema] } = await sql.query<{ there: boolean }>(`SELECT to_regclass('master_key') IS NOT NULL AS there`);
  if (schema?.there !== true) return;
  const names = anew === undefined ? [...copy.masters.keys()] : [anew.name];
  for (const [at, name] of names.entries()) await sql.query('INSERT INTO master_key (name, ended) VALUES ($1, $2)', [name, at > 0]);
  for await (const rows of copy.rows()) {
    await sql.query('INSERT INTO subject_key (id, wrapped, master) SELECT * FROM unnest($1::text[], $2::bytea[], $3::text[])', [
      rows.map(([id]) => id), rows.map(([id, wrapped, master]) => (anew === undefined ? wrapped : wrappedAnew(copy, anew, id, wrapped, master))), rows.map(([, , master]) => anew?.name ?? master),
    ]);
  }
}

function wrappedAnew({ masters }: KeyCopy, anew: MasterKey, id: string, wrapped: Buffer, master: string): Buffer {
  const key = masters.get(master);
  if (key === undefined) throw new BackupError('damaged', 'a master key is missing');
  return seal(anew.key, id, unseal(key, id, wrapped));
}

// Batches, their files and remembered mappings in their tables (migration 0010).
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import * as z from 'zod/mini';
import { FILE_CODES, type FileFault } from '#shared/import/file-fault.ts';
import type { ColumnMapping } from '#shared/import/mapping.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import type { Database, Sql } from '../db/database.ts';
import type { BatchSeal } from './batch-seal.ts';

export const BATCH_STATUSES = ['uploaded', 'waiting', 'running', 'done', 'failed'] as const;
export type BatchStatus = (typeof BATCH_STATUSES)[number];

export interface Batch {
  readonly district: number;
  readonly id: string;
  readonly programme: string;
  readonly target: string;
  readonly source: string;
  readonly place: PlaceCode;
  readonly fileName: string;
  readonly fileSize: number;
  readonly fileHash: string;
  readonly headers: readonly string[];
  readonly mapping: ColumnMapping;
  readonly status: BatchStatus;
  readonly dry: boolean;
  readonly author: string;
  readonly grant: string;
  readonly madeAt: number;
  readonly endedAt: number | null;
  /** Last line of the file that is settled. */
  readonly line: number;
  /** Lines of a text file, header counted; unknown for a workbook. */
  readonly totalRows: number | null;
  readonly rows: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly faulty: number;
  readonly places: number;
  readonly counter: number;
  readonly fault: FileFault | null;
  /** Of a made target: columns by which a row is known again; none: by all it says. */
  readonly keyColumns: readonly string[];
  /** `form@version` by which its rows are judged, fixed when the file came. */
  readonly form: string | null;
  /** Of a list about persons: rows that were there and that the file does not name. */
  readonly absent: number | null;
}

const COLUMNS = `district, id, programme, target, source, place, file_name AS "fileName", file_size AS "fileSize", file_hash AS "fileHash", headers, mapping,
  status, dry, author, grant_id AS "grant", made_at AS "madeAt", ended_at AS "endedAt", line, total_rows AS "totalRows", rows, created, changed,
  unchanged, faulty, places, counter, fault, key_columns AS "keyColumns", form, absent`;

const mappingSchema = z.record(z.string(), z.int().check(z.minimum(0)));
const rememberedSchema = z.record(z.string(), z.string());
const batchSchema = z.object({
  district: z.int(), id: z.string(), programme: z.string(), target: z.string(), source: z.string(), place: z.string(),
  fileName: z.string(), fileSize: z.int(), fileHash: z.string(), headers: z.array(z.string()), mapping: mappingSchema,
  status: z.enum(BATCH_STATUSES), dry: z.boolean(), author: z.string(), grant: z.string(), madeAt: z.int(), endedAt: z.nullable(z.int()),
  line: z.int(), totalRows: z.nullable(z.int()), rows: z.int(), created: z.int(), changed: z.int(), unchanged: z.int(), faulty: z.int(),
  places: z.int(), counter: z.int(), keyColumns: z.array(z.string()), form: z.nullable(z.string()), absent: z.nullable(z.int()),
  fault: z.nullable(z.object({ code: z.enum(FILE_CODES), where: z.optional(z.int()), what: z.optional(z.string()) })),
});

export type NewBatch = Pick<Batch,
  'district' | 'id' | 'programme' | 'target' | 'source' | 'place' | 'fileName' | 'fileSize' | 'fileHash' | 'headers' | 'mapping' | 'author' | 'grant' | 'madeAt' | 'totalRows' | 'form'>;

export async function insertBatch(sql: Sql, batch: NewBatch): Promise<void> {
  await sql.query(
    `INSERT INTO import_batch (district, id, programme, target, source, place, file_name, file_size, file_hash, headers, mapping, status, author, grant_id, made_at, total_rows, form)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'uploaded', $12, $13, $14, $15, $16)`,
    [batch.district, batch.id, batch.programme, batch.target, batch.source, batch.place, batch.fileName, batch.fileSize, batch.fileHash,
      JSON.stringify(batch.headers), JSON.stringify(batch.mapping), batch.author, batch.grant, batch.madeAt, batch.totalRows, batch.form],
  );
}

export async function readBatch(sql: Sql, district: number, id: string): Promise<Batch | undefined> {
  const { rows } = await sql.query(`SELECT ${COLUMNS} FROM import_batch WHERE district = $1 AND id = $2`, [district, id]);
  return rows[0] === undefined ? undefined : toBatch(rows[0]);
}

/** Batches for `place` or below, newest first, at most 100. */
export async function listBatches(sql: Sql, district: number, place: PlaceCode): Promise<Batch[]> {
  const { rows } = await sql.query(
    `SELECT ${COLUMNS} FROM import_batch WHERE district = $1 AND (place = $2 OR starts_with(place, $2 || '.')) ORDER BY made_at DESC LIMIT 100`, [district, place],
  );
  return rows.map(toBatch);
}

/** Batches that should be running, oldest first. */
export async function unfinishedBatches(sql: Sql): Promise<{ district: number; id: string }[]> {
  const { rows } = await sql.query<{ district: number; id: string }>(`SELECT district, id FROM import_batch WHERE status IN ('waiting', 'running') ORDER BY made_at, id`);
  return rows;
}

/** Begins it from the first row: what an earlier look (a dry run) counted is forgotten. False when it runs or has run. */
export async function setWaiting(sql: Sql, district: number, id: string, mapping: ColumnMapping, dry: boolean, keyColumns: readonly string[] = []): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE import_batch SET status = 'waiting', mapping = $3, dry = $4, key_columns = $5, line = 0, rows = 0, created = 0, changed = 0, unchanged = 0, faulty = 0, places = 0, absent = NULL, fault = NULL, ended_at = NULL
     WHERE district = $1 AND id = $2 AND (status = 'uploaded' OR (status IN ('done', 'failed') AND (dry OR counter = 0)))
       AND EXISTS (SELECT FROM import_file f WHERE f.district = import_batch.district AND f.batch = import_batch.id)`,
    [district, id, JSON.stringify(mapping), dry, JSON.stringify(keyColumns)],
  );
  if (rowCount !== 1) return false;
  await sql.query('DELETE FROM import_fault WHERE district = $1 AND batch = $2', [district, id]);
  return true;
}

export async function setRunning(sql: Sql, { district, id }: Pick<Batch, 'district' | 'id'>): Promise<void> {
  await sql.query(`UPDATE import_batch SET status = 'running' WHERE district = $1 AND id = $2`, [district, id]);
}

/** Its file goes when its rows are in; after a dry run or a fault it stays for the next try. */
export async function setEnded(sql: Sql, { district, id }: Pick<Batch, 'district' | 'id'>, status: 'done' | 'failed', fault: FileFault | null, at: number): Promise<void> {
  const { rows } = await sql.query<{ dry: boolean }>(
    'UPDATE import_batch SET status = $3, fault = $4, ended_at = $5 WHERE district = $1 AND id = $2 RETURNING dry',
    [district, id, status, fault === null ? null : JSON.stringify(fault), at],
  );
  if (status === 'done' && rows[0]?.dry === false) await sql.query('DELETE FROM import_file WHERE district = $1 AND batch = $2', [district, id]);
}

const PART_BYTES = 1_048_576;

export async function saveFile(db: Database, district: number, batch: string, path: string, seal: BatchSeal | undefined): Promise<void> {
  let part = 0;
  for await (const bytes of createReadStream(path, { highWaterMark: PART_BYTES })) {
    part += 1;
    await db.pool.query('INSERT INTO import_file (district, batch, part, bytes) VALUES ($1, $2, $3, $4)', [district, batch, part, seal === undefined ? bytes : seal.close(`file:${part}`, bytes)]);
  }
}

export async function restoreFile(db: Database, district: number, batch: string, path: string, seal: BatchSeal | undefined): Promise<void> {
  const out = createWriteStream(path, { mode: 0o600 });
  for (let part = 1; ; part += 1) {
    const { rows } = await db.pool.query<{ bytes: Buffer }>('SELECT bytes FROM import_file WHERE district = $1 AND batch = $2 AND part = $3', [district, batch, part]);
    const bytes = rows[0]?.bytes;
    if (bytes === undefined) break;
    if (!out.write(seal === undefined ? bytes : seal.open(`file:${part}`, bytes))) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}

/** Names and numbers of people are not kept for a list that nobody started. */
export async function dropOldFiles(sql: Sql, before: number): Promise<void> {
  await sql.query(
    `DELETE FROM import_file f USING import_batch b
     WHERE b.district = f.district AND b.id = f.batch AND b.status NOT IN ('waiting', 'running') AND b.made_at < $1`, [before],
  );
}

export async function rememberMapping(
  sql: Sql, target: Pick<Batch, 'programme' | 'target'>, fingerprint: string, columns: Readonly<Record<string, string>>, author: string, at: number,
): Promise<void> {
  await sql.query(
    `INSERT INTO import_mapping (programme, target, fingerprint, columns, author, at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (programme, target, fingerprint) DO UPDATE SET columns = excluded.columns, author = excluded.author, at = excluded.at`,
    [target.programme, target.target, fingerprint, JSON.stringify(columns), author, at],
  );
}

export async function recallMapping(sql: Sql, target: Pick<Batch, 'programme' | 'target'>, fingerprint: string): Promise<Record<string, string> | undefined> {
  const { rows } = await sql.query<{ columns: unknown }>(
    'SELECT columns FROM import_mapping WHERE programme = $1 AND target = $2 AND fingerprint = $3', [target.programme, target.target, fingerprint],
  );
  return rows[0] === undefined ? undefined : z.parse(rememberedSchema, rows[0].columns);
}

function toBatch(row: unknown): Batch {
  const batch = z.parse(batchSchema, row);
  const fault: FileFault | null = batch.fault === null ? null : {
    code: batch.fault.code, ...(batch.fault.where !== undefined && { where: batch.fault.where }), ...(batch.fault.what !== undefined && { what: batch.fault.what }),
  };
  return { ...batch, fault };
}

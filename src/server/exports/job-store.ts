// Export jobs and the parts of their files in their tables (migration 0038).
import { hash } from 'node:crypto';
import * as z from 'zod/mini';
import { EXPORT_FORMATS, EXPORT_STATUSES, type ExportItem, type ExportRequest } from '#shared/desk/exports.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import type { Sql } from '../db/database.ts';
import { districtPart } from '../people/people.ts';

export interface ExportJob extends Omit<ExportItem, 'from' | 'to'> {
  readonly person: string;
  readonly language: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly attempt: number;
  readonly fault: string | null;
}

export type JobKey = Pick<ExportJob, 'district' | 'id'>;

/** How long a file is kept, milliseconds. */
export const KEEP_FILE_MS = 24 * 3_600_000;

const COLUMNS = `district, id, person, place, type, repeat, by_day AS by, from_day AS "from", to_day AS "to", format, language, reason, status, attempt,
  seen, total, rows, bytes, fault, made_at AS "madeAt", ended_at AS "endedAt", expires_at AS "expiresAt"`;

const jobSchema = z.object({
  district: z.int(), id: z.string(), person: z.string(), place: z.string(), type: z.string(), repeat: z.nullable(z.string()), by: z.nullable(z.string()),
  from: z.nullable(z.string()), to: z.nullable(z.string()), format: z.enum(EXPORT_FORMATS), language: z.string(), reason: z.string(), status: z.enum(EXPORT_STATUSES),
  attempt: z.int(), seen: z.int(), total: z.nullable(z.int()), rows: z.int(), bytes: z.int(), fault: z.nullable(z.string()), madeAt: z.int(),
  endedAt: z.nullable(z.int()), expiresAt: z.nullable(z.int()),
});

export interface NewJob {
  readonly id: string;
  readonly person: string;
  readonly asked: ExportRequest;
  readonly at: number;
}

/** False when she has the same under way; must then be read by `sameJob`. */
export async function insertJob(sql: Sql, { id, person, asked, at }: NewJob): Promise<boolean> {
  const { place, type, repeat = null, by = null, from = null, to = null, format, language, reason } = asked;
  const { rowCount } = await sql.query(
    `INSERT INTO export_job (district, id, person, place, type, repeat, by_day, from_day, to_day, format, language, reason, fingerprint, status, made_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'waiting', $14) ON CONFLICT DO NOTHING`,
    [districtPart(place), id, person, place, type, repeat, by, from, to, format, language, reason, fingerprintOf(person, asked), at],
  );
  return rowCount === 1;
}

export async function sameJob(sql: Sql, person: string, asked: ExportRequest): Promise<ExportJob | undefined> {
  return one(sql, `district = $1 AND fingerprint = $2 AND status IN ('waiting', 'running')`, [districtPart(asked.place), fingerprintOf(person, asked)]);
}

export async function readJob(sql: Sql, { district, id }: JobKey): Promise<ExportJob | undefined> {
  return one(sql, 'district = $1 AND id = $2', [district, id]);
}

/** Hers, at or below the place, newest first. */
export async function listJobs(sql: Sql, person: string, place: PlaceCode): Promise<ExportJob[]> {
  const { rows } = await sql.query(
    `SELECT ${COLUMNS} FROM export_job WHERE district = $1 AND person = $2 AND (place = $3 OR starts_with(place, $3 || '.')) ORDER BY made_at DESC LIMIT 50`, [districtPart(place), person, place],
  );
  return rows.map((row) => z.parse(jobSchema, row));
}

export async function countUnfinished(sql: Sql, person: string, district: number): Promise<number> {
  const { rows: [found] } = await sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM export_job WHERE district = $1 AND person = $2 AND status IN ('waiting', 'running')`, [district, person]);
  return found?.n ?? 0;
}

/** Oldest first. */
export async function unfinishedJobs(sql: Sql): Promise<JobKey[]> {
  const { rows } = await sql.query<JobKey>(`SELECT district, id FROM export_job WHERE status IN ('waiting', 'running') ORDER BY made_at, id`);
  return rows;
}

/** Begins it from nothing; what an earlier attempt wrote is thrown away. Undefined: it waits for nobody any more. */
export async function beginJob(sql: Sql, key: JobKey): Promise<ExportJob | undefined> {
  const { rows: [row] } = await sql.query(
    `UPDATE export_job SET status = 'running', attempt = attempt + 1, seen = 0, rows = 0, bytes = 0, total = NULL
     WHERE district = $1 AND id = $2 AND status IN ('waiting', 'running') RETURNING ${COLUMNS}`, [key.district, key.id],
  );
  await dropParts(sql, key);
  return row === undefined ? undefined : z.parse(jobSchema, row);
}

export async function setTotal(sql: Sql, { district, id }: JobKey, total: number): Promise<void> {
  await sql.query('UPDATE export_job SET total = $3 WHERE district = $1 AND id = $2', [district, id, total]);
}

export interface Progress {
  readonly seen: number;
  readonly rows: number;
  readonly bytes: number;
}

export interface Part {
  readonly part: number;
  readonly first: number;
  readonly size: number;
  readonly packed: boolean;
  readonly bytes: Buffer;
}

/** One statement: the part is there and the progress says so, or neither. False: it was cancelled, or begun anew by another server. */
export async function addPart(sql: Sql, { district, id, attempt }: ExportJob, { seen, rows, bytes }: Progress, part: Part): Promise<boolean> {
  const { rowCount } = await sql.query(
    `WITH mine AS (UPDATE export_job SET seen = $4, rows = $5, bytes = $6 WHERE district = $1 AND id = $2 AND attempt = $3 AND status = 'running' RETURNING 1)
     INSERT INTO export_part (district, job, attempt, part, first, size, packed, bytes) SELECT $1, $2, $3, $7, $8, $9, $10, $11 FROM mine`,
    [district, id, attempt, seen, rows, bytes, part.part, part.first, part.size, part.packed, part.bytes],
  );
  return rowCount === 1;
}

export async function setDone(sql: Sql, { district, id, attempt }: ExportJob, { seen, rows, bytes }: Progress, at: number): Promise<void> {
  await sql.query(
    `UPDATE export_job SET status = 'done', seen = $4, rows = $5, bytes = $6, ended_at = $7, expires_at = $8 WHERE district = $1 AND id = $2 AND attempt = $3 AND status = 'running'`,
    [district, id, attempt, seen, rows, bytes, at, at + KEEP_FILE_MS],
  );
}

/** Ends what is not ended, or takes the file of what is done; false when there is nothing to end. */
export async function endJob(sql: Sql, key: JobKey, status: 'failed' | 'cancelled' | 'expired', fault: string | null, at: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE export_job SET status = $3, fault = $4, ended_at = $5 WHERE district = $1 AND id = $2 AND status IN ('waiting', 'running', 'done')`, [key.district, key.id, status, fault, at],
  );
  await dropParts(sql, key);
  return rowCount === 1;
}

/** Files whose time is over, and lists of what was taken out a quarter ago (the audit log keeps that). */
export async function dropOldJobs(sql: Sql, now: number): Promise<void> {
  const { rows } = await sql.query<JobKey>(`SELECT district, id FROM export_job WHERE status = 'done' AND expires_at <= $1`, [now]);
  for (const key of rows) await endJob(sql, key, 'expired', null, now);
  await sql.query(`DELETE FROM export_job WHERE status NOT IN ('waiting', 'running', 'done') AND made_at < $1`, [now - 90 * 86_400_000]);
}

/** Of whoever is erased no file may tell: those of her district go. */
export async function dropFilesOf(sql: Sql, district: number, at: number): Promise<void> {
  await sql.query(`UPDATE export_job SET status = 'expired', ended_at = $2 WHERE district = $1 AND status = 'done'`, [district, at]);
  // What is being made began before: it begins anew.
  await sql.query(`UPDATE export_job SET status = 'waiting', attempt = attempt + 1 WHERE district = $1 AND status = 'running'`, [district]);
  await sql.query('DELETE FROM export_part WHERE district = $1', [district]);
}

/** Bytes that are there of a done job; fewer than it says after a crash of the database. */
export async function bytesThere(sql: Sql, { district, id, attempt }: ExportJob): Promise<number> {
  const { rows: [found] } = await sql.query<{ n: number }>('SELECT coalesce(sum(size), 0)::bigint AS n FROM export_part WHERE district = $1 AND job = $2 AND attempt = $3', [district, id, attempt]);
  return found?.n ?? 0;
}

/** The part in which a byte of the file lies. */
export async function partAt(sql: Sql, { district, id, attempt }: ExportJob, byte: number): Promise<Part | undefined> {
  const { rows: [part] } = await sql.query<Part>(
    'SELECT part, first, size, packed, bytes FROM export_part WHERE district = $1 AND job = $2 AND attempt = $3 AND first <= $4 AND first + size > $4', [district, id, attempt, byte],
  );
  return part;
}

/** What is told of it. */
export function itemOf({ district, id, place, type, repeat, by, from, to, format, reason, status, seen, total, rows, bytes, madeAt, endedAt, expiresAt }: ExportJob): ExportItem {
  return { district, id, place, type, repeat, by, from, to, format, reason, status, seen, total, rows, bytes, madeAt, endedAt, expiresAt };
}

async function one(sql: Sql, where: string, values: readonly unknown[]): Promise<ExportJob | undefined> {
  const { rows: [row] } = await sql.query(`SELECT ${COLUMNS} FROM export_job WHERE ${where}`, [...values]);
  return row === undefined ? undefined : z.parse(jobSchema, row);
}

async function dropParts(sql: Sql, { district, id }: JobKey): Promise<void> {
  await sql.query('DELETE FROM export_part WHERE district = $1 AND job = $2', [district, id]);
}

function fingerprintOf(person: string, { place, type, repeat, by, from, to, format, language }: ExportRequest): string {
  return hash('sha256', JSON.stringify([person, place, type, repeat ?? '', by ?? '', from ?? '', to ?? '', format, language]), 'base64url');
}

// The taking back of batches in its tables (migration 0043).
import * as z from 'zod/mini';
import { KEPT_REASONS, UNDO_REASONS, type KeptReason, type UndoReason } from '#shared/import/undo.ts';
import type { Sql } from '../db/database.ts';

/** After the device of a batch, `import:<batch>`: what gives back the words of an earlier list. */
export const UNDO_SUFFIX = '.u';
/** Device of what gives back the words of a person: it counts as written by who takes the list back. */
export const UNDO_DEVICE = 'undo:';

export interface Undo {
  readonly district: number;
  readonly batch: string;
  readonly status: 'waiting' | 'running' | 'done';
  readonly dry: boolean;
  readonly reason: UndoReason | null;
  readonly by: string;
  readonly grant: string;
  readonly at: number;
  readonly endedAt: number | null;
  readonly counter: number;
  readonly ownList: number;
  readonly ownPerson: number;
  readonly gone: number;
  readonly restored: number;
  readonly absent: number;
  readonly kept: number;
}

const undoSchema = z.object({
  district: z.int(), batch: z.string(), status: z.enum(['waiting', 'running', 'done']), dry: z.boolean(), reason: z.nullable(z.enum(UNDO_REASONS)), by: z.string(), grant: z.string(),
  at: z.int(), endedAt: z.nullable(z.int()), counter: z.int(), ownList: z.int(), ownPerson: z.int(), gone: z.int(), restored: z.int(), absent: z.int(), kept: z.int(),
});

const COLUMNS = `district, batch, status, dry, reason, by, grant_id AS "grant", at, ended_at AS "endedAt", counter, own_list AS "ownList", own_person AS "ownPerson", gone, restored, absent, kept`;

export async function readUndo(sql: Sql, district: number, batch: string): Promise<Undo | undefined> {
  const { rows } = await sql.query(`SELECT ${COLUMNS} FROM import_undo WHERE district = $1 AND batch = $2`, [district, batch]);
  return rows[0] === undefined ? undefined : z.parse(undoSchema, rows[0]);
}

/** Begins a look, or the taking back itself. False: the batch is not loaded, or it is taken back already or just now. */
export async function askUndo(sql: Sql, ask: Pick<Undo, 'district' | 'batch' | 'dry' | 'reason' | 'by' | 'grant' | 'at'>): Promise<boolean> {
  const { rowCount } = await sql.query(
    `INSERT INTO import_undo AS u (district, batch, status, dry, reason, by, grant_id, at)
     SELECT district, id, 'waiting', $3, $4, $5, $6, $7 FROM import_batch WHERE district = $1 AND id = $2 AND NOT dry AND status IN ('done', 'failed') AND counter > 0
     ON CONFLICT (district, batch) DO UPDATE SET status = 'waiting', dry = excluded.dry, reason = excluded.reason, by = excluded.by, grant_id = excluded.grant_id, at = excluded.at,
       ended_at = NULL, counter = 0, gone = 0, restored = 0, absent = 0, kept = 0
     WHERE u.dry AND u.status = 'done'`,
    [ask.district, ask.batch, ask.dry, ask.reason, ask.by, ask.grant, ask.at],
  );
  if (rowCount !== 1) return false;
  await sql.query('DELETE FROM import_undo_kept WHERE district = $1 AND batch = $2', [ask.district, ask.batch]);
  return true;
}

export async function unfinishedUndos(sql: Sql): Promise<{ district: number; id: string }[]> {
  const { rows } = await sql.query<{ district: number; id: string }>(`SELECT district, batch AS id FROM import_undo WHERE status IN ('waiting', 'running') ORDER BY at, batch`);
  return rows;
}

/** Of these batches, those that were taken back. */
export async function undoneBatches(sql: Sql, district: number, batches: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql.query<{ batch: string }>(`SELECT batch FROM import_undo WHERE district = $1 AND batch = ANY ($2) AND NOT dry AND status = 'done'`, [district, batches]);
  return new Set(rows.map((r) => r.batch));
}

export interface Kept {
  readonly counter: number;
  readonly record: string;
  readonly place: string;
  readonly why: KeptReason;
  /** Fields that keep what they say; empty: the record as a whole. */
  readonly paths: readonly string[];
  readonly said: string;
}

const keptSchema = z.object({ counter: z.int(), record: z.string(), place: z.string(), why: z.enum(KEPT_REASONS), paths: z.array(z.string()), said: z.string() });

/** In the order of the list. */
export async function readKept(sql: Sql, { district, batch }: Pick<Undo, 'district' | 'batch'>, after: number, limit: number): Promise<Kept[]> {
  const { rows } = await sql.query('SELECT counter, record, place, why, paths, said FROM import_undo_kept WHERE district = $1 AND batch = $2 AND counter > $3 ORDER BY counter LIMIT $4', [district, batch, after, limit]);
  return rows.map((row: unknown) => z.parse(keptSchema, row));
}

/** Why things stay, and how often. */
export async function countKept(sql: Sql, { district, batch }: Pick<Undo, 'district' | 'batch'>): Promise<Partial<Record<KeptReason, number>>> {
  const { rows } = await sql.query<{ why: KeptReason; n: number }>('SELECT why, count(*)::int AS n FROM import_undo_kept WHERE district = $1 AND batch = $2 GROUP BY why', [district, batch]);
  return Object.fromEntries(rows.map((r) => [r.why, r.n]));
}

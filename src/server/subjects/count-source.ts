// How good a department's list is: counted from its facets when a file has been taken in or taken back, and kept.
import { QUALITY_PATHS, GROWN_BIT } from '#shared/subjects/quality.ts';
import type { Sql } from '../db/database.ts';
import type { Batch } from '../imports/batch-store.ts';
import type { Services } from '../services.ts';

export interface OneList {
  readonly state: number;
  /** Place of the department. */
  readonly source: string;
  readonly category: string;
}

/** Rows that are there and that the file did not name, good or faulty: they stay, and it is said how many. */
export async function settleAbsent({ db }: Services, { district, id, dry, created, changed, unchanged }: Batch, list: OneList): Promise<void> {
  const named = changed + unchanged + (dry ? 0 : created);
  await db.pool.query(
    `UPDATE import_batch SET absent = greatest(0, (SELECT count(*) FROM subject_entry WHERE state = $3 AND source = $4 AND category = $5 AND standing = 'there') - $6) WHERE district = $1 AND id = $2`,
    [district, id, list.state, list.source, list.category, named],
  );
}

export async function recountSource({ db }: Pick<Services, 'db'>, { state, source, category, programme, target }: OneList & { readonly programme: string; readonly target: string }): Promise<void> {
  const bits = [...QUALITY_PATHS.keys(), GROWN_BIT];
  const { rows: [counted] } = await db.pool.query<{ rows: number; newest: string; filled: number[]; alike: number }>(
    `WITH f AS (SELECT seen_day, filled, alike FROM subject_facet WHERE state = $1 AND source = $2 AND category = $3)
     SELECT (SELECT count(*)::int FROM f) AS rows, (SELECT coalesce(max(seen_day), '') FROM f) AS newest,
       ARRAY(SELECT (SELECT count(*)::int FROM f WHERE (f.filled >> bit) & 1 = 1) FROM unnest($4::int[]) WITH ORDINALITY AS b (bit, at) ORDER BY at) AS filled,
       (SELECT coalesce(sum(n), 0)::int FROM (SELECT count(*) AS n FROM f WHERE alike <> 0 GROUP BY alike HAVING count(*) > 1) AS groups) AS alike`,
    [state, source, category, bits],
  );
  if (counted === undefined) throw new Error('a count is a row');
  const last = await lastLoad(db.pool, source, programme, target);
  await db.pool.query(
    `INSERT INTO subject_source (state, source, category, rows, filled, alike, newest_seen, grown, batch, loaded_at, loaded_rows, loaded_faulty, absent)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     ON CONFLICT (state, source, category) DO UPDATE SET rows = excluded.rows, filled = excluded.filled, alike = excluded.alike, newest_seen = excluded.newest_seen, grown = excluded.grown,
       batch = excluded.batch, loaded_at = excluded.loaded_at, loaded_rows = excluded.loaded_rows, loaded_faulty = excluded.loaded_faulty, absent = excluded.absent`,
    [
      state, source, category, counted.rows, JSON.stringify(Object.fromEntries(QUALITY_PATHS.map((path, at) => [path, counted.filled[at] ?? 0]))), counted.alike, counted.newest,
      counted.filled[QUALITY_PATHS.length] ?? 0, last?.id ?? null, last?.at ?? null, last?.rows ?? 0, last?.faulty ?? 0, last?.absent ?? 0,
    ],
  );
}

/** The newest file that was taken in, as far as it came, and not taken back. */
async function lastLoad(sql: Sql, source: string, programme: string, target: string): Promise<{ id: string; at: number; rows: number; faulty: number; absent: number } | undefined> {
  const { rows } = await sql.query<{ id: string; at: number; rows: number; faulty: number; absent: number }>(
    `SELECT b.id, b.made_at AS at, b.rows, b.faulty, coalesce(b.absent, 0) AS absent FROM import_batch b
     WHERE b.district = 0 AND b.place = $1 AND b.programme = $2 AND b.target = $3 AND NOT b.dry AND b.rows > 0
       AND NOT EXISTS (SELECT FROM import_undo u WHERE u.district = b.district AND u.batch = b.id AND NOT u.dry) ORDER BY b.made_at DESC, b.id DESC LIMIT 1`,
    [source, programme, target],
  );
  return rows[0];
}

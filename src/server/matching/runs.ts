// The comparisons of a state: what each found, and where the one in hand stands.
import { RUN_STANDINGS, type Matching, type MatchRun, type RunStanding } from '#shared/subjects/matching.ts';
import type { Sql } from '../db/database.ts';
import { newId, type Services } from '../services.ts';
import type { Kept } from './keep-pairs.ts';
import { RULES } from './rules.ts';

export interface StoredRun {
  readonly id: string;
  readonly rules: string;
  readonly standing: RunStanding;
  readonly turnedBy: string;
  readonly why: string;
}

const LISTED = 20;

/** The run in hand; undefined: there is none. */
export async function runInHand(sql: Sql, state: number): Promise<StoredRun | undefined> {
  const { rows: [row] } = await sql.query<{ id: string; rules: string; standing: string; turned_by: string | null; why: string }>(
    `SELECT id, rules, standing, turned_by, why FROM subject_run WHERE state = $1 AND standing IN ('running', 'joining', 'turning') ORDER BY begun_at, id LIMIT 1`, [state],
  );
  return row === undefined ? undefined : { id: row.id, rules: row.rules, standing: standingOf(row.standing), turnedBy: row.turned_by ?? '', why: row.why };
}

/** Of all rows that wait now. @param by who asked for it; null: rows came */
export async function beginRun(sql: Sql, services: Pick<Services, 'clock' | 'random'>, state: number, by: string | null = null): Promise<string> {
  const id = newId(services);
  await sql.query(
    `INSERT INTO subject_run (state, id, rules, begun_at, by, whole, of_rows) SELECT $1, $2, $3, $4, $5, $6, count(*) FROM subject_waiting WHERE state = $1`, [state, id, RULES, services.clock(), by, by !== null],
  );
  return id;
}

/** In the transaction that takes the rows out of those that wait. */
export async function addToRun(sql: Sql, state: number, id: string, rows: number, { certain, asked, dropped }: Kept): Promise<void> {
  await sql.query(
    'UPDATE subject_run SET done_rows = done_rows + $3, of_rows = greatest(of_rows, done_rows + $3), certain = certain + $4, asked = asked + $5, dropped = dropped + $6 WHERE state = $1 AND id = $2',
    [state, id, rows, certain, asked, dropped],
  );
}

export async function setRun(sql: Sql, { clock }: Pick<Services, 'clock'>, state: number, id: string, standing: RunStanding): Promise<void> {
  await sql.query(`UPDATE subject_run SET standing = $3, ended_at = CASE WHEN $3 IN ('done', 'turned') THEN $4::bigint END WHERE state = $1 AND id = $2`, [state, id, standing, clock()]);
}

export async function setSkipped(sql: Sql, state: number, id: string, skipped: number): Promise<void> {
  await sql.query('UPDATE subject_run SET skipped = $3 WHERE state = $1 AND id = $2', [state, id, skipped]);
}

/** All rows wait to be compared anew. False: a comparison is in hand. In a transaction. */
export async function compareAll(sql: Sql, services: Pick<Services, 'clock' | 'random'>, state: number, by: string): Promise<boolean> {
  if (await runInHand(sql, state) !== undefined) return false;
  await sql.query(
    `INSERT INTO subject_waiting (state, entry, version) SELECT state, id, version FROM subject_entry WHERE state = $1 AND standing = 'there' ON CONFLICT (state, entry) DO UPDATE SET version = excluded.version`, [state],
  );
  await beginRun(sql, services, state, by);
  return true;
}

/** False: the run is not done, or turned back already. */
export async function turnRunBack(sql: Sql, state: number, id: string, by: string, why: string): Promise<boolean> {
  const { rowCount } = await sql.query(`UPDATE subject_run SET standing = 'turning', turned_by = $3, why = $4, ended_at = NULL WHERE state = $1 AND id = $2 AND standing = 'done'`, [state, id, by, why]);
  return rowCount === 1;
}

export async function readMatching(sql: Sql, state: number): Promise<Matching> {
  const { rows } = await sql.query<{
    id: string; standing: string; begun_at: number; ended_at: number | null; of_rows: number; done_rows: number; certain: number; asked: number; dropped: number; joined: number; refused: number; skipped: number;
  }>('SELECT id, standing, begun_at, ended_at, of_rows, done_rows, certain, asked, dropped, joined, refused, skipped FROM subject_run WHERE state = $1 ORDER BY begun_at DESC, id LIMIT $2', [state, LISTED]);
  const { rows: [said] } = await sql.query<{ waiting: number; changed: boolean }>(
    `SELECT (SELECT count(*) FROM subject_waiting WHERE state = $1) AS waiting,
       EXISTS (SELECT FROM subject_run o WHERE o.state = $1 AND o.rules <> $2 AND NOT EXISTS (SELECT FROM subject_run n WHERE n.state = $1 AND n.rules = $2 AND n.whole AND n.begun_at >= o.begun_at)) AS changed`, [state, RULES],
  );
  return {
    runs: rows.map((row): MatchRun => ({
      id: row.id, standing: standingOf(row.standing), begunAt: row.begun_at, endedAt: row.ended_at, done: row.done_rows, of: row.of_rows,
      certain: row.certain, asked: row.asked, dropped: row.dropped, joined: row.joined, refused: row.refused, skipped: row.skipped,
    })),
    waiting: said?.waiting ?? 0, rulesChanged: said?.changed === true,
  };
}

function standingOf(text: string): RunStanding {
  return RUN_STANDINGS.find((standing) => standing === text) ?? 'done';
}

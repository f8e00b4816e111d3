// Holds, requests and erasures stand on rows, not on a number that joining may change.
import type { Sql } from '../../db/database.ts';

/** Puts it on every row that is about the person now. Returns how many there are. */
export async function standOn(sql: Sql, state: number, of: string, token: string): Promise<number> {
  const { rowCount } = await sql.query('INSERT INTO subject_right_row (state, of, entry) SELECT state, $2, entry FROM subject_link WHERE state = $1 AND token = $3', [state, of, token]);
  return rowCount ?? 0;
}

/** Numbers of the persons that each is about today. */
export async function tokensOf(sql: Sql, state: number, of: readonly string[]): Promise<ReadonlyMap<string, { readonly tokens: string[]; readonly sources: string[] }>> {
  const { rows } = await sql.query<{ of: string; tokens: string[]; sources: string[] }>(
    `SELECT r.of, array_agg(DISTINCT l.token ORDER BY l.token) AS tokens, array_agg(DISTINCT e.source ORDER BY e.source) AS sources
     FROM subject_right_row r JOIN subject_link l ON l.state = r.state AND l.entry = r.entry JOIN subject_entry e ON e.state = r.state AND e.id = r.entry
     WHERE r.state = $1 AND r.of = ANY ($2) GROUP BY r.of`, [state, of],
  );
  return new Map(rows.map((row) => [row.of, row]));
}

/** Of these rows, those that nobody may erase. */
export async function heldRows(sql: Sql, state: number, entries: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ entry: string }>(
    'SELECT DISTINCT r.entry FROM subject_right_row r JOIN subject_hold h ON h.state = r.state AND h.id = r.of WHERE r.state = $1 AND r.entry = ANY ($2) AND h.ended_at IS NULL', [state, entries],
  );
  return new Set(rows.map(({ entry }) => entry));
}

/** Is any row of the person held? */
export async function isHeld(sql: Sql, state: number, token: string): Promise<boolean> {
  const { rows } = await sql.query<{ entry: string }>('SELECT entry FROM subject_link WHERE state = $1 AND token = $2', [state, token]);
  return (await heldRows(sql, state, rows.map(({ entry }) => entry))).size > 0;
}

// Persons as they stand while somebody joins or parts them. All of that happens one after the other in a state: the
// row of `subject_joining` is the lock, and whoever has it sees what the last one left.
import type { Sql } from '../db/database.ts';

export interface LinkedRow {
  readonly entry: string;
  readonly token: string;
  /** Number that it was given when it came. */
  readonly home: string;
  /** Source, category and batch: two rows of one list say of themselves that they are two. */
  readonly list: string;
  readonly category: string;
}

export interface KnownPair {
  readonly a: string;
  readonly b: string;
  readonly standing: string;
  readonly band: string;
  readonly by: string | null;
}

/** To be taken first in the transaction; held to its end. */
export async function lockJoinings(sql: Sql, state: number): Promise<void> {
  await sql.query('INSERT INTO subject_joining (state) VALUES ($1) ON CONFLICT DO NOTHING', [state]);
  await sql.query('SELECT FROM subject_joining WHERE state = $1 FOR UPDATE', [state]);
}

/** The first of so many numbers in a row of `subject_link_past`. */
export async function numbersOfPast(sql: Sql, state: number, count: number): Promise<number> {
  const { rows: [row] } = await sql.query<{ n: number }>('UPDATE subject_joining SET n = n + $2 WHERE state = $1 RETURNING n', [state, count]);
  if (row === undefined) throw new Error('joinings are locked first');
  return row.n - count + 1;
}

/** All rows of the persons that these rows belong to. */
export async function rowsWith(sql: Sql, state: number, entries: readonly string[]): Promise<LinkedRow[]> {
  const { rows } = await sql.query<{ token: string }>('SELECT DISTINCT token FROM subject_link WHERE state = $1 AND entry = ANY($2)', [state, entries]);
  return rowsOf(sql, state, rows.map(({ token }) => token));
}

/** In the order of their ids. */
export async function rowsOf(sql: Sql, state: number, tokens: readonly string[]): Promise<LinkedRow[]> {
  const { rows } = await sql.query<LinkedRow>(
    `SELECT l.entry, l.token, l.home, e.source || ' ' || e.category || ' ' || e.batch AS list, e.category
     FROM subject_link l JOIN subject_entry e ON e.state = l.state AND e.id = l.entry WHERE l.state = $1 AND l.token = ANY($2) ORDER BY l.entry`,
    [state, tokens],
  );
  return rows;
}

/** What is known of pairs among these rows, without what nobody has decided and is not certain. */
export async function pairsAmong(sql: Sql, state: number, entries: readonly string[]): Promise<KnownPair[]> {
  const { rows } = await sql.query<KnownPair>(
    `SELECT a, b, standing, band, by FROM subject_pair WHERE state = $1 AND a = ANY($2) AND b = ANY($2) AND (standing IN ('joined', 'apart') OR band = 'certain') ORDER BY a, b`, [state, entries],
  );
  return rows;
}

/** Numbers by when they were first given, the oldest first. */
export async function byAge(sql: Sql, state: number, tokens: readonly string[]): Promise<string[]> {
  const { rows } = await sql.query<{ token: string }>('SELECT token FROM subject WHERE state = $1 AND token = ANY($2) ORDER BY made_at, token', [state, tokens]);
  return rows.map(({ token }) => token);
}

export function pairId(one: string, other: string): readonly [a: string, b: string] {
  return one < other ? [one, other] : [other, one];
}
export function pairKey(one: string, other: string): string {
  return pairId(one, other).join(' ');
}

// Rows going from one person to another: the links, their history, the numbers that fall out of use or come into it
// again, the files of those who work for her, and what was asked about her.
import type { Sql } from '../db/database.ts';
import { numbersOfPast } from './linked-rows.ts';

export interface Move {
  readonly entry: string;
  readonly from: string;
  readonly to: string;
}

export interface Act {
  /** One decision, or one run of the rule. */
  readonly id: string;
  readonly how: 'certain' | 'person' | 'parted' | 'turned';
  /** A person, or '' for the rule. */
  readonly by: string;
  readonly why: string;
  readonly at: number;
}

/** @param left numbers that have no rows any more, and where they went @param taken numbers that have rows again, or for the first time */
export async function moveRows(sql: Sql, state: number, act: Act, moves: readonly Move[], left: readonly Pick<Move, 'from' | 'to'>[], taken: readonly Pick<Move, 'from' | 'to'>[]): Promise<void> {
  if (moves.length === 0) return;
  const { id, how, by, why, at } = act;
  const [entries, from, to] = [moves.map((m) => m.entry), moves.map((m) => m.from), moves.map((m) => m.to)];
  await sql.query(
    `UPDATE subject_link l SET token = m.token, at = $4, home = CASE WHEN $5 AND NOT m.token = l.home THEN m.token ELSE l.home END
     FROM unnest($2::text[], $3::text[]) AS m (entry, token) WHERE l.state = $1 AND l.entry = m.entry`,
    [state, entries, to, at, how === 'parted'],
  );
  const n = await numbersOfPast(sql, state, moves.length);
  await sql.query(
    `INSERT INTO subject_link_past (state, n, entry, from_token, to_token, how, by, at, reason, act)
     SELECT $1, $2 + m.i - 1, m.entry, m.f, m.t, $6, $7, $8, $9, $10 FROM unnest($3::text[], $4::text[], $5::text[]) WITH ORDINALITY AS m (entry, f, t, i)`,
    [state, n, entries, from, to, how, by, at, why, id],
  );
  if (left.length > 0) {
    const [old, kept] = [left.map((l) => l.from), left.map((l) => l.to)];
    await sql.query('UPDATE subject s SET into_token = l.t FROM unnest($2::text[], $3::text[]) AS l (f, t) WHERE s.state = $1 AND s.token = l.f', [state, old, kept]);
    await sql.query(
      `UPDATE subject_file x SET token = l.t, home = CASE x.home WHEN '' THEN x.token ELSE x.home END FROM unnest($2::text[], $3::text[]) AS l (f, t) WHERE x.state = $1 AND x.token = l.f`, [state, old, kept],
    );
    await sql.query(`UPDATE subject_opening o SET token = l.t FROM unnest($2::text[], $3::text[]) AS l (f, t) WHERE o.state = $1 AND o.token = l.f AND o.standing = 'asked'`, [state, old, kept]);
  }
  if (taken.length > 0) {
    const [rest, own] = [taken.map((l) => l.from), taken.map((l) => l.to)];
    await sql.query('UPDATE subject SET into_token = NULL WHERE state = $1 AND token = ANY($2)', [state, own]);
    await sql.query('UPDATE subject_file x SET token = l.t FROM unnest($2::text[], $3::text[]) AS l (f, t) WHERE x.state = $1 AND x.token = l.f AND x.home = l.t', [state, rest, own]);
  }
}

/** How each of these rows came to be where it is, by the pairs that hold it now. */
export async function tellHow(sql: Sql, state: number, entries: readonly string[]): Promise<void> {
  if (entries.length === 0) return;
  await sql.query(
    `UPDATE subject_link l SET how = f.how, by = f.by FROM (
       SELECT x.entry, CASE WHEN bool_or(p.by <> '') THEN 'person' WHEN count(p.a) > 0 THEN 'certain' ELSE 'alone' END AS how, coalesce(max(p.by), '') AS by
       FROM unnest($2::text[]) AS x (entry)
       LEFT JOIN LATERAL (SELECT a, by FROM subject_pair WHERE state = $1 AND a = x.entry AND standing = 'joined' UNION ALL SELECT a, by FROM subject_pair WHERE state = $1 AND b = x.entry AND standing = 'joined') p ON true
       GROUP BY x.entry
     ) f WHERE l.state = $1 AND l.entry = f.entry AND (l.how, l.by) IS DISTINCT FROM (f.how, f.by)`,
    [state, [...new Set(entries)]],
  );
}

/** The number under which she is known now; undefined: never given. */
export async function currentToken(sql: Sql, state: number, token: string): Promise<string | undefined> {
  const { rows } = await sql.query<{ token: string }>(
    `WITH RECURSIVE went AS (
       SELECT token, into_token, 1 AS step FROM subject WHERE state = $1 AND token = $2
       UNION ALL SELECT s.token, s.into_token, w.step + 1 FROM went w JOIN subject s ON s.state = $1 AND s.token = w.into_token
     ) SELECT token FROM went ORDER BY step DESC LIMIT 1`, [state, token],
  );
  return rows[0]?.token;
}

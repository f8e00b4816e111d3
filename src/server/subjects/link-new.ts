// Rows of lists that came, changed or went: each new one is a person of her own until somebody says otherwise, and
// all of them wait to be compared with the others.
import { tokenOf, TOKENS } from '#shared/subjects/token.ts';
import type { Sql } from '../db/database.ts';
import type { Services } from '../services.ts';

/** How the number of a row that nobody joined came about. */
const ALONE = 'alone';
/** Drawn again when it is in use already. */
const MOST_DRAWS = 20;

/**
 * To be called in the transaction that writes the rows, after they are written, for every row that is new, says something
 * else, was taken back or is there again. Twice is as good as once.
 */
export async function linkNew(sql: Sql, services: Pick<Services, 'clock' | 'random'>, state: number, entries: readonly string[]): Promise<void> {
  if (entries.length === 0) return;
  const { rows } = await sql.query<{ entry: string }>(
    'SELECT e.entry FROM unnest($2::text[]) AS e (entry) WHERE NOT EXISTS (SELECT 1 FROM subject_link l WHERE l.state = $1 AND l.entry = e.entry)', [state, [...new Set(entries)]],
  );
  const tokens = await newTokens(sql, services, state, rows.length);
  await sql.query(
    `INSERT INTO subject_link (state, entry, token, how, by, at, home) SELECT $1, l.entry, l.token, '${ALONE}', '', $4, l.token FROM unnest($2::text[], $3::text[]) AS l (entry, token)`,
    [state, rows.map(({ entry }) => entry), tokens, services.clock()],
  );
  await sql.query(
    `INSERT INTO subject_waiting (state, entry, version) SELECT state, id, version FROM subject_entry WHERE state = $1 AND id = ANY($2)
     ON CONFLICT (state, entry) DO UPDATE SET version = excluded.version`,
    [state, entries],
  );
}

/** So many numbers that nobody has or had. */
export async function newTokens(sql: Sql, { clock, random }: Pick<Services, 'clock' | 'random'>, state: number, count: number): Promise<string[]> {
  const made: string[] = [];
  for (let draw = 0; made.length < count; draw += 1) {
    if (draw === MOST_DRAWS) throw new Error('nearly all numbers of persons are in use');
    const drawn = random((count - made.length) * 4);
    const tokens = new Set(Array.from({ length: count - made.length }, (_, at) => tokenOf(drawn.readUInt32BE(at * 4) % TOKENS)));
    const { rows } = await sql.query<{ token: string }>('INSERT INTO subject (state, token, made_at) SELECT $1, t, $3 FROM unnest($2::text[]) AS t ON CONFLICT DO NOTHING RETURNING token', [state, [...tokens], clock()]);
    made.push(...rows.map(({ token }) => token));
  }
  return made;
}

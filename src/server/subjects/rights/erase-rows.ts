// Takes rows of lists out for good: what they say and said, whom they were joined to, everything made of them, and
// the keys without which no backup tells of them. Of a person who was erased a keyed hash stays, by which the same row is
// known when a list brings it again; the numbers are never given to anybody else.
import type pg from 'pg';
import { inTransaction } from '../../db/database.ts';
import { dropBlocks } from '../../matching/blocks.ts';
import type { Services } from '../../services.ts';
import { dropOpenings } from '../openings.ts';
import { requestKey } from './request-key.ts';

export interface ErasedRow {
  readonly source: string;
  readonly category: string;
  readonly keyHash: Buffer;
}

/**
 * In the caller's transaction.
 * @param deny whether a list that says such a row again is refused: of a person who is erased, not of rows whose years are over
 */
export async function eraseRows(client: pg.ClientBase, services: Pick<Services, 'clock' | 'keys'>, state: number, entries: readonly string[], deny: boolean): Promise<void> {
  const args = [state, entries];
  const { rows: persons } = await client.query<{ token: string }>('SELECT DISTINCT token FROM subject_link WHERE state = $1 AND entry = ANY ($2)', args);
  const { rows: gone } = await client.query<{ source: string; category: string; key_hash: Buffer }>('DELETE FROM subject_entry WHERE state = $1 AND id = ANY ($2) RETURNING source, category, key_hash', args);
  if (deny) await client.query(
    `INSERT INTO subject_denied (state, source, category, key_hash, at) SELECT $1, d.source, d.category, d.hash, $5 FROM unnest($2::text[], $3::text[], $4::bytea[]) AS d (source, category, hash) ON CONFLICT DO NOTHING`,
    [state, gone.map((r) => r.source), gone.map((r) => r.category), gone.map((r) => r.key_hash), services.clock()],
  );
  for (const table of ['subject_entry_past', 'subject_link', 'subject_link_past', 'subject_facet', 'subject_waiting', 'subject_right_row']) {
    await client.query(`DELETE FROM ${table} WHERE state = $1 AND entry = ANY ($2)`, args);
  }
  await dropBlocks(client, state, entries);
  await client.query('DELETE FROM subject_pair WHERE state = $1 AND (a = ANY ($2) OR b = ANY ($2))', args);
  // Nothing is open any more of one of whom nothing is left.
  const { rows: left } = await client.query<{ token: string }>('SELECT DISTINCT token FROM subject_link WHERE state = $1 AND token = ANY ($2)', [state, persons.map((p) => p.token)]);
  const known = new Set(left.map(({ token }) => token));
  await dropOpenings(client, services, state, persons.map((p) => p.token).filter((token) => !known.has(token)));
  const { rows: silent } = await client.query<{ id: string }>(
    'UPDATE subject_request q SET note = NULL WHERE state = $1 AND note IS NOT NULL AND NOT EXISTS (SELECT FROM subject_right_row r WHERE r.state = q.state AND r.of = q.id) RETURNING id', [state],
  );
  await services.keys.destroy(client, [...entries.map((entry) => `e:${entry}`), ...silent.map(({ id }) => requestKey(id))]);
}

/** At every start: rows that a restored backup brought back without their keys. Nobody can read them; returns how many went. */
export async function dropKeyless(services: Pick<Services, 'db' | 'clock' | 'keys'>): Promise<number> {
  let dropped = 0;
  for (;;) {
    const { rows } = await services.db.pool.query<{ state: number; ids: string[] }>(
      `SELECT state, array_agg(id) AS ids FROM (SELECT e.state, e.id FROM subject_entry e WHERE NOT EXISTS (SELECT FROM subject_key k WHERE k.id = 'e:' || e.id) LIMIT 5000) keyless GROUP BY state`,
    );
    if (rows.length === 0) return dropped;
    for (const { state, ids } of rows) await inTransaction(services.db, (client) => eraseRows(client, services, state, ids, false));
    dropped += rows.reduce((sum, { ids }) => sum + ids.length, 0);
  }
}

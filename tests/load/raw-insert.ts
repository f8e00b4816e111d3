// The limit: PostgreSQL by itself taking in the same rows, so many per statement and commit as a phone
// hands in, over a few connections, into a table with nothing but its key.
import pg from 'pg';
import type { Connection } from '#server/db/embedded.ts';
import { median } from '#tests/bench/line.ts';

const CONNECTIONS = 8;
const ROUNDS = 3;

/** Rows per second, the median of three rounds. `rows`: how many changes of the run to insert again. */
export async function rawInsert(at: Connection, perCommit: number, rows = 12_000): Promise<number> {
  const pool = new pg.Pool({ ...at, max: CONNECTIONS });
  try {
    const { rows: changes } = await pool.query<{ id: string; body: string }>('SELECT id, body::text AS body FROM change WHERE counter > 0 AND device IN (SELECT id FROM device) LIMIT $1', [rows]);
    const batches = Array.from({ length: Math.floor(changes.length / perCommit) }, (_, k) => changes.slice(k * perCommit, (k + 1) * perCommit));
    const rates: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await pool.query('CREATE TABLE raw_insert (id text PRIMARY KEY, body json NOT NULL)');
      let next = 0;
      const begun = performance.now();
      await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
        for (let batch = batches[next++]; batch !== undefined; batch = batches[next++]) {
          await pool.query({ name: 'raw', text: 'INSERT INTO raw_insert (id, body) SELECT * FROM unnest($1::text[], $2::json[])', values: [batch.map((c) => c.id), batch.map((c) => c.body)] });
        }
      }));
      rates.push((batches.length * perCommit * 1_000) / (performance.now() - begun));
      await pool.query('DROP TABLE raw_insert');
    }
    return median(rates);
  } finally {
    await pool.end();
  }
}

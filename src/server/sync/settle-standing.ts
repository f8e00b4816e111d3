// What was contested before the state set that nobody is asked: every record of the types it named is looked
// through once after the rulebook has changed. Several servers may do so at once: what one settles, the others
// find settled.
import { bucketPlace } from '#shared/place/bucket.ts';
import { levelOf } from '#shared/place/place.ts';
import { unaskedFrom } from '#shared/task/asked.ts';
import { rulebook } from '#shared/task/rulebook-record.ts';
import type { Services } from '../services.ts';
import { settleByRule } from './apply-changes.ts';
import { onPostgres } from './postgres-tables.ts';
import { recordFromRow, type RecordRow } from './stored.ts';

/** Records read, and records settled, at once. */
const READ = 2_000;
const SETTLE = 50;
const ROUND_MS = 60_000;

/** How many records were looked through for it. */
export async function settleStanding(services: Services): Promise<number> {
  const { pool } = services.db;
  const { rows } = await pool.query<RecordRow>(
    `SELECT r.id, r.bucket, r.type, r.seq, r.state FROM record r LEFT JOIN rule_settled s ON s.district = r.district AND s.rulebook = r.id
     WHERE r.district = 0 AND r.type = $1 AND r.seq IS DISTINCT FROM s.seq`, [rulebook.name],
  );
  let looked = 0;
  for (const row of rows.filter(({ bucket }) => levelOf(bucketPlace(bucket)) === 'state')) {
    const types = [...new Set([...unaskedFrom([recordFromRow(row)])].map((one) => one.slice(0, one.indexOf(' '))))];
    if (types.length > 0) {
      const { rows: districts } = await pool.query<{ district: number }>('SELECT DISTINCT district FROM bucket ORDER BY district');
      for (const { district } of districts) looked += await settleIn(services, district, types);
    }
    await pool.query('INSERT INTO rule_settled (district, rulebook, seq) VALUES (0, $1, $2) ON CONFLICT (district, rulebook) DO UPDATE SET seq = excluded.seq', [row.id, row.seq]);
  }
  return looked;
}

async function settleIn(services: Services, district: number, types: readonly string[]): Promise<number> {
  let looked = 0;
  for (let after = ''; ;) {
    const { rows } = await services.db.pool.query<{ id: string; contested: boolean }>(
      `SELECT id, type = ANY ($3) AND state->'rivals' IS NOT NULL AS contested FROM record WHERE district = $1 AND id > $2 ORDER BY id LIMIT $4`, [district, after, types, READ],
    );
    const contested = rows.flatMap(({ id, contested: is }) => (is ? [id] : []));
    for (let at = 0; at < contested.length; at += SETTLE) await settleByRule(onPostgres(services), district, contested.slice(at, at + SETTLE));
    looked += contested.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < READ) return looked;
    after = last.id;
  }
}

/** Returns the way to stop. */
export function startSettling(services: Services, onError: (error: unknown) => void): () => void {
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    void settleStanding(services).catch(onError).finally(() => { running = false; });
  }, ROUND_MS);
  timer.unref();
  return () => clearInterval(timer);
}

// The comparison of rows as work in the background: what came waits, is compared, and what is certain is joined. One
// server at a time works on a state.
import { inTransaction, type Database } from '../db/database.ts';
import { startRounds, type Rounds } from '../rounds.ts';
import type { Services } from '../services.ts';
import { compareRows, makeBlocks, type CompareOptions } from './compare-rows.ts';
import { joinCertain, turnBack } from './join-certain.ts';
import { beginRun, runInHand, setRun } from './runs.ts';

export type Does = Pick<Services, 'db' | 'registry' | 'keys' | 'clock' | 'random'>;

export function startMatching(services: Does, onError: (error: unknown) => void): Rounds {
  return startRounds(async (stopping) => {
    const { rows } = await services.db.pool.query<{ state: number }>(
      `SELECT state FROM (SELECT DISTINCT state FROM subject_waiting UNION SELECT DISTINCT state FROM subject_run) s ORDER BY state`,
    );
    for (const { state } of rows) {
      if (stopping.aborted) return;
      await matchState(services, state, { stopping }).catch(onError);
    }
  }, onError);
}

/** All that there is to do in the state now. */
export async function matchState(services: Does, state: number, options: CompareOptions): Promise<void> {
  await withStateLock(services.db, state, async () => {
    const { pool } = services.db;
    while (!options.stopping.aborted) {
      const { rows: [waiting] } = await pool.query('SELECT FROM subject_waiting WHERE state = $1 LIMIT 1', [state]);
      if (await runInHand(pool, state) === undefined && waiting !== undefined) await inTransaction(services.db, (client) => beginRun(client, services, state));
      const run = await runInHand(pool, state);
      if (run === undefined) break;
      if (run.standing === 'turning') {
        await turnBack(services, { state, ...run }, { by: run.turnedBy, why: run.why }, options.stopping);
        if (!options.stopping.aborted) await setRun(pool, services, state, run.id, 'turned');
      } else if (run.standing === 'running') {
        const { ended } = await compareRows(services, state, run.id, options);
        if (ended) await setRun(pool, services, state, run.id, 'joining');
      } else {
        await joinCertain(services, { state, ...run }, options.stopping);
        if (!options.stopping.aborted) await setRun(pool, services, state, run.id, 'done');
      }
    }
    if (!options.stopping.aborted) await makeBlocks(services, state, options.stopping);
  });
}

const LOCK_CLASS = 727_431_057;

async function withStateLock(db: Database, state: number, work: () => Promise<void>): Promise<void> {
  const lock = await db.pool.connect();
  try {
    const { rows } = await lock.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS mine', [LOCK_CLASS, state]);
    if (rows[0]?.mine !== true) return;
    try {
      await work();
    } finally {
      await lock.query('SELECT pg_advisory_unlock($1, $2)', [LOCK_CLASS, state]).catch(() => undefined);
    }
  } finally {
    lock.release();
  }
}

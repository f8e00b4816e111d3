// Runs plans over a real PostgreSQL of this process's own: a fresh database for each.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#server/db/database.ts';
import { startEmbedded, type Connection } from '#server/db/embedded.ts';
import { migrate } from '#server/db/migrate.ts';
import type { Plan } from './plan.ts';
import { PostgresBackend } from './postgres-backend.ts';
import { Rng, seedOf } from './random.ts';
import { runPlan, type RunResult } from './run.ts';

const TEMPLATE = 'sim_template';

export interface PostgresRuns {
  run(plan: Plan): Promise<RunResult>;
  close(): Promise<void>;
}

export async function openPostgres(): Promise<PostgresRuns> {
  const dir = mkdtempSync(join(tmpdir(), 'dehri-sim-'));
  const postgres = await startEmbedded({ dir, durable: false });
  const own = async (sql: string): Promise<void> => {
    const db = openDatabase(postgres.connection, { connections: 1 });
    await db.pool.query(sql);
    await db.close();
  };
  const connection = (database: string): Connection => ({ ...postgres.connection, database });
  await own(`CREATE DATABASE ${TEMPLATE}`);
  const template = openDatabase(connection(TEMPLATE), { connections: 1 });
  await migrate(template);
  await template.close();
  return {
    async run(plan) {
      const name = `sim_${plan.seed}`;
      await own(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`);
      try {
        return await runOn(connection(name), plan);
      } finally {
        await own(`DROP DATABASE ${name} WITH (FORCE)`);
      }
    },
    async close() {
      await postgres.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** On an empty, migrated database. */
export async function runOn(connection: Connection, plan: Plan): Promise<RunResult> {
  const { make, close } = await PostgresBackend.prepare(connection, new Rng(seedOf(plan.seed, 'postgres')));
  try {
    return await runPlan(plan, make);
  } finally {
    await close();
  }
}

// Global setup of the node and e2e projects: one embedded PostgreSQL for the whole run, started only
// when the first test file asks for a database. Files ask over a private socket; each gets a
// database of its own, copied from a migrated template; those that start the server with its demo, from one in which
// the server has made it once.
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '#server/db/database.ts';
import { startEmbedded, urlOf, type EmbeddedPostgres } from '#server/db/embedded.ts';
import { migrate } from '#server/db/migrate.ts';
import { runServer } from './running-server.ts';

const TEMPLATE = 'migrated_template';
const DEMO_TEMPLATE = 'demo_template';
/** Asked of the broker: a database with the demo in it. */
export const DEMO_PATH = 'demo';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), 'dehri-test-'));
  chmodSync(dir, 0o711);
  let postgres: Promise<EmbeddedPostgres> | undefined;
  let demo: Promise<void> | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let made = 0;

  const start = async (): Promise<EmbeddedPostgres> => {
    const started = await startEmbedded({ dir: join(dir, 'data'), durable: false });
    await onMaintenance(started, `CREATE DATABASE ${TEMPLATE}`);
    const db = openDatabase({ ...started.connection, database: TEMPLATE }, { connections: 1 });
    await migrate(db);
    await db.close();
    return started;
  };
  const makeDemo = async (started: EmbeddedPostgres): Promise<void> => {
    await onMaintenance(started, `CREATE DATABASE ${DEMO_TEMPLATE} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`);
    const server = await runServer({ DATABASE_URL: urlOf({ ...started.connection, database: DEMO_TEMPLATE }) });
    await server.stop();
  };
  const newDatabase = async (withDemo: boolean): Promise<string> => {
    postgres ??= start();
    const started = await postgres;
    if (withDemo) await (demo ??= makeDemo(started));
    made += 1;
    const database = `test_${made}`;
    await onMaintenance(started, `CREATE DATABASE ${database} TEMPLATE ${withDemo ? DEMO_TEMPLATE : TEMPLATE} STRATEGY FILE_COPY`);
    return JSON.stringify({ ...started.connection, database });
  };

  const broker = createServer(({ url }, reply) => {
    const next = queue.then(() => newDatabase(url === `/${DEMO_PATH}`));
    queue = next.catch(() => undefined);
    next.then((body) => reply.end(body), (error: unknown) => reply.writeHead(500).end(String(error)));
  });
  await new Promise<void>((done) => broker.listen(0, '127.0.0.1', done));
  broker.unref();
  const address = broker.address();
  if (typeof address !== 'object' || address === null) throw new Error('the broker has no address');
  project.provide('postgresBroker', `http://127.0.0.1:${address.port}/`);

  return async () => {
    broker.close();
    await (await postgres)?.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}

async function onMaintenance({ connection }: EmbeddedPostgres, sql: string): Promise<void> {
  const db = openDatabase(connection, { connections: 1 });
  await db.pool.query(sql);
  await db.close();
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgresBroker: string;
  }
}

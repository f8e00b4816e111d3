// A server of a version that counts otherwise: it adds its sums up again before it serves anybody, and says so.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { openDatabase, type Database } from '#server/db/database.ts';
import { createRegistry } from '#server/registry.ts';
import { checkSums } from '#server/sync/check-sums.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { keysOfRunning, runServer, type RunningServer } from '#tests/support/running-server.ts';
import { consoleWords } from '#server/console-words.ts';

let server: RunningServer;
let db: Database;
beforeAll(async () => {
  const url = await demoDatabaseUrl();
  db = openDatabase(url, { connections: 2, keys: await keysOfRunning() });
  server = await runServer({ DATABASE_URL: url });
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const differences = async (): Promise<number> => (await checkSums({ db, registry: createRegistry(PROGRAMMES) })).differences.length;

test('the next start after an upgrade shows right sums, and the one after it adds up nothing', async () => {
  const { rows: [counted] } = await db.pool.query<{ districts: number }>('SELECT count(*)::int AS districts FROM (SELECT district FROM record UNION SELECT district FROM indicator_sum) all_of_them');
  const said = consoleWords('sums.begun', { districts: counted?.districts ?? 0 });
  expect(server.output()).not.toContain(said);
  await server.stop();
  // As a version before it left them, by other rules.
  await db.pool.query(`UPDATE server_meta SET value = (value::jsonb || '{"jeevika":"older"}')::text WHERE key = 'sums'`);
  await db.pool.query(`UPDATE indicator_sum SET amount = amount + 1 WHERE indicator = 'jeevika.listed'`);
  await db.pool.query(`UPDATE indicator_month SET amount = amount + 1 WHERE indicator = 'jeevika.listed'`);
  expect(await differences()).toBeGreaterThan(0);
  await server.start();
  expect(await differences()).toBe(0);
  expect(server.output().split(said)).toHaveLength(2);
  await server.stop();
  await server.start();
  expect(server.output().split(said)).toHaveLength(2);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkSums } from '#server/sync/check-sums.ts';
import { migrate } from '#server/db/migrate.ts';
import { openDatabase } from '#server/db/database.ts';
import { createTestServer, OTHER_VILLAGE, VILLAGE, type TestServer } from '#tests/support/server.ts';
import { testDatabaseUrl } from '#tests/support/postgres.ts';

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
  for (const place of [VILLAGE, OTHER_VILLAGE]) {
    const phone = await server.worker('mitra', place);
    const made = Array.from({ length: 30 }, (_, n) => phone.change({ headName: `H${n}`, needs: ['housing'], outcome: n % 2 === 0 ? 'linked' : 'refused', outcomeDay: `2026-05-0${1 + (n % 9)}` }, { place }));
    await phone.sync(made);
    await phone.sync();
    await phone.sync([...phone.records.values()].slice(0, 9).map((record) => phone.change({ outcome: 'locked', outcomeDay: '2026-05-10' }, { record })));
  }
});
afterAll(async () => {
  await server.close();
});

test('sums kept by pushes are those of the records', async () => {
  const { differences, records, sums } = await checkSums(server.services);
  expect(differences).toEqual([]);
  expect(records).toBe(60);
  expect(sums).toBeGreaterThan(20);
});

test('a sum that was altered, taken away or added by other hands is named with both numbers', async () => {
  const { pool } = server.db;
  const { rows: [altered, lost] } = await pool.query<{ depth: number; place: string; indicator: string; day: string; amount: number }>(
    'SELECT depth, place, indicator, day, amount FROM indicator_sum WHERE amount > 0 ORDER BY place, indicator, day LIMIT 2',
  );
  if (altered === undefined || lost === undefined) throw new Error('there are sums');
  const at = '(depth, place, indicator, day) = ($1, $2, $3, $4)';
  await pool.query(`UPDATE indicator_sum SET amount = amount + 5 WHERE ${at}`, [altered.depth, altered.place, altered.indicator, altered.day]);
  await pool.query(`DELETE FROM indicator_sum WHERE ${at}`, [lost.depth, lost.place, lost.indicator, lost.day]);
  await pool.query(`INSERT INTO indicator_sum (district, depth, place, indicator, day, amount) VALUES (200, 3, '10.200.1800', $1, '', 2)`, [altered.indicator]);
  const { differences } = await checkSums(server.services);
  const name = ({ place, indicator, kept, counted }: { place: string; indicator: string; kept: number; counted: number }): string => `${place} ${indicator} ${kept} ${counted}`;
  expect(differences.map(name).sort()).toEqual([
    `${altered.place} ${altered.indicator} ${altered.amount + 5} ${altered.amount}`, `${lost.place} ${lost.indicator} 0 ${lost.amount}`, `10.200.1800 ${altered.indicator} 2 0`,
  ].sort());
});

test('a month that was altered, taken away or added by other hands is named too', async () => {
  const { pool } = server.db;
  const before = (await checkSums(server.services)).differences;
  const { rows: [altered, lost] } = await pool.query<{ month: string; place: string; indicator: string; amount: number }>(
    `SELECT month, place, indicator, amount FROM indicator_month WHERE amount > 0 ORDER BY month, place, indicator LIMIT 2`,
  );
  if (altered === undefined || lost === undefined) throw new Error('there are months');
  const at = '(month, place, indicator) = ($1, $2, $3)';
  await pool.query(`UPDATE indicator_month SET amount = amount + 5 WHERE ${at}`, [altered.month, altered.place, altered.indicator]);
  await pool.query(`DELETE FROM indicator_month WHERE ${at}`, [lost.month, lost.place, lost.indicator]);
  await pool.query(`INSERT INTO indicator_month (district, month, place, indicator, amount) VALUES (193, '1999-01', '10.193.1710', $1, 2)`, [altered.indicator]);
  const { differences } = await checkSums(server.services);
  expect(differences.filter((d) => d.month !== undefined).map(({ place, indicator, month, kept, counted }) => `${place} ${indicator} ${String(month)} ${kept} ${counted}`).sort()).toEqual([
    `${altered.place} ${altered.indicator} ${altered.month} ${altered.amount + 5} ${altered.amount}`, `${lost.place} ${lost.indicator} ${lost.month} 0 ${lost.amount}`, `10.193.1710 ${altered.indicator} 1999-01 2 0`,
  ].sort());
  expect(differences).toHaveLength(before.length + 3);
});

test('the command ends well where all agree and with 1 where one differs', async () => {
  const url = await testDatabaseUrl();
  const run = async (): Promise<{ code: unknown; said: string }> => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/server/sums-check.ts'], { cwd: new URL('../../../', import.meta.url).pathname, env: { ...process.env, DATABASE_URL: url }, stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (piece: Buffer) => { said += piece.toString(); });
    const [code]: unknown[] = await once(child, 'exit');
    return { code, said };
  };
  expect(await run()).toEqual({ code: 0, said: '{"districts":0,"records":0,"sums":0,"buckets":0,"differences":0}\n' });
  const db = openDatabase(url, { connections: 1 });
  await migrate(db);
  await db.pool.query(`INSERT INTO indicator_sum (district, depth, place, indicator, day, amount) VALUES (193, 3, '10.193.1710', 'jeevika.listed', '', 2)`);
  await db.pool.query(`INSERT INTO bucket (district, id, shelf, records) VALUES (193, '10.193.1710.p01.v1/doorstep', 'doorstep', 3)`);
  await db.close();
  const { code, said } = await run();
  expect(code).toBe(1);
  expect(said).toContain('"kind":"bucket","id":"10.193.1710.p01.v1/doorstep"');
  expect(said).toContain('"place":"10.193.1710","indicator":"jeevika.listed","day":"","kept":2,"counted":0');
});

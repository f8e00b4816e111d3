import { mkdtempSync, readFileSync, rmSync, chmodSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from '#server/db/database.ts';
import { startEmbedded } from '#server/db/embedded.ts';
import { migrate, migrationFiles } from '#server/db/migrate.ts';
import { testDatabase, testDatabaseUrl } from '#tests/support/postgres.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
});

describe('the database', () => {
  test('a migrated database has nothing left to migrate', async () => {
    expect(await migrate(db)).toEqual([]);
  });

  test('two servers starting at once migrate a database once', async () => {
    await db.pool.query('DROP TABLE IF EXISTS once');
    const files = [...migrationFiles(), { name: '9999-once', sql: 'CREATE TABLE once (a int)' }];
    const ran = await Promise.all([migrate(db, files), migrate(db, files), migrate(db, files)]);
    expect(ran.flat()).toEqual(['9999-once']);
  });

  test('a migration that was edited after it ran is refused', async () => {
    const files = migrationFiles().map((f) => ({ ...f, sql: `${f.sql}\n-- edited` }));
    await expect(migrate(db, files)).rejects.toThrow(/edited after it had run/u);
  });

  test('every table of a bucket leads its primary key and unique indexes with the district', async () => {
    const { rows } = await db.pool.query<{ tab: string; first: string }>(`
      SELECT c.relname AS tab, a.attname AS first
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
      WHERE i.indisunique AND c.relname IN ('place','bucket','change','record','departed','held_change','unique_value','indicator_sum','indicator_month','indicator_closed','closed_month','place_change','audit')`);
    expect(rows.length).toBeGreaterThanOrEqual(10);
    expect(rows.filter((r) => r.first !== 'district')).toEqual([]);
  });

  test('it can be reached by an address of the kind DATABASE_URL holds', async () => {
    const other = openDatabase(await testDatabaseUrl());
    expect((await other.pool.query<{ n: number }>('SELECT 1::bigint AS n')).rows).toEqual([{ n: 1 }]);
    await other.close();
  });

  test('a database from before there were months of sums gets them, and loses what had come to nothing', async () => {
    const old = openDatabase(await testDatabaseUrl());
    // As it was before: that migration leans on no later one.
    await migrate(old);
    await old.pool.query(`DROP TABLE indicator_month; DROP INDEX indicator_sum_days; DELETE FROM migration WHERE name = '0030-months-of-sums'`);
    await old.pool.query(`INSERT INTO indicator_sum (district, depth, place, indicator, day, amount) VALUES
      (193, 3, '10.193.1710', 'x.a', '2026-04-01', 2), (193, 3, '10.193.1710', 'x.a', '2026-04-30', 3), (193, 3, '10.193.1710', 'x.a', '2026-05-01', 4), (193, 3, '10.193.1710', 'x.b', '', 5),
      (193, 4, '10.193.1710.p1', 'x.a', '2026-04-01', 2), (193, 2, '10.193', 'x.a', '2026-04-01', 6), (193, 3, '10.193.osc1', 'x.a', '2026-04-01', 0)`);
    expect(await migrate(old)).toEqual(['0030-months-of-sums']);
    expect((await old.pool.query('SELECT month, place, indicator, amount FROM indicator_month ORDER BY month, place')).rows).toEqual([
      { month: '', place: '10.193.1710', indicator: 'x.b', amount: 5 }, { month: '2026-04', place: '10.193', indicator: 'x.a', amount: 6 },
      { month: '2026-04', place: '10.193.1710', indicator: 'x.a', amount: 5 }, { month: '2026-05', place: '10.193.1710', indicator: 'x.a', amount: 4 },
    ]);
    expect((await old.pool.query('SELECT FROM indicator_sum WHERE amount = 0')).rowCount).toBe(0);
    await old.close();
  });

  test('the embedded server keeps what was committed, and starts in spite of a stale pid file', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'dehri-embedded-'));
    chmodSync(dir, 0o711);
    try {
      const first = await startEmbedded({ dir: join(dir, 'data'), durable: false });
      const a = openDatabase(first.connection);
      await a.pool.query('CREATE TABLE kept (a int)');
      await a.pool.query('INSERT INTO kept VALUES (7)');
      await a.close();
      await first.stop();
      writeFileSync(join(dir, 'data', 'pg', 'postmaster.pid'), `${process.pid}\n`);
      const second = await startEmbedded({ dir: join(dir, 'data'), durable: false });
      const b = openDatabase(second.connection);
      expect((await b.pool.query<{ a: number }>('SELECT a FROM kept')).rows).toEqual([{ a: 7 }]);
      await b.close();
      await second.stop();
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });

  test('the embedded server that is killed comes again, and a transaction it cut off fails without ending this process', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'dehri-embedded-'));
    chmodSync(dir, 0o711);
    try {
      const postgres = await startEmbedded({ dir: join(dir, 'data'), durable: true });
      const db = openDatabase(postgres.connection, { connections: 2 });
      await db.pool.query('CREATE TABLE kept (a int)');
      const lent = await db.pool.connect();
      await lent.query('BEGIN');
      await lent.query('INSERT INTO kept VALUES (7)');
      process.kill(Number(readFileSync(join(dir, 'data', 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
      await expect(until(() => lent.query('SELECT 1').then(() => false, () => true))).resolves.toBe(true);
      lent.release(true);
      await until(() => db.pool.query('SELECT 1').then(() => true, () => false));
      expect((await db.pool.query('SELECT a FROM kept')).rows).toEqual([]);
      await db.close();
      await postgres.stop();
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});

async function until(there: () => Promise<boolean>): Promise<boolean> {
  while (!(await there())) await new Promise((next) => setTimeout(next, 50));
  return true;
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '#server/config.ts';
import { PUSH_LIFE } from '#server/db/database.ts';
import { renewEpoch, readMeta } from '#server/db/meta.ts';
import { markBackedUp } from '#server/sync/backed-up.ts';
import { postgresTables } from '#server/sync/postgres-tables.ts';
import { TryAgain } from '#server/sync/sync-tables.ts';
import { createTestServer, VILLAGE, type TestServer } from '#tests/support/server.ts';

const QUARTER = 900_000;
const LONGEST_PUSH = 2 * PUSH_LIFE;

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(async () => {
  await server.close();
});

describe('what a phone may forget', () => {
  test('is nothing until a backup is told of, then what had come by then, up to the first number missing', async () => {
    const phone = await server.worker('mitra', VILLAGE);
    const changes = Array.from({ length: 6 }, (_, n) => phone.change({ headName: `${n}`, memberCount: n === 1 ? 99 : 5 }));
    const [first, second, , fourth, fifth, sixth] = changes;
    if (first === undefined || second === undefined || fourth === undefined || fifth === undefined || sixth === undefined) throw new Error('six changes');
    expect((await phone.sync([first, second, fourth, fifth])).head?.safe).toBeUndefined();
    // A push that was being written at that moment may have given its changes a time before it.
    await markBackedUp(server.db.pool, server.services.clock() + LONGEST_PUSH);
    expect((await phone.sync()).head?.safe).toBeUndefined();
    await markBackedUp(server.db.pool, server.services.clock() + QUARTER);
    // The second was held, which is kept as well; the third has not come.
    expect((await phone.sync()).head?.safe).toBe(2);
    server.moveClock(1_000);
    await phone.sync(changes);
    await markBackedUp(server.db.pool, server.services.clock() + QUARTER - 1_000);
    expect((await phone.sync()).head?.safe).toBe(2);
    await markBackedUp(server.db.pool, server.services.clock() + QUARTER);
    expect((await phone.sync()).head?.safe).toBe(6);
    await markBackedUp(server.db.pool, 0);
    expect((await phone.sync()).head?.safe).toBe(6);
  });

  test('a push cannot outlive what the margin allows for: its transaction is ended by the database, and one that waits too long for its locks begins again', async () => {
    const { rows } = await server.db.pipelined.query('SHOW transaction_timeout');
    expect(rows).toEqual([{ transaction_timeout: `${PUSH_LIFE / 60_000}min` }]);
    const bucket = `${VILLAGE}/groups`;
    const asked = { district: 193, device: 'd', buckets: [bucket], records: [], ids: [], counters: [], unique: [] };
    const tables = postgresTables(server.services, 100);
    await tables.createBuckets(193, [{ id: bucket, shelf: 'groups' }]);
    const before = await tables.beginPush();
    await before.read(asked);
    const waiting = await tables.beginPush();
    const read = waiting.read(asked).then(() => undefined, (error: unknown) => error);
    await new Promise((next) => setTimeout(next, 200));
    await before.end();
    expect(await read).toBeInstanceOf(TryAgain);
    await waiting.end();
  });

  test('after a restore the server has another epoch', async () => {
    const before = await readMeta(server.db.pool, server.services.random);
    await renewEpoch(server.db.pool, server.services.random);
    const after = await readMeta(server.db.pool, server.services.random);
    expect(after.epoch).not.toBe(before.epoch);
    expect(after.secret).toEqual(before.secret);
  });
});

describe('settings', () => {
  test('have defaults that work, and nonsense is refused by name', () => {
    expect(readConfig({})).toMatchObject({ port: 8080, host: '127.0.0.1', demo: true, databaseUrl: undefined, backedUpThrough: undefined });
    expect(readConfig({ BACKED_UP_THROUGH: '2026-05-10T06:00:00Z' }).backedUpThrough).toBe(Date.UTC(2026, 4, 10, 6));
    expect(() => readConfig({ PORT: 'eighty', DEMO: 'perhaps' })).toThrow(/PORT, DEMO/u);
    expect(() => readConfig({ BACKED_UP_THROUGH: 'yesterday' })).toThrow(/BACKED_UP_THROUGH/u);
  });
});

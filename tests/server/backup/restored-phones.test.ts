// A server that was restored from a backup, and the phones that are ahead of it: the real loop and the
// real store of each, on a real database.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { confirmBackup, makeBackup } from '#server/backup/make-backup.ts';
import { restoreBackup } from '#server/backup/restore-backup.ts';
import { openDatabase } from '#server/db/database.ts';
import type { Connection } from '#server/db/embedded.ts';
import { createRegistry } from '#server/registry.ts';
import { loopPhone, saveFamily, type LoopPhone } from '#tests/support/loop-phone.ts';
import { testConnection } from '#tests/support/postgres.ts';
import { TEST_PROGRAMME } from '#tests/support/programme.ts';
import { createTestServer, VILLAGE, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

const registry = createRegistry([TEST_PROGRAMME]);
const closing: (() => Promise<unknown>)[] = [];
let dir: string;
let at: Connection;
/** The one that phones reach now. */
let server: TestServer;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'dehri-restored-'));
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
  await rm(dir, { recursive: true, force: true });
});

async function firstServer(): Promise<void> {
  at = await testConnection();
  server = await createTestServer({ db: openDatabase(at) });
  closing.push(server.close);
}

async function backup(): Promise<string> {
  return (await makeBackup({ db: server.db, at, registry, dir, secret: undefined, keep: 100 })).file;
}

/** From now on phones reach another server, which came of the file. */
async function restore(file: string): Promise<void> {
  at = await testConnection();
  const db = openDatabase(at, { connections: 1 });
  await restoreBackup({ db, at, registry, file, secret: undefined, replace: false, older: true });
  await db.close();
  server = await createTestServer({ db: openDatabase(at) });
  closing.push(server.close);
}

async function changesOf(phone: LoopPhone): Promise<number[]> {
  const { rows } = await server.db.pool.query<{ counter: number }>('SELECT counter FROM change WHERE author = $1 ORDER BY counter', [phone.store.person]);
  return rows.map((r) => r.counter);
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

test('after a restore, and after another, phones start again and offer what the backup lacks: everything is there once', async () => {
  await firstServer();
  const [a, b, idle] = [await server.worker('mitra', VILLAGE), await server.worker('mitra', VILLAGE), await server.worker('mitra', VILLAGE)];
  const app = (): TestServer['app'] => server.app;
  const [first, second, third] = [await loopPhone(app, a), await loopPhone(app, b), await loopPhone(app, idle)];
  const family = await saveFamily(first, { headName: 'सुनीता' });
  for (let n = 0; n < 10; n += 1) await saveFamily(first, { headName: `पहले ${n}` });
  for (const phone of [first, second, third]) await phone.sync.syncNow();
  const file = await backup();
  // The first phone forgets what is safe; the others rely on the server for it.
  await confirmBackup({ db: server.db, at, registry }, file, undefined);
  await first.sync.syncNow();

  await saveFamily(first, { notes: 'बैकअप के बाद' }, family);
  for (let n = 0; n < 5; n += 1) await saveFamily(first, { headName: `बाद में ${n}` });
  await first.sync.syncNow();
  await second.sync.syncNow();
  await saveFamily(second, { memberCount: 7 }, family);
  await second.sync.syncNow();
  await saveFamily(second, { headName: 'अभी भेजा नहीं' });

  for (const round of [1, 2]) {
    await restore(file);
    expect(await changesOf(first)).toEqual(upTo(11));
    // The third phone has seen nothing of the second's: it comes first, and is behind.
    for (const phone of [third, second, first, second, third, first]) {
      await phone.sync.syncNow();
      expect([round, phone.sync.status().problem]).toEqual([round, undefined]);
    }
    expect(await changesOf(first)).toEqual(upTo(17));
    expect(await changesOf(second)).toEqual(upTo(2));
    for (const phone of [first, second, third]) {
      expect(phone.store.unsent().changes).toBe(0);
      expect(phone.store.held()).toEqual([]);
      expect(phone.store.ofType('family')).toHaveLength(17);
      expect(phone.store.get(family)?.values).toMatchObject({ notes: 'बैकअप के बाद', memberCount: 7 });
      expect(phone.store.checksum(`${VILLAGE}/doorstep`)).toBe(third.store.checksum(`${VILLAGE}/doorstep`));
    }
    await expectWhole(server.services);
  }
});

// A server that was restored from a backup, and the phones that are ahead of it: the real loop and the
// real store of each, on a real database.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { KEY_COPY, readKeyCopy } from '#server/backup/key-copy.ts';
import { confirmBackup, makeBackup } from '#server/backup/make-backup.ts';
import { restoreBackup } from '#server/backup/restore-backup.ts';
import { profileSchema } from '#shared/sync/profile.ts';
import { issueCode } from '#server/auth/enrolment.ts';
import { openDatabase } from '#server/db/database.ts';
import type { Connection } from '#server/db/embedded.ts';
import { noticeOtherHistory, readMeta } from '#server/db/meta.ts';
import { createRegistry } from '#server/registry.ts';
import { TEST_MASTERS, testKeys } from '#tests/support/keys.ts';
import { loopPhone, saveFamily, type LoopPhone } from '#tests/support/loop-phone.ts';
import { testConnection } from '#tests/support/postgres.ts';
import { TEST_PROGRAMME } from '#tests/support/programme.ts';
import { cookieFrom, createTestServer, publicJwk, VILLAGE, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

// Several databases are made, loaded and compared; a busy machine takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const registry = createRegistry([TEST_PROGRAMME]);
let dir: string;
let at: Connection;
/** The one that phones reach now. */
let server: TestServer;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'dehri-restored-'));
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

async function firstServer(): Promise<void> {
  at = await testConnection();
  server = await createTestServer({ db: openDatabase(at, { keys: testKeys() }) });
}

async function backup(): Promise<string> {
  return (await makeBackup({ db: server.db, at, registry, masters: TEST_MASTERS, dir, secret: undefined, keep: 100 })).file;
}

/** From now on phones reach another server, which came of the file. */
async function restore(file: string): Promise<void> {
  at = await testConnection();
  const db = openDatabase(at, { connections: 1, keys: testKeys() });
  const keyCopy = await readKeyCopy(join(dir, KEY_COPY), undefined);
  await restoreBackup({ db, at, registry, file, secret: undefined, replace: false, older: true, erased: [], masters: TEST_MASTERS, keyCopy, withoutKeys: false });
  await db.close();
  await server.close();
  server = await createTestServer({ db: openDatabase(at, { keys: testKeys() }) });
}

/** The database as it is now, to be put back later by other hands: with its epoch and all. */
async function copyDatabase(): Promise<Connection> {
  const copy = { ...at, database: `${at.database}_copy_${Math.floor(performance.now())}` };
  await server.close();
  const admin = new pg.Client({ ...at, database: 'postgres' });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${copy.database} TEMPLATE ${at.database} STRATEGY FILE_COPY`);
  await admin.end();
  server = await createTestServer({ db: openDatabase(at, { keys: testKeys() }) });
  return copy;
}

async function putBack(copy: Connection): Promise<void> {
  await server.close();
  at = copy;
  server = await createTestServer({ db: openDatabase(at, { keys: testKeys() }) });
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
  await server.close();
});

describe('a phone enrolled after the backup', () => {
  test('is forgotten by the restored server, keeps everything, and with a new code is known again under its id with all its work', async () => {
    await firstServer();
    const person = await server.person('सरिता देवी', 'mitra', VILLAGE);
    const file = await backup();
    const late = await server.phone(person.person);
    const phone = await loopPhone(() => server.app, late);
    for (let n = 0; n < 4; n += 1) await saveFamily(phone, { headName: `पहुँचा ${n}` });
    await phone.sync.syncNow();
    await saveFamily(phone, { headName: 'अभी यहीं' });
    await restore(file);

    await phone.sync.syncNow();
    expect(phone.sync.status().problem).toEqual({ code: 'device-unknown' });
    expect([phone.store.ofType('family').length, phone.store.unsent().changes]).toEqual([5, 1]);

    const again = { device: late.profile.device, person: person.person };
    const enrolAgain = async (code: string, over: object = {}): Promise<{ status: number; body: { code?: string; profile?: unknown }; cookie: string }> => {
      const reply = await server.app.inject({ method: 'POST', url: '/api/enrol', payload: { code, publicKey: await publicJwk(late.keys), app: 'test', again: { ...again, ...over } } });
      return { status: reply.statusCode, body: reply.json(), cookie: reply.statusCode === 200 ? cookieFrom(reply.headers['set-cookie']) : '' };
    };
    const stranger = await server.person('कोई और', 'mitra', VILLAGE);
    const strange = await issueCode(server.services, stranger.person, null);
    expect(await enrolAgain(strange.code)).toMatchObject({ status: 404, body: { code: 'code-wrong' } });
    const { code } = await issueCode(server.services, person.person, null);
    const known = await enrolAgain(code);
    const profile = profileSchema.parse(known.body.profile);
    expect([profile.device, profile.person.id]).toEqual([late.profile.device, person.person]);
    await phone.store.setProfile(profile);
    phone.cookie = known.cookie;
    await phone.sync.syncNow();
    expect(phone.sync.status().problem).toBeUndefined();
    expect(await changesOf(phone)).toEqual(upTo(5));
    expect([phone.store.unsent().changes, phone.store.held()]).toEqual([0, []]);

    // An id that is taken is nobody else's; the phone then gets one of its own.
    const other = await enrolAgain((await issueCode(server.services, stranger.person, null)).code, { person: stranger.person });
    expect(profileSchema.parse(other.body.profile).device).not.toBe(late.profile.device);
    await server.close();
  });
});

describe('a database put back by other hands, in its old epoch,', () => {
  test.each([
    ['a phone asks what is new', 0],
    ['a phone hands in more than was lost', 9],
  ])('is noticed when %s: all phones start again, and everything is there once', async (_, unsent) => {
    await firstServer();
    const [a, b] = [await server.worker('mitra', VILLAGE), await server.worker('mitra', VILLAGE)];
    const app = (): TestServer['app'] => server.app;
    const [first, second] = [await loopPhone(app, a), await loopPhone(app, b)];
    for (let n = 0; n < 6; n += 1) await saveFamily(first, { headName: `पहले ${n}` });
    for (const phone of [first, second]) await phone.sync.syncNow();
    const copy = await copyDatabase();
    for (let n = 0; n < 4; n += 1) await saveFamily(first, { headName: `बाद में ${n}` });
    await saveFamily(second, { headName: 'दूसरे का' });
    for (const phone of [first, second, first]) await phone.sync.syncNow();
    const { epoch } = first.store.cursors();
    await putBack(copy);
    for (let n = 0; n < unsent; n += 1) await saveFamily(first, { headName: `और ${n}` });
    for (const phone of [first, second, first]) {
      await phone.sync.syncNow();
      expect(phone.sync.status().problem).toBeUndefined();
    }
    expect(first.store.cursors().epoch).not.toBe(epoch);
    expect(second.store.cursors().epoch).toBe(first.store.cursors().epoch);
    expect(await changesOf(first)).toEqual(upTo(10 + unsent));
    expect(await changesOf(second)).toEqual(upTo(1));
    for (const phone of [first, second]) {
      expect([phone.store.unsent().changes, phone.store.held(), phone.store.ofType('family').length]).toEqual([0, [], 11 + unsent]);
    }
    await expectWhole(server.services);
    await server.close();
  });

  test('is not believed again and again of one phone that lies: then only it starts again', async () => {
    await firstServer();
    const [liar, other, third] = [await server.worker('mitra', VILLAGE), await server.worker('mitra', VILLAGE), await server.worker('mitra', VILLAGE)];
    await liar.sync([liar.change({ headName: 'सच' })]);
    for (const phone of [liar, other, third]) await phone.sync();
    const epochOf = async (): Promise<string> => (await readMeta(server.db.pool, server.services.random)).epoch;
    const lie = { [`${VILLAGE}/doorstep`]: [1, 1_000] };
    const before = await epochOf();
    const told = await liar.sync([], { cursors: lie });
    const now = await epochOf();
    expect(told.head).toMatchObject({ reset: true, epoch: now });
    expect(now).not.toBe(before);
    expect((await other.sync([], { epoch: before })).head).toMatchObject({ reset: true, epoch: now });
    for (let n = 0; n < 3; n += 1) expect((await liar.sync([], { epoch: now, cursors: lie })).head).toMatchObject({ reset: true, epoch: now });
    expect((await other.sync([], { epoch: now })).head?.reset).toBeUndefined();
    // A cursor of an older generation or another epoch says nothing.
    expect((await other.sync([], { epoch: now, cursors: { [`${VILLAGE}/doorstep`]: [0, 1_000] } })).head?.reset).toBeUndefined();
    expect(await epochOf()).toBe(now);
    server.moveClock(3_600_000);
    expect((await liar.sync([], { epoch: now, cursors: lie })).head?.epoch).not.toBe(now);
    await server.close();
  });

  test('is noticed at the start when it lies elsewhere or was rolled forward to another moment', async () => {
    await firstServer();
    const { db, services } = server;
    const epochOf = async (): Promise<string> => (await readMeta(db.pool, services.random)).epoch;
    const first = await epochOf();
    expect(await noticeOtherHistory(db.pool, services.random)).toBe(false);
    expect(await noticeOtherHistory(db.pool, services.random)).toBe(false);
    expect(await epochOf()).toBe(first);
    const { rows: [own] } = await db.pool.query<{ value: string }>(`SELECT value FROM server_meta WHERE key = 'history'`);
    expect(own?.value).toMatch(/^\d+\/0000000\d$/u);
    await db.pool.query(`UPDATE server_meta SET value = $1 WHERE key = 'history'`, [own?.value.replace(/.$/u, '9')]);
    expect(await noticeOtherHistory(db.pool, services.random)).toBe(true);
    expect(await epochOf()).not.toBe(first);
    expect(await noticeOtherHistory(db.pool, services.random)).toBe(false);
    await server.close();
  });
});

// Backups on a real PostgreSQL: made while phones hand in, tried, restored, and told to phones.
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { BackupError } from '#server/backup/backup-error.ts';
import { readBackupFile } from '#server/backup/backup-file.ts';
import { KEY_COPY, readKeyCopy } from '#server/backup/key-copy.ts';
import { backupName, backupTime, confirmBackup, makeBackup, type MadeBackup } from '#server/backup/make-backup.ts';
import { restoreBackup } from '#server/backup/restore-backup.ts';
import { issueCode } from '#server/auth/enrolment.ts';
import { openDatabase, type Database } from '#server/db/database.ts';
import { readMeta } from '#server/db/meta.ts';
import { eraseRecord } from '#server/erase/erase-record.ts';
import type { ErasedId } from '#server/erase/erased-list.ts';
import { createRegistry } from '#server/registry.ts';
import { runsHeld } from '#server/sync/backed-up.ts';
import { TEST_MASTERS, testKeys } from '#tests/support/keys.ts';
import { jpeg, nameOf } from '#tests/support/pictures.ts';
import { testConnection } from '#tests/support/postgres.ts';
import { TEST_PROGRAMME } from '#tests/support/programme.ts';
import { createTestServer, OTHER_VILLAGE, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

// Several databases are made, loaded and compared; a busy machine takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const SECRET = Buffer.from('नीला घोड़ा तीन बजे');
const registry = createRegistry([TEST_PROGRAMME]);
const closing: (() => Promise<unknown>)[] = [];
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'dehri-backup-'));
  closing.push(() => rm(dir, { recursive: true, force: true }));
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

interface Rig {
  readonly server: TestServer;
  readonly make: (to?: string, secret?: Buffer) => Promise<MadeBackup>;
  readonly confirm: (file: string) => Promise<MadeBackup>;
}

async function rig(): Promise<Rig> {
  const at = await testConnection();
  const server = await createTestServer({ db: openDatabase(at, { keys: testKeys() }) });
  closing.push(() => server.close());
  const where = { db: server.db, at, registry };
  return {
    server,
    make: (to = dir, secret) => makeBackup({ ...where, masters: TEST_MASTERS, dir: to, secret, keep: 100 }),
    confirm: (file) => confirmBackup(where, file, undefined),
  };
}

async function freshDatabase(): Promise<{ readonly db: Database; readonly restore: (file: string, over?: { replace?: boolean; older?: boolean; secret?: Buffer | undefined; erased?: readonly ErasedId[] }) => Promise<unknown> }> {
  const at = await testConnection();
  const db = openDatabase(at, { connections: 2, keys: testKeys() });
  closing.push(() => db.close());
  return { db, restore: async (file, over = {}) => {
    const secret = 'secret' in over ? over.secret : SECRET;
    const keyCopy = await readKeyCopy(join(dirname(file), KEY_COPY), secret);
    return restoreBackup({ db, at, registry, file, secret, replace: false, older: false, erased: [], masters: TEST_MASTERS, keyCopy, withoutKeys: false, ...over });
  } };
}

async function work(phone: TestPhone, families: number, place = VILLAGE): Promise<void> {
  await phone.sync(Array.from({ length: families }, (_, n) => phone.change({ headName: `${n}`, needs: ['housing'], memberCount: n % 7 === 6 ? 99 : 4 }, { place })));
  await phone.sync();
  const [one] = phone.records.values();
  if (one !== undefined) await phone.sync([phone.change({ notes: `फिर ${phone.counter}` }, { record: one })]);
}

async function everything(db: Database): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const table of ['person', 'role_grant', 'device', 'place', 'bucket', 'change', 'record', 'held_change', 'unique_value', 'indicator_sum', 'indicator_month', 'indicator_closed', 'closed_month', 'audit', 'audit_head']) {
    all[table] = (await db.pool.query(`SELECT * FROM ${table} ORDER BY ${table}::text`)).rows;
  }
  return all;
}

async function codeOf(running: Promise<unknown>): Promise<string> {
  try {
    await running;
  } catch (error) {
    if (error instanceof BackupError) return error.code;
    throw error;
  }
  return 'done';
}

describe('a backup', () => {
  test('brings back every row; the server that comes of it is another one, without sessions and open codes', async () => {
    const { server, make } = await rig();
    const phone = await server.worker('mitra', VILLAGE);
    await work(phone, 30);
    await issueCode(server.services, phone.profile.person.id, { person: phone.profile.person.id, place: VILLAGE });
    const made = await make();
    expect(made).toMatchObject({ records: 26, changes: 27 });
    const { db, restore } = await freshDatabase();
    await restore(made.file);
    expect(await everything(db)).toEqual(await everything(server.db));
    const restored = { ...server.services, db, meta: await readMeta(db.pool, server.services.random) };
    await expectWhole(restored);
    expect(restored.meta.epoch).not.toBe(server.services.meta.epoch);
    expect(restored.meta.secret).toEqual(server.services.meta.secret);
    const left = await db.pool.query('SELECT (SELECT count(*) FROM session) AS sessions, (SELECT count(*) FROM enrolment_code WHERE used_at IS NULL) AS codes');
    expect(left.rows).toEqual([{ sessions: 0, codes: 0 }]);
  });

  test('does not bring back what was erased since, and says so of what was erased before', async () => {
    const { server, make } = await rig();
    const phone = await server.worker('mitra', VILLAGE);
    const [before, since, stays] = ['कनारी एक', 'कनारी दो', 'तीसरी'].map((headName) => phone.change({ headName }));
    if (before === undefined || since === undefined || stays === undefined) throw new Error('there are three');
    await phone.sync([before, since, stays]);
    const list: ErasedId[] = [];
    const services = { ...server.services, erasedList: { add: async (id: ErasedId) => void list.push(id), read: async () => list } };
    await eraseRecord(services, { district: 193, record: before.record }, 'a', 'asked');
    const { file } = await make();
    await eraseRecord(services, { district: 193, record: since.record }, 'a', 'asked');
    const { db, restore } = await freshDatabase();
    expect(await restore(file, { erased: list })).toMatchObject({ records: 2, erased: 1 });
    expect((await db.pool.query('SELECT id FROM record')).rows).toEqual([{ id: stays.record }]);
    expect((await db.pool.query(`SELECT FROM change WHERE body::text LIKE '%कनारी%'`)).rowCount).toBe(0);
    await expectWhole({ ...server.services, db, meta: await readMeta(db.pool, server.services.random) });
  });

  test('tells phones of the photos in it, and of no others', async () => {
    const { server, make, confirm } = await rig();
    const phone = await server.worker('mitra', VILLAGE);
    const [inIt, later] = [jpeg({ seed: 1 }), jpeg({ seed: 2 })];
    const hand = async (photo: Buffer): Promise<unknown> => {
      const { body } = await phone.send('/api/photos/ask', { photos: [{ name: nameOf(photo), size: photo.length, record: 'r', bucket: `${VILLAGE}/doorstep` }] });
      await server.app.inject({ method: 'PUT', url: `/api/photos/193/${nameOf(photo)}/0`, headers: { cookie: phone.cookie, 'content-type': 'application/octet-stream' }, payload: photo });
      return body;
    };
    await hand(inIt);
    const { file } = await make();
    await hand(later);
    await confirm(file);
    expect([await hand(inIt), await hand(later)]).toMatchObject([{ photos: [{ state: 'safe' }] }, { photos: [{ state: 'there' }] }]);
  });

  test('says nothing in clear, and its name says only when', async () => {
    const { server, make } = await rig();
    await work(await server.worker('mitra', VILLAGE, 'कलावती कुमारी'), 3);
    const { file } = await make(dir, SECRET);
    const bytes = await readFile(file);
    expect(bytes.includes('कलावती')).toBe(false);
    expect(bytes.subarray(0, 16).toString()).toBe('{"dehri":"backup');
    expect(backupTime(file)).toBeGreaterThan(Date.UTC(2026, 0));
    expect(backupName(backupTime(file) ?? 0)).toBe(file.split('/').at(-1));
  });

  test('is opened by its passphrase and by no other', async () => {
    const { server, make } = await rig();
    await work(await server.worker('mitra', VILLAGE), 3);
    const { file } = await make(dir, SECRET);
    const { restore } = await freshDatabase();
    expect(await codeOf(restore(file, { secret: undefined }))).toBe('needsSecret');
    expect(await codeOf(restore(file, { secret: Buffer.from('नीला घोड़ा चार बजे') }))).toBe('wrongSecret');
    expect(await codeOf(restore(file))).toBe('done');
  });

  test.each([['sealed', SECRET], ['in clear', undefined]])('%s, damaged anywhere or cut anywhere, is refused and nothing is restored', async (_, secret) => {
    const { server } = await rig();
    await work(await server.worker('mitra', VILLAGE), 12);
    const at = await testConnection();
    const folder = await mkdtemp(join(dir, 'damaged-'));
    const { file } = await makeBackup({ db: server.db, at, registry, masters: TEST_MASTERS, dir: folder, secret, keep: 5 });
    const whole = await readFile(file);
    const read = async (bytes: Buffer): Promise<string> => {
      await writeFile(join(folder, 'tried'), bytes);
      return codeOf((async () => {
        for await (const part of readBackupFile(join(folder, 'tried'), SECRET)) void part;
      })());
    };
    expect(await read(whole)).toBe('done');
    const places = [0, 5, 20, 70, 140, 200, 400, Math.floor(whole.length / 2), whole.length - 33, whole.length - 1];
    for (const place of places) {
      const flipped = Buffer.from(whole);
      flipped.writeUInt8((flipped[place] ?? 0) ^ 4, place);
      expect(['damaged', 'notBackup', 'newer']).toContain(await read(flipped));
      expect(['damaged', 'notBackup']).toContain(await read(whole.subarray(0, place)));
    }
    const { db, restore } = await freshDatabase();
    await writeFile(join(folder, 'tried'), whole.subarray(0, -40));
    expect(await codeOf(restore(join(folder, 'tried')))).toBe('damaged');
    expect((await db.pool.query('SELECT 1 FROM place')).rows).toEqual([]);
  });

  test.each([
    ['a record that is not what its changes made of it', `UPDATE record SET state = replace(state::text, '"0"', '"zero"')::json WHERE state->'values'->>'headName' = '0'`],
    ['a change that was taken out', 'DELETE FROM change WHERE seq = 2'],
    ['a bucket with another checksum', 'UPDATE bucket SET checksum = checksum + 1 WHERE seq > 0'],
    ['a sum that was altered', 'UPDATE indicator_sum SET amount = amount + 1'],
    ['an audit row that was altered', `UPDATE audit SET subject = 'someone-else' WHERE n = 1`],
  ])('of a database with %s is none: no file stays and no phone is told', async (_, fault) => {
    const { server, make } = await rig();
    const phone = await server.worker('mitra', VILLAGE);
    await work(phone, 8);
    await server.db.pool.query(fault);
    const folder = await mkdtemp(join(dir, 'unsound-'));
    expect(await codeOf(make(folder))).toBe('unsound');
    expect(await readdir(folder)).toEqual([KEY_COPY]);
    expect((await phone.sync()).head?.safe).toBeUndefined();
  });

  test('beside its database tells no phone until it is confirmed where it is kept', async () => {
    const { server, make, confirm } = await rig();
    const phone = await server.worker('mitra', VILLAGE);
    await work(phone, 5);
    const made = await make();
    expect(made.told).toBeUndefined();
    expect((await phone.sync()).head?.safe).toBeUndefined();
    await phone.sync([phone.change({ headName: 'बाद में' })]);
    expect(await confirm(made.file)).toMatchObject({ told: 1 });
    expect((await phone.sync()).head?.safe).toBe(6);
    expect(await confirm(made.file)).toMatchObject({ told: 0 });
  });

  test('of another life of the database is not believed', async () => {
    const { server, make, confirm } = await rig();
    const phone = await server.worker('mitra', VILLAGE);
    await work(phone, 5);
    const { file } = await make();
    // Put back by other hands to a time before: the same epoch, but less of her work.
    await server.db.pool.query('DELETE FROM change WHERE counter > 3');
    expect(await codeOf(confirm(file))).toBe('otherEpoch');
    await server.db.pool.query(`UPDATE server_meta SET value = 'another' WHERE key = 'epoch'`);
    expect(await codeOf(confirm(file))).toBe('otherEpoch');
    expect((await phone.sync()).head?.safe).toBeUndefined();
  });

  test('keeps so many files and drops the oldest', async () => {
    const { server } = await rig();
    const folder = await mkdtemp(join(dir, 'kept-'));
    const at = await testConnection();
    await writeFile(join(folder, 'something-else'), '');
    const files: string[] = [];
    for (let n = 0; n < 4; n += 1) files.push((await makeBackup({ db: server.db, at, registry, masters: TEST_MASTERS, dir: folder, secret: undefined, keep: 2 })).file);
    expect((await readdir(folder)).sort()).toEqual([...files.slice(-2).map((f) => f.split('/').at(-1)), KEY_COPY, 'something-else']);
  });
});

describe('a restore', () => {
  test('never overwrites people unless told, and never goes behind what phones were told unless told', async () => {
    const { server, make, confirm } = await rig();
    const phone = await server.worker('mitra', VILLAGE);
    const folder = await mkdtemp(join(dir, 'order-'));
    await work(phone, 4);
    const first = await make(folder);
    await work(phone, 4);
    const second = await make(folder);
    const { db, restore } = await freshDatabase();
    expect(await codeOf(restore(first.file))).toBe('older');
    expect(await codeOf(restore(second.file))).toBe('done');
    expect(await codeOf(restore(second.file))).toBe('peopleThere');
    expect(await codeOf(restore(first.file, { replace: true, older: true }))).toBe('done');
    expect((await db.pool.query('SELECT count(*) AS n FROM change')).rows).toEqual([{ n: 5 }]);
    await confirm(second.file);
    await rm(second.file);
    const third = await make(folder);
    expect(await codeOf(restore(third.file, { replace: true }))).toBe('done');
    await rm(third.file);
    // Alone in its folder, but the database itself knows what phones were told.
    expect(await codeOf(restore(first.file, { replace: true }))).toBe('older');
  });

  test('is refused while a server is connected', async () => {
    const { server, make } = await rig();
    const { file } = await make();
    const { db, restore } = await freshDatabase();
    const other = openDatabase({ ...await connectionOf(db) }, { connections: 1 });
    await other.pool.query('SELECT 1');
    expect(await codeOf(restore(file))).toBe('inUse');
    await other.close();
    // PostgreSQL forgets a connection a little after it has ended.
    await expect.poll(() => codeOf(restore(file)), { timeout: 15_000 }).toBe('done');
    expect(server.services.meta.epoch).not.toBe((await readMeta(db.pool, server.services.random)).epoch);
  });
});

async function connectionOf(db: Database): Promise<{ host: string; port: number; user: string; password: string; database: string }> {
  const base = await testConnection();
  const { rows: [row] } = await db.pool.query<{ name: string }>('SELECT current_database() AS name');
  return { ...base, database: row?.name ?? '' };
}

describe('while eight phones hand in', () => {
  test.each([1, 2, 3])('a backup is whole, and no phone is told more than a restore of it holds (run %i)', async () => {
    const { server, make, confirm } = await rig();
    const phones = await Promise.all(Array.from({ length: 8 }, () => server.worker('coordinator', '10.193.1710')));
    let writing = true;
    const acked = new Map<string, number>();
    const write = async (phone: TestPhone, n: number): Promise<void> => {
      for (let round = 0; writing; round += 1) {
        const place = (n + round) % 2 === 0 ? VILLAGE : OTHER_VILLAGE;
        const made = Array.from({ length: 5 }, () => phone.change({ headName: `${n} ${round}` }, { place }));
        const known = [...phone.records.values()].slice(-1).map((record) => phone.change({ notes: `${n} ${phone.counter}` }, { record }));
        expect((await phone.sync([...made, ...known])).status).toBe(200);
        acked.set(phone.profile.device, phone.counter);
      }
    };
    const all = Promise.all(phones.map(write));
    await Promise.race([waitFor(() => acked.size === 8), all]);
    const before = new Map(acked);
    const { file } = await make();
    await confirm(file).finally(() => { writing = false; });
    await all;
    const { db, restore } = await freshDatabase();
    await restore(file);
    const held = await runsHeld(db.pool);
    for (const phone of phones) {
      const safe = (await phone.sync()).head?.safe ?? 0;
      const has = held.get(phone.profile.device) ?? 0;
      expect(safe).toBeLessThanOrEqual(has);
      // What was acknowledged before the backup began is in it.
      expect(has).toBeGreaterThanOrEqual(before.get(phone.profile.device) ?? 0);
      expect(safe).toBe(has);
      expect(phone.counter).toBeGreaterThanOrEqual(has);
    }
    await expectWhole({ ...server.services, db });
  });
});

async function waitFor(there: () => boolean): Promise<void> {
  while (!there()) await new Promise((next) => setTimeout(next, 5));
}

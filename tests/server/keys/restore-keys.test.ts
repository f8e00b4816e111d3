// A backup holds files of persons sealed: what a restore does with the copy of their keys, and without it.
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { BackupError } from '#server/backup/backup-error.ts';
import { KEY_COPY, readKeyCopy, writeKeyCopy } from '#server/backup/key-copy.ts';
import { makeBackup } from '#server/backup/make-backup.ts';
import { restoreBackup, type RestoredBackup, type RestoreOrder } from '#server/backup/restore-backup.ts';
import { openDatabase, type Database } from '#server/db/database.ts';
import type { Connection } from '#server/db/embedded.ts';
import { masterKeysInMemory, type MasterKeys } from '#server/keys/master-keys.ts';
import { subjectKeys } from '#server/keys/subject-keys.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { createRegistry } from '#server/registry.ts';
import { FILE, FILES, OFFICE, OFFICE_PLACES } from '#tests/support/files.ts';
import { testConnection } from '#tests/support/postgres.ts';
import { FAMILY, TEST_PROGRAMME } from '#tests/support/programme.ts';
import { createTestServer, VILLAGE, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const registry = createRegistry([TEST_PROGRAMME, FILES]);
let dir: string;
let masters: MasterKeys;
let server: TestServer;
let file: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'dehri-backups-'));
  masters = masterKeysInMemory(randomBytes);
  const keys = subjectKeys(masters, randomBytes);
  const at = await testConnection();
  server = await createTestServer({ programmes: [TEST_PROGRAMME, FILES], db: openDatabase(at, { keys }), keys });
  await upsertPlaces(server.services, OFFICE_PLACES);
  const [head, mitra] = [await server.worker('centre-administrator', OFFICE), await server.worker('mitra', VILLAGE)];
  await head.sync(['गीता', 'मीना', 'रीता'].map((name) => head.change({ name, worker: head.profile.person.id }, { type: FILE, place: OFFICE })));
  await mitra.sync([mitra.change({ headName: 'सीता' }, { type: FAMILY })]);
  file = (await makeBackup({ db: server.db, at, registry, masters, dir, secret: undefined, keep: 5 })).file;
});
afterAll(async () => {
  await server.close();
  await rm(dir, { recursive: true });
});

interface Restored {
  readonly db: Database;
  readonly at: Connection;
  readonly folder: MasterKeys;
  readonly done: RestoredBackup;
}

async function restore(over: Partial<RestoreOrder> = {}, into?: Pick<Restored, 'db' | 'at' | 'folder'>): Promise<Restored> {
  const folder = into?.folder ?? masterKeysInMemory(randomBytes, masters.lookUp);
  const at = into?.at ?? await testConnection();
  const db = into?.db ?? openDatabase(at, { connections: 2, keys: subjectKeys(folder, randomBytes) });
  try {
    const keyCopy = await readKeyCopy(join(dir, KEY_COPY), undefined);
    return { db, at, folder, done: await restoreBackup({ db, at, registry, file, secret: undefined, replace: false, older: false, erased: [], masters: folder, keyCopy, withoutKeys: false, ...over }) };
  } catch (error) {
    await db.close();
    throw error;
  }
}

async function names(db: Database): Promise<unknown[]> {
  const { rows } = await db.pool.query<{ state: { values: Record<string, unknown> } }>('SELECT state FROM record');
  return rows.map(({ state: { values } }) => values['name'] ?? values['headName']).sort();
}

const codeOf = (running: Promise<unknown>): Promise<unknown> => running.then(() => 'done', (error: unknown) => (error instanceof BackupError ? `${error.code} ${error.detail}`.trim() : error));

test('with the copy of the keys everything is there, under a master key of the new folder', async () => {
  const { db, folder, done } = await restore();
  expect(done).toMatchObject({ records: 4, erased: 0 });
  expect(await names(db)).toEqual(['गीता', 'मीना', 'रीता', 'सीता']);
  const { rows: [master] } = await db.pool.query<{ name: string }>('SELECT name FROM master_key');
  expect(await folder.of(master?.name ?? '')).toHaveLength(32);
  expect(await masters.of(master?.name ?? '')).toBeUndefined();
  await expectWhole({ ...server.services, db });
  await db.close();
});

test('without it the restore is refused and says how many files would be lost; said to be right, the rest comes back', async () => {
  expect(await codeOf(restore({ keyCopy: undefined }))).toBe('noKeys 3');
  const { db, done } = await restore({ keyCopy: undefined, withoutKeys: true });
  expect(done).toMatchObject({ records: 1, erased: 3 });
  expect(await names(db)).toEqual(['सीता']);
  await expectWhole({ ...server.services, db });
  await db.close();
});

test('the folder of another server is left alone', async () => {
  const folder = masterKeysInMemory(randomBytes);
  const at = await testConnection();
  expect(await codeOf(restore({}, { folder, at, db: openDatabase(at, { connections: 2 }) }))).toBe('otherKeys');
});

test('in the place of other data: the master key of what was there goes with it', async () => {
  const first = await restore();
  const { rows: [before] } = await first.db.pool.query<{ name: string }>('SELECT name FROM master_key');
  const again = await restore({ replace: true, older: true }, first);
  expect(await first.folder.of(before?.name ?? '')).toBeUndefined();
  expect(await names(again.db)).toEqual(['गीता', 'मीना', 'रीता', 'सीता']);
  await again.db.close();
});

test('the copy is one file that only this account reads, sealed when backups are, and written anew in its place', async () => {
  const folder = await mkdtemp(join(dir, 'copies-'));
  const secret = Buffer.from('नीला घोड़ा तीन बजे');
  const path = await writeKeyCopy(server.db, masters, folder, secret);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const { rows } = await server.db.pool.query<{ id: string }>('SELECT id FROM subject_key ORDER BY id');
  expect((await readFile(path)).includes(rows[0]?.id ?? 'none')).toBe(false);
  expect(await codeOf(readKeyCopy(path, undefined))).toBe('needsSecret');
  expect(await codeOf(readKeyCopy(path, Buffer.from('और कोई बात यहाँ')))).toBe('wrongSecret');
  const ids: string[] = [];
  for await (const some of (await readKeyCopy(path, secret))?.rows() ?? []) ids.push(...some.map(([id]) => id));
  expect(ids).toEqual(rows.map((r) => r.id));
  await writeKeyCopy(server.db, masters, folder, secret);
  expect(await readKeyCopy(join(folder, 'none'), secret)).toBeUndefined();
  // A backup is no copy of keys.
  expect(await codeOf(readKeyCopy(file, undefined))).toBe('notBackup');
});

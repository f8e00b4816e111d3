// Erasing a person makes her data unreadable everywhere, backups included (INVARIANTS A9): a word of hers is put in
// every place where a file can hold one, she is erased, and then everything that is left is searched with every key
// that is left. What is planted at the end shows that the search would find it.
import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { look } from '#shared/access/look.ts';
import { readBackupFile } from '#server/backup/backup-file.ts';
import { KEY_COPY, readKeyCopy, writeKeyCopy } from '#server/backup/key-copy.ts';
import { makeBackup } from '#server/backup/make-backup.ts';
import { restoreBackup } from '#server/backup/restore-backup.ts';
import { openDatabase, type Database } from '#server/db/database.ts';
import type { Connection } from '#server/db/embedded.ts';
import { eraseRecord } from '#server/erase/erase-record.ts';
import { keyRound } from '#server/keys/key-round.ts';
import { masterKeysIn, masterKeysInMemory, type MasterKeys } from '#server/keys/master-keys.ts';
import { isSealed } from '#server/keys/sealed-json.ts';
import { unseal } from '#server/keys/seal.ts';
import { subjectKeys, type SubjectKeys } from '#server/keys/subject-keys.ts';
import { pieceName } from '#server/photos/keep-photos.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { createRegistry } from '#server/registry.ts';
import { FILE, FILES, OFFICE, OFFICE_PLACES } from '#tests/support/files.ts';
import { jpeg, nameOf } from '#tests/support/pictures.ts';
import { testConnection } from '#tests/support/postgres.ts';
import { TEST_PROGRAMME } from '#tests/support/programme.ts';
import { createTestServer, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

// Several databases are made, loaded and compared; a busy machine takes its time.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const HERS = 'कनारीकुमारी';
const OTHERS = 'मैनादेवी';
const SECRET = Buffer.from('नीला घोड़ा तीन बजे');
const DISTRICT = 193;
const registry = createRegistry([TEST_PROGRAMME, FILES]);
const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

interface Person {
  readonly record: string;
  readonly photo: Buffer;
}

/** What somebody may have copied before: sealed texts and pieces, and wrapped keys. */
interface Loot {
  readonly wrapped: readonly { readonly id: string; readonly wrapped: Buffer }[];
  readonly sealed: readonly { readonly of: string; readonly about: string; readonly bytes: Buffer }[];
}

interface Rig {
  readonly at: Connection;
  readonly server: TestServer;
  readonly masters: MasterKeys;
  readonly keyDir: string;
  readonly backups: string;
  readonly her: Person;
  readonly other: Person;
  readonly rina: TestPhone;
  /** Made while she was still there. */
  readonly backup: string;
  readonly loot: Loot;
}

/** Two persons with words in every place, and a backup of both. */
async function twoPersons(change: (keys: SubjectKeys) => SubjectKeys = (keys) => keys): Promise<Rig> {
  const [keyDir, backups] = await Promise.all(['keys', 'backups'].map((name) => mkdtemp(join(tmpdir(), `dehri-${name}-`))));
  if (keyDir === undefined || backups === undefined) throw new Error('there are two');
  closing.push(() => rm(keyDir, { recursive: true }), () => rm(backups, { recursive: true }));
  const masters = await masterKeysIn(keyDir, randomBytes);
  const keys = change(subjectKeys(masters, randomBytes));
  const at = await testConnection();
  const db = openDatabase(at, { keys });
  const server = await createTestServer({ programmes: [TEST_PROGRAMME, FILES], db, keys });
  closing.push(() => server.close());
  await upsertPlaces(server.services, OFFICE_PLACES);
  const head = await server.worker('centre-administrator', OFFICE, 'प्रमुख देवी');
  const rina = await server.worker('case-worker', OFFICE, 'रीना देवी');
  const her = await wordsEverywhere(server, head, rina, HERS, 1);
  const other = await wordsEverywhere(server, head, rina, OTHERS, 2);
  const { file } = await makeBackup({ db, at, registry, masters, dir: backups, secret: SECRET, keep: 5 });
  return { at, server, masters, keyDir, backups, her, other, rina, backup: file, loot: await takeAll(at) };
}

async function wordsEverywhere(server: TestServer, head: TestPhone, rina: TestPhone, word: string, seed: number): Promise<Person> {
  const photo = jpeg({ seed, scan: 4_000 });
  const first = head.change({ number: `T/${seed}`, name: word, note: `${word} का हाल`, worker: rina.profile.person.id, photo: nameOf(photo), 'team.k1.task': word }, { type: FILE, place: OFFICE });
  const { record } = first;
  await head.sync([first]);
  await head.send('/api/photos/ask', { photos: [{ name: nameOf(photo), size: photo.length, record, bucket: first.bucket }] });
  await server.app.inject({ method: 'PUT', url: `/api/photos/${DISTRICT}/${nameOf(photo)}/0`, headers: { cookie: head.cookie, 'content-type': 'application/octet-stream' }, payload: photo });
  await Promise.all([head.sync(), rina.sync()]);
  // Two who write at once: both answers stand in the record.
  const [one, two] = [head.change({ name: `${word} एक` }, { type: FILE, record: head.records.get(record) }), rina.change({ name: `${word} दो` }, { type: FILE, record: rina.records.get(record) })];
  await head.sync([one]);
  await rina.sync([two]);
  const held = rina.change({ note: word, outcome: 'nowhere' }, { type: FILE, record: rina.records.get(record) });
  await rina.sync([held]);
  await head.send('/api/held/settle', { district: DISTRICT, id: held.id, action: 'close', note: `${word} से पूछें`, toAuthor: `${word} ठीक करें` });
  await rina.sync([rina.change({ record, kind: 'opened', reason: 'other', note: `${word} के भाई आए` }, { type: look, place: OFFICE })]);
  const stranger = await server.worker('case-worker', OFFICE, 'मीना देवी');
  await head.sync([head.change({ child: true }, { type: FILE, record: head.records.get(record) })]);
  await stranger.send(`/api/files/${record}/open`, { place: OFFICE, reason: 'other', note: `${word} मिलने आई` });
  const places = await server.db.pool.query<{ n: number }>(
    `SELECT (SELECT count(*) FROM record WHERE state::text LIKE '%"of":"r:193:' || $1 || '"%') + (SELECT count(*) FROM held_change WHERE record = $1 AND status = 'closed' AND note IS NOT NULL)
       + (SELECT count(*) FROM file_opening WHERE record = $1) + (SELECT count(*) FROM photo_piece WHERE sealed AND name = $2) AS n`, [record, nameOf(photo)],
  );
  // Her file, a look at it, a held change with an answer, a request for a second person, a photo.
  expect(places.rows).toEqual([{ n: 5 }]);
  return { record, photo };
}

async function rawly<T>(at: Connection, work: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase(at, { connections: 1 });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

async function takeAll(at: Connection): Promise<Loot> {
  return rawly(at, async ({ pool }) => {
    const { rows: wrapped } = await pool.query<{ id: string; wrapped: Buffer }>('SELECT id, wrapped FROM subject_key');
    const { rows: texts } = await pool.query<{ said: unknown }>(
      `SELECT state AS said FROM record UNION ALL SELECT body FROM change UNION ALL SELECT convert_from(body, 'UTF8')::json FROM held_change WHERE length(body) > 0 UNION ALL SELECT note FROM held_change UNION ALL SELECT note FROM file_opening`,
    );
    const { rows: pieces } = await pool.query<{ district: number; name: string; at: number; bytes: Buffer }>('SELECT district, name, at, bytes FROM photo_piece');
    return {
      wrapped,
      sealed: [
        ...texts.flatMap(({ said }) => (isSealed(said) ? [{ of: said.of, about: said.of, bytes: Buffer.from(said.sealed, 'base64url') }] : [])),
        ...pieces.map((p) => ({ of: `p:${p.district}:${p.name}`, about: pieceName(`p:${p.district}:${p.name}`, p.at), bytes: p.bytes })),
      ],
    };
  });
}

/** Where a word or a photo of the person can still be read, whoever looks, with all that the server has now. */
async function traces(rig: Rig, word: string, person: Person, keyCopy = join(rig.backups, KEY_COPY)): Promise<string[]> {
  const tables = await restored(rig, word, scanOf(person), keyCopy);
  return [...await tracesHere(rig, word, person, keyCopy), ...[...new Set(tables)].sort().map((table) => `restored ${table}`)];
}

function scanOf({ photo }: Person): Buffer {
  return photo.subarray(-3_000, -1_000);
}

/** Of them, those in what lies about, without restoring anything. */
async function tracesHere(rig: Rig, word: string, person: Person, keyCopy = join(rig.backups, KEY_COPY)): Promise<string[]> {
  const scan = scanOf(person);
  const shows = (bytes: Buffer): boolean => bytes.includes(word) || bytes.includes(scan);
  const found = new Set<string>();
  for (const table of await tablesWith(rig.at, word, scan)) found.add(`table ${table}`);
  for (const file of await rawFiles(rig)) if (shows(await readFile(file).catch(() => Buffer.alloc(0)))) found.add(`file ${file.includes('pg_wal') ? 'log' : 'data'}`);
  if (shows(await plainBackup(rig.backup))) found.add('backup');
  if (await opensLoot(rig, shows, keyCopy)) found.add('copied before');
  return [...found].sort();
}

async function tablesWith(at: Connection, word: string, scan: Buffer): Promise<string[]> {
  return rawly(at, async ({ pool }) => {
    const { rows: tables } = await pool.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`);
    const found: string[] = [];
    for (const { name } of tables) {
      // JSON may hold letters as escapes, bytes are shown as hex in a row's text.
      const wanted = [word, Buffer.from(word).toString('hex'), JSON.stringify(word).slice(1, -1), scan.toString('hex')];
      const { rowCount } = await pool.query(`SELECT FROM "${name}" t WHERE EXISTS (SELECT FROM unnest($1::text[]) w WHERE position(w IN t::text) > 0) LIMIT 1`, [wanted]);
      if (rowCount !== 0) found.push(name);
    }
    return found;
  });
}

/** Of this database, and the log that all of the server share. */
async function rawFiles({ server: { db: { pool } } }: Rig): Promise<string[]> {
  await pool.query('VACUUM');
  await pool.query('CHECKPOINT');
  const { rows: [where] } = await pool.query<{ dir: string; base: number }>(`SELECT current_setting('data_directory') AS dir, oid::int AS base FROM pg_database WHERE datname = current_database()`);
  if (where === undefined) throw new Error('every database lies somewhere');
  const folders = [join(where.dir, 'base', String(where.base)), join(where.dir, 'pg_wal')];
  return (await Promise.all(folders.map(async (folder) => (await readdir(folder)).map((name) => join(folder, name))))).flat().filter((file) => !file.endsWith('archive_status') && !file.endsWith('summaries'));
}

async function plainBackup(file: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of readBackupFile(file, SECRET)) if (part.kind === 'data') parts.push(part.bytes);
  return Buffer.concat(parts);
}

/** Every wrapped key of then and now with every master key of now. */
async function opensLoot({ at, keyDir, loot }: Rig, shows: (bytes: Buffer) => boolean, keyCopy: string): Promise<boolean> {
  const copy = await readKeyCopy(keyCopy, SECRET);
  const inFolder = await Promise.all((await readdir(keyDir)).map((name) => readFile(join(keyDir, name))));
  const masters = [...inFolder, ...copy?.masters.values() ?? []];
  const wrapped = [...loot.wrapped, ...(await takeAll(at)).wrapped];
  for await (const rows of copy?.rows() ?? []) for (const [id, key] of rows) wrapped.push({ id, wrapped: key });
  const keys = wrapped.flatMap(({ id, wrapped: bytes }) => masters.flatMap((master) => opened(master, id, bytes)).map((key) => ({ id, key })));
  return loot.sealed.some(({ of, about, bytes }) => keys.some(({ id, key }) => id === of && opened(key, about, bytes).some(shows)));
}

function opened(key: Buffer, about: string, sealed: Buffer): Buffer[] {
  try {
    return [unseal(key, about, sealed)];
  } catch {
    return [];
  }
}

/** Tables that show it after the old backup was restored elsewhere, read as that server reads them. */
async function restored({ backup, masters, server }: Rig, word: string, scan: Buffer, path: string): Promise<string[]> {
  const at = await testConnection();
  const copy = await readKeyCopy(path, SECRET);
  const folder = masterKeysInMemory(randomBytes, masters.lookUp);
  const keys = subjectKeys(folder, randomBytes);
  const db = openDatabase(at, { connections: 2, keys });
  try {
    await restoreBackup({ db, at, registry, file: backup, secret: SECRET, replace: false, older: true, erased: [], masters: folder, keyCopy: copy, withoutKeys: false });
    const found = await tablesWith(at, word, scan);
    const { rows } = await db.pool.query<{ name: string; said: unknown }>(
      `SELECT 'record' AS name, state AS said FROM record UNION ALL SELECT 'change', body FROM change UNION ALL SELECT 'held_change', note FROM held_change UNION ALL SELECT 'file_opening', note FROM file_opening`,
    );
    const pieces = await takeAll(at);
    const held = await keys.of(db.pool, pieces.sealed.map(({ of }) => of));
    for (const { name, said } of rows) if (JSON.stringify(said)?.includes(word)) found.push(name);
    for (const { of, about, bytes } of pieces.sealed) {
      const key = held.get(of);
      if (key !== undefined && opened(key, about, bytes).some((open) => open.includes(scan))) found.push('photo_piece');
    }
    await expectWhole({ ...server.services, db, keys });
    return found;
  } finally {
    await db.close();
  }
}

const erase = ({ server, her }: Rig): ReturnType<typeof eraseRecord> => eraseRecord(server.services, { district: DISTRICT, record: her.record }, 'admin', 'asked');
const round = (rig: Rig): Promise<boolean> => keyRound({ db: rig.server.db, masters: rig.masters, copy: async () => { await writeKeyCopy(rig.server.db, rig.masters, rig.backups, SECRET); } });

test('before, both are read as ever, and no file of the database shows a word of them', async () => {
  const rig = await twoPersons();
  await rig.rina.sync();
  expect(rig.rina.records.get(rig.other.record)?.values['note']).toContain(OTHERS);
  const everywhere = ['copied before', 'restored change', 'restored file_opening', 'restored held_change', 'restored photo_piece', 'restored record'];
  expect(await traces(rig, HERS, rig.her)).toEqual(everywhere);

  expect(await erase(rig)).toMatchObject({ held: 1, photos: 1 });
  expect(await round(rig)).toBe(true);
  expect(await round(rig)).toBe(false);
  expect(await traces(rig, HERS, rig.her)).toEqual([]);
  expect(await traces(rig, OTHERS, rig.other)).toEqual(everywhere);
  await expectWhole(rig.server.services);
  await rig.rina.sync();
  expect(rig.rina.records.has(rig.her.record)).toBe(false);
  expect(rig.rina.records.get(rig.other.record)?.values['note']).toContain(OTHERS);
  const photo = await rig.server.app.inject({ method: 'GET', url: `/api/photos/${DISTRICT}/${nameOf(rig.other.photo)}?record=${rig.other.record}`, headers: { cookie: rig.rina.cookie } });
  expect(photo.rawPayload.equals(rig.other.photo)).toBe(true);
});

test('a key that was not destroyed is noticed', async () => {
  const rig = await twoPersons((keys) => ({ ...keys, destroy: () => Promise.resolve(0) }));
  await erase(rig);
  await round(rig);
  expect(await tracesHere(rig, HERS, rig.her)).toEqual(['copied before']);
});

test('a master key that was not replaced is noticed', async () => {
  const rig = await twoPersons();
  await erase(rig);
  await writeKeyCopy(rig.server.db, rig.masters, rig.backups, SECRET);
  expect(await tracesHere(rig, HERS, rig.her)).toEqual(['copied before']);
});

test('a copy of the keys that was kept from before is noticed', async () => {
  const rig = await twoPersons();
  const kept = join(rig.backups, 'kept.keys');
  await copyFile(join(rig.backups, KEY_COPY), kept);
  await erase(rig);
  await round(rig);
  expect(await traces(rig, HERS, rig.her, kept)).toContain('restored record');
});

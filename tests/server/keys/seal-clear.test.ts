// A database of before keys: what stands in it in clear is sealed at the first start, and nothing else changes.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { look } from '#shared/access/look.ts';
import { dropUnreadable, KeysNotThere } from '#server/erase/drop-unreadable.ts';
import { sealClear } from '#server/keys/seal-clear.ts';
import { openRows } from '#server/keys/sealed-json.ts';
import { wholePhoto } from '#server/photos/keep-photos.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { FILE, FILES, OFFICE, OFFICE_PLACES } from '#tests/support/files.ts';
import { jpeg, nameOf } from '#tests/support/pictures.ts';
import { FAMILY, TEST_PROGRAMME } from '#tests/support/programme.ts';
import { createTestServer, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

const WORD = 'कनारीकुमारी';
const PHOTO = jpeg({ seed: 5 });
let server: TestServer;
let head: TestPhone;
beforeAll(async () => {
  server = await createTestServer({ programmes: [TEST_PROGRAMME, FILES] });
  await upsertPlaces(server.services, OFFICE_PLACES);
  head = await server.worker('centre-administrator', OFFICE);
  const mitra = await server.worker('mitra', VILLAGE);
  await mitra.sync([mitra.change({ headName: WORD }, { type: FAMILY })]);
  for (let n = 0; n < 12; n += 1) {
    const file = head.change({ number: `T/${n}`, name: `${WORD} ${n}`, worker: head.profile.person.id, photo: nameOf(PHOTO) }, { type: FILE, place: OFFICE });
    await head.sync([file, head.change({ record: file.record, kind: 'opened', reason: 'other', note: WORD }, { type: look, place: OFFICE })]);
    await head.sync();
    await head.sync([head.change({ outcome: 'nowhere', note: WORD }, { type: FILE, record: head.records.get(file.record) })]);
    if (n === 0) {
      await head.send('/api/photos/ask', { photos: [{ name: nameOf(PHOTO), size: PHOTO.length, record: file.record, bucket: file.bucket }] });
      await server.app.inject({ method: 'PUT', url: `/api/photos/193/${nameOf(PHOTO)}/0`, headers: { cookie: head.cookie, 'content-type': 'application/octet-stream' }, payload: PHOTO });
    }
  }
  await asBefore();
});
afterAll(() => server.close());

/** Writes everything back in clear, as a server without keys had it. */
async function asBefore(): Promise<void> {
  const { db: { pool }, services: { keys } } = server;
  for (const [table, column, type] of [['record', 'state', 'json'], ['change', 'body', 'json'], ['held_change', 'body', 'bytea'], ['file_opening', 'note', 'json']] as const) {
    const { rows } = await pool.query<{ at: string; said: unknown; body?: Buffer }>(`SELECT ctid::text AS at, ${column} AS ${column === 'state' || column === 'note' ? 'said' : 'body'} FROM ${table}`);
    for (const row of rows) {
      const said = row.said ?? row.body;
      await pool.query(`UPDATE ${table} SET ${column} = $2::${type} WHERE ctid = $1::tid`, [row.at, Buffer.isBuffer(said) ? said : JSON.stringify(said)]);
    }
  }
  await pool.query('UPDATE photo_piece SET sealed = false, bytes = $1', [await wholePhoto(pool, keys, 193, nameOf(PHOTO))]);
  await pool.query('TRUNCATE subject_key');
}

/** Rows in which the word stands in clear. */
async function clear(): Promise<Record<string, number>> {
  const { rows } = await server.db.pool.query<{ name: string; n: number }>(
    `SELECT 'record' AS name, count(*) AS n FROM record WHERE state::text LIKE $1 UNION ALL SELECT 'change', count(*) FROM change WHERE body::text LIKE $1
     UNION ALL SELECT 'held_change', count(*) FROM held_change WHERE position(convert_to($2, 'UTF8') IN body) > 0 UNION ALL SELECT 'photo_piece', count(*) FROM photo_piece WHERE NOT sealed`, [`%${WORD}%`, WORD],
  );
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}

test('broken off it goes on where it stood, and then never looks again', async () => {
  expect(await clear()).toEqual({ record: 25, change: 25, held_change: 12, photo_piece: 1 });
  await expect(sealClear(server.services, () => { throw new Error('the light went out'); })).rejects.toThrow('the light went out');
  expect((await clear())['record']).toBe(1);
  expect((await clear())['change']).toBe(25);
  expect(await sealClear(server.services)).toBe(24 + 12 + 1);
  // A family is no file of a person.
  expect(await clear()).toEqual({ record: 1, change: 1, held_change: 0, photo_piece: 0 });
  expect(await sealClear(server.services)).toBe(0);
});

test('everything is read as before', async () => {
  await expectWhole(server.services);
  const phone = await server.phone(head.profile.person.id);
  await phone.sync();
  expect([...phone.records.values()].filter((r) => String(r.values['name']).startsWith(WORD))).toHaveLength(12);
  expect((await wholePhoto(server.db.pool, server.services.keys, 193, nameOf(PHOTO))).equals(PHOTO)).toBe(true);
  expect(await dropUnreadable(server.services)).toBe(0);
});

test('what somebody hands in that looks sealed stays as it came', async () => {
  const { rows: [own] } = await server.db.pool.query<{ id: string }>('SELECT id FROM subject_key LIMIT 1');
  const forged = { sealed: Buffer.alloc(60, 7).toString('base64url'), of: own?.id };
  const rows: Record<string, unknown>[] = [{ state: forged, body: Buffer.from(JSON.stringify(forged)) }, { state: { sealed: 7 }, body: Buffer.from('{"sealed":"') }];
  const before = structuredClone(rows.map(({ state }) => state));
  await openRows(server.db.pool, server.services.keys, rows, ['state', 'body']);
  expect(rows.map(({ state }) => state)).toEqual(before);
  expect(rows.map(({ body }) => String(body))).toEqual([JSON.stringify(forged), '{"sealed":"']);
});

test('files whose keys are gone are dropped one by one; that all are gone is an error until it is said to be right', async () => {
  const { rows: [one] } = await server.db.pool.query<{ id: string }>(`SELECT id FROM record WHERE type = 'file' ORDER BY id LIMIT 1`);
  await server.db.pool.query('DELETE FROM subject_key WHERE id = $1', [`r:193:${one?.id}`]);
  // The file, and who looked at it.
  expect(await dropUnreadable(server.services)).toBe(2);
  await expectWhole(server.services);
  await server.db.pool.query('TRUNCATE subject_key');
  await expect(dropUnreadable(server.services)).rejects.toThrow(KeysNotThere);
  expect((await server.db.pool.query(`SELECT FROM record WHERE type = 'file'`)).rowCount).toBe(11);
  expect(await dropUnreadable(server.services, { evenAll: true })).toBe(22);
  await expectWhole(server.services);
  expect((await server.db.pool.query('SELECT type FROM record')).rows).toEqual([{ type: 'family' }]);
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Programme } from '#shared/programme.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { verifyAudit } from '#server/audit/audit.ts';
import { applyErased, clearErased, eraseRecord, lookAtRecord } from '#server/erase/erase-record.ts';
import { erasedListAt } from '#server/erase/erased-list.ts';
import { moveRecords } from '#server/places/move-records.ts';
import { checkFold } from '#server/sync/check-fold.ts';
import { checkSums } from '#server/sync/check-sums.ts';
import { jpeg, nameOf } from '#tests/support/pictures.ts';
import { FAMILY, TEST_PROGRAMME } from '#tests/support/programme.ts';
import { createTestServer, OTHER_VILLAGE, uuid, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

const WITH_PHOTO: RecordType = { ...FAMILY, fields: { ...FAMILY.fields, photo: { kind: 'photo' } } };
const PROGRAMME: Programme = { ...TEST_PROGRAMME, recordTypes: TEST_PROGRAMME.recordTypes.map((t) => (t.name === 'family' ? WITH_PHOTO : t)) };
const CANARY = 'कनारीदेवी';
const CARD = '10301999888777';
const FAMILY_OF = { headName: CANARY, cardNumber: CARD, 'members.k1.name': CANARY, 'members.k1.age': 30, needs: ['housing'], outcome: 'linked', outcomeDay: '2026-05-10' };

let server: TestServer;
let folder: string;
let services: TestServer['services'];
beforeAll(async () => {
  server = await createTestServer({ programmes: [PROGRAMME] });
  folder = await mkdtemp(join(tmpdir(), 'dehri-erased-'));
  services = { ...server.services, erasedList: erasedListAt(join(folder, 'erased')) };
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Tables in which a word stands anywhere, in text or in bytes. */
async function tablesWith(word: string): Promise<string[]> {
  const { rows: tables } = await server.db.pool.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`);
  const found: string[] = [];
  for (const { name } of tables) {
    // Bytes are shown as hex in a row's text.
    const hex = Buffer.from(word).toString('hex');
    const { rowCount } = await server.db.pool.query(`SELECT FROM "${name}" t WHERE position($1 IN t::text) > 0 OR position($2 IN t::text) > 0 LIMIT 1`, [word, hex]);
    if (rowCount !== 0) found.push(name);
  }
  return found;
}

async function sound(): Promise<void> {
  expect((await checkFold(server.services)).faults).toEqual([]);
  expect((await checkSums(server.services)).differences).toEqual([]);
  expect(await verifyAudit(server.db.pool, 193)).toBeUndefined();
}

const change = (phone: TestPhone, edits: Parameters<TestPhone['change']>[0], options: Parameters<TestPhone['change']>[1] = {}): ReturnType<TestPhone['change']> => phone.change(edits, { type: WITH_PHOTO, ...options });
const key = (record: string): { district: number; record: string } => ({ district: 193, record });

describe('erasing a record', () => {
  test('leaves nothing of it in any table, tells every phone, and all numbers stay right', async () => {
    const [reena, meena] = [await server.worker('mitra', VILLAGE), await server.worker('mitra', VILLAGE)];
    const photo = jpeg({ seed: 9 });
    const first = change(reena, { ...FAMILY_OF, photo: nameOf(photo) });
    const other = change(reena, { headName: 'दूसरी', memberCount: 3 });
    await reena.sync([first, other]);
    await reena.send('/api/photos/ask', { photos: [{ name: nameOf(photo), size: photo.length, record: first.record, bucket: first.bucket }] });
    await server.app.inject({ method: 'PUT', url: `/api/photos/193/${nameOf(photo)}/0`, headers: { cookie: reena.cookie, 'content-type': 'application/octet-stream' }, payload: photo });
    await meena.sync();
    await reena.sync();
    const held = change(meena, { notes: `${CANARY} के बारे में`, outcome: 'nowhere' }, { record: meena.records.get(first.record) });
    expect((await meena.sync([held])).head?.results?.[0]?.[0]).toBe('h');
    await server.db.pool.query(`INSERT INTO import_fault (district, batch, line, faults, cells) VALUES (193, 'b', 1, '[]', $1), (193, 'b', 2, '[]', '["x"]')`, [JSON.stringify([CANARY, CARD])]);
    expect(await tablesWith(CANARY)).toEqual(['change', 'held_change', 'import_fault', 'record']);

    expect(await eraseRecord(services, key(first.record), 'admin', 'asked')).toEqual({ changes: 1, held: 1, photos: 1 });
    expect([await tablesWith(CANARY), await tablesWith(CARD), await tablesWith(nameOf(photo))]).toEqual([[], [], []]);
    await sound();
    for (const phone of [reena, meena]) {
      const { pages } = await phone.sync();
      expect(pages.map((p) => [p.gone, p.erased])).toEqual([[[first.record], [first.record]]]);
      expect([...phone.records.keys()]).toEqual([other.record]);
    }
    const fresh = await server.worker('mitra', VILLAGE);
    expect((await fresh.sync()).pages.map((p) => p.gone)).toEqual([undefined]);
    const { rows } = await server.db.pool.query(`SELECT actor, place, subject, detail FROM audit WHERE act = 'record-erased'`);
    expect(rows).toEqual([{ actor: 'admin', place: VILLAGE, subject: first.record, detail: 'asked' }]);
    // Its number is free for whoever has the card now.
    expect((await reena.sync([change(reena, { headName: 'नई', cardNumber: CARD })])).head?.results?.[0]?.[0]).toBe('a');
    await sound();
  });

  test('lets no later change bring it back; of such a change only its number is kept, and the same answer comes again', async () => {
    const [reena, meena] = [await server.worker('mitra', VILLAGE), await server.worker('mitra', VILLAGE)];
    const made = change(reena, { headName: CANARY });
    await reena.sync([made]);
    await meena.sync();
    const seen = meena.records.get(made.record);
    const [edit, more] = [change(meena, { notes: CANARY }, { record: seen }), change(meena, { memberCount: 4 }, { record: seen })];
    await eraseRecord(services, key(made.record), 'admin', 'order');
    for (let times = 0; times < 2; times += 1) {
      expect((await meena.sync([edit, more])).head?.results).toEqual([['h', 'erased', []], ['h', 'erased', []]]);
      expect((await reena.sync([made])).head?.results).toEqual([['h', 'erased', []]]);
    }
    const anew = change(meena, { headName: CANARY }, { id: made.record });
    expect((await meena.sync([anew, change(meena, { headName: 'दूसरी' })])).head?.results?.map((r) => r[0])).toEqual(['h', 'a']);
    expect(await tablesWith(CANARY)).toEqual([]);
    const { rows } = await server.db.pool.query('SELECT counter, status, code, length(body) AS bytes, bucket FROM held_change WHERE device = $1 ORDER BY counter', [meena.profile.device]);
    expect(rows).toEqual([1, 2, 3].map((counter) => ({ counter, status: 'closed', code: 'erased', bytes: 0, bucket: null })));
    const [person] = [meena.profile.person.id];
    const manager = await server.worker('block-manager', '10.193.1710');
    const { body } = await manager.get(`/api/people/${person}/devices`);
    expect(body).toMatchObject({ devices: [{ missing: [] }] });
    await sound();
  });

  test('of which only a held change is there takes that', async () => {
    const reena = await server.worker('mitra', VILLAGE);
    const held = change(reena, { headName: CANARY, cardNumber: '1' });
    await reena.sync([held]);
    expect(await eraseRecord(services, key(held.record), 'admin', 'mistake')).toEqual({ changes: 0, held: 1, photos: 0 });
    expect(await tablesWith(CANARY)).toEqual([]);
    await sound();
  });

  test('that was moved leaves every list it was ever on', async () => {
    const [here, there] = [await server.worker('mitra', VILLAGE), await server.worker('mitra', OTHER_VILLAGE)];
    const coordinator = await server.worker('coordinator', '10.193.1710');
    const made = change(here, { headName: CANARY });
    await here.sync([made]);
    await here.sync();
    const asked = { id: 'move-of-the-canary', from: VILLAGE, to: OTHER_VILLAGE, records: [made.record], by: { person: coordinator.profile.person.id, grant: coordinator.grant } };
    expect(await moveRecords(server.services, asked)).toMatchObject({ ok: true, records: 1 });
    await here.sync();
    await there.sync();
    expect([here.records.has(made.record), there.records.has(made.record)]).toEqual([false, true]);
    await eraseRecord(services, key(made.record), 'admin', 'asked');
    const told = [await here.sync(), await there.sync()].map(({ pages }) => pages.flatMap((p) => p.erased ?? []).includes(made.record));
    expect([told, there.records.has(made.record), await tablesWith(CANARY)]).toEqual([[true, true], false, []]);
    await sound();
  });

  test('while phones push to it and around it ends in the same way whoever is first', async () => {
    const phones = await Promise.all([1, 2, 3, 4].map(() => server.worker('mitra', VILLAGE)));
    const [reena] = phones;
    if (reena === undefined) throw new Error('there are four');
    const made = change(reena, { headName: CANARY, needs: ['ration'] });
    await reena.sync([made]);
    for (const phone of phones) await phone.sync();
    const far = await server.worker('mitra', OTHER_VILLAGE);
    const pushes = phones.map((phone) => phone.sync([change(phone, { notes: CANARY }, { record: phone.records.get(made.record) }), change(phone, { headName: 'साथ' })]));
    const stranger = far.sync([change(far, { notes: CANARY }, { record: reena.records.get(made.record) })]);
    await Promise.all([...pushes, stranger, eraseRecord(services, key(made.record), 'admin', 'asked')]);
    await clearErased(server.services);
    expect(await tablesWith(CANARY)).toEqual([]);
    await sound();
  });

  test('a database put back to a time before it forgets again, from the list beside it', async () => {
    const reena = await server.worker('mitra', VILLAGE);
    const made = change(reena, { headName: CANARY, cardNumber: CARD.replace('1', '7') });
    await reena.sync([made]);
    const tables = ['record', 'change', 'bucket', 'unique_value', 'indicator_sum', 'indicator_month', 'departed', 'erased'];
    for (const table of tables) await server.db.pool.query(`CREATE TABLE saved_${table} AS TABLE ${table}`);
    await eraseRecord(services, key(made.record), 'admin', 'asked');
    for (const table of tables) await server.db.pool.query(`DELETE FROM ${table}`);
    for (const table of tables) await server.db.pool.query(`INSERT INTO ${table} SELECT * FROM saved_${table}`);
    for (const table of tables) await server.db.pool.query(`DROP TABLE saved_${table}`);
    expect(await tablesWith(CANARY)).toEqual(['change', 'record']);

    const list = await services.erasedList?.read() ?? [];
    expect(await applyErased(services, list)).toBe(1);
    expect(await applyErased(services, list)).toBe(0);
    expect(await tablesWith(CANARY)).toEqual([]);
    expect((await reena.sync([made])).head?.results).toEqual([['h', 'erased', []]]);
    await sound();
    const text = await readFile(join(folder, 'erased'), 'utf8');
    expect(text.split('\n').every((line) => /^(193 [0-9a-f-]{36} \d+ (asked|order|mistake))?$/.test(line))).toBe(true);
  });
});

describe('the desk', () => {
  test('shows what would go, erases with the end of the id typed, and only for who may', async () => {
    const reena = await server.worker('mitra', VILLAGE);
    const made = change(reena, { headName: CANARY });
    await reena.sync([made]);
    const administrator = await server.worker('administrator', '10');
    const path = `/api/erase/193/${made.record}`;
    expect(await administrator.get(path)).toEqual({ status: 200, body: {
      record: made.record, type: 'family', bucket: `${VILLAGE}/doorstep`, changes: 1, held: 0, photos: 0, from: expect.any(Number), to: expect.any(Number), namedBy: [],
    } });
    for (const role of ['mitra', 'coordinator', 'district-officer'] as const) expect((await (await server.worker(role, '10.193')).get(path)).status).toBe(404);
    const far = await server.worker('block-manager', '10.200.1800');
    expect([(await far.get(path)).status, (await far.send(path, { reason: 'asked', typed: made.record.slice(-4) })).status]).toEqual([404, 404]);
    expect(await administrator.send(path, { reason: 'asked', typed: 'xxxx' })).toEqual({ status: 400, body: { code: 'bad-request', paths: ['typed'] } });
    expect(await lookAtRecord(server.services, key(made.record))).toBeDefined();
    expect(await administrator.send(path, { reason: 'asked', typed: made.record.slice(-4).toUpperCase() })).toEqual({ status: 200, body: { changes: 1, held: 0, photos: 0 } });
    expect([(await administrator.get(path)).status, (await administrator.get(`/api/erase/193/${uuid()}`)).status]).toEqual([404, 404]);
    expect(await tablesWith(CANARY)).toEqual([]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AssignmentRow } from '#shared/desk/assignments.ts';
import type { AuditItem } from '#shared/desk/audit.ts';
import type { HeldItem } from '#shared/desk/held.ts';
import type { DeskDevice, DeskPerson } from '#shared/desk/people.ts';
import type { DeskPhone } from '#shared/desk/phones.ts';
import type { DeskPlace } from '#shared/desk/places.ts';
import type { SheetResponse } from '#shared/desk/sheet.ts';
import { verifyAudit } from '#server/audit/audit.ts';
import { createTestServer, newKeys, OTHER_VILLAGE, publicJwk, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

const BLOCK = '10.193.1710';

let server: TestServer;
let mitra: TestPhone;
let coordinator: TestPhone;
let manager: TestPhone;
let admin: TestPhone;
beforeAll(async () => {
  server = await createTestServer();
  mitra = await server.worker('mitra', VILLAGE, 'मित्र');
  coordinator = await server.worker('coordinator', BLOCK, 'समन्वयक');
  manager = await server.worker('block-manager', BLOCK, 'प्रबंधक');
  admin = await server.worker('administrator', '10', 'प्रशासक');
});
beforeEach(() => {
  server.moveClock(1_000);
});
afterAll(async () => {
  await server.close();
});

async function get<T>(phone: TestPhone, url: string): Promise<T> {
  const { status, body } = await phone.get(url);
  expect(status).toBe(200);
  return body as T;
}

describe('people', () => {
  test('a block manager makes a mitra, whose code makes a phone, which she sees and revokes', async () => {
    const made = await manager.send('/api/people', { name: 'नई मित्र', role: 'mitra', place: VILLAGE });
    expect(made.status).toBe(200);
    const { person, code } = made.body as { person: string; code: string };
    expect(code).toMatch(/^\d{8}$/u);
    expect((await get<{ people: DeskPerson[] }>(manager, `/api/people?place=${BLOCK}`)).people.find((p) => p.id === person)).toMatchObject({ name: 'नई मित्र', codeWaiting: true, devices: 0 });
    const reply = await server.app.inject({ method: 'POST', url: '/api/enrol', payload: { code, publicKey: await publicJwk(await newKeys()), app: '1.2.3' } });
    expect(reply.statusCode).toBe(200);
    const [device] = (await get<{ devices: DeskDevice[] }>(manager, `/api/people/${person}/devices`)).devices;
    expect(device).toMatchObject({ app: '1.2.3', unsent: 0, held: 0, revokedAt: null, missing: [] });
    expect((await manager.send(`/api/devices/${device?.id ?? ''}/revoke`)).status).toBe(200);
    expect((await get<{ devices: DeskDevice[] }>(manager, `/api/people/${person}/devices`)).devices[0]?.revokedAt).toEqual(expect.any(Number));
  });

  test('the desk shows what a phone last said of itself, what is held of it, and the work that never arrived', async () => {
    const phone = await server.worker('mitra', OTHER_VILLAGE, 'गिनती');
    const [one, lost, three] = [1, 2, 3].map((n) => phone.change({ headName: `${n}` }, { place: OTHER_VILLAGE }));
    if (one === undefined || lost === undefined || three === undefined) throw new Error('three changes');
    await phone.sync([one, three], { counts: [14, 2], app: '2.0' });
    const [device] = (await get<{ devices: DeskDevice[] }>(manager, `/api/people/${phone.profile.person.id}/devices`)).devices;
    expect(device).toMatchObject({ unsent: 14, held: 0, app: '2.0', missing: [lost.counter] });
    expect((await get<{ people: DeskPerson[] }>(manager, `/api/people?place=${OTHER_VILLAGE}`)).people[0]).toMatchObject({ unsent: 14, held: 0, devices: 1 });
    await phone.sync([phone.change({ memberCount: 99 }, { place: OTHER_VILLAGE })], { counts: [0, 0], app: '2.0' });
    expect((await get<{ devices: DeskDevice[] }>(manager, `/api/people/${phone.profile.person.id}/devices`)).devices[0]).toMatchObject({ unsent: 0, held: 1 });
    expect((await get<{ people: DeskPerson[] }>(manager, `/api/people?place=${OTHER_VILLAGE}`)).people[0]).toMatchObject({ unsent: 0, held: 1, devices: 1 });
  });

  test('a coordinator sees the phones of her place, longest silent first, and what lies on them', async () => {
    const phone = await server.worker('mitra', OTHER_VILLAGE, 'चुप');
    const [lost, bad] = [phone.change({ headName: 'A' }, { place: OTHER_VILLAGE }), phone.change({ memberCount: 99 }, { place: OTHER_VILLAGE })];
    await phone.sync([bad], { counts: [3, 0] });
    expect(lost.counter).toBe(1);
    const { phones } = await get<{ phones: DeskPhone[] }>(coordinator, `/api/phones?place=${BLOCK}`);
    expect(phones.find((p) => p.device === phone.profile.device)).toMatchObject({ personName: 'चुप', unsent: 3, held: 1, missing: 1, places: [{ code: OTHER_VILLAGE }] });
    expect(phones.map((p) => p.lastSeen ?? 0)).toEqual(phones.map((p) => p.lastSeen ?? 0).sort((a, b) => a - b));
    expect((await mitra.get(`/api/phones?place=${VILLAGE}`)).status).toBe(404);
    expect((await coordinator.get('/api/phones?place=10.200')).status).toBe(404);
  });

  test('nobody gives a role above her own, or a place beyond hers', async () => {
    const tries = [
      [manager, { name: 'x', role: 'administrator', place: BLOCK }], [manager, { name: 'x', role: 'block-manager', place: BLOCK }], [manager, { name: 'x', role: 'mitra', place: '10.200.1800' }],
      [coordinator, { name: 'x', role: 'mitra', place: VILLAGE }], [mitra, { name: 'x', role: 'mitra', place: VILLAGE }], [manager, { name: 'x', role: 'mitra', place: `${BLOCK}.nowhere` }],
    ] as const;
    for (const [phone, body] of tries) expect(await phone.send('/api/people', body)).toEqual({ status: 404, body: { code: 'not-found' } });
    expect((await admin.send('/api/people', { name: 'जिला', role: 'district-officer', place: '10.193' })).status).toBe(200);
  });

  test('a code is a way to all that its person may: only who stands above all of it may make one', async () => {
    const { person } = await server.person('दोनों', 'mitra', VILLAGE);
    expect((await manager.send(`/api/people/${person}/code`)).status).toBe(200);
    await admin.send(`/api/people/${person}/grants`, { role: 'administrator', place: '10.193' });
    expect((await manager.send(`/api/people/${person}/code`)).status).toBe(404);
    expect((await admin.send(`/api/people/${person}/code`)).status).toBe(200);
    expect((await manager.send('/api/people/nobody/code')).status).toBe(404);
  });

  test('a grant ends at once when it is ended', async () => {
    const { person, grant } = await server.person('जाती हुई', 'mitra', VILLAGE);
    const phone = await server.phone(person);
    await phone.sync([phone.change({ headName: 'A' })]);
    expect((await coordinator.send(`/api/grants/${grant}/end`)).status).toBe(404);
    expect((await manager.send(`/api/grants/${grant}/end`)).body).toMatchObject({ grant: { current: false } });
    await phone.sync();
    expect(phone.records.size).toBe(0);
  });
});

describe('places and assignments', () => {
  test('the tree opens from her own places down, and ends at their border', async () => {
    expect((await get<{ places: DeskPlace[] }>(coordinator, '/api/places')).places).toEqual([{ code: BLOCK, hi: 'सबौर', en: 'Sabour', level: 'block', children: 2 }]);
    const below = await get<{ trail: { code: string }[]; places: DeskPlace[] }>(coordinator, `/api/places?parent=${BLOCK}.p01`);
    expect(below.trail.map((p) => p.code)).toEqual(['10', '10.193', BLOCK, `${BLOCK}.p01`]);
    expect(below.places.map((p) => [p.code, p.children])).toEqual([[VILLAGE, 2], [OTHER_VILLAGE, 0]]);
    expect(await coordinator.get('/api/places?parent=10.200')).toEqual({ status: 404, body: { code: 'not-found' } });
    expect(await coordinator.get('/api/places?parent=10.999')).toEqual({ status: 404, body: { code: 'not-found' } });
    expect((await get<{ places: DeskPlace[] }>(coordinator, '/api/places?parent=10')).places.map((p) => p.code)).toEqual(['10.193']);
  });

  test('a place is found by the beginning of its name in either script, within her own', async () => {
    const find = async (phone: TestPhone, q: string): Promise<string[]> => (await get<{ places: DeskPlace[] }>(phone, `/api/places/search?q=${encodeURIComponent(q)}`)).places.map((p) => p.code);
    expect(await find(coordinator, 'mam')).toEqual([VILLAGE]);
    expect(await find(coordinator, 'मम')).toEqual([VILLAGE]);
    expect(await find(coordinator, 'Beyond')).toEqual([]);
    expect(await find(admin, 'Beyond')).toEqual(['10.200.1800.p01.v1']);
    expect(await find(coordinator, '%')).toEqual([]);
  });

  test('a coordinator gives a village to a mitra of her block and takes it back', async () => {
    const rows = async (): Promise<AssignmentRow[]> => (await get<{ rows: AssignmentRow[] }>(coordinator, `/api/assignments?place=${BLOCK}.p02`)).rows;
    expect((await rows()).map((r) => [r.code, r.mitras.length])).toEqual([[`${BLOCK}.p02.v1`, 0]]);
    const set = await coordinator.send('/api/assignments', { person: mitra.profile.person.id, place: `${BLOCK}.p02.v1` });
    const again = await coordinator.send('/api/assignments', { person: mitra.profile.person.id, place: `${BLOCK}.p02.v1` });
    expect(again).toEqual(set);
    expect((await rows())[0]?.mitras.map((m) => m.name)).toEqual(['मित्र']);
    const { grant } = set.body as { grant: string };
    expect((await coordinator.send('/api/assignments/clear', { grant })).status).toBe(200);
    expect((await rows())[0]?.mitras).toEqual([]);
    expect((await coordinator.send('/api/assignments', { person: manager.profile.person.id, place: VILLAGE })).status).toBe(404);
    expect((await coordinator.send('/api/assignments', { person: mitra.profile.person.id, place: '10.200.1800.p01.v1' })).status).toBe(404);
    expect((await mitra.send('/api/assignments', { person: mitra.profile.person.id, place: VILLAGE })).status).toBe(404);
  });
});

describe('the sheet', () => {
  test('has every place of the level, sums of what lies below, and dated counts of the days asked', async () => {
    const worker = await server.worker('coordinator', BLOCK);
    const at = (place: string, day: string): Promise<unknown> => worker.sync([worker.change({ headName: 'S', outcome: 'linked', outcomeDay: day, place }, { place: place.split('.').slice(0, 5).join('.') })]);
    const before = await get<SheetResponse>(coordinator, `/api/sheet?place=${BLOCK}`);
    await at(`${VILLAGE}.t1`, '2026-03-01');
    await at(VILLAGE, '2026-03-02');
    await at(OTHER_VILLAGE, '2026-04-01');
    const sheet = await get<SheetResponse>(coordinator, `/api/sheet?place=${BLOCK}`);
    const column = (s: SheetResponse, name: string): number => s.counts.indexOf(name);
    const of = (s: SheetResponse, code: string, name: string): number => s.rows.find((r) => r.code === code)?.values[column(s, name)] ?? Number.NaN;
    expect(sheet.level).toBe('panchayat');
    expect(sheet.rows.map((r) => r.code)).toEqual([`${BLOCK}.p01`, `${BLOCK}.p02`]);
    expect(of(sheet, `${BLOCK}.p01`, 'trial.linked') - of(before, `${BLOCK}.p01`, 'trial.linked')).toBe(3);
    expect(of(sheet, `${BLOCK}.p02`, 'trial.linked')).toBe(0);
    const march = await get<SheetResponse>(coordinator, `/api/sheet?place=${BLOCK}&level=village&from=2026-03-01&to=2026-03-31`);
    expect([of(march, VILLAGE, 'trial.linked'), of(march, OTHER_VILLAGE, 'trial.linked')]).toEqual([2, 0]);
    const tolas = await get<SheetResponse>(coordinator, `/api/sheet?place=${VILLAGE}`);
    expect([of(tolas, `${VILLAGE}.t1`, 'trial.linked'), of(tolas, `${VILLAGE}.t2`, 'trial.linked'), tolas.total[column(tolas, 'trial.linked')]]).toEqual([1, 0, 2]);
    const state = await get<SheetResponse>(admin, '/api/sheet?place=10');
    expect([of(state, '10.193', 'trial.linked'), of(state, '10.200', 'trial.linked')]).toEqual([sheet.total[column(sheet, 'trial.linked')], 0]);
    const district = await get<SheetResponse>(admin, '/api/sheet?place=10.193');
    expect(of(district, BLOCK, 'trial.linked')).toBe(sheet.total[column(sheet, 'trial.linked')]);
  });

  test('is closed outside her place', async () => {
    expect((await mitra.get(`/api/sheet?place=${BLOCK}`)).status).toBe(404);
    expect((await mitra.get(`/api/sheet?place=${VILLAGE}`)).status).toBe(200);
    expect((await coordinator.get('/api/sheet?place=10.200.1800')).status).toBe(404);
    expect((await coordinator.get(`/api/sheet?place=${VILLAGE}&level=block`)).status).toBe(404);
  });
});

describe('held work', () => {
  const items = async (phone: TestPhone, place = BLOCK, status = 'open'): Promise<HeldItem[]> => (await get<{ items: HeldItem[] }>(phone, `/api/held?place=${place}&status=${status}`)).items;

  test('a coordinator applies on her word what a mitra could not write, once', async () => {
    const made = mitra.change({ headName: 'परे' }, { place: OTHER_VILLAGE });
    await mitra.sync([made]);
    const item = (await items(coordinator)).find((i) => i.id === made.id);
    expect(item).toMatchObject({ code: 'access', status: 'open', personName: 'मित्र', values: { headName: 'परे' } });
    expect((await coordinator.send('/api/held/settle', { district: 193, id: made.id, action: 'apply' })).body).toEqual({ status: 'applied' });
    expect((await coordinator.send('/api/held/settle', { district: 193, id: made.id, action: 'apply' })).status).toBe(409);
    await coordinator.sync();
    expect(coordinator.records.get(made.record)?.values['headName']).toBe('परे');
    expect((await mitra.sync([made])).head?.results?.[0]?.[0]).toBe('d');
    expect((await items(coordinator, BLOCK, 'applied')).map((i) => i.id)).toContain(made.id);
  });

  test('whoever wrote what was let in is known by name on the phones there', async () => {
    const coordinator = await server.worker('coordinator', BLOCK);
    const [mitra, stranger] = [await server.worker('mitra', VILLAGE), await server.worker('mitra', '10.200.1800.p01.v1', 'दूर की दीदी')];
    const made = mitra.change({ headName: 'A' });
    await mitra.sync([made]);
    const other = stranger.change({ headName: 'B' }, { id: made.record });
    expect((await stranger.sync([other])).head?.results?.[0]?.[1]).toBe('access');
    const before = (await mitra.get('/api/profile')).body as TestPhone['profile'];
    expect(before.colleagues[stranger.profile.person.id]).toBeUndefined();
    expect((await coordinator.send('/api/held/settle', { district: 193, id: other.id, action: 'apply' })).body).toEqual({ status: 'applied' });
    const { head } = await mitra.sync([], { profile: before.digest });
    expect(head?.profile).toEqual(expect.any(String));
    const after = (await mitra.get('/api/profile')).body as TestPhone['profile'];
    const rivals = mitra.records.get(made.record)?.rivals['headName'] ?? [];
    expect(rivals.map((r) => after.colleagues[r.by])).toEqual([mitra.profile.person.name, 'दूर की दीदी']);
  });

  test('what is wrong in itself stays held, and may be closed; the words stay kept', async () => {
    const made = mitra.change({ memberCount: 999 });
    await mitra.sync([made]);
    expect((await coordinator.send('/api/held/settle', { district: 193, id: made.id, action: 'apply' })).body).toEqual({ status: 'open', code: 'validation', paths: ['memberCount'] });
    expect((await coordinator.send('/api/held/settle', { district: 193, id: made.id, action: 'close', note: 'repeated by phone' })).body).toEqual({ status: 'closed' });
    expect((await mitra.sync([made])).head?.results).toEqual([['h', 'settled-elsewhere', []]]);
    expect((await server.db.pool.query('SELECT length(body) > 10 AS kept FROM held_change WHERE id = $1', [made.id])).rows).toEqual([{ kept: true }]);
  });

  test('an administrator sees that work is held, but not the answers of a family', async () => {
    const made = mitra.change({ memberCount: 998 });
    await mitra.sync([made]);
    expect((await items(admin, '10.193')).find((i) => i.id === made.id)).toMatchObject({ values: null });
    expect((await mitra.get(`/api/held?place=${VILLAGE}`)).status).toBe(404);
    expect((await admin.send('/api/held/settle', { district: 193, id: made.id, action: 'apply' })).status).toBe(409);
  });
});

describe('history and audit', () => {
  test('the history of a record tells who wrote what and when, and reading it is noted', async () => {
    const made = mitra.change({ headName: 'A' });
    await mitra.sync([made]);
    const history = await get<{ items: { authorName: string; values: object; at: number }[] }>(coordinator, `/api/history/${made.record}?place=${BLOCK}`);
    expect(history.items).toMatchObject([{ id: made.id, authorName: 'मित्र', values: { headName: 'A' } }]);
    const { rows } = await server.db.pool.query('SELECT act, actor FROM audit WHERE subject = $1', [made.record]);
    expect(rows).toEqual([{ act: 'history-read', actor: coordinator.profile.person.id }]);
    const other = await server.worker('mitra', OTHER_VILLAGE);
    expect(await other.get(`/api/history/${made.record}?place=${BLOCK}`)).toEqual({ status: 404, body: { code: 'not-found' } });
    expect(await other.get(`/api/history/none?place=${BLOCK}`)).toEqual({ status: 404, body: { code: 'not-found' } });
  });

  test('every act at the desk stands in the log of its place', async () => {
    const log = (await get<{ items: AuditItem[]; unbroken: boolean }>(admin, '/api/audit?place=10.193'));
    expect(log.unbroken).toBe(true);
    const acts = new Set(log.items.map((i) => i.act));
    for (const act of ['person-created', 'grant-added', 'grant-ended', 'code-made', 'device-enrolled', 'device-revoked', 'assignment-set', 'assignment-cleared', 'held-applied', 'held-closed', 'held-read', 'history-read'] as const) expect(acts).toContain(act);
    expect((await coordinator.get('/api/audit?place=10.193')).status).toBe(404);
  });

  test('a row altered, taken out or put in breaks the chain', async () => {
    expect(await verifyAudit(server.db.pool, 193)).toBeUndefined();
    const attempt = async (sql: string): Promise<number | undefined> => {
      const client = await server.db.pool.connect();
      await client.query('BEGIN');
      await client.query(sql);
      const broken = await verifyAudit(client, 193);
      await client.query('ROLLBACK');
      client.release();
      return broken;
    };
    expect(await attempt(`UPDATE audit SET actor = 'somebody' WHERE district = 193 AND n = 3`)).toBe(3);
    expect(await attempt('DELETE FROM audit WHERE district = 193 AND n = 4')).toBe(4);
    expect(await attempt('DELETE FROM audit WHERE district = 193 AND n = (SELECT max(n) FROM audit WHERE district = 193)')).toEqual(expect.any(Number));
    expect(await attempt('UPDATE audit SET at = at + 1 WHERE district = 193 AND n = 1')).toBe(1);
    expect(await verifyAudit(server.db.pool, 193)).toBeUndefined();
  });
});

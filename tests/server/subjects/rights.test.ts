// What a child of the lists may ask for, how long she is kept, and how she is erased for good.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { erasedSubjectSchema, madeRightSchema, releasedSchema, rightsSchema, type SubjectRights } from '#shared/subjects/rights.ts';
import { erasedListIn } from '#server/erase/erased-list.ts';
import { inTransaction } from '#server/db/database.ts';
import type { ChunkResult } from '#server/imports/list-work.ts';
import type { Services } from '#server/services.ts';
import { applyDenied, deniedOf, splitErased } from '#server/subjects/rights/denied.ts';
import { dropKeyless } from '#server/subjects/rights/erase-rows.ts';
import { writeEntries } from '#server/subjects/write-entries.ts';
import { createTestServer, START, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { addOffices, CENTRE, child, HEALTH, LABOUR, STATE, workingChild } from './child-fixture.ts';

let server: TestServer;
let services: Services;
let officer: TestPhone;
let second: TestPhone;
let operator: TestPhone;

beforeAll(async () => {
  const erasedList = erasedListIn(await mkdtemp(join(tmpdir(), 'dehri-rights-')));
  server = await createTestServer({ programmes: PROGRAMMES });
  services = Object.assign(server.services, { erasedList });
  await addOffices(server);
  officer = await server.worker('resource-officer', CENTRE);
  second = await server.worker('resource-officer', CENTRE);
  operator = await server.worker('resource-operator', CENTRE);
});
afterAll(() => server.close());

async function post(phone: TestPhone, url: string, body: Record<string, unknown>): Promise<{ readonly status: number; readonly body: unknown }> {
  const reply = await server.app.inject({ method: 'POST', url: `/api/subjects/${url}`, headers: { cookie: phone.cookie }, payload: { place: CENTRE, ...body } });
  return { status: reply.statusCode, body: reply.json() };
}
const idOf = ({ status, body }: Awaited<ReturnType<typeof post>>): string => {
  expect(status).toBe(200);
  return madeRightSchema.parse(body).id;
};
const rights = async (phone = officer): Promise<SubjectRights> => rightsSchema.parse((await phone.get(`/api/subjects/rights?place=${CENTRE}`)).body);
const left = async (entry: string): Promise<number> => {
  const tables = ['subject_entry:id', 'subject_entry_past:entry', 'subject_link:entry', 'subject_link_past:entry', 'subject_facet:entry', 'subject_block:entry', 'subject_waiting:entry', 'subject_right_row:entry', 'subject_pair:a', 'subject_pair:b'];
  const counts = await Promise.all(tables.map(async (one) => {
    const [table = '', column = ''] = one.split(':');
    return Number((await services.db.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE ${column} = $1`, [entry])).rows[0]?.n);
  }));
  return counts.reduce((sum, n) => sum + n, 0);
};
async function erase(token: string): Promise<Awaited<ReturnType<typeof post>>> {
  const id = idOf(await post(officer, 'erasures', { token, reason: 'asked', typed: token.slice(-4) }));
  return post(second, `erasures/${id}`, { confirm: true });
}

describe('erasing a child', () => {
  test('takes two officers, and then leaves nothing of her but a hash that only this server can make', async () => {
    const { token, entry } = await workingChild(services);
    const id = idOf(await post(officer, 'erasures', { token, reason: 'asked', typed: token.slice(-4).toLowerCase() }));
    expect((await post(officer, `erasures/${id}`, { confirm: true })).status).toBe(404);
    expect((await post(operator, `erasures/${id}`, { confirm: true })).status).toBe(404);
    const done = await post(second, `erasures/${id}`, { confirm: true });
    expect(erasedSubjectSchema.parse(done.body)).toEqual({ rows: 1, files: 0 });
    expect(await left(entry)).toBe(0);
    expect((await services.keys.of(services.db.pool, [`e:${entry}`])).size).toBe(0);
    expect((await post(second, `erasures/${id}`, { confirm: true })).status).toBe(409);
    expect((await officer.get(`/api/subjects/${token}?place=${CENTRE}`)).status).toBe(404);
    expect((await rights()).erasures.find((e) => e.id === id)).toMatchObject({ standing: 'done', rows: 1, tokens: [] });
  });

  test('asks for the end of the number, typed by hand', async () => {
    const { token } = await workingChild(services);
    expect((await post(officer, 'erasures', { token, reason: 'asked', typed: 'XXXX' })).status).toBe(400);
  });

  test('may be refused by the other, and nothing has happened', async () => {
    const { token, entry } = await workingChild(services);
    const id = idOf(await post(officer, 'erasures', { token, reason: 'mistake', typed: token.slice(-4) }));
    expect((await post(second, `erasures/${id}`, { confirm: false })).status).toBe(200);
    expect(await left(entry)).toBeGreaterThan(0);
  });

  test('may be taken back by who asked for it', async () => {
    const { token, entry } = await workingChild(services);
    const id = idOf(await post(officer, 'erasures', { token, reason: 'mistake', typed: token.slice(-4) }));
    expect((await post(officer, `erasures/${id}`, { confirm: false })).status).toBe(200);
    expect((await post(second, `erasures/${id}`, { confirm: true })).status).toBe(409);
    expect(await left(entry)).toBeGreaterThan(0);
  });

  test('reaches every row she is known by today, of protected lists too', async () => {
    const token = await child(services, { id: 'whole-labour', category: 'labour', source: LABOUR }, { id: 'whole-hiv001', category: 'hiv', source: HEALTH });
    expect((await erase(token)).body).toEqual({ rows: 2, files: 0 });
    expect(await left('whole-hiv001')).toBe(0);
  });

  test('is remembered outside the database: a backup of before brings neither the row nor its list back', async () => {
    const { token, entry } = await workingChild(services);
    const { rows: [row] } = await services.db.pool.query('SELECT * FROM subject_entry WHERE state = $1 AND id = $2', [STATE, entry]);
    await erase(token);
    // A restored backup: the row is there again, its key and the denial are not.
    await services.db.pool.query('DELETE FROM subject_denied');
    const names = Object.keys(row);
    await services.db.pool.query(`INSERT INTO subject_entry (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')})`, names.map((name) => row[name]));
    const { denied } = splitErased(await services.erasedList?.read() ?? []);
    expect(await applyDenied(services, denied)).toBe(1);
    expect(await left(entry)).toBe(0);
    expect((await deniedOf(services.db.pool, STATE, LABOUR, 'labour', [row.key_hash])).size).toBe(1);
    expect(await applyDenied(services, denied)).toBe(0);
  });

  test('a list that says her again is told so in one line, and what the row said is kept nowhere', async () => {
    const row = { line: 7, cells: ['मिटाया गया नाम'], key: 'सोनी|2012', place: '10.193', values: { name: 'मिटाया गया नाम', district: '10.193', seenDay: '2026-04-02' } };
    const load = async (batch: string): Promise<ChunkResult> => inTransaction(services.db, (client) => writeEntries(
      client, services, { state: STATE, source: LABOUR, category: 'labour', batch, dry: false, listedDay: '2026-05-01' }, { rows: [row], faulty: [], newPlaces: [], renamedPlaces: [], line: 7 }, { counter: 0, now: START },
    ));
    expect(await load('first')).toMatchObject({ created: 1, faulty: [] });
    const { rows: [link] } = await services.db.pool.query<{ token: string }>(`SELECT l.token FROM subject_link l JOIN subject_entry e ON e.state = l.state AND e.id = l.entry WHERE e.batch = 'first'`);
    expect((await erase(link?.token ?? '')).status).toBe(200);
    expect(await load('second')).toMatchObject({ created: 0, changed: 0, unchanged: 0, faulty: [{ line: 7, cells: [], faults: [{ code: 'erased', columns: [], ofTarget: false }] }] });
  });

  test('what lost its key is taken out at the next start, others stay', async () => {
    const [lost, kept] = [await workingChild(services), await workingChild(services)];
    await services.keys.destroy(services.db.pool, [`e:${lost.entry}`]);
    expect(await dropKeyless(services)).toBe(1);
    expect([await left(lost.entry), await left(kept.entry) > 0]).toEqual([0, true]);
  });
});

describe('a hold', () => {
  test('stands against erasure, wherever its rows are joined to, until it is ended', async () => {
    const [a, b] = [await workingChild(services), await workingChild(services)];
    const hold = idOf(await post(officer, 'holds', { token: a.token, authority: 'court' }));
    // Joined to another number afterwards.
    await services.db.pool.query('UPDATE subject_link SET token = $3 WHERE state = $1 AND entry = $2', [STATE, a.entry, b.token]);
    expect((await erase(b.token)).status).toBe(409);
    expect((await rights()).erasures.some((e) => e.standing === 'asked' && e.held && e.tokens.includes(b.token))).toBe(true);
    expect((await post(second, `holds/${hold}/end`, {})).status).toBe(200);
    expect((await post(second, `holds/${hold}/end`, {})).status).toBe(409);
    expect((await erase(b.token)).body).toEqual({ rows: 2, files: 0 });
  });
});

describe('a request', () => {
  test('has its clock, says which departments it concerns, and is answered once', async () => {
    const { token } = await workingChild(services);
    const id = idOf(await post(officer, 'requests', { token, kind: 'correction', from: 'parent', day: '2026-04-01', note: 'पिता का नाम गलत है' }));
    const found = (await rights()).requests.find((r) => r.id === id);
    expect(found).toMatchObject({ tokens: [token], kind: 'correction', day: '2026-04-01', due: '2026-05-01', overdue: true, standing: 'open', note: 'पिता का नाम गलत है', sources: [LABOUR] });
    expect((await post(second, `requests/${id}`, { outcome: 'done' })).status).toBe(200);
    expect((await post(second, `requests/${id}`, { outcome: 'refused' })).status).toBe(409);
    expect((await rights()).requests.find((r) => r.id === id)).toMatchObject({ standing: 'done', overdue: false, note: 'पिता का नाम गलत है' });
  });

  test('of a day that has not come is none, and of nobody neither', async () => {
    const { token } = await workingChild(services);
    expect((await post(officer, 'requests', { token, kind: 'copy', from: 'child', day: '2026-05-11' })).status).toBe(400);
    expect((await post(officer, 'requests', { token: '000-0000', kind: 'copy', from: 'child', day: '2026-05-01' })).status).toBe(404);
  });

  test('goes silent with her', async () => {
    const { token } = await workingChild(services);
    const id = idOf(await post(officer, 'requests', { token, kind: 'erasure', from: 'child', day: '2026-05-01', note: 'मुझे हटा दें' }));
    const { rows: [sealed] } = await services.db.pool.query<{ note: Buffer }>('SELECT note FROM subject_request WHERE id = $1', [id]);
    expect(sealed?.note.toString()).not.toContain('हटा');
    await erase(token);
    expect((await rights()).requests.find((r) => r.id === id)).toMatchObject({ tokens: [], note: '' });
    expect((await services.keys.of(services.db.pool, [`q:${id}`])).size).toBe(0);
  });
});

describe('what has been kept long enough', () => {
  const YEAR = 366 * 86_400_000;
  test('is counted by category, and goes when an officer says so, but for what is held', async () => {
    const old = { seenDay: '2019-01-05' };
    const token = await child(services, { id: 'long-ago-001', category: 'anaemia', source: HEALTH, more: old });
    const held = await child(services, { id: 'long-ago-002', category: 'anaemia', source: HEALTH, more: old });
    await child(services, { id: 'not-so-long1', category: 'anaemia', source: HEALTH });
    await services.db.pool.query('UPDATE subject_entry SET at = $1 WHERE id LIKE $2', [START - 5 * YEAR, 'long-ago-%']);
    idOf(await post(officer, 'holds', { token: held, authority: 'committee' }));
    const before = (await rights()).retention.find((r) => r.category === 'anaemia');
    expect(before).toMatchObject({ years: 3, due: 1, held: 1 });
    expect((await post(officer, 'retention', { category: 'anaemia', years: 2 })).status).toBe(409);
    expect(releasedSchema.parse((await post(officer, 'retention', { category: 'anaemia', years: 3 })).body)).toEqual({ rows: 1, left: 0 });
    expect([await left('long-ago-001'), await left('long-ago-002') > 0, await left('not-so-long1') > 0]).toEqual([0, true, true]);
    // A list that speaks of her again is believed.
    expect((await deniedOf(services.db.pool, STATE, HEALTH, 'anaemia', [services.keys.hash('entry-key', 'long-ago-001')])).size).toBe(0);
    expect((await officer.get(`/api/subjects/${token}?place=${CENTRE}`)).status).toBe(404);
  });
});

test('all of it is for who protects, and for nobody else', async () => {
  const { token } = await workingChild(services);
  const nodal = await server.worker('department', LABOUR);
  for (const phone of [operator, nodal]) {
    expect((await phone.get(`/api/subjects/rights?place=${CENTRE}`)).status).toBe(404);
    expect((await post(phone, 'holds', { token, authority: 'court' })).status).toBe(404);
    expect((await post(phone, 'erasures', { token, reason: 'asked', typed: token.slice(-4) })).status).toBe(404);
    expect((await post(phone, 'retention', { category: 'labour', years: 5 })).status).toBe(404);
  }
});

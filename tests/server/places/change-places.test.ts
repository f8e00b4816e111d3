import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AuditItem } from '#shared/desk/audit.ts';
import { officesResponseSchema } from '#shared/desk/offices.ts';
import { profileSchema } from '#shared/sync/profile.ts';
import { createTestServer, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

const DISTRICT = '10.193';
const BLOCK = '10.193.1710';
const PANCHAYAT = `${BLOCK}.p01`;
let server: TestServer;
let admin: TestPhone;
let keeper: TestPhone;
let mitra: TestPhone;
beforeAll(async () => {
  server = await createTestServer();
  admin = await server.worker('administrator', '10', 'राज्य');
  keeper = await server.worker('administrator', DISTRICT, 'जिला');
  mitra = await server.worker('mitra', VILLAGE);
});
beforeEach(() => {
  server.moveClock(1_000);
});
afterAll(() => server.close());

async function offices(place: string, by = keeper) {
  const { status, body } = await by.get(`/api/offices?place=${place}`);
  expect(status).toBe(200);
  return officesResponseSchema.parse(body);
}

const rename = (over: Record<string, unknown> = {}): object => ({ code: PANCHAYAT, hi: 'पंचायत नई', en: 'Panchayat New', wasHi: 'पंचायत एक', wasEn: 'Panchayat One', day: '2026-04-01', ...over });

test('an office is opened once, people are given work there, and the log says so', async () => {
  const office = { district: DISTRICT, kind: 'osc', number: 2, hi: 'दूसरा केंद्र', en: 'Second centre' };
  expect(await keeper.send('/api/offices', office)).toEqual({ status: 200, body: { place: { code: '10.193.osc2', hi: 'दूसरा केंद्र', en: 'Second centre' } } });
  expect((await keeper.send('/api/offices', { ...office, hi: 'और' })).body).toEqual({ code: 'conflict' });
  expect((await keeper.send('/api/people', { name: 'केस', role: 'case-worker', place: '10.193.osc2' })).status).toBe(200);
  expect((await offices(DISTRICT)).offices).toEqual([{ code: '10.193.osc2', hi: 'दूसरा केंद्र', en: 'Second centre', kind: 'osc', people: 1 }]);
  expect((await offices('10', admin)).offices).toHaveLength(1);
  const { items } = (await keeper.get('/api/audit?place=10.193.osc2')).body as { items: AuditItem[] };
  expect(items.map((i) => i.act)).toContain('place-added');
});

describe('a place that gets another name', () => {
  test('has it on the phones at their next contact, and its old one with the day for reviews', async () => {
    const before = profileSchema.parse((await mitra.get('/api/profile')).body);
    expect((await keeper.send('/api/places/rename', rename())).status).toBe(200);
    const after = profileSchema.parse((await mitra.get('/api/profile')).body);
    expect(after.digest).not.toBe(before.digest);
    expect(after.places.find(([code]) => code === PANCHAYAT)).toEqual([PANCHAYAT, 'पंचायत नई', 'Panchayat New']);
    expect((await offices(BLOCK)).changes).toEqual([{ kind: 'renamed', day: '2026-04-01', place: { code: PANCHAYAT, hi: 'पंचायत नई', en: 'Panchayat New' }, was: { code: PANCHAYAT, hi: 'पंचायत एक', en: 'Panchayat One' } }]);
  });

  test('is not renamed over what someone else has just written', async () => {
    expect((await keeper.send('/api/places/rename', rename({ hi: 'तीसरा नाम' }))).body).toEqual({ code: 'conflict' });
    const both = await Promise.all(['चौथा', 'पाँचवाँ'].map((hi) => keeper.send('/api/places/rename', rename({ hi, wasHi: 'पंचायत नई', wasEn: 'Panchayat New', day: '2026-05-01' }))));
    expect(both.map((b) => b.status).sort()).toEqual([200, 409]);
  });

  test('is not renamed as of a day to come, nor by who keeps no people there', async () => {
    expect((await keeper.send('/api/places/rename', rename({ day: '2026-06-01' }))).body).toMatchObject({ code: 'bad-request', paths: ['day'] });
    expect((await keeper.send('/api/places/rename', rename({ day: '2026-02-31' }))).status).toBe(400);
    const manager = await server.worker('block-manager', BLOCK);
    for (const phone of [manager, mitra]) expect((await phone.send('/api/places/rename', rename())).status).toBe(404);
    const district = { code: DISTRICT, hi: 'भागलपुर नगर', en: 'Bhagalpur City', wasHi: 'भागलपुर', wasEn: 'Bhagalpur', day: '2026-04-01' };
    expect((await keeper.send('/api/places/rename', district)).status).toBe(404);
    expect((await admin.send('/api/places/rename', district)).status).toBe(200);
  });
});

describe('places that are divided or joined', () => {
  test('are noted with their day, once', async () => {
    const mark = { code: `${BLOCK}.p02`, kind: 'divided', other: PANCHAYAT, day: '2026-03-01' };
    expect((await keeper.send('/api/places/mark', mark)).status).toBe(200);
    expect((await keeper.send('/api/places/mark', mark)).body).toEqual({ code: 'conflict' });
    expect((await keeper.send('/api/places/mark', { ...mark, kind: 'joined', day: '2026-03-02' })).status).toBe(200);
    expect((await offices(DISTRICT)).changes.filter((c) => c.kind !== 'renamed').map((c) => [c.kind, c.day, c.place.code, c.was.code])).toEqual([['joined', '2026-03-02', `${BLOCK}.p02`, PANCHAYAT], ['divided', '2026-03-01', `${BLOCK}.p02`, PANCHAYAT]]);
  });

  test.each([
    ['of itself', { other: `${BLOCK}.p02` }], ['of another kind', { other: BLOCK }], ['of another district', { other: '10.200.1800.p01' }], ['a village', { code: VILLAGE, other: '10.193.1710.p01.v2' }],
  ])('%s: is refused', async (_, over) => {
    expect((await keeper.send('/api/places/mark', { code: `${BLOCK}.p02`, kind: 'divided', day: '2026-03-05', ...over })).status).toBe(400);
  });

  test('that are not there are not found', async () => {
    expect((await keeper.send('/api/places/mark', { code: `${BLOCK}.p77`, kind: 'divided', other: PANCHAYAT, day: '2026-03-05' })).status).toBe(404);
  });
});

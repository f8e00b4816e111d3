// Small counts of a sheet: hidden from those who read counts and no files, on every way to the figure.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sheetResponseSchema, type SheetResponse } from '#shared/desk/sheet.ts';
import type { Programme } from '#shared/programme.ts';
import { startExports, type Exports } from '#server/exports/start.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { FILE, FILES, OFFICE, OFFICE_PLACES, OTHER_OFFICE } from '#tests/support/files.ts';
import { createTestServer, type TestPhone, type TestServer } from '#tests/support/server.ts';

const DISTRICT = '10.193';
const KINDS = ['rare', 'common', 'other'];
const COUNTED: Programme = {
  ...FILES,
  indicators: [{
    recordType: 'file', counts: ['alone', 'files', ...KINDS.map((kind) => `kind.${kind}`)], sensitive: ['kind.rare', 'alone'],
    contributions: ({ bucket, values }) => {
      const [place = ''] = bucket.split('/');
      return [{ count: 'files', place, day: '2026-04-10', amount: 1 }, { count: `kind.${String(values['note'])}`, place, day: '2026-04-10', amount: 1 }];
    },
  }],
};

const ELSEWHERE: Programme = {
  id: 'elsewhere', recordTypes: [{ name: 'paper', version: 1, accessClass: 'case', shelf: 'papers', fields: {} }], forms: [], tasks: [],
  indicators: [{ recordType: 'paper', counts: ['few'], sensitive: ['few'], contributions: () => [] }],
};

let server: TestServer;
let exports: Exports | undefined;
let officer: TestPhone;
let head: TestPhone;
beforeAll(async () => {
  server = await createTestServer({ programmes: [COUNTED, ELSEWHERE], extend: (api, services) => {
    exports = startExports(services, [COUNTED], (error) => { throw error; });
    exports.routes(api);
  } });
  await upsertPlaces(server.services, OFFICE_PLACES);
  officer = await server.worker('district-officer', DISTRICT);
  head = await server.worker('centre-administrator', OFFICE);
  const there = await server.worker('centre-administrator', OTHER_OFFICE);
  const taken = async (by: TestPhone, place: string, counts: Readonly<Record<string, number>>): Promise<void> => {
    const changes = Object.entries(counts).flatMap(([kind, n]) => Array.from({ length: n }, (_, i) => by.change({ number: `${place}/${kind}/${i}`, note: kind }, { type: FILE, place })));
    await by.sync(changes, { limit: 0 });
  };
  await taken(head, OFFICE, { rare: 2, common: 9, other: 12 });
  await taken(there, OTHER_OFFICE, { rare: 6, common: 8, other: 11 });
});
afterAll(async () => {
  await exports?.stop();
  await server.close();
});

async function sheet(by: TestPhone, query: string): Promise<SheetResponse> {
  const { status, body } = await by.get(`/api/sheet?${query}`);
  expect(status).toBe(200);
  return sheetResponseSchema.parse(body);
}
const column = (values: readonly (number | null)[] | undefined, answer: SheetResponse): (number | null | undefined)[] => ['files', ...KINDS.map((kind) => `kind.${kind}`)].map((count) => values?.[answer.counts.indexOf(`trial-files.${count}`)]);
const rowOf = (answer: SheetResponse, code: string): (number | null | undefined)[] => column(answer.rows.find((r) => r.code === code)?.values, answer);

test('the district sees the small one as hidden, and so many others that it is not the rest', async () => {
  const answer = await sheet(officer, `place=${DISTRICT}&level=office`);
  expect(rowOf(answer, OFFICE)).toEqual([23, null, null, 12]);
  expect(rowOf(answer, OTHER_OFFICE)).toEqual([25, null, null, 11]);
  expect(column(answer.total, answer)).toEqual([48, 8, 17, 23]);
});

test('asking for the office alone, for another level, or for the months in which it was, tells no more', async () => {
  const own = await sheet(officer, `place=${OFFICE}`);
  expect([rowOf(own, OFFICE), column(own.total, own)]).toEqual([[23, null, null, 12], [23, null, null, 12]]);
  const blocks = await sheet(officer, `place=${DISTRICT}`);
  expect(column(blocks.total, blocks)).toEqual([48, 8, 17, 23]);
  const month = await sheet(officer, `place=${DISTRICT}&level=office&from=2026-04-01&to=2026-04-30`);
  expect(rowOf(month, OFFICE)).toEqual([23, null, null, 12]);
  const days = await sheet(officer, `place=${DISTRICT}&level=office&from=2026-04-02&to=2026-04-30`);
  expect([rowOf(days, OFFICE), column(days.total, days)]).toEqual([[23, null, null, null], [48, null, null, null]]);
});

test('the head of the office, who reads the files, sees her own figures', async () => {
  const answer = await sheet(head, `place=${OFFICE}`);
  expect(rowOf(answer, OFFICE)).toEqual([23, 2, 9, 12]);
});

test('a table of the sheet hides the same', async () => {
  const reply = await server.app.inject({
    method: 'POST', url: '/api/exports/sheet', headers: { cookie: officer.cookie }, payload: { place: DISTRICT, level: 'office', format: 'csv', language: 'en' },
  });
  expect(reply.statusCode).toBe(200);
  const line = reply.body.split('\r\n').find((l) => l.includes(OFFICE));
  expect(line?.split(',').slice(-4)).toEqual(['23', '', '', '12']);
});

test('a place that keeps no such records covers nothing: a small count of the only office is not told as the total', async () => {
  const place = '10.200';
  await upsertPlaces(server.services, [{ code: `${place}.osc1`, hi: 'केंद्र', en: 'Centre' }, { code: `${place}.dcpu1`, hi: 'इकाई', en: 'Unit' }]);
  await server.db.pool.query(
    `INSERT INTO indicator_sum (district, depth, place, indicator, day, amount) VALUES (200, 3, $1, 'trial-files.alone', '2026-04-10', 2), (200, 3, $2, 'elsewhere.few', '2026-04-10', 7)`,
    [`${place}.osc1`, `${place}.dcpu1`],
  );
  const there = await server.worker('district-officer', place);
  const answer = await sheet(there, `place=${place}&level=office`);
  const told = (values: readonly (number | null)[] | undefined): number | null | undefined => values?.[answer.counts.indexOf('trial-files.alone')];
  expect([told(answer.rows.find((r) => r.code === `${place}.osc1`)?.values), told(answer.total)]).toEqual([null, null]);
});

import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { officerOf, smallServer } from './small-world.ts';
import type { TestPhone, TestServer } from '#tests/support/server.ts';

let server: TestServer;
let officer: TestPhone;
beforeAll(async () => {
  server = await smallServer([[2, 9, 12], [6, 8, 11], [7, 9, 3]]);
  officer = await officerOf(server);
  await server.db.pool.query(`UPDATE place SET hi = '=1+2' WHERE code = '10.193.osc2'`);
});
afterAll(() => server.close());

const file = async (payload: object): Promise<{ statusCode: number; headers: Record<string, unknown>; rawPayload: Buffer; body: string }> =>
  server.app.inject({ method: 'POST', url: '/api/exports/review', headers: { cookie: officer.cookie }, payload: { place: '10.193', from: '2026-04-01', to: '2026-04-30', format: 'xlsx', ...payload } });

test('a workbook has a sheet for each part, hidden cells as a dash with a note, and runs no formula', async () => {
  const { statusCode, headers, rawPayload } = await file({});
  expect([statusCode, headers['content-disposition']]).toEqual([200, 'attachment; filename="review-10.193-2026-05-10.xlsx"']);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(rawPayload).buffer);
  expect(book.worksheets.map((sheet) => sheet.name)).toEqual(['trial-small review.kinds.title']);
  const rows: unknown[][] = [];
  book.worksheets[0]?.eachRow((row) => { rows.push([row.values].flat()); });
  expect(rows.slice(0, 2).map((r) => r.slice(0, 6))).toEqual([
    ['जगह', 'जगह का कोड', 'trial-small:review.kinds.line.all', 'trial-small:review.kinds.line.rare', 'trial-small:review.kinds.line.common', 'trial-small:review.kinds.line.other'],
    ['वन स्टॉप सेंटर', '10.193.osc1', 23, '—', '—', 12],
  ]);
  expect(rows[2]?.[0]).toBe(`'=1+2`);
  expect(rows.find((r) => r[1] === '10.193')?.slice(0, 6)).toEqual(['कुल: भागलपुर', '10.193', 48, 8, 17, 23]);
  expect(rows.flat()).toContain('01-04-2026 से 30-04-2026 तक');
  expect(rows.flat().some((cell) => typeof cell === 'string' && cell.startsWith('— : '))).toBe(true);
});

test('a CSV has a line for each figure of each place, in the language asked for', async () => {
  const { body } = await file({ format: 'csv', language: 'en' });
  const lines = body.replace(/^\ufeff/u, '').trimEnd().split('\r\n');
  expect(lines[0]).toBe('Part,Figure,place,place code,01-04-2026 to 30-04-2026,01-03-2026 to 31-03-2026');
  expect(lines).toContain('trial-small:review.kinds.title,trial-small:review.kinds.line.rare,One Stop Centre,10.193.osc1,—,0');
  expect(lines).toContain('trial-small:review.kinds.title,trial-small:review.kinds.line.share (%),Other Centre,10.193.osc2,—,');
});

test('is kept in the audit log, and refused to whoever may not see the review', async () => {
  await file({ format: 'csv' });
  const { rows } = await server.db.pool.query(`SELECT place, subject, detail FROM audit WHERE act = 'export' ORDER BY n DESC LIMIT 1`);
  expect(rows).toEqual([{ place: '10.193', subject: 'review', detail: 'csv 2026-04-01..2026-04-30' }]);
  expect((await file({ place: '10.200' })).statusCode).toBe(404);
  expect((await file({ to: '2026-03-31' })).statusCode).toBe(400);
  expect((await file({ format: 'pdf' })).statusCode).toBe(400);
});

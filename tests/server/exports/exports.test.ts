import ExcelJS from 'exceljs';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '#server/http/app.ts';
import { exportRoutes } from '#server/exports/routes.ts';
import { familyProgramme } from '#tests/server/imports/family-list.ts';
import { signIn } from '#tests/server/imports/desk-people.ts';
import { BLOCK, importFixture, type ImportFixture } from '#tests/server/imports/fixture.ts';

let it: ImportFixture;
let app: FastifyInstance;
beforeEach(async () => {
  it = await importFixture();
  app = await createApp({ services: it.services, extend: (api) => { exportRoutes(api, { services: it.services, programmes: [familyProgramme] }); } });
  await it.load(`राशन कार्ड,नाम,पंचायत,ग्राम,टोला,सदस्य\n10200001,"=HYPERLINK(""x"")",भैरोपुर,रामपुर,पूरब,4\n10200002,"@सुनीता, देवी",भैरोपुर,रामपुर,पश्चिम,5\n10200003,मीना,भैरोपुर,सोनपुर,,\n`);
});
afterEach(async () => {
  await app.close();
  await it.close();
});

const records = async (cookie: string, more: object = {}) =>
  app.inject({ method: 'POST', url: '/api/exports/records', headers: { cookie }, payload: { place: BLOCK, type: 'family', format: 'csv', reason: 'समीक्षा बैठक', ...more } });

describe('exporting records', () => {
  test('gives every record of the place as CSV, formulas made harmless', async () => {
    const answer = await records(await signIn(it.services, 'bpm', 'block-manager', BLOCK));
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-disposition']).toMatch(/filename="family-10\.193\.1690-\d{4}-\d\d-\d\d\.csv"/);
    const lines = answer.body.replace(/^\ufeff/, '').trimEnd().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(answer.body).toContain(`"'=HYPERLINK(""x"")"`);
    expect(answer.body).toContain(`"'@सुनीता, देवी"`);
    expect(lines[1]).toContain('"पूरब, रामपुर, भैरोपुर, आरा"');
  });

  test('gives XLSX that opens, numbers as numbers and card numbers as text', async () => {
    const answer = await records(await signIn(it.services, 'bpm', 'block-manager', BLOCK), { format: 'xlsx' });
    const book = new ExcelJS.Workbook();
    const bytes = new Uint8Array(answer.rawPayload);
    await book.xlsx.load(bytes.buffer);
    const sheet = book.worksheets[0];
    expect(sheet?.rowCount).toBe(4);
    const cells = sheet?.getRow(2).values;
    expect(cells).toContain('10200001');
    expect(cells).toContain(4);
    expect(cells).toContain(`'=HYPERLINK("x")`);
  });

  test('of a smaller place gives only what lies there', async () => {
    const answer = await records(await signIn(it.services, 'bpm', 'block-manager', BLOCK), { place: `${BLOCK}.p1.v1.t2` });
    expect(answer.body.trimEnd().split('\r\n')).toHaveLength(2);
    expect(answer.body).toContain('10200002');
  });

  test('is written in the audit log with its reason before anything is sent', async () => {
    await records(await signIn(it.services, 'bpm', 'block-manager', BLOCK));
    const { rows } = await it.services.db.pool.query('SELECT act, actor, place, subject, detail FROM audit');
    expect(rows).toEqual([{ act: 'export', actor: 'bpm', place: BLOCK, subject: 'family', detail: 'csv: समीक्षा बैठक' }]);
  });

  test('needs a reason, the right to export and the right to read', async () => {
    const bpm = await signIn(it.services, 'bpm', 'block-manager', BLOCK);
    expect((await records(bpm, { reason: '   ' })).statusCode).toBe(400);
    expect((await records(bpm, { place: '10.193' })).statusCode).toBe(404);
    expect((await records(bpm, { type: 'nothing' })).statusCode).toBe(404);
    expect((await records(bpm, { repeat: 'nothing' })).statusCode).toBe(400);
    expect((await records(await signIn(it.services, 'mitra', 'mitra', BLOCK))).statusCode).toBe(404);
    // An administrator may export, but reads no families.
    expect((await records(await signIn(it.services, 'adm2', 'administrator', '10'))).statusCode).toBe(404);
    expect((await it.services.db.pool.query('SELECT FROM audit')).rowCount).toBe(0);
  });

  test('the desk is told what may be exported', async () => {
    const cookie = await signIn(it.services, 'bpm', 'block-manager', BLOCK);
    const answer = await app.inject({ url: `/api/exports/types?place=${BLOCK}`, headers: { cookie } });
    expect(answer.json()).toEqual({ types: [{ programme: 'families', type: 'family', repeats: [], records: 3 }] });
  });
});

describe('exporting the sheet', () => {
  test('gives the counts of the places below and the total, for who may see the sheet', async () => {
    const cookie = await signIn(it.services, 'dpo', 'district-officer', '10.193');
    const answer = await app.inject({ method: 'POST', url: '/api/exports/sheet', headers: { cookie }, payload: { place: BLOCK, level: 'village', format: 'csv' } });
    expect(answer.statusCode).toBe(200);
    const lines = answer.body.replace(/^\ufeff/, '').trimEnd().split('\r\n').map((l) => l.split(','));
    expect(lines.slice(1).map((l) => l.slice(0, 4))).toEqual([
      ['रामपुर', `${BLOCK}.p1.v1`, '2', '9'], ['सोनपुर', `${BLOCK}.p1.v2`, '1', '0'], ['कुल: आरा', BLOCK, '3', '9'],
    ]);
  });
});

import ExcelJS from 'exceljs';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '#server/http/app.ts';
import { dropFilesOf } from '#server/exports/job-store.ts';
import { startExports, type Exports } from '#server/exports/start.ts';
import { exportItemSchema, exportResponseSchema, exportsResponseSchema, type ExportItem } from '#shared/desk/exports.ts';
import { familyProgramme } from '#tests/server/imports/family-list.ts';
import { signIn } from '#tests/server/imports/desk-people.ts';
import { BLOCK, DISTRICT, importFixture, type ImportFixture } from '#tests/server/imports/fixture.ts';

const OTHER_BLOCK = '10.193.1691';
let it: ImportFixture;
let exports: Exports;
let app: FastifyInstance;
let failed: unknown[];
let clock: () => number;
beforeEach(async () => {
  it = await importFixture();
  failed = [];
  clock = it.services.clock;
  const services = { ...it.services, clock: () => clock() };
  exports = startExports(services, [familyProgramme], (error) => { failed.push(error); });
  app = await createApp({ services, extend: (api) => { exports.routes(api); } });
  await it.load(`राशन कार्ड,नाम,पंचायत,ग्राम,टोला,सदस्य\n10200001,"=HYPERLINK(""x"")",भैरोपुर,रामपुर,पूरब,4\n10200002,"@सुनीता, देवी",भैरोपुर,रामपुर,पश्चिम,5\n10200003,मीना,भैरोपुर,सोनपुर,,\n`);
});
afterEach(async () => {
  await exports.stop();
  await app.close();
  await it.close();
  if (failed.length > 0) throw new Error('a job failed', { cause: failed[0] });
});

const manager = (): Promise<string> => signIn(it.services, 'bpm', 'block-manager', BLOCK);
const ask = (cookie: string, more: object = {}) =>
  app.inject({ method: 'POST', url: '/api/exports', headers: { cookie }, payload: { place: BLOCK, type: 'family', format: 'csv', reason: 'समीक्षा बैठक', ...more } });
async function made(cookie: string, more: object = {}): Promise<ExportItem> {
  const reply = await ask(cookie, more);
  expect(reply.statusCode).toBe(200);
  const { id, district } = exportResponseSchema.parse(reply.json()).export;
  await exports.jobs.idle();
  return status(cookie, { id, district });
}
async function status(cookie: string, { district, id }: Pick<ExportItem, 'district' | 'id'>): Promise<ExportItem> {
  return exportItemSchema.parse((await app.inject({ url: `/api/exports/${district}/${id}`, headers: { cookie } })).json());
}
const file = (cookie: string, { district, id }: ExportItem, headers: Record<string, string> = {}) => app.inject({ url: `/api/exports/${district}/${id}/file`, headers: { cookie, ...headers } });
const linesOf = (body: string): string[] => body.replace(/^\ufeff/, '').trimEnd().split('\r\n');
async function csv(cookie: string, more: object = {}): Promise<string[]> {
  return linesOf((await file(cookie, await made(cookie, more))).body).slice(1);
}

describe('a file of records', () => {
  test('has every record of the place, formulas made harmless', async () => {
    const cookie = await manager();
    const job = await made(cookie);
    expect(job).toMatchObject({ status: 'done', seen: 3, total: 3, rows: 3 });
    const answer = await file(cookie, job);
    expect(answer.headers['content-disposition']).toMatch(/filename="family-10\.193\.1690-\d{4}-\d\d-\d\d\.csv"/);
    const lines = linesOf(answer.body);
    expect(lines).toHaveLength(4);
    expect(answer.body).toContain(`"'=HYPERLINK(""x"")"`);
    expect(answer.body).toContain(`"'@सुनीता, देवी"`);
    expect(lines[1]).toContain('"पूरब, रामपुर, भैरोपुर, आरा"');
    expect(Buffer.byteLength(answer.body)).toBe(job.bytes);
  });

  test('is XLSX that opens: a sheet for each block, numbers as numbers, card numbers as text', async () => {
    const cookie = await signIn(it.services, 'dpm', 'block-manager', '10.193');
    await it.services.db.pool.query('UPDATE record SET bucket = replace(bucket, $1, $2) WHERE position($3 IN state::text) > 0', [BLOCK, OTHER_BLOCK, '10200003']);
    const answer = await file(cookie, await made(cookie, { format: 'xlsx', place: '10.193' }));
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(new Uint8Array(answer.rawPayload).buffer);
    expect(book.worksheets.map((sheet) => sheet.name)).toEqual(['आरा', 'बड़हरा']);
    expect(book.worksheets.map((sheet) => sheet.rowCount - 1).reduce((a, b) => a + b)).toBe(3);
    const cells = book.worksheets.flatMap((sheet) => [2, 3, 4].flatMap((n): unknown => sheet.getRow(n).values));
    for (const cell of ['10200001', 4, `'=HYPERLINK("x")`]) expect(cells).toContain(cell);
  });

  test('of a smaller place has only what lies there', async () => {
    const lines = await csv(await manager(), { place: `${BLOCK}.p1.v1.t2` });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('10200002');
  });

  test('of a period has what was changed in it last', async () => {
    const cookie = await manager();
    const [record] = await it.records();
    if (record === undefined) throw new Error('there are records');
    await it.services.db.pool.query('UPDATE change SET at = $1', [Date.parse('2026-04-10T00:00:00+05:30')]);
    await it.services.db.pool.query('UPDATE change SET at = $2 WHERE record = $1', [record.id, Date.parse('2026-04-09T23:59:59+05:30')]);
    const count = async (from: string, to: string): Promise<number> => (await csv(cookie, { by: 'changed', from, to })).length;
    expect([await count('2026-04-10', '2026-04-10'), await count('2026-04-01', '2026-04-09'), await count('2026-04-11', '2026-12-31')]).toEqual([2, 1, 0]);
  });

  test('is never one of persons, or of what she may not read, or without a reason', async () => {
    const cookie = await manager();
    expect((await ask(cookie, { reason: 'x   ' })).statusCode).toBe(400);
    expect((await ask(cookie, { place: '10.193' })).statusCode).toBe(404);
    expect((await ask(cookie, { type: 'nothing' })).statusCode).toBe(404);
    for (const wrong of [{ repeat: 'nothing' }, { by: 'headName' }, { from: '2026-01-01' }, { by: 'changed', from: '2026-02-01', to: '2026-01-01' }]) expect((await ask(cookie, wrong)).statusCode).toBe(400);
    expect((await ask(await signIn(it.services, 'mitra', 'mitra', BLOCK))).statusCode).toBe(404);
    // An administrator may export, but reads no families.
    expect((await ask(await signIn(it.services, 'adm2', 'administrator', '10'), { place: '10.193' })).statusCode).toBe(404);
    expect((await it.services.db.pool.query('SELECT FROM audit')).rowCount).toBe(0);
  });
});

describe('what is written in the audit log', () => {
  test('is who asked, for what, where, of when and why; and each fetching, with the number of lines, before its first byte', async () => {
    const cookie = await manager();
    const job = await made(cookie, { by: 'changed', from: '2025-01-01' });
    await file(cookie, job);
    const { rows } = await it.services.db.pool.query('SELECT act, actor, place, subject, detail FROM audit ORDER BY n');
    expect(rows).toEqual([
      { act: 'export', actor: 'bpm', place: BLOCK, subject: 'family', detail: `${job.id} csv changed 2025-01-01..: समीक्षा बैठक` },
      { act: 'export-taken', actor: 'bpm', place: BLOCK, subject: 'family', detail: `${job.id} 3 rows` },
    ]);
  });
});

describe('a job', () => {
  test('that is asked for again while it is under way is told so', async () => {
    const cookie = await manager();
    await exports.stop();
    const first = exportResponseSchema.parse((await ask(cookie)).json());
    const second = exportResponseSchema.parse((await ask(cookie, { reason: 'फिर से चाहिए' })).json());
    expect([first.already, second.already, second.export.id === first.export.id]).toEqual([false, true, true]);
    const all = await Promise.all(Array.from({ length: 4 }, () => ask(cookie, { format: 'xlsx' })));
    expect(new Set(all.map((reply) => exportResponseSchema.parse(reply.json()).export.id)).size).toBe(1);
    const other = exportResponseSchema.parse((await ask(cookie, { place: `${BLOCK}.p1` })).json());
    expect(other.already).toBe(false);
  });

  test('whose server was killed begins anew, and nothing of the half file is ever given', async () => {
    const cookie = await manager();
    await exports.stop();
    const { export: job } = exportResponseSchema.parse((await ask(cookie)).json());
    const { pool } = it.services.db;
    await pool.query(`UPDATE export_job SET status = 'running', attempt = 1, seen = 1, rows = 1, bytes = 4 WHERE id = $1`, [job.id]);
    await pool.query(`INSERT INTO export_part (district, job, attempt, part, first, size, packed, bytes) VALUES ($1, $2, 1, 0, 0, 4, false, 'half')`, [DISTRICT, job.id]);
    expect((await file(cookie, job)).statusCode).toBe(404);
    exports = startExports({ ...it.services, clock: () => clock() }, [familyProgramme], (error) => { failed.push(error); });
    await exports.jobs.idle();
    const whole = await status(cookie, job);
    expect(whole).toMatchObject({ status: 'done', rows: 3 });
    const answer = await file(cookie, whole);
    expect(answer.body).not.toContain('half');
    expect(linesOf(answer.body)).toHaveLength(4);
  });

  test('is done by one server of several', async () => {
    const cookie = await manager();
    const others = [1, 2].map(() => startExports({ ...it.services, clock: () => clock() }, [familyProgramme], (error) => { failed.push(error); }));
    await ask(cookie);
    for (const other of others) other.jobs.wake();
    await Promise.all([exports, ...others].map((each) => each.jobs.idle()));
    await Promise.all(others.map((other) => other.stop()));
    const { rows } = await it.services.db.pool.query('SELECT status, attempt FROM export_job');
    expect(rows).toEqual([{ status: 'done', attempt: 1 }]);
  });

  test('of which a part is lost is not given out', async () => {
    const cookie = await manager();
    const job = await made(cookie);
    await it.services.db.pool.query('DELETE FROM export_part');
    expect((await file(cookie, job)).statusCode).toBe(404);
    expect((await status(cookie, job)).status).toBe('failed');
  });

  test('can be stopped, and its file taken away', async () => {
    const cookie = await manager();
    const job = await made(cookie);
    const reply = await app.inject({ method: 'POST', url: `/api/exports/${job.district}/${job.id}/cancel`, headers: { cookie }, payload: {} });
    expect(exportItemSchema.parse(reply.json()).status).toBe('cancelled');
    expect((await file(cookie, job)).statusCode).toBe(404);
    expect((await it.services.db.pool.query('SELECT FROM export_part')).rowCount).toBe(0);
  });

  test('keeps its file for a day, and no longer than someone of its district is erased', async () => {
    const cookie = await manager();
    const erased = await made(cookie);
    await dropFilesOf(it.services.db.pool, DISTRICT, clock());
    expect((await status(cookie, erased)).status).toBe('expired');
    const again = await made(cookie);
    const from = clock();
    clock = () => from + 23 * 3_600_000;
    exports.jobs.wake();
    await exports.jobs.idle();
    const known = async (): Promise<unknown> => (await it.services.db.pool.query<{ status: string }>('SELECT status FROM export_job WHERE id = $1', [again.id])).rows[0]?.status;
    expect(await known()).toBe('done');
    clock = () => from + 25 * 3_600_000;
    exports.jobs.wake();
    await exports.jobs.idle();
    expect(await known()).toBe('expired');
    expect((await it.services.db.pool.query('SELECT FROM export_part')).rowCount).toBe(0);
  });

  test('is listed to who asked, and to nobody else', async () => {
    const cookie = await manager();
    const job = await made(cookie);
    const list = async (by: string) => exportsResponseSchema.parse((await app.inject({ url: `/api/exports?place=${BLOCK}`, headers: { cookie: by } })).json()).exports;
    expect((await list(cookie)).map((e) => e.id)).toEqual([job.id]);
    const other = await signIn(it.services, 'bpm2', 'block-manager', BLOCK);
    expect(await list(other)).toEqual([]);
    expect((await file(other, job)).statusCode).toBe(404);
    await it.services.db.pool.query(`UPDATE role_grant SET to_day = '2020-02-01' WHERE person = 'bpm'`);
    expect((await file(cookie, job)).statusCode).toBe(404);
  });
});

describe('the line that broke', () => {
  test('goes on where it stood', async () => {
    const cookie = await manager();
    const job = await made(cookie);
    const whole = (await file(cookie, job)).rawPayload;
    const half = Math.floor(whole.length / 2);
    const tag = String((await file(cookie, job)).headers['etag']);
    const rest = await file(cookie, job, { range: `bytes=${half}-`, 'if-range': tag });
    expect([rest.statusCode, rest.headers['content-range']]).toEqual([206, `bytes ${half}-${whole.length - 1}/${whole.length}`]);
    expect(Buffer.concat([whole.subarray(0, half), rest.rawPayload]).equals(whole)).toBe(true);
    expect((await file(cookie, job, { range: 'bytes=0-9' })).rawPayload.equals(whole.subarray(0, 10))).toBe(true);
    expect((await file(cookie, job, { range: 'bytes=-5' })).rawPayload.equals(whole.subarray(-5))).toBe(true);
    expect((await file(cookie, job, { range: `bytes=${whole.length}-` })).statusCode).toBe(416);
    // Of another file than the half that she has: the whole.
    expect((await file(cookie, job, { range: `bytes=${half}-`, 'if-range': '"other.1"' })).statusCode).toBe(200);
  });

  test('goes on over the border of parts', async () => {
    const cookie = await manager();
    await it.load(`राशन कार्ड,नाम,पंचायत,ग्राम\n${Array.from({ length: 12_000 }, (_, n) => `${20_000_000 + n},${'नाम '.repeat(20)},भैरोपुर,रामपुर`).join('\n')}\n`);
    const job = await made(cookie);
    expect(job.rows).toBe(12_003);
    const { rows: parts } = await it.services.db.pool.query<{ first: number }>('SELECT first FROM export_part ORDER BY part');
    expect(parts.length).toBeGreaterThan(2);
    const whole = (await file(cookie, job)).rawPayload;
    const border = parts[1]?.first ?? 0;
    const piece = await file(cookie, job, { range: `bytes=${border - 7}-${border + 7}` });
    expect(piece.rawPayload.equals(whole.subarray(border - 7, border + 8))).toBe(true);
    expect(linesOf(whole.toString())).toHaveLength(12_004);
  });
});

test('the desk is told what may be exported', async () => {
  const answer = await app.inject({ url: `/api/exports/types?place=${BLOCK}`, headers: { cookie: await manager() } });
  expect(answer.json()).toEqual({ types: [{ programme: 'families', type: 'family', repeats: [], days: [], records: 3 }] });
});

describe('exporting the sheet', () => {
  test('gives the counts of the places below and the total, for who may see the sheet', async () => {
    const cookie = await signIn(it.services, 'dpo', 'district-officer', '10.193');
    const answer = await app.inject({ method: 'POST', url: '/api/exports/sheet', headers: { cookie }, payload: { place: BLOCK, level: 'village', format: 'csv' } });
    expect(answer.statusCode).toBe(200);
    const lines = linesOf(answer.body).map((l) => l.split(','));
    expect(lines.slice(1).map((l) => l.slice(0, 4))).toEqual([
      ['रामपुर', `${BLOCK}.p1.v1`, '2', '9'], ['सोनपुर', `${BLOCK}.p1.v2`, '1', '0'], ['कुल: आरा', BLOCK, '3', '9'],
    ]);
  });
});

import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '#shared/access/table.ts';
import { createApp } from '#server/http/app.ts';
import { startImportJobs, type ImportJobs } from '#server/imports/jobs.ts';
import { importRoutes } from '#server/imports/routes.ts';
import { setWaiting } from '#server/imports/batch-store.ts';
import { signIn } from './desk-people.ts';
import { BLOCK, DISTRICT, TARGETS, importFixture, type ImportFixture } from './fixture.ts';

let it: ImportFixture;
let app: FastifyInstance;
let jobs: ImportJobs;
const errors: unknown[] = [];
beforeEach(async () => {
  it = await importFixture();
  jobs = startImportJobs(it.services, TARGETS, (error) => errors.push(error));
  app = await createApp({ services: it.services, extend: (api) => importRoutes(api, { services: it.services, targets: TARGETS, jobs }) });
});
afterEach(async () => {
  await app.close();
  await jobs.stop();
  await it.close();
  const [error] = errors.splice(0);
  if (error !== undefined) throw error;
});

const LIST = 'राशन कार्ड,नाम,ग्राम,टोला\n10200001,सुनीता,रामपुर,पूरब\n10200002,,रामपुर,पूरब\n10200003,=1+1,रामपुर,पूरब\n';
const query = `place=${BLOCK}&programme=families&target=family-list&source=test`;
const upload = async (cookie: string, body: string | Buffer = LIST, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: `/api/imports?${query}`, headers: { cookie, 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent('सूची.csv'), ...headers }, payload: Readable.from([Buffer.from(body)]) });
const post = async (cookie: string, url: string, payload: object) => app.inject({ method: 'POST', url, headers: { cookie }, payload });
const get = async (cookie: string, url: string) => app.inject({ method: 'GET', url, headers: { cookie } });

describe('loading a list at the desk', () => {
  test('goes from the file over the preview to records, and its bad rows to a file', async () => {
    const cookie = await signIn(it.services, 'bpm', 'block-manager', BLOCK);
    const received = (await upload(cookie)).json();
    expect(received).toMatchObject({ ok: true, kind: 'csv', encoding: 'utf-8', delimiter: ',', headers: ['राशन कार्ड', 'नाम', 'ग्राम', 'टोला'], remembered: false });
    expect(received.preview).toHaveLength(3);
    expect(received.batch).toMatchObject({ status: 'uploaded', fileName: 'सूची.csv', rows: 0 });
    const mapping = Object.fromEntries(received.columns.filter((c: { header: number | null }) => c.header !== null).map((c: { name: string; header: number }) => [c.name, c.header]));
    expect(mapping).toEqual({ card: 0, name: 1, village: 2, tola: 3 });

    const url = `/api/imports/${DISTRICT}/${received.batch.id}`;
    expect((await post(cookie, `${url}/start`, { mapping, dry: true })).json()).toMatchObject({ ok: true, batch: { status: 'waiting', dry: true } });
    await jobs.idle();
    expect((await get(cookie, url)).json()).toMatchObject({ status: 'done', dry: true, created: 2, faulty: 1 });
    expect(await it.records()).toEqual([]);

    await post(cookie, `${url}/start`, { mapping, dry: false });
    await jobs.idle();
    expect((await get(cookie, url)).json()).toMatchObject({ status: 'done', dry: false, created: 2, faulty: 1, rows: 3 });
    expect((await it.records()).map((r) => r.values['headName'])).toEqual(['सुनीता', '=1+1']);
    expect((await get(cookie, `${url}/faults`)).json().rows).toMatchObject([{ line: 3, faults: [{ code: 'name', columns: ['name'], ofTarget: true }] }]);
    const report = await get(cookie, `${url}/report`);
    expect(report.headers['content-type']).toContain('text/csv');
    expect(report.body.split('\r\n')[1]).toMatch(/^3,.*,name,.*,10200002,,रामपुर,पूरब$/);
    expect((await get(cookie, `/api/imports?place=${BLOCK}`)).json().batches).toHaveLength(1);
    expect((await post(cookie, `${url}/start`, { mapping, dry: false })).statusCode).toBe(409);
    expect((await upload(cookie)).json()).toMatchObject({ remembered: true });
    const acts = await it.services.db.pool.query(`SELECT act, actor, place FROM audit ORDER BY n`);
    expect(acts.rows).toEqual([{ act: 'import', actor: 'bpm', place: BLOCK }, { act: 'export', actor: 'bpm', place: BLOCK }]);
  });

  test('a packed upload is unpacked', async () => {
    const cookie = await signIn(it.services, 'bpm', 'block-manager', BLOCK);
    expect((await upload(cookie, gzipSync(LIST), { 'content-encoding': 'gzip' })).json()).toMatchObject({ ok: true });
    expect((await upload(cookie, 'not packed', { 'content-encoding': 'gzip' })).statusCode).toBe(400);
  });

  test('a file that is no list is answered with what is wrong, and nothing is kept', async () => {
    const cookie = await signIn(it.services, 'bpm', 'block-manager', BLOCK);
    const answer = await upload(cookie, Buffer.from('card,name\n1,Ren\xe9e\x96\n', 'latin1'));
    expect(answer.json()).toEqual({ ok: false, fault: { code: 'encoding', what: 'Windows-1252' } });
    expect((await it.services.db.pool.query('SELECT FROM import_file')).rowCount).toBe(0);
  });

  test('a mapping that makes no sense is answered, not run', async () => {
    const cookie = await signIn(it.services, 'bpm', 'block-manager', BLOCK);
    const { batch } = (await upload(cookie)).json();
    const url = `/api/imports/${DISTRICT}/${batch.id}/start`;
    const start = async (mapping: object) => (await post(cookie, url, { mapping, dry: true })).json();
    expect(await start({ card: 0, name: 1 })).toMatchObject({ ok: false, fault: { code: 'column-missing', what: 'village' } });
    expect(await start({ card: 0, name: 0, village: 2 })).toMatchObject({ ok: false, fault: { code: 'column-twice' } });
    expect(await start({ card: 0, name: 1, village: 99 })).toMatchObject({ ok: false, fault: { code: 'column-missing' } });
    expect(await start({ card: 0, name: 1, village: 2, ['__proto__x']: 3 })).toMatchObject({ ok: false });
  });

  test.each<[Role, string]>([['mitra', BLOCK], ['coordinator', BLOCK], ['district-officer', '10.193'], ['block-manager', '10.193.1691']])(
    'a %s of %s cannot load a list here, nor see one', async (role, place) => {
      const bpm = await signIn(it.services, 'bpm', 'block-manager', BLOCK);
      const { batch } = (await upload(bpm)).json();
      const other = await signIn(it.services, 'other', role, place);
      expect((await upload(other)).statusCode).toBe(404);
      const url = `/api/imports/${DISTRICT}/${batch.id}`;
      for (const answer of [await get(other, url), await get(other, `${url}/report`), await get(other, `${url}/faults`), await get(other, `/api/imports?place=${BLOCK}`), await post(other, `${url}/start`, { mapping: {}, dry: true })]) {
        expect(answer.statusCode).toBe(404);
      }
    });

  test('a loaded list is taken back after a look, with a reason, once, and by nobody else', async () => {
    const cookie = await signIn(it.services, 'bpm', 'block-manager', BLOCK);
    const { batch } = (await upload(cookie)).json();
    const url = `/api/imports/${DISTRICT}/${batch.id}`;
    expect((await post(cookie, `${url}/undo`, { dry: true })).statusCode).toBe(409);
    await post(cookie, `${url}/start`, { mapping: { card: 0, name: 1, village: 2, tola: 3 }, dry: false });
    await jobs.idle();
    const stranger = await signIn(it.services, 'other', 'coordinator', BLOCK);
    for (const answer of [await post(stranger, `${url}/undo`, { dry: true }), await get(stranger, `${url}/undo`), await get(stranger, `${url}/undo/report`)]) expect(answer.statusCode).toBe(404);
    expect((await post(cookie, `${url}/undo`, { dry: false })).statusCode).toBe(400);
    expect((await post(cookie, `${url}/undo`, { dry: true })).json()).toMatchObject({ undo: { dry: true, total: 2 } });
    await jobs.idle();
    expect((await get(cookie, `${url}/undo`)).json()).toMatchObject({ undo: { status: 'done', dry: true, gone: 2, kept: 0 } });
    expect((await it.records()).length).toBe(2);
    await post(cookie, `${url}/undo`, { dry: false, reason: 'wrong-place' });
    await jobs.idle();
    expect((await get(cookie, `${url}/undo`)).json()).toMatchObject({ undo: { status: 'done', dry: false, reason: 'wrong-place', gone: 2 } });
    expect(await it.records()).toEqual([]);
    expect((await get(cookie, url)).json()).toMatchObject({ undone: true });
    expect((await post(cookie, `${url}/undo`, { dry: false, reason: 'other' })).statusCode).toBe(409);
    expect((await get(cookie, `${url}/undo/report?format=csv`)).statusCode).toBe(200);
    const acts = await it.services.db.pool.query(`SELECT act, detail FROM audit WHERE act <> 'import' ORDER BY n`);
    expect(acts.rows).toEqual([{ act: 'import-undone', detail: 'wrong-place' }, { act: 'export', detail: 'undo-report' }]);
  });

  test('two columns of one name, and headings over merged cells, are told in words before anything is read', async () => {
    const cookie = await signIn(it.services, 'bpm', 'block-manager', BLOCK);
    const twice = (await upload(cookie, 'राशन कार्ड,नाम,नाम,ग्राम\n10200001,क,ख,रामपुर\n')).json();
    expect((await post(cookie, `/api/imports/${DISTRICT}/${twice.batch.id}/start`, { mapping: { card: 0, name: 1, village: 3 }, dry: true })).json()).toMatchObject({ ok: false, fault: { code: 'header-twice', what: 'नाम' } });
    expect((await upload(cookie, 'जिला भोजपुर की सूची,,,\nराशन कार्ड,नाम,ग्राम,टोला\n10200001,क,रामपुर,पूरब\n')).json()).toMatchObject({ ok: false, fault: { code: 'header-merged' } });
    expect((await upload(cookie, 'राशन कार्ड,पता,,\n10200001,क,रामपुर,पूरब\n10200002,क,रामपुर,पूरब\n')).json()).toMatchObject({ ok: false, fault: { code: 'header-merged' } });
  });

  test('a file that nobody starts is forgotten after a week', async () => {
    const { id } = await it.receive(LIST);
    await it.services.db.pool.query('UPDATE import_batch SET made_at = made_at - 8 * 86400000 WHERE id = $1', [id]);
    const kept = await it.receive(LIST);
    jobs.wake();
    await jobs.idle();
    expect((await it.services.db.pool.query('SELECT batch FROM import_file')).rows).toEqual([{ batch: kept.id }]);
  });

  test('a batch that was waiting when the server stopped is taken up at its next start', async () => {
    await jobs.stop();
    const { id, mapping } = await it.receive(LIST);
    await setWaiting(it.services.db.pool, DISTRICT, id, mapping, false);
    jobs = startImportJobs(it.services, TARGETS, (error) => errors.push(error));
    await jobs.idle();
    expect(await it.batch(id)).toMatchObject({ status: 'done', created: 2 });
  });
});

// A file of 200 MB over a real socket: it goes in, in bounded memory; one beyond the limit is refused before it is kept.
import { once } from 'node:events';
import { request } from 'node:http';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { importStatusSchema, MAX_FILE_BYTES, uploadResponseSchema } from '#shared/import/messages.ts';
import { LABOUR, listsFixture, type ListsFixture } from './lists-fixture.ts';

const ROWS = 5_000;
const REMARK = 'टिप्पणी '.repeat(95);
const WIDE = `${REMARK},`.repeat(20);
const MEGABYTE = 1_000_000;

function* wideRows(rows: number): Generator<Buffer> {
  yield Buffer.from(`केस संख्या,नाम,पिता का नाम,जिला,${Array.from({ length: 20 }, (_, i) => `टिप्पणी ${i + 1}`).join(',')}\n`);
  for (let i = 0; i < rows; i += 1) yield Buffer.from(`K${i},बच्चा ${i},पिता,देहरादून,${WIDE}\n`);
}

async function send(it: ListsFixture, pieces: Iterable<Buffer>): Promise<{ status: number; body: string; bytes: number }> {
  const address = it.app.server.address();
  if (address === null || typeof address === 'string') throw new Error('it listens');
  const out = request({
    agent: false, port: address.port, method: 'POST', path: `/api/imports?place=${LABOUR}&programme=resource-centre&target=labour-list&source=office`,
    headers: { cookie: it.labour, 'content-type': 'application/octet-stream' },
  });
  const answered = once(out, 'response');
  let bytes = 0;
  let isOver = false;
  answered.then(() => { isOver = true; }, () => { isOver = true; });
  for (const piece of pieces) {
    if (isOver) break;
    bytes += piece.length;
    if (!out.write(piece)) await Promise.race([once(out, 'drain'), answered]);
  }
  out.end();
  const [reply] = z.parse(z.array(z.custom<import('node:http').IncomingMessage>()), await answered);
  let body = '';
  for await (const piece of reply ?? []) body += String(piece);
  out.destroy();
  return { status: reply?.statusCode ?? 0, body, bytes };
}

test('a list of 200 MB goes in within 300 MB of memory', { timeout: 240_000 }, async () => {
  const it = await listsFixture();
  await it.app.listen({ port: 0, host: '127.0.0.1' });
  try {
    global.gc?.();
    const start = process.memoryUsage().rss;
    let peak = 0;
    const watch = setInterval(() => { peak = Math.max(peak, process.memoryUsage().rss); }, 50);
    const { status, body, bytes } = await send(it, wideRows(ROWS));
    expect({ status, isLarge: bytes > 200 * MEGABYTE }).toEqual({ status: 200, isLarge: true });
    const received = uploadResponseSchema.parse(JSON.parse(body));
    if (!received.ok) throw new Error(received.fault.code);
    const url = `/api/imports/0/${received.batch.id}`;
    await it.post(it.labour, `${url}/start`, { mapping: { caseNumber: 0, name: 1, father: 2, district: 3 }, dry: false });
    await it.jobs.idle();
    clearInterval(watch);
    expect(z.parse(importStatusSchema, (await it.get(it.labour, url)).json())).toMatchObject({ status: 'done', created: ROWS, faulty: 0 });
    expect((peak - start) / MEGABYTE).toBeLessThan(300);
    expect((await it.services.db.pool.query('SELECT FROM import_file')).rowCount).toBe(0);
  } finally {
    await it.close();
  }
});

test('a file beyond the limit is refused, and nothing of it is kept', { timeout: 240_000 }, async () => {
  const it = await listsFixture();
  await it.app.listen({ port: 0, host: '127.0.0.1' });
  try {
    const { status, body } = await send(it, wideRows(Math.ceil(MAX_FILE_BYTES / 40_000) + 500));
    expect({ status, code: JSON.parse(body).code }).toEqual({ status: 413, code: 'too-large' });
    expect((await it.services.db.pool.query('SELECT FROM import_file UNION ALL SELECT FROM import_batch')).rowCount).toBe(0);
  } finally {
    await it.close();
  }
});

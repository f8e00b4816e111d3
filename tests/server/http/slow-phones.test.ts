// Slow lines, lines that stand still on purpose, and more phones than can be served: over real sockets.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '#shared/record/change.ts';
import { encodeChanges } from '#shared/sync/wire-changes.ts';
import { createTestServer, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

const REQUEST_TIME = 1_500;

let server: TestServer;
let port: number;
let phone: TestPhone;
beforeAll(async () => {
  server = await createTestServer({ limits: { requestsPerMinute: 1_000_000, pushesAtOnce: 1, patience: 0, requestTime: REQUEST_TIME } });
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  const address = server.app.server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
  phone = await server.worker('mitra', VILLAGE);
});
afterAll(async () => {
  await expectWhole(server.services);
  await server.close();
});

/** A push as it stands in the socket. */
function pushOf(by: TestPhone, changes: readonly Change[]): { readonly head: Buffer; readonly body: Buffer } {
  const body = gzipSync(JSON.stringify({ v: 1, epoch: '', cursors: {}, profile: '', push: encodeChanges(changes), counts: [0, 0], app: 'test', limit: 0 }));
  return { head: headOf(by.cookie, body.length), body };
}

function headOf(cookie: string, length: number): Buffer {
  return Buffer.from(`POST /api/sync HTTP/1.1\r\nhost: x\r\ncookie: ${cookie}\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: ${length}\r\n\r\n`);
}

async function open(first: Buffer): Promise<{ readonly socket: Socket; readonly said: () => string }> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  let text = '';
  socket.on('data', (part: Buffer) => { text += part.toString('latin1'); });
  await once(socket, 'connect');
  socket.write(first);
  return { socket, said: () => text };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!await holds()) await new Promise((wait) => setTimeout(wait, 5));
}

/** Pushes being worked on and waiting, as the operator sees them. */
async function pushes(): Promise<readonly [working: number, waiting: number]> {
  const { body } = await server.app.inject({ method: 'GET', url: '/metrics' });
  const count = (state: string): number => Number(new RegExp(`^dehri_syncs\\{line="push",state="${state}"\\} (\\d+)$`, 'm').exec(body)?.[1]);
  return [count('working'), count('waiting')];
}

describe('a line as slow as 2G', () => {
  test('is served, however small the pieces, and keeps nobody waiting meanwhile', async () => {
    const { head, body } = pushOf(phone, [phone.change({ headName: 'A' }), phone.change({ headName: 'B' })]);
    const { socket, said } = await open(head);
    for (let at = 0; at < body.length; at += 40) {
      expect(await pushes()).toEqual([0, 0]);
      expect((await phone.sync([phone.change({ headName: 'C' })])).head?.results?.[0]?.[0]).toBe('a');
      socket.write(body.subarray(at, at + 40));
    }
    await until(() => said().includes('"results"'));
    expect(said()).toMatch(/^HTTP\/1.1 200 /);
    socket.destroy();
  });
});

describe('requests that never end', () => {
  test('hold no place and no transaction, and are cut off', async () => {
    const stalled = await Promise.all(Array.from({ length: 60 }, (_, n) => open(n % 2 === 0 ? Buffer.concat([headOf(phone.cookie, 60_000), Buffer.alloc(n + 1)]) : Buffer.from('POST /api/sync HTTP/1.1\r\nhost: x\r\nx: '))));
    expect(await pushes()).toEqual([0, 0]);
    expect((await phone.sync([phone.change({ headName: 'D' })])).head?.results?.[0]?.[0]).toBe('a');
    await Promise.all(stalled.map(async ({ socket }) => { if (!socket.closed) await once(socket, 'close'); }));
    expect(stalled.filter(({ said }) => said().includes(' 200 '))).toEqual([]);
  });

  test('of a stranger are refused before anything large is read', async () => {
    const { socket, said } = await open(headOf('dehri=0123456789abcdef0123', 1_000_000));
    await until(() => said().includes('\r\n\r\n'));
    expect(said()).toMatch(/^HTTP\/1.1 401 /);
    socket.destroy();
  });
});

describe('more phones than can be served', () => {
  test('are put off before they have sent their changes; whoever is in is not turned out, and fetching goes on', async () => {
    const other = await server.worker('mitra', VILLAGE);
    await phone.sync();
    const blocked = await server.db.pool.connect();
    await blocked.query('BEGIN');
    await blocked.query('SELECT 1 FROM bucket FOR UPDATE');
    const first = phone.sync([phone.change({ headName: 'E' })]);
    await until(async () => (await pushes())[0] === 1);
    const second = other.sync([other.change({ headName: 'F' })]);
    await until(async () => (await pushes())[1] === 1);

    const { socket, said } = await open(headOf(phone.cookie, 5_000));
    await until(() => said().includes('"code"'));
    expect(said()).toMatch(/^HTTP\/1.1 429 /);
    expect(Number(/retry-after: (\d+)/i.exec(said())?.[1])).toBeGreaterThanOrEqual(2);
    socket.destroy();
    // A small one comes in, and is put off only as a push.
    expect(await other.sync([other.change({ headName: 'G' })])).toMatchObject({ status: 429, code: 'too-many-requests' });
    expect((await other.sync()).status).toBe(200);
    const { body } = await server.app.inject({ method: 'GET', url: '/metrics' });
    expect(body).toMatch(/^dehri_put_off_total\{line="push",at="door"\} 1$/m);
    expect(body).toMatch(/^dehri_put_off_total\{line="push",at="line"\} 1$/m);

    await blocked.query('COMMIT');
    blocked.release();
    expect([(await first).head?.results?.[0]?.[0], (await second).head?.results?.[0]?.[0]]).toEqual(['a', 'a']);
    expect(await pushes()).toEqual([0, 0]);
  });
});

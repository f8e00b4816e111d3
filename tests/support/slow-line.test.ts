import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LINE_FREE, openSlowLine } from './slow-line.ts';

let server: Server;
let port = 0;
beforeAll(async () => {
  server = createServer((_request, response) => response.end('x'.repeat(20_000)));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

test('a line of 400 kbit/s and 200 ms carries 20 kB in about 0.6 s, and counts bytes and requests', async () => {
  const line = await openSlowLine(port, { bitsPerSecond: 400_000, roundTripMs: 200 });
  const begun = performance.now();
  const body = await (await fetch(`http://127.0.0.1:${line.port}/`)).text();
  const took = performance.now() - begun;
  expect(body.length).toBe(20_000);
  expect(took).toBeGreaterThan(550);
  expect(line.requests()).toBe(1);
  expect(line.bytes().down).toBeGreaterThan(20_000);
  await line.close();
});

test('a cut line refuses, and a mended one carries again', async () => {
  const line = await openSlowLine(port, LINE_FREE);
  line.cut(true);
  await expect(fetch(`http://127.0.0.1:${line.port}/`)).rejects.toThrow('fetch failed');
  line.cut(false);
  expect((await fetch(`http://127.0.0.1:${line.port}/`)).status).toBe(200);
  await line.close();
});

test('of what is sent over a line that is cut a part has come, and little is lost on the air', async () => {
  let came = 0;
  const sink = createTcpServer((socket) => socket.on('data', (bytes) => { came += bytes.length; }).on('error', () => undefined));
  await new Promise<void>((ready) => sink.listen(0, '127.0.0.1', ready));
  const line = await openSlowLine((sink.address() as AddressInfo).port, { bitsPerSecond: 400_000, roundTripMs: 100 });
  const sent = fetch(`http://127.0.0.1:${line.port}/`, { method: 'PUT', body: new Uint8Array(200_000) });
  await new Promise((wait) => setTimeout(wait, 600));
  line.cut(true);
  await expect(sent).rejects.toThrow('fetch failed');
  await new Promise((wait) => setTimeout(wait, 50));
  expect([came > 5_000, came < 200_000, line.sent().came === came, line.sent().lost > 0, line.sent().lost <= 4_500]).toEqual([true, true, true, true, true]);
  await line.close();
  sink.close();
});

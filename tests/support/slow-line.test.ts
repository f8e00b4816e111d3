import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
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

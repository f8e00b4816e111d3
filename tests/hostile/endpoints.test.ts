// Every row of the corpus through every door of the API: no failure of the server, no object of the
// language touched, no memory kept.
import { readdirSync, readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { expectWhole } from '#tests/support/whole.ts';
import { bombs } from './corpus.ts';
import { callOf, operationsOf, type Operation, type Send } from './operations.ts';
import { throughFields, throughFrames, type Storm } from './storm.ts';
import { BYTE_BODIES, ROOMS } from './samples.ts';
import { createWholeServer, type WholeServer } from './whole-server.ts';

/** Routes that the description leaves out. */
const HIDDEN = ['/api/openapi.json', '/metrics'];

let whole: WholeServer;
let operations: Operation[];
let storm: Storm;
beforeAll(async () => {
  whole = await createWholeServer();
  const { app } = whole.server;
  const described = operationsOf((await app.inject({ url: '/api/openapi.json' })).json(), whole.samples, BYTE_BODIES, ROOMS);
  operations = [...described, ...HIDDEN.map((path): Operation => ({ name: `GET ${path}`, method: 'GET', path, params: {}, query: {}, body: undefined }))];
  const send: Send = async ({ method, url, headers = {}, body }) => {
    const reply = await app.inject({
      method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).parse(method), url, headers, ...(body !== undefined && { payload: typeof body === 'string' ? body : Buffer.from(body) }),
    });
    return { status: reply.statusCode, text: reply.body };
  };
  storm = { send, cookie: whole.admin.cookie, faults: [], calls: 0 };
});
afterAll(async () => {
  await expectWhole(whole.server.services);
  await whole.close();
});

test('every route in the source is in the description, or is named here', () => {
  const root = new URL('../../src/server/', import.meta.url);
  const written = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(new URL(file, root), 'utf8').matchAll(/\.(?:get|post|put|patch|delete)(?:<[^(]*>)?\(\s*'(\/[^']*)'/g)].map(([, path = '']) => path.replaceAll(/:(\w+)/g, '{$1}')));
  expect(written.length).toBeGreaterThan(25);
  const attacked = new Set(operations.map((o) => o.path));
  expect(written.filter((path) => !attacked.has(path))).toEqual([]);
});

test('most doors are really gone through: the call that is then spoilt is a good one', async () => {
  const open = new Set<string>();
  for (const operation of operations) if ((await storm.send(callOf(operation, storm.cookie))).status < 300) open.add(operation.name);
  // Enrolling and renewing need a secret, a file is no JSON, and some things are not there.
  expect(open.size).toBeGreaterThan(operations.length * 0.7);
  for (const door of ['POST /api/sync', 'POST /api/sync/cost', 'POST /api/people', 'GET /api/sheet', 'GET /api/held', 'POST /api/exports', 'POST /api/people/{person}/grants', 'GET /api/subjects', 'GET /api/subjects/{token}', 'POST /api/subjects/{token}/look']) expect(open).toContain(door);
});

describe('the corpus', () => {
  test('in every parameter and every field', { timeout: 120_000 }, async () => {
    const before = heap();
    for (const operation of operations) await throughFields(storm, operation);
    expect(storm.faults).toEqual([]);
    expect(storm.calls).toBeGreaterThan(3_000);
    // What each door compiles and remembers at its first calls stays; three more rounds of all of them keep 6 MB together.
    expect(heap() - before).toBeLessThan(operations.length * 1_000_000);
  });

  test('as whole bodies, packed a thousand times, and in every header', { timeout: 120_000 }, async () => {
    const before = heap();
    const packed = bombs(20_000_000);
    for (const operation of operations) await throughFrames(storm, operation, packed);
    expect(storm.faults).toEqual([]);
    expect(heap() - before).toBeLessThan(100_000_000);
  });

  test('from someone who is nobody, and from a mitra', { timeout: 120_000 }, async () => {
    for (const cookie of ['', whole.mitra.cookie]) {
      const other: Storm = { send: storm.send, cookie, faults: [], calls: 0 };
      for (const operation of operations) if (operation.body !== undefined) await throughFields(other, { ...operation, body: Object.fromEntries(Object.entries(operation.body).slice(0, 1)) });
      expect(other.faults).toEqual([]);
    }
    expect(whole.failed).toEqual([]);
  });
});

/** What is still held after everything that can be thrown away has been. */
function heap(): number {
  setFlagsFromString('--expose_gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed + process.memoryUsage().external;
}

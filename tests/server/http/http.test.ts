import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '#server/http/app.ts';
import { createTestServer, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

const CANARY = 'कैनरीनाम';
const CANARY_DIGITS = '998877665544';

let server: TestServer;
let phone: TestPhone;
let dist: string;
let logged = '';
beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'dehri-dist-'));
  mkdirSync(join(dist, 'assets'));
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>देहरी</title>');
  writeFileSync(join(dist, 'sw.js'), '//');
  writeFileSync(join(dist, 'assets', 'main-abcd1234.js'), 'plain');
  writeFileSync(join(dist, 'assets', 'main-abcd1234.js.br'), 'pressed');
  const stream = new Writable({ write: (chunk: Buffer, _, done) => { logged += chunk.toString(); done(); } });
  server = await createTestServer({ dist, logger: { level: 'debug', stream } });
  phone = await server.worker('mitra', VILLAGE, CANARY);
});
afterAll(async () => {
  await server.close();
  rmSync(dist, { recursive: true, force: true });
});

const fetchIt = (url: string, headers: Record<string, string> = {}) => server.app.inject({ method: 'GET', url, headers });

describe('documents and files', () => {
  test.each(['/', '/records/abc', '/desk/sheet'])('%s is the page, never from a cache, under a strict policy', async (url) => {
    const reply = await fetchIt(url);
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toContain('देहरी');
    expect(reply.headers['cache-control']).toBe('no-cache');
    const policy = String(reply.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-inline');
    expect(reply.headers['x-content-type-options']).toBe('nosniff');
    expect(reply.headers['referrer-policy']).toBe('no-referrer');
  });

  test('a hashed file is kept for ever and sent compressed if it can be; the worker is always asked for', async () => {
    const file = await fetchIt('/assets/main-abcd1234.js', { 'accept-encoding': 'br' });
    expect([file.body, file.headers['content-encoding'], file.headers['cache-control']]).toEqual(['pressed', 'br', 'public, max-age=31536000, immutable']);
    expect((await fetchIt('/assets/main-abcd1234.js')).body).toBe('plain');
    expect((await fetchIt('/sw.js')).headers['cache-control']).toBe('no-cache');
  });

  test('a file that is not there is not the page', async () => {
    for (const url of ['/assets/gone-12345678.js', '/api/gone', '/..%2f..%2fpackage.json']) {
      const reply = await fetchIt(url);
      expect(reply.statusCode).toBeGreaterThanOrEqual(400);
      expect(reply.body).not.toContain('देहरी');
    }
  });

  test('no path leads out of the folder', async () => {
    for (const url of ['/../../etc/passwd', '/assets/..%2f..%2f..%2f..%2fetc%2fpasswd', '/%2e%2e/%2e%2e/etc/passwd', '/assets/%00']) expect((await fetchIt(url)).body).not.toContain('root:');
  });
});

describe('the API around its routes', () => {
  test('says that it lives and whether it can work', async () => {
    expect((await fetchIt('/api/health')).json()).toEqual({ ok: true });
    expect((await fetchIt('/api/ready')).json()).toEqual({ ok: true });
    const app = await createApp({ services: { ...server.services, db: { ...server.db, pool: brokenPool() } } });
    const reply = await app.inject({ method: 'GET', url: '/api/ready' });
    expect([reply.statusCode, reply.json()]).toEqual([503, { code: 'busy', retryAfter: 5 }]);
    await app.close();
  });

  test('a write that another origin caused is refused', async () => {
    const post = (headers: Record<string, string>) => server.app.inject({ method: 'POST', url: '/api/sync', headers: { cookie: phone.cookie, 'content-type': 'application/json', host: 'dehri.example', ...headers }, payload: '{}' });
    expect((await post({ origin: 'https://evil.example' })).json()).toEqual({ code: 'forbidden' });
    expect((await post({ 'sec-fetch-site': 'cross-site' })).json()).toEqual({ code: 'forbidden' });
    expect((await post({ 'sec-fetch-site': 'same-site' })).json()).toEqual({ code: 'forbidden' });
    expect((await post({ origin: 'null' })).json()).toEqual({ code: 'forbidden' });
    expect((await post({ origin: 'https://dehri.example', 'sec-fetch-site': 'same-origin' })).statusCode).toBe(400);
  });

  test('too many requests of one phone wait, and are told how long; others do not', async () => {
    const app = await createApp({ services: server.services, limits: { requestsPerMinute: 5 } });
    const ask = (cookie: string) => app.inject({ method: 'GET', url: '/api/profile', headers: { cookie } });
    const replies = [];
    for (let i = 0; i < 7; i += 1) replies.push(await ask(phone.cookie));
    expect(replies.map((r) => r.statusCode)).toEqual([200, 200, 200, 200, 200, 429, 429]);
    expect(Number(replies[6]?.headers['retry-after'])).toBeGreaterThan(0);
    expect(replies[6]?.json()).toMatchObject({ code: 'too-many-requests' });
    expect((await ask((await server.worker('mitra', VILLAGE)).cookie)).statusCode).toBe(200);
    await app.close();
  });

  test('describes itself in OpenAPI 3.1, every reference resolving', async () => {
    const reply = await fetchIt('/api/openapi.json');
    const document = reply.json<{ openapi: string; info: { title: string }; paths: Record<string, Record<string, { responses?: object }>> }>();
    expect(document.openapi).toBe('3.1.0');
    for (const path of ['/api/sync', '/api/enrol', '/api/profile', '/api/people', '/api/sheet', '/api/held/settle', '/api/history/{record}']) expect(Object.keys(document.paths)).toContain(path);
    for (const operations of Object.values(document.paths)) for (const operation of Object.values(operations)) expect(operation.responses).toBeTypeOf('object');
    for (const [, reference] of reply.body.matchAll(/"\$ref":"#\/([^"]+)"/gu)) {
      const found = (reference ?? '').split('/').reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined), document);
      expect(found).toBeDefined();
    }
  });

  test('counts for the operator are open to this machine and to a token, to nobody else', async () => {
    expect((await fetchIt('/metrics')).body).toContain('dehri_http_seconds');
    expect((await server.app.inject({ method: 'GET', url: '/metrics', remoteAddress: '203.0.113.9' })).statusCode).toBe(404);
    const app = await createApp({ services: server.services, metricsToken: 'a-long-enough-token' });
    expect((await app.inject({ method: 'GET', url: '/metrics', remoteAddress: '203.0.113.9', headers: { authorization: 'Bearer a-long-enough-token' } })).statusCode).toBe(200);
    await app.close();
  });

  test('answers on the API never rest in a cache', async () => {
    expect((await phone.get('/api/profile')).status).toBe(200);
    expect((await fetchIt('/api/profile', { cookie: phone.cookie })).headers['cache-control']).toBe('no-store');
  });
});

describe('logs and counters', () => {
  test('no name, number, answer, code or cookie stands in a log line, a refusal or a counter', async () => {
    const coordinator = await server.worker('coordinator', '10.193.1710');
    const refusals: string[] = [];
    const ask = async (request: { method: 'GET' | 'POST'; url: string; payload?: object | string; headers?: Record<string, string> }): Promise<void> => {
      const reply = await server.app.inject({ ...request, headers: { cookie: coordinator.cookie, 'content-type': 'application/json', ...request.headers } });
      if (reply.statusCode >= 400) refusals.push(reply.body);
    };
    await phone.sync([phone.change({ headName: CANARY, cardNumber: CANARY_DIGITS }), phone.change({ cardNumber: CANARY_DIGITS, notes: `${CANARY}\0` })]);
    await ask({ method: 'GET', url: `/api/places/search?q=${encodeURIComponent(CANARY)}` });
    await ask({ method: 'GET', url: `/api/history/${CANARY_DIGITS}?place=10.193.1710` });
    await ask({ method: 'GET', url: `/api/people?place=${CANARY_DIGITS}` });
    await ask({ method: 'POST', url: '/api/people', payload: { name: CANARY, role: CANARY, place: VILLAGE } });
    await ask({ method: 'POST', url: '/api/enrol', payload: { code: CANARY_DIGITS.slice(0, 8), publicKey: { kty: 'EC', crv: 'P-256', x: CANARY, y: CANARY }, app: CANARY } });
    await ask({ method: 'POST', url: `/api/${encodeURIComponent(CANARY)}`, payload: `{"${CANARY}":` });
    await ask({ method: 'POST', url: '/api/held/settle', payload: { district: 193, id: CANARY_DIGITS, action: 'close', note: CANARY } });
    const metrics = (await fetchIt('/metrics')).body;
    expect(refusals.length).toBeGreaterThan(3);
    expect(logged.split('\n').length).toBeGreaterThan(10);
    const secret = phone.cookie.slice('dehri='.length);
    for (const text of [logged, metrics, refusals.join('\n')]) {
      for (const canary of [CANARY, encodeURIComponent(CANARY), CANARY_DIGITS, CANARY_DIGITS.slice(0, 8), secret, coordinator.cookie.slice('dehri='.length)]) expect(text).not.toContain(canary);
    }
  });

  test('a failure of the server is logged by its kind and place, not by what it says', async () => {
    const app = await createApp({
      services: server.services, logger: { level: 'debug', stream: new Writable({ write: (chunk: Buffer, _, done) => { logged += chunk.toString(); done(); } }) },
      extend: (api) => { api.get('/api/fail', () => { throw new TypeError(`value ${CANARY}`); }); },
    });
    const reply = await app.inject({ method: 'GET', url: '/api/fail' });
    expect([reply.statusCode, reply.json()]).toEqual([500, { code: 'internal' }]);
    expect(logged).toContain('TypeError');
    expect(logged).not.toContain(CANARY);
    await app.close();
  });
});

function brokenPool(): TestServer['db']['pool'] {
  return new Proxy(server.db.pool, { get: (pool, key) => (key === 'query' ? () => Promise.reject(new Error('gone')) : Reflect.get(pool, key) as unknown) });
}

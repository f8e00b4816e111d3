// What a broken line, an old app or an attacker may send: every answer is a refusal with a code, none
// is a failure of the server, and nothing is half done.
import { gzipSync, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeChanges } from '#shared/sync/wire-changes.ts';
import { createTestServer, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

let server: TestServer;
let phone: TestPhone;
beforeAll(async () => {
  server = await createTestServer();
  phone = await server.worker('mitra', VILLAGE);
});
afterAll(async () => {
  await expectWhole(server.services);
  await server.close();
});

const request = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  v: 1, epoch: '', cursors: {}, profile: '', push: null, counts: [0, 0], app: 'test', limit: 0, ...over,
});

describe('bodies that cannot be right', () => {
  test('a push cut off at any byte is refused and changes nothing', async () => {
    const whole = gzipSync(JSON.stringify(request({ push: encodeChanges([phone.change({ headName: 'A' }), phone.change({ headName: 'B' })]) })));
    for (let at = 0; at < whole.length; at += 13) {
      const answer = await phone.post(whole.subarray(0, at), { 'content-encoding': 'gzip' });
      expect(answer.status).toBe(400);
    }
    const { rows } = await server.db.pool.query('SELECT 1 FROM change');
    expect(rows).toEqual([]);
  });

  test('a push with a flipped byte is refused, or taken apart into held pieces, never a failure', async () => {
    const whole = Buffer.from(JSON.stringify(request({ push: encodeChanges([phone.change({ headName: 'A', notes: 'ठीक' }), phone.change({ headName: 'B' })]) })));
    for (let at = 0; at < whole.length; at += 3) {
      const bad = Buffer.from(whole);
      bad[at] = (bad[at] ?? 0) ^ 0x15;
      const answer = await phone.post(bad);
      expect(answer.status).toBeLessThan(500);
    }
  });

  test('a small body that inflates without end is cut off', async () => {
    const bomb = gzipSync(Buffer.alloc(60_000_000, 0x20), { level: 9 });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await phone.post(bomb, { 'content-encoding': 'gzip' })).toMatchObject({ status: 413, code: 'too-large' });
    expect(await phone.post(deflateSync(Buffer.alloc(60_000_000, 0x20)), { 'content-encoding': 'deflate' })).toMatchObject({ status: 413, code: 'too-large' });
  });

  test('a body above the limit is too large', async () => {
    expect(await phone.post(Buffer.alloc(2_100_000, 0x20))).toMatchObject({ status: 413, code: 'too-large' });
  });

  test.each<[string, string | Buffer]>([
    ['nesting ten thousand deep', `{"push":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
    ['objects ten thousand deep', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['no JSON', 'hello'], ['nothing', ''], ['a number', '1e400'], ['null', 'null'], ['an array', '[]'],
    ['a byte order mark', '\ufeff{}'], ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ['overlong UTF-8', Buffer.from([0x7b, 0x22, 0xc0, 0x80, 0x22, 0x3a, 0x31, 0x7d])],
    ['cursors that are none', JSON.stringify(request({ cursors: { x: ['a', 'b'] } }))],
    ['a number far too big', JSON.stringify(request({ counts: [2 ** 60, 1] }))],
    ['an unknown encoding of the body', Buffer.from('{}')],
  ])('%s is a bad request', async (name, body) => {
    const headers: Record<string, string> = name.startsWith('an unknown encoding') ? { 'content-encoding': 'zstd' } : {};
    expect(await phone.post(Buffer.from(body), headers)).toMatchObject({ status: 400, code: 'bad-request' });
  });

  test('another media type is refused', async () => {
    expect((await phone.post(Buffer.from('<a/>'), { 'content-type': 'text/xml' })).status).toBe(400);
  });

  test('a protocol version to come is refused by its own code', async () => {
    expect(await phone.post(request({ v: 99 }))).toMatchObject({ status: 400, code: 'protocol-unknown' });
  });

  test.each([
    ['__proto__ as a cursor', '{"v":1,"epoch":"","cursors":{"__proto__":[1,2],"constructor":[1,2]},"profile":"","push":null,"counts":[0,0],"app":"t"}'],
    ['the same key twice', '{"v":1,"v":1,"epoch":"","cursors":{},"profile":"","push":null,"counts":[0,0],"app":"t","app":"u"}'],
  ])('%s does no harm', async (_, body) => {
    expect((await phone.post(Buffer.from(body))).status).toBe(200);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['a text', 'changes'], ['a number', 7], ['ten thousand', { n: 10_000 }], ['minus one', { n: -1 }], ['columns of nonsense', { n: 3, id: [[[]]], r: {}, c: 'x', w: null, k: 5 }],
    ['an object of its own', { __proto__: null, n: 1, x: [[0, { constructor: { prototype: 1 } }]] }], ['raw null', { n: 1, x: [[0, null]] }],
    ['a change of wrong kinds', { n: 1, x: [[0, { id: {}, values: [] }]] }],
  ])('changes that are %s are answered one by one', async (_, push) => {
    const answer = await phone.post(request({ push }));
    expect([200, 400, 413]).toContain(answer.status);
    for (const result of answer.head?.results ?? []) expect(result[0]).toBe('h');
  });
});

describe('other doors', () => {
  test.each(['/api/enrol', '/api/session', '/api/people', '/api/held/settle', '/api/assignments', '/api/sync/cost'])('%s refuses nonsense without failing', async (url) => {
    for (const payload of ['', '{', '[]', 'null', '"x"', '{"code":{}}', '{"__proto__":{"x":1}}', `${'['.repeat(5_000)}`, '{"name":"\\ud800","role":"mitra","place":"10.193"}', '\u0000']) {
      const reply = await server.app.inject({ method: 'POST', url, headers: { cookie: phone.cookie, 'content-type': 'application/json' }, payload });
      expect(reply.statusCode).toBeGreaterThanOrEqual(400);
      expect(reply.statusCode).toBeLessThan(500);
      expect(Object.keys(reply.json<object>())).toContain('code');
    }
  });

  test.each(['/api/sheet?place=..', '/api/sheet?place=10.193&level=moon', '/api/places?parent=%00', '/api/places/search?q=%25%5f', '/api/history/%00?place=10.193', '/api/history/%E0%A4?place=1', `/api/history/${'a'.repeat(500)}?place=10.193.1710`, '/api/people?place=10&place=11', '/api/audit?place=10.193&before=1e999', '/api/nothing', '/api/people/x%2fy/devices'])('%s', async (url) => {
    const reply = await server.app.inject({ method: 'GET', url, headers: { cookie: phone.cookie } });
    expect(reply.statusCode).toBeLessThan(500);
  });

  test('a name with a NUL or half a character cannot be given to a person', async () => {
    const admin = await server.worker('administrator', '10');
    for (const name of ['a\0b', 'a\ud800']) expect((await admin.send('/api/people', { name, role: 'mitra', place: VILLAGE })).status).toBe(400);
  });
});

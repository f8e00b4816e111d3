// What a broken line or an old app may send: every answer is a refusal with a code, none is a failure
// of the server, and nothing is half done.
import { gzipSync } from 'node:zlib';
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

  test('a body above the limit is too large', async () => {
    expect(await phone.post(Buffer.alloc(2_100_000, 0x20))).toMatchObject({ status: 413, code: 'too-large' });
  });

  test('cursors and counts that are none are a bad request', async () => {
    for (const over of [{ cursors: { x: ['a', 'b'] } }, { counts: [2 ** 60, 1] }]) {
      expect(await phone.post(request(over))).toMatchObject({ status: 400, code: 'bad-request' });
    }
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

// What a sync is said to cost, against what then comes over the line.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { seedDemo } from '#server/demo/seed-demo.ts';
import { SentBytes } from '#server/http/sent-bytes.ts';
import { costResponseSchema } from '#shared/sync/protocol.ts';
import { createTestServer, START, type TestPhone, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer({ programmes: PROGRAMMES });
  // Its library says on which day each scheme was looked at.
  server.moveClock(Date.UTC(2026, 10, 22) - START);
  await seedDemo(server.services, () => undefined);
});
afterAll(() => server.close());

/** The estimate, and the compressed bytes of the whole list that came after it. */
async function toldAndCame(phone: TestPhone, encoding: string): Promise<readonly [number, number]> {
  const told = costResponseSchema.parse((await phone.send('/api/sync/cost', { v: 1, epoch: '', cursors: {} })).body);
  const reply = await server.app.inject({
    method: 'POST', url: '/api/sync', headers: { cookie: phone.cookie, 'content-type': 'application/json', 'accept-encoding': encoding },
    payload: { v: 1, epoch: '', cursors: {}, profile: '', push: null, counts: [0, 0], app: 'test' },
  });
  expect(reply.headers['content-encoding']).toBe(encoding);
  return [told.bytes, reply.rawPayload.length];
}

describe('the cost of a sync', () => {
  test.each(['br', 'gzip'])('of the demo list is told within a factor of two (%s)', async (encoding) => {
    for (const person of ['demo-mitra-1', 'demo-coordinator']) {
      const [told, came] = await toldAndCame(await server.phone(person), encoding);
      expect(came).toBeGreaterThan(2_000);
      expect(told / came).toBeGreaterThan(0.5);
      expect(told / came).toBeLessThan(2);
    }
  });

  test('comes nearer to the truth the more has gone out, and follows it when it changes', () => {
    const sent = new SentBytes();
    for (let i = 0; i < 20; i += 1) sent.note({ records: 500, pages: 1, bytes: 500 * 80 });
    expect(sent.estimate(1_000, 1)).toBeGreaterThan(70_000);
    expect(sent.estimate(1_000, 1)).toBeLessThan(85_000);
    for (let i = 0; i < 400; i += 1) sent.note({ records: 1_000, pages: 1, bytes: 1_000 * 16 });
    expect(sent.estimate(1_000, 1)).toBeLessThan(20_000);
  });

  test('of nothing is nothing, and a single record teaches nothing', () => {
    const sent = new SentBytes();
    const before = sent.estimate(100, 1);
    sent.note({ records: 1, pages: 1, bytes: 900 });
    expect(sent.estimate(100, 1)).toBe(before);
    expect(sent.estimate(0, 0)).toBe(0);
  });
});

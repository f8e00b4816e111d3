// The load in small: real sockets, real phones' retries, a server that cannot keep up, and a line that
// loses every second answer. The long version is `npm run load`.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { createTestServer, type TestServer } from '#tests/support/server.ts';
import { evenArrivals, probeSteps, rushArrivals } from './arrivals.ts';
import { prepare } from './prepare.ts';
import { runPhones } from './run.ts';
import { verify } from './verify.ts';

const MITRAS = 9;
const CHANGES = 12;

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer({ programmes: PROGRAMMES, limits: { enrolPerMinute: 1_000, sessionPerMinute: 1_000, pushesAtOnce: 1, patience: 0 } });
});
afterAll(() => server.close());

test('every change is there once, though half the answers were lost and phones were put off', { timeout: 60_000 }, async () => {
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  const address = server.app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const phones = await prepare(server.services, port, { mitras: MITRAS, changes: CHANGES, watchEvery: 1, expiredShare: 0.5 }, () => undefined);

  // Until somebody has been put off, nobody's push gets on.
  const blocked = await server.db.pool.connect();
  await blocked.query('BEGIN');
  await blocked.query('SELECT 1 FROM bucket FOR UPDATE');
  const running = runPhones(phones, phones.map(() => 0), { dropShare: 0.5, patience: 50_000, timeScale: 0.02 });
  while (!/^dehri_put_off_total\{.*\} [1-9]/m.test((await server.app.inject({ method: 'GET', url: '/metrics' })).body)) await new Promise((wait) => setTimeout(wait, 5));
  await blocked.query('COMMIT');
  blocked.release();
  const ran = await running;

  expect(ran.errors).toEqual({});
  expect(ran).toMatchObject({ settled: MITRAS, pushes: MITRAS, busy: 0 });
  expect(ran.dropped).toBeGreaterThan(0);
  expect(ran.refused).toBeGreaterThan(0);
  expect(ran.retryAfter?.[0]).toBeGreaterThanOrEqual(2);
  expect(ran.repeated).toBeGreaterThan(0);
  expect(await verify(server.services, phones)).toEqual({
    acknowledged: MITRAS * CHANGES, lost: 0, twice: 0, unknown: 0, held: 0, unsettled: 0, wrongBuckets: 0, wrongSums: 0, diverged: 0, watched: MITRAS,
  });
});

test('phones come by the clock they are given', () => {
  const random = (): (() => number) => { let k = 0; return () => (k += 0.618) % 1; };
  const even = evenArrivals(random(), 1_000, 60_000);
  const rush = rushArrivals(random(), 1_000, 60_000);
  const within = (times: readonly number[], ms: number): number => times.filter((t) => t < ms).length;
  expect(within(even, 6_000)).toBeGreaterThan(80);
  expect(within(even, 6_000)).toBeLessThan(120);
  // Twice the mean at the first moment.
  expect(within(rush, 6_000)).toBeGreaterThan(170);
  expect(within(rush, 60_000)).toBe(1_000);
  expect(probeSteps(16, 10, 400)).toEqual([{ perSecond: 16, phones: 160 }, { perSecond: 20, phones: 200 }]);
});

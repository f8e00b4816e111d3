// The large district is made of real records: whatever the server keeps beside them is what their histories say.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { createRegistry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';
import { checkSums } from '#server/sync/check-sums.ts';
import { testDatabase } from '#tests/support/postgres.ts';
import { expectWhole } from '#tests/support/whole.ts';
import { loadOffices } from './large-district.ts';
import type { Written } from './bulk-records.ts';
import { testKeys } from '#tests/support/keys.ts';

let services: Services;
let written: Written;
beforeAll(async () => {
  services = { db: await testDatabase(), keys: testKeys(), registry: createRegistry(PROGRAMMES), meta: { epoch: 'e', secret: randomBytes(32) }, clock: () => Date.UTC(2026, 10, 21, 6), random: randomBytes, utcOffsetMinutes: 330 };
  written = await loadOffices(services, { cases: 150, events: 40, calls: 30 });
});
afterAll(() => services.db.close());

const count = async (sql: string): Promise<number> => (await services.db.pool.query<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`)).rows[0]?.n ?? 0;

test('it has as many as were asked for, with their histories, in three centres and a hub', async () => {
  expect(await count(`record WHERE type = 'case'`)).toBe(150);
  expect(await count(`record WHERE type = 'event'`)).toBe(40);
  expect(await count(`record WHERE type = 'call' AND id LIKE 'call-%'`)).toBe(30);
  expect([written.records, written.changes]).toEqual([await count('record'), await count('change')]);
  expect(written.changes).toBeGreaterThan(written.records * 3);
  expect(await count('bucket')).toBe(7);
});

test('its records, buckets, unique values and sums are what the histories make of them', async () => {
  expect((await checkSums(services)).differences).toEqual([]);
  await expectWhole(services);
});

test('a second one cannot be written over it', async () => {
  await expect(loadOffices(services, { cases: 1, events: 0, calls: 0 })).rejects.toThrow('duplicate key');
});

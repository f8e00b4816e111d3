// The demo as a fresh server gets it, on a real PostgreSQL.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { recordsWithin } from '#server/demo/read-families.ts';
import { seedDemo } from '#server/demo/seed-demo.ts';
import { prepareEmpty, startCodes } from '#server/first-start.ts';
import { createRegistry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';
import { SumDelta } from '#server/sync/sums.ts';
import { contestedRegisters } from '#shared/record/merge.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { testDatabase } from '#tests/support/postgres.ts';
import { testKeys } from '#tests/support/keys.ts';

const NOW = Date.UTC(2026, 10, 21, 6);
let services: Services;
let records: DehriRecord[];
// Events of the district's hub count at a block without lying there.
const sums = new Map<string, number>();

beforeAll(async () => {
  services = { db: await testDatabase(), keys: testKeys(), registry: createRegistry(PROGRAMMES), meta: { epoch: 'e', secret: randomBytes(32) }, clock: () => NOW, random: randomBytes, utcOffsetMinutes: 330 };
  await prepareEmpty(services, seedDemo, () => undefined);
  records = await recordsWithin(services, 192, '10.192.1685');
  const { rows } = await services.db.pool.query<{ indicator: string; amount: number }>(`SELECT indicator, sum(amount) AS amount FROM indicator_sum WHERE district = 192 AND place = '10.192.1685' AND indicator NOT LIKE 'mission-shakti.%' GROUP BY indicator`);
  for (const { indicator, amount } of rows) sums.set(indicator.replace('jeevika.', ''), amount);
});
afterAll(() => services.db.close());

const ofType = (type: string): DehriRecord[] => records.filter((r) => r.type === type);
const outcomes = (): (string | undefined)[] => ofType('household').map((r) => (typeof r.values['outcome'] === 'string' ? r.values['outcome'] : undefined));

describe('the demo', () => {
  test('has the list of 600 families in five villages and the six that the list lacks', () => {
    expect(sums.get('listed')).toBe(600);
    expect(sums.get('notListed')).toBe(6);
    expect(new Set(records.filter((r) => r.type === 'household').map((r) => r.bucket.split('.').slice(0, 5).join('.'))).size).toBe(5);
  });

  test('is partly surveyed, with every outcome somewhere', () => {
    const all = outcomes();
    const done = all.filter((o) => o !== undefined).length;
    expect(done).toBeGreaterThan(200);
    expect(done).toBeLessThan(400);
    expect(new Set(all).size).toBeGreaterThanOrEqual(9);
  });

  test('has a group of each state, formed by the same rules as on the phone', () => {
    const fresh = ofType('shg').filter((r) => r.values['origin'] === 'new');
    expect(fresh.map((r) => r.values['status']).sort()).toEqual(['approved', 'draft', 'returned', 'submitted']);
    expect([sums.get('newGroups'), sums.get('groupsApproved'), sums.get('groupsReturned'), sums.get('groupsDraft')]).toEqual([2, 1, 1, 1]);
    expect(ofType('shg').filter((r) => r.values['origin'] === 'old').length).toBeGreaterThan(5);
  });

  test('has a camp that is on today, and persons who are through', () => {
    const [camp] = ofType('camp');
    expect([camp?.values['firstDay'], camp?.values['lastDay']]).toEqual(['2026-11-20', '2026-11-23']);
    expect(sums.get('ayushmanMade')).toBeGreaterThan(5);
    expect(sums.get('campServed')).toBe(38);
  });

  test('has one contested answer and one held change', async () => {
    const contested = records.filter((r) => contestedRegisters(services.registry.type(r.type)?.type ?? fail(), r).length > 0);
    expect(contested.map((r) => r.type)).toEqual(['household']);
    const { rows } = await services.db.pool.query<{ code: string; person: string }>('SELECT code, person FROM held_change');
    expect(rows).toEqual([{ code: 'duplicate', person: 'demo-mitra-2' }]);
  });

  test('keeps sums that are exactly those of its records', () => {
    const delta = new SumDelta();
    for (const record of records) {
      const entry = services.registry.type(record.type);
      if (entry !== undefined) delta.add(entry, record);
    }
    const expected = new Map<string, number>();
    for (const { place, indicator, amount } of delta.rows()) {
      if (place === '10.192.1685') expected.set(indicator.replace('jeevika.', ''), (expected.get(indicator.replace('jeevika.', '')) ?? 0) + amount);
    }
    expect(Object.fromEntries([...sums].filter(([, n]) => n !== 0))).toEqual(Object.fromEntries(expected));
  });

  test('prints a code for every person, and is made only once', async () => {
    const codes = await startCodes(services);
    expect(codes.map((c) => c.role).sort()).toEqual([
      'administrator', 'block-manager', 'case-worker', 'case-worker', 'case-worker', 'case-worker', 'centre-administrator', 'centre-administrator', 'centre-administrator', 'coordinator', 'department', 'department', 'department', 'department', 'district-officer', 'mission-coordinator', 'mitra', 'mitra', 'mitra', 'resource-officer', 'resource-officer', 'resource-operator', 'specialist',
    ]);
    await prepareEmpty(services, seedDemo, () => undefined);
    expect((await recordsWithin(services, 192, '10.192.1685')).length).toBe(records.length);
  });
});

function fail(): never {
  throw new Error('a record of an unknown type');
}

// The demo's lists of children: each comes in by the real doors, and the numbers of those with a file lead to it.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { seedLists } from '#server/demo/seed-lists.ts';
import { CHILDREN, seedRehabilitation } from '#server/demo/seed-rehabilitation.ts';
import { seedUttarakhand } from '#server/demo/seed-uttarakhand.ts';
import { matchState } from '#server/matching/start.ts';
import { createRegistry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';
import { testKeys } from '#tests/support/keys.ts';
import { testDatabase } from '#tests/support/postgres.ts';

const NOW = Date.UTC(2026, 10, 20, 6);
let services: Services;

beforeAll(async () => {
  services = { db: await testDatabase(), keys: testKeys(), registry: createRegistry(PROGRAMMES), meta: { epoch: 'e', secret: randomBytes(32) }, clock: () => NOW, random: randomBytes, utcOffsetMinutes: 330 };
  const people = await seedUttarakhand(services);
  await seedRehabilitation(services, people);
  await seedLists(services, people);
});
afterAll(() => services.db.close());

test('every category has its list, and only rows that were spoilt on purpose come back', async () => {
  const { rows } = await services.db.pool.query<{ target: string; faulty: number }>('SELECT target, faulty FROM import_batch ORDER BY target');
  expect(rows).toEqual(services.registry.subjects?.categories.map(({ id }) => ({ target: `${id}-list`, faulty: id === 'labour' ? 4 : 0 })).sort((a, b) => (a.target < b.target ? -1 : 1)));
});

test('every child of the unit is on a list under the number of her file', async () => {
  const { rows } = await services.db.pool.query(`SELECT f.record FROM subject_file f JOIN subject_link l ON l.state = f.state AND l.token = f.token JOIN record r ON r.district = f.district AND r.id = f.record`);
  expect(rows).toHaveLength(CHILDREN);
});

test('rows of one child are joined by themselves where that is sure, and the others wait for a person', async () => {
  await matchState(services, 5, { stopping: new AbortController().signal });
  const { rows: [found] } = await services.db.pool.query<{ joined: number; open: number }>(`SELECT (count(*) FILTER (WHERE standing = 'joined'))::int AS joined, (count(*) FILTER (WHERE standing = 'open'))::int AS open FROM subject_pair`);
  expect(found?.joined).toBeGreaterThan(200);
  expect(found?.open).toBeGreaterThan(10);
});

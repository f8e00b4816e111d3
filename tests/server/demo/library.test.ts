// The starter library, taken in from its files as an administrator would, and whom it reaches.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { library } from '#programmes/library/index.ts';
import { recordsWithin } from '#server/demo/read-families.ts';
import { demoPerson } from '#server/demo/people.ts';
import { seedLibrary } from '#server/demo/seed-library.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { placesOfState } from '#server/places/directory.ts';
import { createRegistry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';
import { onPostgres } from '#server/sync/postgres-tables.ts';
import { readableBuckets } from '#server/sync/pull.ts';
import type { Role } from '#shared/access/table.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import { newlyBroken } from '#shared/record/judge-rules.ts';
import { testDatabase } from '#tests/support/postgres.ts';
import { testKeys } from '#tests/support/keys.ts';

const NOW = Date.UTC(2026, 10, 21, 6);
const TODAY = '2026-11-21';
let services: Services;
const of: Record<string, DehriRecord[]> = {};

beforeAll(async () => {
  services = { db: await testDatabase(), keys: testKeys(), registry: createRegistry(PROGRAMMES), meta: { epoch: 'e', secret: randomBytes(32) }, clock: () => NOW, random: randomBytes, utcOffsetMinutes: 330 };
  for (const [state, role] of [['10', 'administrator'], ['5', 'resource-operator']] as const) {
    await upsertPlaces(services, placesOfState(state));
    await seedLibrary(services, await demoPerson(services, `demo-keeper-${state}`, 'कोई', role, state));
    of[state] = await recordsWithin(services, 0, state);
  }
});
afterAll(() => services.db.close());

const count = (state: string, type: string): number => (of[state] ?? []).filter((r) => r.type === type).length;

test('both states have their schemes, laws, studies and trainings', () => {
  expect(['scheme', 'policy', 'study', 'training'].map((type) => count('10', type))).toEqual([38, 7, 4, 6]);
  expect(['scheme', 'policy', 'study', 'training'].map((type) => count('5', type))).toEqual([21, 7, 4, 4]);
});

test('every record keeps the rules of its kind', () => {
  for (const record of Object.values(of).flat()) {
    const type = library.recordTypes.find(({ name }) => name === record.type);
    expect([record.values['name'] ?? record.values['topic'], type === undefined ? undefined : newlyBroken(type, undefined, record.values, TODAY)]).toEqual([record.values['name'] ?? record.values['topic'], []]);
  }
});

test('every condition can be judged', () => {
  const schemes = Object.values(of).flat().filter(({ type }) => type === 'scheme');
  expect(schemes.filter((one) => library.library?.readScheme(one, TODAY).conditions.unclear !== false)).toEqual([]);
});

test('a cell of conditions becomes rows, with those of which one is enough', () => {
  const parvarish = of['10']?.find((r) => r.values['nameEn'] === 'Parvarish');
  expect(rowIds(parvarish?.values ?? {}, 'conditions')).toHaveLength(3);
  expect(parvarish === undefined ? undefined : library.library?.readScheme(parvarish, TODAY).conditions.all).toEqual([
    [{ question: 'age', how: 'most', number: 17, options: [] }],
    [{ question: 'income', how: 'most', number: 59_999, options: [] }, { question: 'card', how: 'oneOf', number: 0, options: ['phh', 'aay'] }],
  ]);
});

test('what is told as in force names its source and the day; what is general knowledge is to be checked', () => {
  const all = Object.values(of).flat().filter(({ type }) => type === 'scheme').map(({ values }) => values);
  expect(new Set(all.map((values) => `${String(values['state'])} ${String(values['checkedDay'] ?? '')}`))).toEqual(new Set(['in_force 2026-11-20', 'to_check ']));
  expect(all.filter((values) => typeof values['source'] !== 'string' || values['source'] === '')).toEqual([]);
});

test.each([
  ['mitra', '10.192.1685', ['10/library']],
  ['coordinator', '10.192.1685', ['10/library']],
  ['case-worker', '10.192.osc1', ['10/library']],
  ['block-manager', '10.192.1685', ['10/library', '10/study']],
  ['district-officer', '10.192', ['10/library', '10/study']],
  ['department', '5.dep1', ['5/library', '5/study']],
  ['resource-officer', '5', ['5/library', '5/study']],
] as const)('%s at %s follows %s and nothing of another state', async (role: Role, place, buckets) => {
  const grant = { id: 'g', person: 'p', role, place, from: '2026-01-01', to: null };
  const followed = (await readableBuckets(onPostgres(services), [grant])).map(({ id }) => id).filter((id) => /\/(?:library|study)$/u.test(id));
  expect(followed.sort()).toEqual([...buckets].sort());
});

test('the same files again change nothing', async () => {
  const { rows: [before] } = await services.db.pool.query<{ seq: string }>("SELECT sum(seq)::text AS seq FROM bucket WHERE id IN ('10/library', '10/study')");
  const { rows: [grant] } = await services.db.pool.query<{ id: string }>("SELECT id FROM role_grant WHERE person = 'demo-keeper-10'");
  await seedLibrary(services, { id: grant?.id ?? '', person: 'demo-keeper-10', role: 'administrator', place: '10', from: '2026-01-01', to: null });
  const { rows: [after] } = await services.db.pool.query<{ seq: string }>("SELECT sum(seq)::text AS seq FROM bucket WHERE id IN ('10/library', '10/study')");
  expect(after?.seq).toBe(before?.seq);
});

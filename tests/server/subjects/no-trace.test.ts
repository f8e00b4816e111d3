// Whoever may not know of protected rows is answered, whatever she asks, as by a server that never had them.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { CATEGORIES } from '#programmes/resource-centre/categories.ts';
import { isProtected } from '#shared/subjects/category.ts';
import { tokenOf } from '#shared/subjects/token.ts';
import { remakeFacets } from '#server/subjects/facets.ts';
import { writeEntries } from '#tests/support/entries.ts';
import { createTestServer, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { addOffices, CENTRE, HEALTH, LABOUR, POLICE, saidOf, STATE } from './child-fixture.ts';

const SEED = Number(process.env['FUZZ_SEED'] ?? 5);
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 15);

interface World {
  readonly server: TestServer;
  readonly operator: TestPhone;
}

let all: World;
let without: World;
async function world(): Promise<World> {
  const server = await createTestServer({ programmes: PROGRAMMES });
  await addOffices(server);
  return { server, operator: await server.worker('resource-operator', CENTRE) };
}
beforeAll(async () => {
  all = await world();
  without = await world();
});
afterAll(async () => {
  await all.server.close();
  await without.server.close();
});

const rowArb = fc.record({
  category: fc.constantFrom(...CATEGORIES.map(({ id }) => id)), source: fc.constantFrom(LABOUR, POLICE, HEALTH), how: fc.constantFrom('certain', 'person'),
  more: fc.record({
    birthDay: fc.constantFrom('2011-04-03', '2012-04-03'), district: fc.constantFrom('10.193', '10.200'), seenDay: fc.constantFrom('2025-12-01', '2026-04-02'),
    needs: fc.subarray(['school', 'legal', 'health']), services: fc.subarray(['school', 'counselling']),
  }),
});
type Row = typeof rowArb extends fc.Arbitrary<infer T> ? T & { readonly id: string; readonly token: string } : never;
const filterArb = fc.record({
  category: fc.option(fc.constantFrom(...CATEGORIES.map(({ id }) => id)), { nil: undefined }), source: fc.option(fc.constantFrom(LABOUR, POLICE, HEALTH), { nil: undefined }),
  district: fc.option(fc.constantFrom(193, 200), { nil: undefined }), lists: fc.option(fc.constantFrom(1, 2, 3), { nil: undefined }), covered: fc.option(fc.constant('yes'), { nil: undefined }),
});

let run = 0;
async function fill({ server }: World, rows: readonly Row[]): Promise<void> {
  const { pool } = server.db;
  await pool.query('TRUNCATE subject_entry, subject_link, subject_facet, subject, subject_key, subject_opening, subject_pair, audit, audit_head');
  await writeEntries(server.services, STATE, rows.map(({ id, category, source, more }) => ({ id, category, source, batch: 'b', values: saidOf(id, more) })));
  for (const { id, token, how } of rows) {
    const alone = rows.filter((row) => row.token === token).length === 1;
    await pool.query('UPDATE subject_link SET token = $2, how = $3 WHERE entry = $1', [id, token, alone ? 'alone' : how]);
  }
  // Any two rows of two children could be one: somebody is asked.
  const pairs = rows.flatMap((one) => rows.filter((other) => one.id < other.id && one.token !== other.token).map((other) => [one.id, other.id] as const));
  await pool.query(
    `INSERT INTO subject_pair (state, a, b, band, score, reasons, at) SELECT $1, p.a, p.b, 'ask', 0.5, '[["name","alike"]]', 0 FROM unnest($2::text[], $3::text[]) AS p (a, b)`, [STATE, pairs.map(([a]) => a), pairs.map(([, b]) => b)],
  );
  await remakeFacets(server.services);
}

test('lists, counts, views, looks and the queue of pairs', { timeout: 300_000 }, async () => {
  let told = 0;
  await fc.assert(fc.asyncProperty(fc.array(fc.array(rowArb, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }), fc.array(filterArb, { minLength: 1, maxLength: 4 }), async (children, filters) => {
    run += 1;
    const rows: Row[] = children.flatMap((hers, child) => hers.map((row, at) => ({ ...row, id: `run${run}child${child}row${at}`, token: tokenOf(run * 100 + child) })));
    await fill(all, rows);
    await fill(without, rows.filter(({ category }) => CATEGORIES.some((known) => known.id === category && !isProtected(known))));
    const asked: ((phone: TestPhone) => Promise<unknown>)[] = [
      ...filters.map((filter) => (phone: TestPhone) => phone.get(`/api/subjects?place=${CENTRE}${Object.entries(filter).map(([key, value]) => (value === undefined ? '' : `&${key}=${value}`)).join('')}`)),
      (phone) => phone.get(`/api/subjects?place=${CENTRE}`), (phone) => phone.get(`/api/subjects/counts?place=${CENTRE}`), (phone) => phone.get(`/api/subjects/counts?place=${POLICE}`),
      ...children.flatMap((_, child) => {
        const token = tokenOf(run * 100 + child);
        const look = (what: string) => (phone: TestPhone): Promise<unknown> => phone.send(`/api/subjects/${token}/look`, { place: CENTRE, what, reason: 'my_work' });
        return [(phone: TestPhone) => phone.get(`/api/subjects/${token}?place=${CENTRE}`), look('identity'), look('protected')];
      }),
      (phone) => phone.get(`/api/subjects/openings?place=${CENTRE}`),
      ...['', '&category=pocso', '&category=labour', '&district=200'].map((filter) => (phone: TestPhone) => phone.get(`/api/subjects/pairs?place=${CENTRE}${filter}`)),
    ];
    for (const ask of asked) {
      const [one, other] = [await ask(all.operator), await ask(without.operator)];
      told += JSON.stringify(other).includes('entries') ? 1 : 0;
      expect(one).toEqual(other);
    }
  }), { seed: SEED, numRuns: RUNS });
  expect(told).toBeGreaterThan(RUNS);
});

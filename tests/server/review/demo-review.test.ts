// The real programmes over the demo's records: every cell of their reviews is what the records say, one by
// one; and what adding up again tells of a month that is wrong.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { migrateRecord } from '#shared/record/migrate.ts';
import type { Contribution } from '#shared/report/indicator.ts';
import { periodBefore, type Period } from '#shared/report/period.ts';
import { cellsOf } from '#shared/report/review.ts';
import { contributionsOf } from '#shared/report/roll-up.ts';
import { seedDemo } from '#server/demo/seed-demo.ts';
import { prepareEmpty } from '#server/first-start.ts';
import { createRegistry } from '#server/registry.ts';
import { readReview } from '#server/review/read-review.ts';
import { readRulebook } from '#server/rulebook.ts';
import { today, type Services } from '#server/services.ts';
import { checkSums } from '#server/sync/check-sums.ts';
import { recordFromRow, type RecordRow } from '#server/sync/stored.ts';
import { testDatabase } from '#tests/support/postgres.ts';
import { atItself, recount } from './world.ts';
import { testKeys } from '#tests/support/keys.ts';

const NOW = Date.UTC(2026, 10, 21, 6);
// Nothing hidden, so that every cell can be held against the records.
const OPEN = PROGRAMMES.map((programme) => ({ ...programme, indicators: programme.indicators.map((indicators) => ({ ...indicators, sensitive: [] })) }));
let services: Services;
const counted = new Map<string, Contribution[]>();

beforeAll(async () => {
  services = { db: await testDatabase(), keys: testKeys(), registry: createRegistry(OPEN), meta: { epoch: 'e', secret: randomBytes(32) }, clock: () => NOW, random: randomBytes, utcOffsetMinutes: 330 };
  await prepareEmpty(services, seedDemo, () => undefined);
  const { rows } = await services.db.pool.query<RecordRow>('SELECT id, bucket, type, seq, state FROM record');
  for (const row of rows) {
    const entry = services.registry.type(row.type);
    if (entry === undefined) continue;
    counted.set(entry.programme, [...counted.get(entry.programme) ?? [], ...contributionsOf(entry.indicators, migrateRecord(entry.type, recordFromRow(row)))]);
  }
}, 120_000);
afterAll(() => services.db.close());

const SPANS: readonly Period[] = [{ from: '2026-04-01', to: '2027-03-31' }, { from: '2026-10-01', to: '2026-10-31' }, { from: '2026-09-17', to: '2026-11-20' }, { from: '2026-11-20', to: '2026-11-20' }];

test('every cell of every programme is what its records say, at every level and in both spans', async () => {
  const rules = await readRulebook(services.db.pool, services.registry, '10');
  const { rows: offices } = await services.db.pool.query<{ code: string }>('SELECT code FROM place WHERE depth = 7 ORDER BY code');
  const { rows: [tola] } = await services.db.pool.query<{ place: string }>('SELECT place FROM indicator_sum WHERE depth = 6 ORDER BY place LIMIT 1');
  const village = (tola?.place ?? '').split('.').slice(0, 5).join('.');
  const places = ['10', '10.192', '5', '5.49', ...offices.map((o) => o.code), village.split('.').slice(0, 3).join('.'), village.split('.').slice(0, 4).join('.'), village, tola?.place ?? ''];
  let cells = 0;
  for (const place of places) {
    for (const span of SPANS) {
      const review = await readReview(services, { place, ...span }, []);
      const before = periodBefore(span, today(services));
      for (const { programme, part } of services.registry.review) {
        const said = review?.parts.find((p) => p.programme === programme && p.part === part.key);
        const all = counted.get(programme) ?? [];
        const standing = new Set([...services.registry.standing].flatMap((count) => (count.startsWith(`${programme}.`) ? [count.slice(programme.length + 1)] : [])));
        const expected = (at: string, isBefore: boolean, of: readonly Contribution[] = all) => cellsOf(part).map((cell) => recount(cell, of, { place: at, span: isBefore ? before : span, isBefore, today: today(services), at: NOW, rules, standing }));
        expect([place, part.key, said?.total, said?.before]).toEqual([place, part.key, expected(place, false), expected(place, true)]);
        for (const row of said?.rows.slice(0, 20) ?? []) expect([row.code, part.key, row.values]).toEqual([row.code, part.key, expected(row.code, false, row.code === place ? atItself(all, place) : all)]);
        cells += expected(place, false).filter((value) => typeof value === 'number' && value > 0).length;
      }
    }
  }
  expect(cells).toBeGreaterThan(500);
});

test('a count without days is said to be one, and no other is', async () => {
  const { rows } = await services.db.pool.query<{ indicator: string; dated: boolean }>(`SELECT indicator, bool_or(day <> '') AS dated FROM indicator_sum GROUP BY 1`);
  const used = new Set(services.registry.review.flatMap(({ programme, part }) => part.lines.flatMap((line) => ('count' in line ? [`${programme}.${line.count}`] : []))));
  const undated = rows.filter((r) => !r.dated && used.has(r.indicator)).map((r) => r.indicator);
  // A day that the demo leaves open.
  expect(undated.filter((indicator) => !services.registry.standing.has(indicator))).toEqual(['care-leavers.linkagesFinished']);
  expect(rows.filter((r) => r.dated && services.registry.standing.has(r.indicator))).toEqual([]);
});

test('every sum of the demo, of days and of months, is that of its records; a wrong month is told', async () => {
  const sound = await checkSums(services);
  expect(sound.differences).toEqual([]);
  expect(sound.records).toBeGreaterThan(600);
  await services.db.pool.query(`UPDATE indicator_month SET amount = amount + 1 WHERE (district, month, place, indicator) = (SELECT district, month, place, indicator FROM indicator_month WHERE month <> '' LIMIT 1)`);
  expect((await checkSums(services)).differences).toHaveLength(1);
});

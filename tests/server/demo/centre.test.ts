// The offices of the demo and of Lakhisarai's review, on a real PostgreSQL and through the real doors.
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { readSheet } from '#server/desk/sheet-desk.ts';
import { LAKHISARAI, LAKHISARAI_DISTRICT, LAKHISARAI_HUB, LAKHISARAI_MISSION, LAKHISARAI_YEAR, loadLakhisarai } from '#server/demo/lakhisarai.ts';
import { exactParts, planMission } from '#server/demo/mission-plan.ts';
import { createRandom } from '#server/demo/random.ts';
import { recordsWithin } from '#server/demo/read-families.ts';
import { seedDemo } from '#server/demo/seed-demo.ts';
import { createRegistry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';
import { SumDelta, type SumRow } from '#server/sync/sums.ts';
import { subjectOf } from '#shared/access/guard.ts';
import { newlyBroken } from '#shared/record/judge-rules.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import { testDatabase } from '#tests/support/postgres.ts';
import { testKeys } from '#tests/support/keys.ts';

const NOW = Date.UTC(2026, 10, 21, 6);

async function services(): Promise<Services> {
  return { db: await testDatabase(), keys: testKeys(), registry: createRegistry(PROGRAMMES), meta: { epoch: 'e', secret: randomBytes(32) }, clock: () => NOW, random: randomBytes, utcOffsetMinutes: 330 };
}

describe('the offices of the demo', () => {
  let demo: Services;
  let centre: DehriRecord[];
  let unit: DehriRecord[];
  beforeAll(async () => {
    demo = await services();
    await seedDemo(demo, () => undefined);
    centre = await recordsWithin(demo, 192, '10.192.osc1');
    unit = await recordsWithin(demo, 192, '10.192.dcpu1');
  });
  afterAll(() => demo.db.close());
  const cases = (): DehriRecord[] => centre.filter((r) => r.type === 'case');
  const share = (of: (r: DehriRecord) => boolean): number => cases().filter(of).length / cases().length;

  test('have twenty months of cases, fewer in a month before the last year, in which the kinds of violence come as 181 counted them', () => {
    expect(cases().length).toBe(228 + 88);
    const registered = (from: string, to: string): number => cases().filter((r) => from <= String(r.values['registeredDay']) && String(r.values['registeredDay']) <= to).length;
    expect(registered('2025-11-22', '2026-11-21')).toBe(228);
    expect(registered('2025-03-23', '2025-11-21')).toBe(88);
    const domestic = share((r) => r.values['primaryViolence'] === 'domestic');
    expect(domestic).toBeGreaterThan(0.35);
    expect(domestic).toBeLessThan(0.55);
    expect(share((r) => r.values['primaryViolence'] === 'child_marriage')).toBeLessThan(0.08);
    expect(share((r) => r.values['status'] === 'closed')).toBeGreaterThan(0.65);
  });

  test('have files of children that only the few may see', () => {
    const type = demo.registry.type('case')?.type;
    const classes = cases().map((r) => (type === undefined ? '' : subjectOf(type, r).accessClass));
    expect(classes.filter((c) => c === 'child').length).toBeGreaterThan(5);
    expect(classes.filter((c) => c === 'case').length).toBeGreaterThan(150);
  });

  test('have about one registrable call in thirty-three, each with its case', () => {
    const calls = centre.filter((r) => r.type === 'call');
    const registrable = calls.filter((r) => r.values['disposition'] === 'registrable');
    expect(registrable.every((r) => cases().some((c) => c.id === r.values['case'] && c.values['call'] === r.id))).toBe(true);
    expect(calls.length / registrable.length).toBeGreaterThan(30);
    expect(calls.length / registrable.length).toBeLessThan(36);
  });

  test('have two women in the shelter, and say the same in the file and at the bed', () => {
    const inFiles = cases().flatMap((r) => rowIds(r.values, 'stays').filter((row) => typeof r.values[`stays.${row}.outDay`] !== 'string').map((row) => `${r.id} ${String(r.values[`stays.${row}.bed`])}`));
    const atBeds = centre.filter((r) => r.type === 'bed').flatMap((r) => rowIds(r.values, 'stays').filter((row) => typeof r.values[`stays.${row}.to`] !== 'string').map((row) => `${String(r.values[`stays.${row}.case`])} ${r.id}`));
    expect(inFiles.length).toBe(2);
    expect(inFiles.sort()).toEqual(atBeds.sort());
  });

  test('have sixty care leavers, six of whom came to the centre by themselves', () => {
    expect(unit.filter((r) => r.type === 'careLeaver').length).toBe(54);
    expect(centre.filter((r) => r.type === 'careLeaver').length).toBe(6);
    expect(unit.filter((r) => r.type === 'mentor').length).toBe(5);
  });
});

describe("Lakhisarai's review", () => {
  let lakhisarai: Services;
  beforeAll(async () => {
    lakhisarai = await services();
    await loadLakhisarai(lakhisarai);
  });
  afterAll(() => lakhisarai.db.close());
  const read = () => readSheet(lakhisarai, { place: LAKHISARAI_DISTRICT, from: LAKHISARAI_YEAR.from, to: LAKHISARAI_YEAR.to });

  test('is reproduced to the figure: 103 disposed; on 181 95 registered, 88 disposed, 7 pending', async () => {
    const sheet = await read();
    const total = (count: string): number | undefined => sheet?.total[sheet.counts.indexOf(`one-stop-centre.${count}`)] ?? undefined;
    expect(Object.fromEntries(Object.keys(LAKHISARAI).map((name) => [name, total(name)]))).toEqual(LAKHISARAI);
  });

  test('says 61 programmes of BBBP with 4,327 participants, 29 of the hub with 1,560 women and girls, 102 linked', async () => {
    const sheet = await read();
    const total = (count: string): number | undefined => sheet?.total[sheet.counts.indexOf(`mission-shakti.${count}`)] ?? undefined;
    expect(Object.fromEntries(Object.keys(LAKHISARAI_MISSION).map((name) => [name, total(name)]))).toEqual(LAKHISARAI_MISSION);
    expect([total('homes'), total('batches'), total('workplaces'), total('fundCases')]).toEqual([5, 6, 20, 16]);
  });

  test('has no record of its hub that breaks a rule of its register, and sums that a recount gives', async () => {
    const records = await recordsWithin(lakhisarai, 204, LAKHISARAI_HUB);
    expect(records.filter(({ type }) => type === 'event').length).toBe(61 + 29 + 9 + 6);
    const recount = new SumDelta();
    for (const record of records) {
      const entry = lakhisarai.registry.type(record.type) ?? fail();
      expect(newlyBroken(entry.type, undefined, record.values, LAKHISARAI_YEAR.to)).toEqual([]);
      recount.add(entry, record);
    }
    const keyed = (rows: readonly SumRow[]) => rows.map(({ place, indicator, day, amount }) => [place, indicator, day, Number(amount)].join(' ')).sort();
    const { rows } = await lakhisarai.db.pool.query<SumRow>(`SELECT depth, place, indicator, day, amount FROM indicator_sum WHERE district = 204 AND indicator LIKE 'mission-shakti.%' AND amount <> 0`);
    expect(keyed(rows)).toEqual(keyed(recount.rows()));
  });
});

describe('the hub of the demo', () => {
  const plan = planMission({ seed: 5, from: '2025-03-23', until: '2026-11-21', growth: 0.7, district: 'भागलपुर', blocks: ['10.192.1685'], villages: ['फरका'], figures: { bbbp: { events: 62, participants: 4430 }, hub: { events: 34, participants: 1850, linked: 135 }, camps: 14, trainings: 10 } });
  const inSpan = (type: string, from: string, to: string): number => plan.filter((r) => r.type === type && from <= (r.steps[0]?.day ?? '') && (r.steps[0]?.day ?? '') <= to).length;
  test('has of every register something in the same days of the year before, and more of it since', () => {
    for (const type of ['event', 'linkage', 'fundCase', 'batch', 'workplace']) {
      const [before, now] = [inSpan(type, '2025-04-01', '2025-11-21'), inSpan(type, '2026-04-01', '2026-11-21')];
      expect([type, before > 0, now > before]).toEqual([type, true, true]);
    }
  });

  test('splits any total into its parts without losing one', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 40_000 }), fc.integer(), (parts, more, seed) => {
      const split = exactParts(createRandom(seed), parts * 12 + more, parts, 12);
      expect([split.length, split.reduce((sum, n) => sum + n, 0), Math.min(...split) >= 12]).toEqual([parts, parts * 12 + more, true]);
    }));
  });
});

function fail(): never {
  throw new Error('a record of an unknown type');
}

// The offices of the demo and of Lakhisarai's review, on a real PostgreSQL and through the real doors.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { readSheet } from '#server/desk/sheet-desk.ts';
import { LAKHISARAI, LAKHISARAI_DISTRICT, LAKHISARAI_YEAR, loadLakhisarai } from '#server/demo/lakhisarai.ts';
import { recordsWithin } from '#server/demo/read-families.ts';
import { seedDemo } from '#server/demo/seed-demo.ts';
import { createRegistry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';
import { subjectOf } from '#shared/access/guard.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import { testDatabase } from '#tests/support/postgres.ts';

const NOW = Date.UTC(2026, 10, 21, 6);

async function services(): Promise<Services> {
  return { db: await testDatabase(), registry: createRegistry(PROGRAMMES), meta: { epoch: 'e', secret: randomBytes(32) }, clock: () => NOW, random: randomBytes, utcOffsetMinutes: 330 };
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

  test('have a year of cases in which the kinds of violence come as 181 counted them', () => {
    expect(cases().length).toBe(228);
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

test("Lakhisarai's review is reproduced to the figure: 103 disposed; on 181 95 registered, 88 disposed, 7 pending", async () => {
  const lakhisarai = await services();
  await loadLakhisarai(lakhisarai);
  const sheet = await readSheet(lakhisarai, { place: LAKHISARAI_DISTRICT, from: LAKHISARAI_YEAR.from, to: LAKHISARAI_YEAR.to });
  const total = (count: string): number | undefined => sheet?.total[sheet.counts.indexOf(`one-stop-centre.${count}`)] ?? undefined;
  expect(Object.fromEntries(Object.keys(LAKHISARAI).map((name) => [name, total(name)]))).toEqual(LAKHISARAI);
  await lakhisarai.db.close();
});

// The phone's own counts against the server's sheet, for the same records: the demo on a real PostgreSQL.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coverageOf } from '#client/app/coverage.ts';
import { areaOf } from '#client/screens/coverage/area.ts';
import { openMemoryStore } from '#client/store/memory-store.ts';
import type { RecordStore } from '#client/store/contract.ts';
import { PROGRAMMES } from '#programmes/index.ts';
import { BLOCK, PANCHAYATS } from '#server/demo/block-data.ts';
import { recordsWithin } from '#server/demo/read-families.ts';
import { seedDemo } from '#server/demo/seed-demo.ts';
import { readSheet } from '#server/desk/sheet-desk.ts';
import { prepareEmpty } from '#server/first-start.ts';
import { createRegistry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';
import type { Programme } from '#shared/programme.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { encodeRecords } from '#shared/sync/wire-records.ts';
import { isWithin, PLACE_LEVELS } from '#shared/place/place.ts';
import { testDatabase } from '#tests/support/postgres.ts';
import { demoProfile, demoRecords, VILLAGE } from '../screens/demo/village.ts';
import { testKeys } from '#tests/support/keys.ts';

const NOW = Date.UTC(2026, 10, 21, 6);
const programme = PROGRAMMES.find((p): p is Programme & Required<Pick<Programme, 'sheet'>> => p.sheet !== undefined) ?? fail();
let services: Services;
let records: DehriRecord[];

beforeAll(async () => {
  services = { db: await testDatabase(), keys: testKeys(), registry: createRegistry(PROGRAMMES), meta: { epoch: 'e', secret: randomBytes(32) }, clock: () => NOW, random: randomBytes, utcOffsetMinutes: 330 };
  await prepareEmpty(services, seedDemo, () => undefined);
  records = await recordsWithin(services, 192, BLOCK);
});
afterAll(() => services.db.close());

async function phoneWith(rows: readonly DehriRecord[]): Promise<RecordStore> {
  const store = await openMemoryStore({ types: programme.recordTypes, now: () => NOW, profile: demoProfile });
  for (const bucket of new Set(rows.map((r) => r.bucket))) {
    const inside = rows.filter((r) => r.bucket === bucket).sort((a, b) => a.seq - b.seq);
    await store.applyPage({ t: 'page', b: bucket, g: 1, s: inside.at(-1)?.seq ?? 1, rows: encodeRecords(inside) });
  }
  return store;
}

describe('coverage on the phone', () => {
  test.each([['a mitra of one panchayat', PANCHAYATS.east], ['a coordinator of the block', BLOCK]])('tells for %s, at every place and of every count, what the server tells', async (_, root) => {
    const { within } = coverageOf(await phoneWith(records.filter((r) => isWithin(r.bucket.split('/')[0] ?? '', root))), programme);
    let compared = 0;
    for (const level of PLACE_LEVELS.slice(root.split('.').length)) {
      const sheet = await readSheet(services, { place: root, level });
      for (const { code, values } of sheet?.rows ?? []) {
        const own = programme.indicators.flatMap((i) => i.counts).map((count) => within.get(code)?.get(count) ?? 0);
        const theirs = (sheet?.counts ?? []).flatMap((name, i) => (name.startsWith(`${programme.id}.`) ? [values[i] ?? 0] : []));
        expect([code, own]).toEqual([code, theirs]);
        compared += own.filter((n) => n > 0).length;
      }
    }
    expect(compared).toBeGreaterThan(60);
  });

  test('follows a save at once, unsent as it is, and is the same object until then', async () => {
    const store = await phoneWith(demoRecords(40));
    const before = coverageOf(store, programme);
    await store.putDraft({ id: 'd', form: 'jeevika.survey@1', bucket: `${VILLAGE}/doorstep`, answers: {}, page: 0, savedAt: NOW });
    expect(coverageOf(store, programme)).toBe(before);
    const open = store.ofType('household').find((r) => r.values['outcome'] === undefined);
    await store.save({ type: 'household', record: open?.id ?? '', edits: { outcome: 'linked_already', outcomeDay: '2026-11-21', groupName: 'उजाला' } });
    const count = (sums: ReturnType<typeof coverageOf>, name: string): number => sums.within.get(VILLAGE)?.get(name) ?? 0;
    const after = coverageOf(store, programme);
    expect([count(after, 'surveyed'), count(after, 'linked')]).toEqual([count(before, 'surveyed') + 1, count(before, 'linked') + 1]);
  });

  test('counts 5,000 families once, and after that only what has changed', async () => {
    const store = await phoneWith(demoRecords(5_000));
    let counted = 0;
    const watched: typeof programme = {
      ...programme,
      indicators: programme.indicators.map((i) => ({ ...i, contributions: (record) => {
        if (record.type === 'household') counted += 1;
        return i.contributions(record);
      } })),
    };
    const perRecord = programme.indicators.filter((i) => i.recordType === 'household').length;
    const newly = (): number => {
      const before = counted;
      coverageOf(store, watched);
      return (counted - before) / perRecord;
    };
    expect(newly()).toBe(5_000);
    await store.save({ type: 'household', record: 'h1', edits: { memberCount: 9 } });
    // The family as it was is taken out, as it is now is put in.
    expect(newly()).toBeLessThanOrEqual(2);
    expect(newly()).toBe(0);
  });
});

describe('the places shown', () => {
  test('are every tola of a small area, the one with the most left first, and add up to the whole', async () => {
    const area = areaOf(coverageOf(await phoneWith(demoRecords(60)), programme), programme.sheet, [VILLAGE]);
    const left = programme.sheet.columns.find((c) => c.name === programme.sheet.left) ?? fail();
    const lines = area.lines.map((l) => l.figure(left) ?? 0);
    expect(area.lines.every((l) => l.lowest)).toBe(true);
    expect(lines).toEqual([...lines].sort((a, b) => b - a));
    expect(lines.reduce((sum, n) => sum + n, 0)).toBe(area.total(left));
  });

  test('are those of the next level where there are many tolas; what lies at the place itself keeps a line', async () => {
    const at = (i: number): string => (i === 0 ? VILLAGE : `${VILLAGE}.t${i % 45}`);
    const many = demoRecords(90).map((r, i) => (r.type === 'household' ? { ...r, values: { ...r.values, place: at(i) } } : r));
    const sums = coverageOf(await phoneWith(many), programme);
    const far = areaOf(sums, programme.sheet, [VILLAGE.split('.').slice(0, 3).join('.')]);
    expect(far.lines.length).toBeGreaterThan(30);
    expect(far.lines.find((l) => l.place === VILLAGE)?.lowest).toBe(true);
    const listed = programme.sheet.columns.find((c) => c.name === 'listed') ?? fail();
    expect(far.lines.reduce((sum, l) => sum + (l.figure(listed) ?? 0), 0)).toBe(90);
  });
});

function fail(): never {
  throw new Error('the drive has a sheet');
}

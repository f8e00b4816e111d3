// Families are moved, mitras come and go, phones sync when they can: whatever the order, in the end every
// phone holds exactly what its person's grants allow, every change is in the history or held for a reason
// that is true, and all that is kept about the records is told by the records.
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DehriRecord } from '#shared/record/record.ts';
import { addGrant, endGrant, upsertPlaces } from '#server/people/people.ts';
import { moveRecords } from '#server/places/move-records.ts';
import { today } from '#server/services.ts';
import { checkFold } from '#server/sync/check-fold.ts';
import { checkSums } from '#server/sync/check-sums.ts';
import { loopPhone, type LoopPhone } from '#tests/support/loop-phone.ts';
import { createTestServer, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

const DAY = 86_400_000;
const PANCHAYAT = '10.193.1710.p02';
const TOLAS = ['t1', 't2', 't3'] as const;

let server: TestServer;
let manager: { person: string; grant: string };
beforeAll(async () => {
  server = await createTestServer();
  manager = await server.person('प्रबंधक', 'block-manager', '10.193.1710');
});
afterAll(() => server.close());

interface Worker {
  readonly person: string;
  readonly phone: LoopPhone;
  /** A form she has open, over the record as it was. */
  open: DehriRecord | undefined;
}

/** One village of its own, with a mitra per tola (the first has two phones), one of two tolas, and a coordinator. */
class World {
  static made = 0;
  readonly village: string;
  readonly workers: Worker[] = [];

  constructor(village: string) {
    this.village = village;
  }

  static async open(): Promise<World> {
    World.made += 1;
    const world = new World(`${PANCHAYAT}.w${World.made}`);
    await upsertPlaces(server.services, [world.village, ...TOLAS.map((t) => world.tola(t))].map((code) => ({ code, hi: code, en: code })));
    for (const tolas of [['t1'], ['t2'], ['t3'], ['t2', 't3']] as const) {
      const { person } = await server.person('मित्र', 'mitra', world.tola(tolas[0]));
      for (const more of tolas.slice(1)) await addGrant(server.services, person, { role: 'mitra', place: world.tola(more), from: '2026-01-01' }, null);
      await world.addPhone(person);
    }
    await world.addPhone(world.workers[0]?.person ?? '');
    await world.addPhone((await server.person('समन्वयक', 'coordinator', world.village)).person);
    return world;
  }

  async addPhone(person: string): Promise<void> {
    const now = (): number => server.services.clock();
    this.workers.push({ person, phone: await loopPhone(() => server.app, await server.phone(person), { now, still: true }), open: undefined });
  }

  tola(name: string): string {
    return `${this.village}.${name}`;
  }
}

type Step =
  | { readonly do: 'add'; readonly who: number; readonly tola: number }
  | { readonly do: 'edit'; readonly who: number; readonly which: number; readonly value: number }
  | { readonly do: 'open'; readonly who: number; readonly which: number }
  | { readonly do: 'finish'; readonly who: number; readonly value: number }
  | { readonly do: 'sync'; readonly who: number; readonly deaf: boolean }
  | { readonly do: 'move'; readonly from: number; readonly to: number; readonly some: number }
  | { readonly do: 'give'; readonly who: number; readonly tola: number }
  | { readonly do: 'take'; readonly who: number; readonly tola: number }
  | { readonly do: 'night' };

const who = fc.nat({ max: 5 });
const tola = fc.nat({ max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('add' as const), who, tola }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('edit' as const), who, which: fc.nat({ max: 20 }), value: fc.integer({ min: 1, max: 30 }) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('sync' as const), who, deaf: fc.integer({ min: 0, max: 3 }).map((n) => n === 0) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open' as const), who, which: fc.nat({ max: 20 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('finish' as const), who, value: fc.integer({ min: 1, max: 30 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('move' as const), from: tola, to: tola, some: fc.nat({ max: 7 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('give' as const), who, tola }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('take' as const), who, tola }) },
  { weight: 1, arbitrary: fc.constant({ do: 'night' as const }) },
);

function oneOf({ phone }: Worker, which: number): DehriRecord | undefined {
  const families = phone.store.ofType('family');
  return families[which % Math.max(1, families.length)];
}

async function play(world: World, now: Step): Promise<void> {
  const worker = 'who' in now ? world.workers[now.who] : undefined;
  const place = 'tola' in now ? world.tola(TOLAS[now.tola] ?? 't1') : '';
  switch (now.do) {
    case 'add':
      // One without the right to write there saves nothing.
      await worker?.phone.store.save({ type: 'family', bucket: `${place}/doorstep`, edits: { headName: 'नया', needs: ['ration'] } });
      return;
    case 'open':
      if (worker !== undefined) worker.open = oneOf(worker, now.which);
      return;
    case 'finish': {
      const seen = worker?.open;
      if (worker === undefined || seen === undefined) return;
      worker.open = undefined;
      await worker.phone.store.save({ type: 'family', record: seen.id, seen, bucket: seen.bucket, edits: { memberCount: now.value } });
      return;
    }
    case 'edit': {
      const record = worker === undefined ? undefined : oneOf(worker, now.which);
      if (record !== undefined) await worker?.phone.store.save({ type: 'family', record: record.id, edits: { memberCount: now.value, notes: `${now.which}`, outcome: now.value % 2 === 0 ? 'linked' : 'refused' } });
      return;
    }
    case 'sync':
      if (worker === undefined) return;
      worker.phone.deaf = now.deaf;
      await worker.phone.sync.syncNow();
      worker.phone.deaf = false;
      return;
    case 'move': {
      const from = world.tola(TOLAS[now.from] ?? 't1');
      const { rows } = await server.db.pool.query<{ id: string }>('SELECT id FROM record WHERE bucket = $1 ORDER BY id', [`${from}/doorstep`]);
      const records = rows.filter((_, i) => i % 3 !== now.some % 3).map((r) => r.id);
      if (records.length > 0) await moveRecords(server.services, { id: randomBytes(12).toString('base64url'), from, to: world.tola(TOLAS[now.to] ?? 't1'), records, by: manager });
      return;
    }
    case 'give':
      if (worker !== undefined) await addGrant(server.services, worker.person, { role: 'mitra', place }, manager.person);
      return;
    case 'take': {
      const { rows } = await server.db.pool.query<{ id: string; place: string }>('SELECT id, place FROM role_grant WHERE person = $1 AND place = $2 AND to_day IS NULL', [worker?.person, place]);
      for (const grant of rows) await endGrant(server.services, grant, undefined, manager.person);
      return;
    }
    case 'night':
      server.moveClock(DAY);
  }
}

/** What her grants of today reach, told without the access table. */
async function allowed(person: string): Promise<Map<string, { id: string; bucket: string; seq: number }>> {
  const day = today(server.services);
  const { rows } = await server.db.pool.query<{ id: string; bucket: string; seq: number }>(
    `SELECT DISTINCT r.id, r.bucket, r.seq FROM record r JOIN role_grant g ON g.person = $1 AND g.from_day <= $2 AND (g.to_day IS NULL OR g.to_day >= $2)
     AND (r.bucket LIKE g.place || '/%' OR r.bucket LIKE g.place || '.%')`, [person, day],
  );
  return new Map(rows.map((r) => [r.id, r]));
}

async function expectSettled(world: World): Promise<void> {
  for (const { phone } of [...world.workers, ...world.workers]) await phone.sync.syncNow();
  const sums = new Map((await server.db.pool.query<{ id: string; checksum: number }>('SELECT id, checksum FROM bucket')).rows.map((b) => [b.id, b.checksum]));
  for (const { person, phone: { store, sync } } of world.workers) {
    expect(sync.status().problem).toBeUndefined();
    expect(store.unsent().changes).toBe(0);
    const hers = await allowed(person);
    const held = new Set(store.held().map((h) => h.change.record));
    const shown = store.ofType('family').filter((r) => !held.has(r.id));
    expect(shown.map((r) => [r.id, r.bucket, r.seq]).sort()).toEqual([...hers.values()].filter((r) => !held.has(r.id)).map((r) => [r.id, r.bucket, r.seq]).sort());
    for (const bucket of Object.keys(store.cursors().cursors)) expect([bucket, store.checksum(bucket)]).toEqual([bucket, sums.get(bucket)]);
    const device = store.profile()?.device ?? '';
    const { rows } = await server.db.pool.query<{ counter: number }>('SELECT counter FROM change WHERE device = $1 UNION SELECT counter FROM held_change WHERE device = $1 ORDER BY 1', [device]);
    expect(rows.map((r) => r.counter)).toEqual(rows.map((_, i) => i + 1));
  }
  // Held only for want of a right on the day it was written, where the record was or where she thought it.
  const { rows: held } = await server.db.pool.query<{ code: string; day: string; to_day: string | null; from_day: string }>(
    `SELECT h.code, to_char(to_timestamp((convert_from(h.body, 'UTF8')::json ->> 'deviceTime')::bigint / 1000.0 + 330 * 60) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, g.from_day, g.to_day
     FROM held_change h JOIN role_grant g ON g.id = convert_from(h.body, 'UTF8')::json ->> 'grant' WHERE h.bucket LIKE $1 || '%'`, [world.village],
  );
  for (const h of held) {
    if (h.code === 'unknown-base') continue;
    expect(h.code).toBe('access');
    expect(h.to_day !== null && h.day > h.to_day).toBe(true);
  }
}

test('every phone ends with exactly what its grants allow, and nothing that was written is lost', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 45, size: 'max' }), async (steps) => {
      const world = await World.open();
      for (const now of steps) await play(world, now);
      await expectSettled(world);
    }),
    { numRuns: Number(process.env['MOVE_RUNS'] ?? 20), endOnFailure: false },
  );
  await expectWhole(server.services);
  expect((await checkSums(server.services)).differences).toEqual([]);
  expect((await checkFold(server.services)).faults).toEqual([]);
});

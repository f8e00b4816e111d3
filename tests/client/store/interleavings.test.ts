// Random histories of saving, pushing, lost answers, pulling, kills, wiped halves and failing storage,
// checked after every step: nothing that was called saved is ever in no place, counters have no gaps,
// no id has two effects; and once all is quiet the phone holds what the server holds.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RecordStore } from '#client/store/contract.ts';
import { bucketChecksum } from '#shared/sync/digest.ts';
import { BUCKET, ToyServer } from '../../contract/store-fixture.ts';
import { FaultyPhone, type Fault } from './faulty-phone.ts';

type Step =
  | { readonly do: 'create' | 'edit' | 'colleague'; readonly nth: number; readonly value: string }
  | { readonly do: 'push'; readonly answerLost: boolean; readonly limit: number; readonly refuse: boolean }
  | { readonly do: 'pull'; readonly limit: number }
  | { readonly do: 'mend' | 'take-back' | 'close' | 'apply-held' | 'ask' | 'backup' | 'restart' | 'wipe-ledger' | 'wipe-journal' | 'new-epoch' | 'draft' }
  | { readonly do: 'failing-save'; readonly ledger: Fault; readonly journal: Fault };

const value = fc.constantFrom('linked', 'refused', 'migrated', 'dead');
const fault = fc.constantFrom<Fault>('none', 'full', 'broken', 'dead');
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('create' as const, 'edit' as const, 'edit' as const, 'colleague' as const), nth: fc.nat(9), value }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('push' as const), answerLost: fc.boolean(), limit: fc.integer({ min: 1, max: 5 }), refuse: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pull' as const), limit: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('mend' as const, 'take-back' as const, 'close' as const, 'apply-held' as const, 'ask' as const, 'backup' as const, 'restart' as const, 'wipe-ledger' as const, 'wipe-journal' as const, 'new-epoch' as const, 'draft' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('failing-save' as const), ledger: fault, journal: fault }) },
);

const HISTORIES = 250;

/** Histories that once went wrong. */
const REGRESSIONS: readonly (readonly Step[])[] = [
  // Two held changes of one record: mending the first brings what the second says, which must still be mendable.
  [
    ...Array.from({ length: 4 }, (): Step => ({ do: 'create', nth: 0, value: 'linked' })), { do: 'edit', nth: 0, value: 'refused' },
    { do: 'push', answerLost: false, limit: 3, refuse: true }, { do: 'push', answerLost: false, limit: 2, refuse: false },
    { do: 'edit', nth: 6, value: 'linked' }, { do: 'push', answerLost: false, limit: 1, refuse: true },
  ],
];

interface World {
  phone: FaultyPhone;
  store: RecordStore;
  server: ToyServer;
  epoch: number;
  /** Ids of all changes that were called saved, and what they were. */
  saved: Map<string, number>;
  /** Forgotten by the phone because the server had them in its backup. */
  safe: number;
  drafted: number;
  /** One kind of storage has failed since the start: what it missed has one copy only. */
  degraded: boolean;
}

describe('any interleaving', () => {
  test('loses nothing, repeats nothing, and ends with what the server holds', { timeout: 120_000 }, async () => {
    let histories = 0;
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 40 }), async (steps) => {
      const phone = new FaultyPhone();
      const world: World = { phone, store: await phone.start(), server: new ToyServer(), epoch: 1, saved: new Map(), safe: 0, drafted: 0, degraded: false };
      for (const s of steps) {
        await take(world, s);
        check(world);
      }
      await quiet(world);
      await world.store.close();
      histories += 1;
    }), { numRuns: HISTORIES, examples: REGRESSIONS.map((steps) => [[...steps]]) });
    expect(histories).toBe(HISTORIES);
  });
});

async function take(world: World, s: Step): Promise<void> {
  const { phone, server } = world;
  const ids = world.store.ofType('household').map((r) => r.id);
  switch (s.do) {
    case 'create':
    case 'edit': {
      const id = s.do === 'edit' ? ids[s.nth % Math.max(1, ids.length)] : undefined;
      await saved(world, () => world.store.save({ type: 'household', bucket: BUCKET, edits: { headName: `n${s.nth}`, outcome: s.value }, ...(id !== undefined && { record: id }) }));
      return;
    }
    case 'colleague': {
      const known = [...server.records.keys()];
      server.edit(known[s.nth % Math.max(1, known.length)] ?? `made-by-colleague-${s.nth}`, { outcome: s.value }, `c${world.epoch}.${server.head}`);
      return;
    }
    case 'push': {
      const out = world.store.outbox(s.limit);
      const results = server.push(out, (c) => s.refuse && c.counter % 3 === 0);
      if (!s.answerLost) await world.store.settle(out, results);
      return;
    }
    case 'pull':
      await pull(world, s.limit);
      return;
    case 'mend': {
      const held = world.store.held()[0];
      if (held === undefined) return;
      await saved(world, () => world.store.save({ type: 'household', record: held.change.record, edits: { note: 'mended' }, mends: held.change.id }));
      return;
    }
    case 'take-back': {
      const held = world.store.held()[0];
      if (held !== undefined) await world.store.withdraw(held.change.id);
      return;
    }
    case 'close': {
      const [id] = server.held.keys();
      if (id !== undefined) server.end(id, 'closed');
      return;
    }
    case 'apply-held':
      server.applyHeld();
      return;
    case 'ask':
      await world.store.learnSettled(server.answer(world.store.heldQuestions()));
      return;
    case 'backup': {
      const settled = [...world.saved].filter(([id]) => server.seen.has(id) || server.held.has(id) || server.ends.has(id)).map(([, counter]) => counter);
      let through = world.safe;
      while (settled.includes(through + 1)) through += 1;
      world.safe = through;
      await world.store.forgetSafe(through);
      return;
    }
    case 'new-epoch': {
      // The server is restored to a backup that has what it called safe.
      world.epoch += 1;
      const restored = new ToyServer();
      restored.generation = world.epoch;
      for (const [id, change] of server.held) if ((world.saved.get(id) ?? Infinity) <= world.safe) restored.held.set(id, change);
      for (const [id, end] of server.ends) if ((world.saved.get(id) ?? Infinity) <= world.safe) restored.ends.set(id, end);
      if (world.safe > 0) {
        for (const [id, seq] of server.seen) restored.seen.set(id, seq);
        for (const [id, record] of server.records) restored.records.set(id, record);
        restored.skipTo(server.head);
      }
      world.server = restored;
      await world.store.resetEpoch(`e${world.epoch}`);
      return;
    }
    case 'draft':
      world.drafted += 1;
      await world.store.putDraft({ id: 'd', form: 'f@1', bucket: BUCKET, answers: {}, page: world.drafted, savedAt: world.drafted });
      return;
    case 'restart':
      world.store = await phone.start();
      return;
    case 'wipe-ledger':
      await heal(world);
      phone.disk.rows.clear();
      world.store = await phone.start();
      return;
    case 'wipe-journal':
      await heal(world);
      phone.disk.journal = undefined;
      world.store = await phone.start();
      return;
    case 'failing-save': {
      phone.ledger = s.ledger;
      phone.journal = s.journal;
      world.degraded = true;
      const result = await Promise.race([
        saved(world, () => world.store.save({ type: 'household', bucket: BUCKET, edits: { headName: 'under fault' } })),
        new Promise((resolve) => setTimeout(resolve, 15, 'killed')),
      ]);
      phone.ledger = 'none';
      phone.journal = 'none';
      if (result === 'killed') {
        world.store = await phone.start();
        for (const c of world.store.outbox(9999)) world.saved.set(c.id, c.counter);
      }
    }
  }
}

/** The start after a failure makes both copies whole. */
async function heal(world: World): Promise<void> {
  if (world.degraded) world.store = await world.phone.start();
  world.degraded = false;
}

async function saved(world: World, work: () => ReturnType<RecordStore['save']>): Promise<void> {
  const before = new Set(world.store.outbox(9999).map((c) => c.id));
  const result = await work();
  const made = world.store.outbox(9999).filter((c) => !before.has(c.id));
  if (!result.ok) expect(made).toEqual([]);
  else expect(made).toHaveLength(result.changed ? 1 : 0);
  for (const c of made) world.saved.set(c.id, c.counter);
}

async function pull(world: World, limit: number): Promise<void> {
  const cursor = world.store.cursors().cursors[BUCKET];
  await world.store.applyPage(world.server.page(cursor?.[0] === world.server.generation ? cursor[1] : 0, limit));
}

function check({ store, server, saved: all, safe, drafted }: World): void {
  const here = new Set([...store.outbox(9999).map((c) => c.id), ...store.held().map((h) => h.change.id)]);
  for (const [id, counter] of all) {
    if (!here.has(id) && !server.seen.has(id) && !server.held.has(id) && !server.ends.has(id) && counter > safe) throw new Error(`change ${id} is nowhere`);
  }
  const counters = [...all.values()].sort((a, b) => a - b);
  expect(counters).toEqual(counters.map((_, i) => i + 1));
  expect(store.drafts().map((d) => d.page)).toEqual(drafted > 0 ? [drafted] : []);
}

async function quiet(world: World): Promise<void> {
  world.store = await world.phone.start();
  for (let round = 0; round < 200 && world.store.held().length + world.store.outbox(1).length + world.store.heldQuestions().withdraw.length > 0; round += 1) {
    await take(world, { do: 'ask' });
    await take(world, { do: 'mend' });
    const out = world.store.outbox(100);
    await world.store.settle(out, world.server.push(out));
    await pull(world, 1000);
  }
  await pull(world, 1000);
  const { store, server } = world;
  expect(store.unsent().changes).toBe(0);
  const mine = new Map(store.ofType('household').map((r) => [r.id, r]));
  expect(mine).toEqual(server.records);
  expect(store.checksum(BUCKET)).toBe(bucketChecksum(server.records.values()));
}

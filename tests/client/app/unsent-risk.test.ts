import { describe, expect, test } from 'vitest';
import { MANY_RECORDS, unsentRisk } from '#client/app/unsent-risk.ts';
import { openMemoryStore } from '#client/store/memory-store.ts';
import type { RecordStore } from '#client/store/contract.ts';
import { PROGRAMMES } from '#programmes/index.ts';
import { demoProfile, VILLAGE } from '../screens/demo/village.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 21, 6);

async function phone(): Promise<{ readonly store: RecordStore; readonly save: (name: string, at: number) => Promise<void> }> {
  let now = START;
  const store = await openMemoryStore({ types: PROGRAMMES.flatMap((p) => p.recordTypes), now: () => now, profile: demoProfile });
  return {
    store,
    async save(name, at) {
      now = at;
      const saved = await store.save({ type: 'household', record: name, bucket: `${VILLAGE}/doorstep`, edits: { headName: name, notes: String(at) } });
      if (!saved.ok) throw new Error(saved.reason);
    },
  };
}

describe('unsent work', () => {
  test('of today is no risk', async () => {
    const { store, save } = await phone();
    await save('h1', START);
    expect(unsentRisk(store, START + 2 * DAY).kind).toBe('none');
  });

  test('that has waited three days or more is told as records and whole days, each record once', async () => {
    const { store, save } = await phone();
    await save('h1', START);
    await save('h1', START + 1);
    await save('h2', START + 1.5 * DAY);
    await save('h3', START + 4 * DAY);
    expect(unsentRisk(store, START + 4.9 * DAY)).toEqual({ kind: 'long', records: 2, days: 4 });
  });

  test('is no risk any more once it is with the server', async () => {
    const { store, save } = await phone();
    await save('h1', START);
    const waiting = store.outbox(10);
    await store.settle(waiting, waiting.map(() => ['a', 7]));
    expect(unsentRisk(store, START + 9 * DAY).kind).toBe('none');
  });

  test('is much when many records wait, however new', async () => {
    const { store, save } = await phone();
    for (let i = 0; i < MANY_RECORDS; i++) await save(`h${i}`, START);
    expect(unsentRisk(store, START)).toEqual({ kind: 'many', records: MANY_RECORDS, days: 0 });
  });
});

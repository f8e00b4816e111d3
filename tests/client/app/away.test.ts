import { describe, expect, test } from 'vitest';
import { isAway } from '#client/app/away.ts';
import { openMemoryStore } from '#client/store/memory-store.ts';
import type { RecordStore } from '#client/store/contract.ts';
import { BUCKET, family, HOUSEHOLD, OTHER_BUCKET, PROFILE, wire } from '../../contract/store-fixture.ts';

const NOW = Date.UTC(2026, 5, 1);
const draft = { record: family(1).id, bucket: BUCKET };

async function phone(): Promise<RecordStore> {
  const store = await openMemoryStore({ types: [HOUSEHOLD], now: () => NOW, profile: PROFILE });
  await store.resetEpoch('e1');
  return store;
}
const pull = (store: RecordStore, over: object = {}): Promise<number> => store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 2, rows: wire([family(1), family(2)]), ...over });

describe('a draft is about a family that is away', () => {
  test('when the family has left a list that is here', async () => {
    const store = await phone();
    await pull(store);
    expect(isAway(store, draft, NOW)).toBe(false);
    await store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 3, rows: wire([]), gone: [family(1).id] });
    expect(isAway(store, draft, NOW)).toBe(true);
  });

  test('when the whole list was given to someone else', async () => {
    const store = await phone();
    await pull(store);
    await store.setProfile({ ...PROFILE, digest: 'p2', grants: PROFILE.grants.map((g) => ({ ...g, to: '2026-05-31' })) });
    await store.dropBuckets([BUCKET]);
    expect(isAway(store, draft, NOW)).toBe(true);
  });

  test('not while the list is still to come, or comes again', async () => {
    const store = await openMemoryStore({ types: [HOUSEHOLD], now: () => NOW, profile: PROFILE });
    expect(isAway(store, draft, NOW)).toBe(false);
    await store.resetEpoch('e1');
    expect(isAway(store, draft, NOW)).toBe(false);
  });

  test('not when it only moved to another of her tolas, and never when it is about a new one', async () => {
    const store = await phone();
    await pull(store);
    await store.applyPage({ t: 'page', b: OTHER_BUCKET, g: 1, s: 1, rows: wire([family(1, OTHER_BUCKET)]) });
    await store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 3, rows: wire([]), gone: [family(1).id] });
    expect([isAway(store, draft, NOW), isAway(store, { bucket: BUCKET }, NOW)]).toEqual([false, false]);
  });
});

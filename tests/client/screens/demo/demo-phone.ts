// A phone without a server: the real store over memory, filled with the made-up village. For looking
// at screens and for their tests.
import { PROGRAMMES } from '#programmes/index.ts';
import { encodeRecords } from '#shared/sync/wire-records.ts';
import type { Profile } from '#shared/sync/profile.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { createDoorSearch } from '#client/app/door-search.ts';
import type { Phone, Session } from '#client/app/services.ts';
import { openMemoryStore } from '#client/store/memory-store.ts';
import type { RecordStore } from '#client/store/contract.ts';
import type { SyncControl, SyncStatus } from '#client/sync/contract.ts';
import { demoProfile, demoRecords } from './village.ts';

export interface DemoOptions {
  readonly families?: number;
  readonly profile?: Profile;
  readonly records?: readonly DehriRecord[];
  /** Spaces on the phone before it starts; none: a new phone. */
  readonly pictures?: readonly string[];
}

export const DEMO_PIN = '284917';
export const DEMO_CODE = '12345678';

export async function demoStore({ families = 180, profile = demoProfile, records = demoRecords(families) }: DemoOptions = {}): Promise<RecordStore> {
  const store = await openMemoryStore({ types: PROGRAMMES.flatMap((p) => p.recordTypes), now: () => Date.now(), profile });
  const buckets = new Map<string, DehriRecord[]>();
  for (const record of records) buckets.set(record.bucket, [...(buckets.get(record.bucket) ?? []), record]);
  for (const [bucket, rows] of buckets) await store.applyPage({ t: 'page', b: bucket, g: 1, s: rows.length, rows: encodeRecords(rows) });
  return store;
}

export async function demoSession(options: DemoOptions = {}): Promise<Session> {
  return sessionOver(await demoStore(options), options.pictures?.[0] ?? 'lotus', options.profile ?? demoProfile);
}

function sessionOver(store: RecordStore, picture: string, profile: Profile): Session {
  const listeners: ((why: 'locked' | 'elsewhere') => void)[] = [];
  const type = PROGRAMMES[0]?.recordTypes[0];
  if (type === undefined) throw new Error('there is a programme');
  return {
    space: { id: picture, picture },
    profile: () => profile,
    store, sync: demoSync(store), search: createDoorSearch(store, type),
    changePin: async (current) => (current === DEMO_PIN ? { ok: true } : { ok: false, waitSeconds: 0 }),
    touch: () => undefined,
    lock: () => {
      for (const listener of listeners.splice(0)) listener('locked');
    },
    onLock: (listener) => void listeners.push(listener),
  };
}

/** Takes everything that waits and gives a receipt for it, after a moment. */
function demoSync(store: RecordStore): SyncControl {
  let status: SyncStatus = { phase: 'idle', received: 0, coming: 0, sent: 0, toSend: 0, photos: undefined, lastComplete: undefined, problem: undefined, elsewhere: false };
  const listeners = new Set<() => void>();
  const show = (change: Partial<SyncStatus>): void => {
    status = { ...status, ...change };
    for (const listener of listeners) listener();
  };
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  return {
    status: () => status,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    cost: async () => ({ records: 180, bytes: 11_300, seconds: 3, photoSeconds: 12 }),
    async syncNow() {
      const changes = store.outbox(500);
      show({ phase: 'sending', toSend: changes.length, sent: 0, coming: 180, received: 0 });
      await pause(300);
      await store.settle(changes, changes.map((_, i) => ['a', 1000 + i]));
      for (let received = 0; received <= 180; received += 60) {
        show({ phase: 'receiving', sent: changes.length, received });
        await pause(150);
      }
      show({ phase: 'idle', lastComplete: Date.now() });
    },
    async sendPhotos() {
      await this.syncNow();
      const photos = store.photosKept().filter((p) => p.stage === 'waiting');
      const bytes = photos.reduce((sum, p) => sum + p.size, 0);
      let sentBytes = 0;
      for (const { name, size } of photos) {
        show({ phase: 'photos', photos: { photos: photos.length, sentBytes, bytes } });
        await pause(300);
        await store.settlePhoto(name, 'sent');
        sentBytes += size;
      }
      show({ phase: 'idle', photos: undefined });
    },
    fetchPhoto: async () => 'not-there',
  };
}

export function demoPhone(options: DemoOptions = {}): Phone {
  const pictures = [...(options.pictures ?? [])];
  const forgotten = new Set<string>();
  let wrong = 0;
  return {
    spaces: async () => pictures.map((picture) => ({ id: picture, picture, forgotten: forgotten.has(picture) })),
    markForgotten: async (id) => {
      forgotten.add(id);
    },
    enrol: async (code) => (code === DEMO_CODE ? { ok: true, enrolment: { profile: options.profile ?? demoProfile } } : { ok: false, code: 'code-wrong' }),
    createSpace: async (_, picture) => {
      pictures.push(picture);
      return sessionOver(await demoStore(options), picture, options.profile ?? demoProfile);
    },
    async unlock(id, pin) {
      if (pin === DEMO_PIN) return { ok: true, session: sessionOver(await demoStore(options), id, options.profile ?? demoProfile) };
      wrong += 1;
      return { ok: false, reason: 'wrong-pin', waitSeconds: wrong > 2 ? 30 : 0 };
    },
    waitSeconds: async () => 0,
    storage: async () => ({ used: 12_000_000, quota: 4_000_000_000, kept: true }),
  };
}

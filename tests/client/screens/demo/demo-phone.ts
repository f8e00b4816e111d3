// A phone without a server: the real store over memory, filled with the made-up village. For looking
// at screens and for their tests.
import { CASE_PROGRAMMES } from '#programmes/case-programmes.ts';
import { FIELD_PROGRAMMES } from '#programmes/field-programmes.ts';
import { PROGRAMMES } from '#programmes/index.ts';
import { ENGINE_TYPES } from '#shared/engine-types.ts';
import { encodeRecords } from '#shared/sync/wire-records.ts';
import type { Profile } from '#shared/sync/profile.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { createDoorSearch } from '#client/app/door-search.ts';
import { createCaseApp } from '#client/screens/cases/case-app.tsx';
import type { Phone, Session } from '#client/app/services.ts';
import { openPractice } from '#client/practice/open-practice.ts';
import { openMemoryStore } from '#client/store/memory-store.ts';
import type { RecordStore } from '#client/store/contract.ts';
import type { CarriedFile } from '#client/store/carried-files.ts';
import type { CarriedControl, SealedControl, SealedStatus, SyncControl, SyncStatus } from '#client/sync/contract.ts';
import { demoProfile, demoRecords } from './village.ts';

export interface DemoOptions {
  readonly families?: number;
  readonly profile?: Profile;
  readonly records?: readonly DehriRecord[];
  /** Spaces on the phone before it starts; none: a new phone. */
  readonly pictures?: readonly string[];
  /** What can be told of a locked space. */
  readonly sealed?: Partial<SealedStatus>;
  readonly carried?: readonly CarriedFile[];
  /** The server was restored to a time before this phone was enrolled. */
  readonly unknown?: boolean;
}

export const DEMO_PIN = '284917';
export const DEMO_CODE = '12345678';

export async function demoStore({ families = 180, profile = demoProfile, records = demoRecords(families) }: DemoOptions = {}): Promise<RecordStore> {
  const store = await openMemoryStore({ types: [...ENGINE_TYPES, ...PROGRAMMES.flatMap((p) => p.recordTypes)], now: () => Date.now(), profile });
  const buckets = new Map<string, DehriRecord[]>();
  for (const record of records) buckets.set(record.bucket, [...(buckets.get(record.bucket) ?? []), record]);
  for (const [bucket, rows] of buckets) await store.applyPage({ t: 'page', b: bucket, g: 1, s: rows.length, rows: encodeRecords(rows) });
  return store;
}

export async function demoSession(options: DemoOptions = {}): Promise<Session> {
  return sessionOver(await demoStore(options), options.pictures?.[0] ?? 'lotus', options.profile ?? demoProfile, options.unknown);
}

function sessionOver(store: RecordStore, picture: string, profile: Profile, unknown = false): Session {
  let known = !unknown;
  const sync = demoSync(store, () => known);
  const listeners: ((why: 'locked' | 'elsewhere') => void)[] = [];
  const type = PROGRAMMES[0]?.recordTypes[0];
  if (type === undefined) throw new Error('there is a programme');
  return {
    space: { id: picture, picture },
    profile: () => profile,
    store, sync, search: createDoorSearch(store, type),
    cases: async () => createCaseApp(CASE_PROGRAMMES),
    async enrolAgain(code) {
      if (code !== DEMO_CODE) return { ok: false, code: 'code-wrong' };
      known = true;
      void sync.syncNow();
      return { ok: true, enrolment: { profile } };
    },
    passkey: { state: async () => 'absent', add: async () => ({ ok: false, reason: 'no-secret' }), remove: async () => undefined },
    changePin: async (current) => (current === DEMO_PIN ? { ok: true } : { ok: false, waitSeconds: 0 }),
    touch: () => undefined,
    lock: () => {
      for (const listener of listeners.splice(0)) listener('locked');
    },
    onLock: (listener) => void listeners.push(listener),
  };
}

/** Takes everything that waits and gives a receipt for it, after a moment. */
function demoSync(store: RecordStore, known: () => boolean): SyncControl {
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
      if (!known()) return show({ problem: { code: 'device-unknown' } });
      const changes = store.outbox(500);
      show({ phase: 'sending', toSend: changes.length, sent: 0, coming: 180, received: 0 });
      await pause(300);
      await store.settle(changes, changes.map((_, i) => ['a', 1000 + i]));
      for (let received = 0; received <= 180; received += 60) {
        show({ phase: 'receiving', sent: changes.length, received });
        await pause(150);
      }
      show({ phase: 'idle', lastComplete: Date.now(), problem: undefined });
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
  const [sealed, carried] = [demoSealed(options.sealed), demoCarried(options.carried)];
  let wrong = 0;
  return {
    spaces: async () => pictures.map((picture) => ({ id: picture, picture, forgotten: forgotten.has(picture) })),
    markForgotten: async (id) => {
      forgotten.add(id);
    },
    enrol: async (code) => (code === DEMO_CODE ? { ok: true, enrolment: { profile: options.profile ?? demoProfile } } : { ok: false, code: 'code-wrong' }),
    otherSignIn: async () => undefined,
    practise: (profile) => openPractice({ profile, engineTypes: ENGINE_TYPES, doorstep: FIELD_PROGRAMMES, offices: async () => CASE_PROGRAMMES, cases: async () => createCaseApp(CASE_PROGRAMMES), now: Date.now }),
    createSpace: async (_, picture) => {
      pictures.push(picture);
      return sessionOver(await demoStore(options), picture, options.profile ?? demoProfile);
    },
    async unlock(id, pin) {
      if (pin === DEMO_PIN) return { ok: true, session: sessionOver(await demoStore(options), id, options.profile ?? demoProfile) };
      wrong += 1;
      return { ok: false, reason: 'wrong-pin', waitSeconds: wrong > 2 ? 30 : 0 };
    },
    unlockWithPasskey: async () => undefined,
    waitSeconds: async () => 0,
    sealed: async () => sealed,
    rescueFile: async () => (sealed.status().waiting === 0 ? undefined : { name: 'dehri-2026-05-10-k7mp.dehri', text: '', changes: sealed.status().waiting }),
    carried: async () => carried,
    storage: async () => ({ used: 12_000_000, quota: 4_000_000_000, kept: true }),
  };
}

/** Hands in all that waits, unless it has a problem. */
function demoSealed(over: Partial<SealedStatus> = {}): SealedControl {
  let status: SealedStatus = { known: true, waiting: 0, delivered: 0, closed: 0, received: 0, refused: 0, busy: false, shut: false, problem: undefined, ...over };
  const listeners = new Set<() => void>();
  return {
    status: () => status,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async handIn() {
      if (status.problem !== undefined || status.waiting === 0 || status.busy) return;
      status = { ...status, waiting: 0, received: status.waiting, delivered: status.delivered + status.waiting };
      for (const listener of listeners) listener();
    },
  };
}

/** Takes whatever says that it is a rescue file. */
function demoCarried(before: readonly CarriedFile[] = []): CarriedControl {
  let files = [...before];
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    files: () => files, busy: () => false, problem: () => (files.some((f) => f.arrived + f.refused < f.changes) ? 'no-network' : undefined),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async add(text) {
      if (!text.startsWith('dehri-rescue 1')) return { ok: false, reason: 'not-rescue' };
      const file: CarriedFile = { id: String(files.length), at: Date.now(), changes: 12, arrived: 0, refused: 0, damaged: 0 };
      files = [...files, file];
      tell();
      return { ok: true, file };
    },
    async drop(id) {
      files = files.filter((file) => file.id !== id);
      tell();
    },
    handIn: async () => undefined,
  };
}

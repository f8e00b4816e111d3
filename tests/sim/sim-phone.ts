// A phone with the product's own client: its store over a disk that can fail, its sync loop over a line
// that can break, its lease. Killed at any moment, it starts again from what its disk holds.
import { StorageFailure, type RecordStore, type SaveRequest } from '#client/store/contract.ts';
import { openMemoryStore } from '#client/store/memory-store.ts';
import { createSync, type SyncController } from '#client/sync/controller.ts';
import type { Fetch, Renewal } from '#client/sync/http.ts';
import { openVault, type OpenVault } from '#client/vault/open-vault.ts';
import type { VaultState } from '#client/vault/header.ts';
import type { ChangeId } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { Profile } from '#shared/sync/profile.ts';
import { SIM_TYPES } from './programmes.ts';
import { Rng, seedOf } from './random.ts';
import { SimDisk } from './sim-disk.ts';
import type { Timeline } from './timeline.ts';

export interface PhoneParts {
  readonly timeline: Timeline;
  readonly seed: number;
  readonly profile: () => Profile;
  readonly fetch: Fetch;
  readonly renew: () => Renewal;
  readonly types?: readonly RecordType[];
}

/** What the person was told is saved. */
export interface Saved {
  readonly id: ChangeId;
  readonly counter: number;
}


export class SimPhone {
  readonly name: string;
  readonly device: string;
  readonly person: string;
  readonly disk: SimDisk;
  /** How far its clock is from the right one, in milliseconds. */
  skew = 0;
  /** Its clock was never moved. */
  truthful = true;
  /** Changes that the person was told are saved, not yet known to be in a backup. */
  readonly saved = new Map<ChangeId, Saved>();
  /** Wiped since the last start: the other half knows. */
  hurt = false;
  /** A form begun earlier: the record as it was then. */
  open: DehriRecord | undefined;
  store: RecordStore | undefined;
  sync: SyncController | undefined;
  vault: OpenVault | undefined;
  /** True time of the last answer that reached it. */
  lastContact: number;
  /** Completed syncs, and the time of the last. */
  completed = 0;
  lives = 0;
  /** Same device in two bodies. */
  cloned = false;
  #state: VaultState;
  #starting = false;
  readonly #parts: PhoneParts;

  constructor(name: string, device: string, person: string, parts: PhoneParts, disk?: SimDisk['disk']) {
    this.name = name;
    this.device = device;
    this.person = person;
    this.#parts = parts;
    this.disk = new SimDisk(() => { this.kill(); }, disk);
    this.lastContact = parts.timeline.now;
    this.#state = { lastContact: this.now(), lastSeen: this.now(), leaseDays: 7, idleMinutes: 5 };
  }

  now(): number {
    return this.#parts.timeline.now + this.skew;
  }

  get isOn(): boolean {
    return this.store !== undefined;
  }

  /** Opens what the disk holds; never ends when it dies meanwhile. */
  async start(): Promise<void> {
    if (this.store !== undefined || this.#starting) return;
    this.#starting = true;
    this.lives += 1;
    const life = this.lives;
    const alive = (): boolean => life === this.lives;
    const { timeline, seed, fetch, renew, types = SIM_TYPES } = this.#parts;
    const rng = new Rng(seedOf(seed, this.name, 'life', life));
    const vault = this.#openVault();
    const opened = openMemoryStore({
      types, now: () => this.now(), random: (length) => rng.bytes(length), disk: this.disk.disk,
      parts: { ...this.disk.ports(), readable: () => vault.lease() === 'valid' },
      profile: this.#parts.profile(),
    });
    const store = await opened.catch((error: unknown) => {
      if (error instanceof StorageFailure) return undefined;
      throw error;
    });
    if (!alive()) return void vault.lock();
    this.#starting = false;
    if (store === undefined) {
      // No room even for the profile: she tries again a little later.
      void vault.lock();
      return void timeline.after(60_000, () => void this.start());
    }
    // With a full disk the half that was lost is made again only later.
    this.hurt = this.disk.full;
    this.vault = vault;
    this.store = store;
    // What it shows as unsent after a start it must keep like everything else that was called saved.
    for (const { id, counter } of store.outbox(Infinity)) this.saved.set(id, { id, counter });
    this.sync = createSync({
      store, app: 'sim', fetch, isOnline: () => true, now: () => this.now(), random: () => rng.next(), pack: async (bytes) => bytes,
      after: (ms, then) => timeline.after(ms, () => { if (alive()) then(); }),
      renewSession: async () => renew(),
      lastTransfer: () => undefined, browserEstimate: () => undefined,
      onContact: (serverTime) => {
        if (!alive()) return;
        this.lastContact = timeline.now;
        void vault.contact(serverTime);
      },
      onRevoked: () => { if (alive()) void vault.endLease(); },
      onComplete: () => { if (alive()) this.completed += 1; },
    });
  }

  /** The battery is pulled. */
  kill(): void {
    this.lives += 1;
    this.#starting = false;
    this.disk.cutOff();
    this.sync?.stop();
    void this.vault?.lock();
    this.store = undefined;
    this.sync = undefined;
    this.vault = undefined;
    this.open = undefined;
  }

  /** Undefined when it died over it. */
  async save(requests: readonly SaveRequest[]): Promise<readonly ChangeId[] | undefined> {
    const { store, lives } = this;
    if (store === undefined) return undefined;
    const before = new Set(store.outbox(Infinity).map((c) => c.id));
    const result = await store.saveAll(requests);
    if (lives !== this.lives || !result.ok) return undefined;
    const made = store.outbox(Infinity).filter((c) => !before.has(c.id));
    for (const { id, counter } of made) this.saved.set(id, { id, counter });
    return made.map((c) => c.id);
  }

  moveClock(ms: number): void {
    this.skew += ms;
    if (ms !== 0) this.truthful = false;
  }

  #openVault(): OpenVault {
    return openVault({
      id: this.name, symbol: '', publicKey: { kty: 'EC', crv: 'P-256', x: '', y: '' }, state: this.#state, now: () => this.now(), steady: () => this.now() - this.skew,
      cipher: { seal: async (_table, _key, plain) => plain, open: async (_table, _key, sealed) => new Uint8Array(sealed) },
      signer: {} as CryptoKey,
      saveState: async (state) => { this.#state = state; },
      changePin: async () => ({ ok: true }),
      hasPasskey: false, addPasskey: async () => ({ ok: true }), removePasskey: async () => undefined,
    });
  }
}

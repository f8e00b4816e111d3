// Puts the vault and the store together in the browser: what `main.tsx` calls.
//
//   const spaces = openSpaces({ types });
//   spaces.list()                       the lock screen's pictures; an empty list means a new phone
//   spaces.prepareDevice()              public key to enrol with
//   spaces.create({ symbol, pin })      → space, then space.store.setProfile(profile)
//   spaces.unlock(id, pin)              → { ok, space }
//   space.store / space.vault.sign(…)   work
//   space.vault.contact()               whenever the server has answered this device: renews the lease
//   space.close()                       or by itself: idle, another tab, lock()
import type { RecordType } from '#shared/record/record-type.ts';
import type { Profile } from '#shared/sync/profile.ts';
import { workerStretcher, type Stretcher } from '../vault/key-stretch.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { systemRandom, type Random } from '../vault/random.ts';
import { openSealer } from '../vault/sealer.ts';
import type { PasskeySecret } from '../vault/passkey.ts';
import { createVaults, type VaultCard, type VaultUnlock, type Vaults } from '../vault/vaults.ts';
import type { RecordStore } from './contract.ts';
import { idbLedger } from './idb-ledger.ts';
import { openFolder } from './opfs-journal.ts';
import { openRecordStore } from './open-record-store.ts';
import { browserShelf, OPFS_ROOT, type ShelfNames } from './vault-shelf.ts';
import { takeWriterLock, type WriterLock } from './writer-lock.ts';

/** An open vault with its store. */
export interface OpenSpace {
  readonly vault: OpenVault;
  readonly store: RecordStore;
  /** Finishes what is being written, then forgets keys and records. */
  close(): Promise<void>;
  /** Called once when it has closed, for whatever reason. */
  onClosed(listener: (why: 'locked' | 'elsewhere') => void): void;
}

export type SpaceUnlock =
  | { readonly ok: true; readonly space: OpenSpace }
  | { readonly ok: false; readonly reason: 'wrong-pin' | 'wait' | 'unknown-vault' | 'elsewhere'; readonly waitMs: number };

export interface Spaces {
  list(): Promise<readonly VaultCard[]>;
  prepareDevice: Vaults['prepareDevice'];
  create(request: { readonly symbol: string; readonly pin: string }): Promise<OpenSpace>;
  /** @param takeOver when another tab has it open: ask that one to close. */
  unlock(id: string, pin: string, takeOver?: boolean): Promise<SpaceUnlock>;
  /** As `unlock`, by the phone's own sensor. */
  unlockWithPasskey(id: string, passkey: PasskeySecret, takeOver?: boolean): Promise<SpaceUnlock>;
  markForgotten: Vaults['markForgotten'];
}

export interface SpacesOptions {
  readonly types: readonly RecordType[];
  /** Further types that her rights ask for; see `StoreParts`. */
  readonly typesFor?: (profile: Profile) => Promise<readonly RecordType[]>;
  readonly now?: () => number;
  /** Milliseconds of the page's own time. */
  readonly steady?: () => number;
  readonly random?: Random;
  readonly stretcher?: Stretcher;
  /** Other names, so that tests do not meet each other. */
  readonly names?: ShelfNames;
}

export function openSpaces({ types, typesFor, now = Date.now, steady = () => performance.now(), random = systemRandom, stretcher = workerStretcher(), names }: SpacesOptions): Spaces {
  const vaults = createVaults({ shelf: browserShelf(names), stretcher, now, steady, random });
  const root = names?.root ?? OPFS_ROOT;

  const openSpace = async (vault: OpenVault, lock: WriterLock): Promise<OpenSpace> => {
    const folder = openFolder(`${root}/${vault.id}`);
    const store = await openRecordStore({
      cipher: vault.cipher,
      ledger: idbLedger(`dehri-${vault.id}`),
      ...folder,
      types, now, random,
      ...(typesFor === undefined ? {} : { typesFor }),
      readable: () => vault.lease() === 'valid',
      openSealer: (to, device) => openSealer({ to, device, publicKey: vault.publicKey, sign: (text) => vault.sign(text) }),
    });
    followPolicy(vault, store);
    watchIdle(vault);
    return joinSpace(vault, store, lock);
  };

  const enter = async (unlocked: VaultUnlock, takeOver: boolean): Promise<SpaceUnlock> => {
    if (!unlocked.ok) return unlocked;
    const lock = await takeWriterLock(unlocked.vault.id, takeOver);
    if (lock === undefined) {
      await unlocked.vault.lock();
      return { ok: false, reason: 'elsewhere', waitMs: 0 };
    }
    return { ok: true, space: await openSpace(unlocked.vault, lock) };
  };

  return {
    list: () => vaults.list(),
    prepareDevice: () => vaults.prepareDevice(),
    async create(request) {
      const vault = await vaults.create(request);
      const lock = await takeWriterLock(vault.id, true);
      if (lock === undefined) throw new Error('a vault just made is not open elsewhere');
      return openSpace(vault, lock);
    },
    unlock: async (id, pin, takeOver = false) => enter(await vaults.unlock(id, pin), takeOver),
    unlockWithPasskey: async (id, passkey, takeOver = false) => enter(await vaults.unlockWithPasskey(id, passkey), takeOver),
    markForgotten: (id) => vaults.markForgotten(id),
  };
}

function joinSpace(vault: OpenVault, store: RecordStore, lock: WriterLock): OpenSpace {
  const listeners: ((why: 'locked' | 'elsewhere') => void)[] = [];
  let why: 'locked' | 'elsewhere' = 'locked';
  vault.onLock(async () => {
    await store.close();
    lock.release();
    for (const listener of listeners.splice(0)) listener(why);
  });
  lock.onLost(() => {
    why = 'elsewhere';
    void vault.lock();
  });
  return {
    vault, store,
    close: () => vault.lock(),
    onClosed: (listener) => void listeners.push(listener),
  };
}

/** Taps and keys keep it open; coming back to a tab that slept too long locks it at once. */
function watchIdle(vault: OpenVault): void {
  const touch = (): void => vault.touch();
  const look = (): void => vault.lockIfIdle();
  const options = { capture: true, passive: true };
  for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, touch, options);
  document.addEventListener('visibilitychange', look);
  vault.onLock(() => {
    for (const kind of ['pointerdown', 'keydown']) removeEventListener(kind, touch, options);
    document.removeEventListener('visibilitychange', look);
  });
}

/** The profile says how long the lease is and how soon the app locks. */
function followPolicy(vault: OpenVault, store: RecordStore): void {
  let digest: string | undefined;
  const follow = (): void => {
    const profile = store.profile();
    if (vault.locked || profile === undefined || profile.digest === digest) return;
    digest = profile.digest;
    void vault.setPolicy(profile).catch(() => (digest = undefined));
  };
  store.subscribe(follow);
  follow();
}

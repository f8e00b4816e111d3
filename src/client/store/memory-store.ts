// The same store over memory, for tests of what stands on it (sync, screens, simulations). It passes
// the same contract suite as the browser's. Nothing is encrypted, nothing outlives the disk object.
import type { RecordType } from '#shared/record/record-type.ts';
import type { Profile } from '#shared/sync/profile.ts';
import type { Cipher } from '../vault/cipher.ts';
import { systemRandom, type Random } from '../vault/random.ts';
import type { RecordStore } from './contract.ts';
import { memoryDisk, memoryJournal, memoryLedger, memoryPhotos, type MemoryDisk } from './memory-ports.ts';
import { openRecordStore } from './open-record-store.ts';
import type { StoreParts } from './record-store.ts';

export interface MemoryStoreOptions {
  readonly types: readonly RecordType[];
  readonly now: () => number;
  readonly random?: Random;
  /** Given to a store that has none. */
  readonly profile?: Profile;
  /** To open again what an earlier store kept. */
  readonly disk?: MemoryDisk;
  /** Faulty parts, for tests of failure. */
  readonly parts?: Partial<StoreParts>;
}

export async function openMemoryStore({ types, now, random = systemRandom, profile, disk = memoryDisk(), parts = {} }: MemoryStoreOptions): Promise<RecordStore> {
  const store = await openRecordStore({
    cipher: plainCipher,
    ledger: memoryLedger(disk),
    journal: memoryJournal(disk),
    photos: memoryPhotos(disk),
    ballast: { release: async () => undefined },
    types, now, random,
    readable: () => true,
    ...parts,
  });
  if (profile !== undefined && store.profile() === undefined) await store.setProfile(profile);
  return store;
}

const plainCipher: Cipher = {
  seal: async (_table, _key, plain) => plain,
  open: async (_table, _key, sealed) => new Uint8Array(sealed),
};

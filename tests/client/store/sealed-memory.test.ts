import { describe, expect, test } from 'vitest';
import { StorageFailure } from '#client/store/contract.ts';
import { openMemoryStore } from '#client/store/memory-store.ts';
import { memoryDisk, memoryLedger, memorySealedShelf, type MemoryDisk } from '#client/store/memory-ports.ts';
import type { LedgerBatch } from '#client/store/ports.ts';
import { signText } from '#client/vault/device-key.ts';
import { publicKeySchema } from '#client/vault/header.ts';
import { openSealer } from '#client/vault/sealer.ts';
import { sealedContract, type SealedUnderTest } from '../../contract/sealed-contract.ts';
import { BUCKET, HOUSEHOLD, PROFILE } from '../../contract/store-fixture.ts';
import { newSealOpener } from '../../support/seal-opener.ts';

const open = async (disk: MemoryDisk, keys: CryptoKeyPair): Promise<SealedUnderTest> => {
  const publicKey = publicKeySchema.parse(await crypto.subtle.exportKey('jwk', keys.publicKey));
  const store = await openMemoryStore({
    types: [HOUSEHOLD], now: () => Date.UTC(2026, 10, 21), disk,
    parts: { openSealer: (to, device) => openSealer({ to, device, publicKey, sign: (text) => signText(keys.privateKey, text) }) },
  });
  return {
    store, shelf: memorySealedShelf(disk),
    async reopen() {
      await store.close();
      return open(disk, keys);
    },
  };
};

sealedContract('memory', async () => open(memoryDisk(), await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])));

describe('what is written together', () => {
  const keysOf = (batches: readonly LedgerBatch[], table: string): (readonly (string | number)[])[] =>
    batches.map(({ adds = [], puts = [] }) => [...adds, ...puts].filter((row) => row.table === table).map((row) => row.key)).filter((keys) => keys.length > 0);

  test('an entry and its sealed copy are one transaction; when it fails, neither is there', async () => {
    const [server, disk, batches] = [await newSealOpener(), memoryDisk(), [] as LedgerBatch[]];
    const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    const publicKey = publicKeySchema.parse(await crypto.subtle.exportKey('jwk', keys.publicKey));
    let full = false;
    const ledger = memoryLedger(disk);
    const store = await openMemoryStore({
      types: [HOUSEHOLD], now: () => 5, disk, profile: { ...PROFILE, sealTo: server.to },
      parts: {
        openSealer: (to, device) => openSealer({ to, device, publicKey, sign: (text) => signText(keys.privateKey, text) }),
        ledger: {
          ...ledger,
          write: async (batch) => {
            if (full) throw new StorageFailure('storage-full');
            batches.push(batch);
            await ledger.write(batch);
          },
        },
      },
    });
    const save = (headName: string) => store.save({ type: 'household', bucket: BUCKET, edits: { headName } });
    await save('a');
    full = true;
    expect(await save('b')).toEqual({ ok: false, reason: 'storage-full' });
    full = false;
    await save('c');
    expect(keysOf(batches, 'outbox')).toEqual([[1], [2]]);
    expect(keysOf(batches, 'sealed')).toEqual([['1/server-key'], ['2/server-key']]);
    expect(batches.filter((b) => keysOf([b], 'outbox').length !== keysOf([b], 'sealed').length)).toEqual([]);
    const sealed = await memorySealedShelf(disk).take([1, 2]);
    expect(await Promise.all(sealed.map(({ kept }) => server.open(kept)))).toEqual(store.outbox(9));
    await store.close();
  });
});

import { openMemoryStore } from '#client/store/memory-store.ts';
import { memoryDisk, memorySealedShelf, type MemoryDisk } from '#client/store/memory-ports.ts';
import { signText } from '#client/vault/device-key.ts';
import { publicKeySchema } from '#client/vault/header.ts';
import { openSealer } from '#client/vault/sealer.ts';
import { sealedContract, type SealedUnderTest } from '../../contract/sealed-contract.ts';
import { HOUSEHOLD } from '../../contract/store-fixture.ts';

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

import { openMemoryStore } from '#client/store/memory-store.ts';
import { memoryDisk, type MemoryDisk } from '#client/store/memory-ports.ts';
import { storeContract, type StoreUnderTest } from '../../contract/store-contract.ts';
import { HOUSEHOLD } from '../../contract/store-fixture.ts';

const open = async (disk: MemoryDisk): Promise<StoreUnderTest> => {
  const store = await openMemoryStore({ types: [HOUSEHOLD], now: () => Date.UTC(2026, 10, 21), disk });
  return {
    store,
    async reopen() {
      await store.close();
      return open(disk);
    },
  };
};

storeContract('memory', () => open(memoryDisk()));

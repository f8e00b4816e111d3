// The plain registry of vaults: headers and signing keys in one small database, and each header again
// as a file beside its journal. Whichever copy the browser has lost is written again from the other.
import { Dexie } from 'dexie';
import { vaultHeaderSchema, type VaultHeader, type VaultShelf } from '../vault/header.ts';
import { StorageFailure } from './contract.ts';
import { headerFiles } from './header-files.ts';

const REGISTRY = 'dehri-vaults';
export const OPFS_ROOT = 'dehri';
const PENDING = 'pending';

export interface ShelfNames {
  readonly registry: string;
  readonly root: string;
}

export function browserShelf({ registry, root }: ShelfNames = { registry: REGISTRY, root: OPFS_ROOT }): VaultShelf {
  let open: Dexie | undefined;
  const db = async (): Promise<Dexie> => {
    if (open?.isOpen() === true) return open;
    const fresh = new Dexie(registry, { chromeTransactionDurability: 'strict' });
    fresh.version(1).stores({ headers: '', keys: '' });
    fresh.on('versionchange', () => fresh.close());
    open = fresh;
    await fresh.open();
    return fresh;
  };
  /** One retry: a frozen tab's connection may be dead. */
  const inDb = async <T>(work: (db: Dexie) => Promise<T>): Promise<T> => {
    try {
      return await work(await db());
    } catch {
      open?.close();
      return work(await db());
    }
  };

  const files = headerFiles(root);
  const putFile = (header: VaultHeader): Promise<void> => files.write(header.id, header.rev % 2 === 0 ? 0 : 1, header);
  const putRow = (header: VaultHeader): Promise<unknown> => inDb((d) => d.table<unknown, string>('headers').put(header, header.id));

  return {
    async list() {
      const [rows, found] = await Promise.all([
        inDb((d) => d.table<unknown, string>('headers').toArray()).catch((): unknown[] => []),
        files.read().catch((): readonly unknown[] => []),
      ]);
      const inRows = headersOf(rows);
      const inFiles = headersOf(found);
      const newest = new Map<string, VaultHeader>();
      for (const header of [...inRows.values(), ...inFiles.values()]) {
        if (header.rev > (newest.get(header.id)?.rev ?? -1)) newest.set(header.id, header);
      }
      for (const [id, header] of newest) {
        if (inRows.get(id)?.rev !== header.rev) await putRow(header).catch(() => undefined);
        if (inFiles.get(id)?.rev !== header.rev) await putFile(header).catch(() => undefined);
      }
      return [...newest.values()];
    },
    async put(header) {
      const done = await Promise.allSettled([putRow(header), putFile(header)]);
      const cause = done[0].status === 'rejected' ? done[0].reason : undefined;
      if (done.every((d) => d.status === 'rejected')) throw new StorageFailure('storage-broken', { cause });
    },
    signer: async (vault) => keyOf(await inDb((d) => d.table<unknown, string>('keys').get(vault)).catch(() => undefined)),
    putSigner: async (vault, key) => void (await inDb((d) => d.table<unknown, string>('keys').put(key, vault)).catch(() => undefined)),
    async pending() {
      const pair = await inDb((d) => d.table<unknown, string>('keys').get(PENDING)).catch(() => undefined);
      return isPair(pair) ? pair : undefined;
    },
    async putPending(pair) {
      await inDb(async (d) => {
        const keys = d.table<unknown, string>('keys');
        if (pair === undefined) await keys.delete(PENDING);
        else await keys.put(pair, PENDING);
      });
    },
    alone: async (name, work) => navigator.locks.request(`${registry}/${name}`, work),
  };
}

/** The newest sound copy of each. */
function headersOf(values: readonly unknown[]): Map<string, VaultHeader> {
  const headers = new Map<string, VaultHeader>();
  for (const value of values) {
    const parsed = vaultHeaderSchema.safeParse(value);
    if (parsed.success && parsed.data.rev > (headers.get(parsed.data.id)?.rev ?? -1)) headers.set(parsed.data.id, parsed.data);
  }
  return headers;
}

function keyOf(value: unknown): CryptoKey | undefined {
  return value instanceof CryptoKey ? value : undefined;
}

function isPair(value: unknown): value is CryptoKeyPair {
  return typeof value === 'object' && value !== null && 'publicKey' in value && 'privateKey' in value &&
    value.publicKey instanceof CryptoKey && value.privateKey instanceof CryptoKey;
}

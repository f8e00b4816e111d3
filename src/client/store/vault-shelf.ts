// The plain registry of vaults: headers and signing keys in one small database, and each header again
// as a file beside its journal. Whichever copy the browser has lost is written again from the other.
import { Dexie } from 'dexie';
import { vaultHeaderSchema, type VaultHeader, type VaultShelf } from '../vault/header.ts';
import { StorageFailure } from './contract.ts';

const REGISTRY = 'dehri-vaults';
export const OPFS_ROOT = 'dehri';
const HEADER_FILE = 'header.json';
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

  const putFile = async (header: VaultHeader): Promise<void> => {
    const home = await (await rootFolder(root, true)).getDirectoryHandle(header.id, { create: true });
    const file = await (await home.getFileHandle(HEADER_FILE, { create: true })).createWritable();
    await file.write(JSON.stringify(header));
    await file.close();
  };
  const putRow = (header: VaultHeader): Promise<unknown> => inDb((d) => d.table<unknown, string>('headers').put(header, header.id));

  return {
    async list() {
      const [rows, files] = await Promise.all([
        inDb((d) => d.table<unknown, string>('headers').toArray()).catch((): unknown[] => []),
        readFiles(root).catch((): unknown[] => []),
      ]);
      const inRows = headersOf(rows);
      const inFiles = headersOf(files);
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

async function rootFolder(root: string, create: boolean): Promise<FileSystemDirectoryHandle> {
  let at = await navigator.storage.getDirectory();
  for (const part of root.split('/')) at = await at.getDirectoryHandle(part, { create });
  return at;
}

async function readFiles(root: string): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const entry of (await rootFolder(root, false)).values()) {
    if (!(entry instanceof FileSystemDirectoryHandle)) continue;
    try {
      const file = await (await entry.getFileHandle(HEADER_FILE)).getFile();
      found.push(JSON.parse(await file.text()));
    } catch {
      // A folder without a readable header: the registry may still have it.
    }
  }
  return found;
}

function headersOf(values: readonly unknown[]): Map<string, VaultHeader> {
  const headers = new Map<string, VaultHeader>();
  for (const value of values) {
    const parsed = vaultHeaderSchema.safeParse(value);
    if (parsed.success) headers.set(parsed.data.id, parsed.data);
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

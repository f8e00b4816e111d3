import type { VaultHeader, VaultShelf } from '#client/vault/header.ts';

/** Keeps headers and keys for as long as the object lives: an app restarted is a new `createVaults` on it. */
export function memoryShelf(): VaultShelf & { readonly headers: Map<string, VaultHeader>; readonly signers: Map<string, CryptoKey> } {
  const headers = new Map<string, VaultHeader>();
  const signers = new Map<string, CryptoKey>();
  let pending: CryptoKeyPair | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  return {
    headers, signers,
    list: async () => [...headers.values()],
    put: async (header) => void headers.set(header.id, header),
    signer: async (vault) => signers.get(vault),
    putSigner: async (vault, key) => void signers.set(vault, key),
    pending: async () => pending,
    putPending: async (pair) => void (pending = pair),
    alone(_name, work) {
      const turn = queue.then(work);
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}

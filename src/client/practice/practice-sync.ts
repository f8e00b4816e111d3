// Sync of a space for practice: everything is taken at once by nobody, with the same signs as from a server.
import type { RecordStore } from '../store/contract.ts';
import type { SyncControl, SyncStatus } from '../sync/contract.ts';

/** Milliseconds that a run seems to take: long enough to be seen. */
const A_MOMENT = 700;

export function practiceSync(store: RecordStore, now: () => number): SyncControl {
  let status: SyncStatus = { phase: 'idle', received: 0, coming: 0, sent: 0, toSend: 0, photos: undefined, lastComplete: undefined, problem: undefined, elsewhere: false };
  const listeners = new Set<() => void>();
  const show = (change: Partial<SyncStatus>): void => {
    status = { ...status, ...change };
    for (const listener of listeners) listener();
  };
  const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, A_MOMENT));

  async function syncNow(): Promise<void> {
    if (status.phase !== 'idle') return;
    const changes = store.outbox(10_000);
    show({ phase: 'sending', toSend: changes.length, sent: 0 });
    await moment();
    await store.settle(changes, changes.map((_, at) => ['a', at + 1]));
    for (const { name, stage } of store.photosKept()) if (stage === 'waiting') await store.settlePhoto(name, 'sent');
    show({ phase: 'idle', sent: changes.length, lastComplete: now() });
  }

  return {
    status: () => status,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async cost() {
      const { records, bytes } = store.unsent();
      return { records, bytes, seconds: 1, photoSeconds: 1 };
    },
    syncNow,
    sendPhotos: syncNow,
    fetchPhoto: async () => 'not-there',
  };
}

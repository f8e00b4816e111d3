// The store's side of the journal's worker. Questions are answered in the order they were asked.
import { StorageFailure } from './contract.ts';
import type { JournalAnswer, JournalRequest } from './journal-messages.ts';
import type { Ballast, Journal, PhotoShelf } from './ports.ts';

const BALLAST_BYTES = 2 * 1024 * 1024;

export interface OpfsFolder {
  readonly journal: Journal;
  readonly photos: PhotoShelf;
  readonly ballast: Ballast;
}

/** A vault's folder in OPFS. @param path `dehri/<vault id>` */
export function openFolder(path: string): OpfsFolder {
  const worker = new Worker(new URL('./journal.worker.ts', import.meta.url), { type: 'module' });
  const waiting: { resolve(answer: Extract<JournalAnswer, { ok: true }>): void; reject(error: StorageFailure): void }[] = [];
  let dead = false;
  let size = 0;
  worker.addEventListener('message', (event: MessageEvent<JournalAnswer>) => {
    const next = waiting.shift();
    if (next === undefined) return;
    if (event.data.ok) {
      size = event.data.size;
      next.resolve(event.data);
    } else {
      next.reject(new StorageFailure(event.data.full ? 'storage-full' : 'storage-broken'));
    }
  });
  worker.addEventListener('error', () => {
    dead = true;
    for (const next of waiting.splice(0)) next.reject(new StorageFailure('storage-broken'));
  });
  const ask = (request: JournalRequest): Promise<Extract<JournalAnswer, { ok: true }>> =>
    new Promise((resolve, reject) => {
      if (dead) {
        reject(new StorageFailure('storage-broken'));
        return;
      }
      waiting.push({ resolve, reject });
      worker.postMessage(request);
    });

  return {
    journal: {
      async open() {
        const { opened } = await ask({ op: 'open', folder: path });
        if (opened === undefined) throw new StorageFailure('storage-broken');
        void ask({ op: 'keep-ballast', size: BALLAST_BYTES }).catch(() => undefined);
        return opened;
      },
      append: async (bytes) => void (await ask({ op: 'append', bytes })),
      undo: async () => void (await ask({ op: 'undo' })),
      replace: async (bytes) => void (await ask({ op: 'replace', bytes })),
      size: () => size,
      async close() {
        if (!dead) await ask({ op: 'close' }).catch(() => undefined);
        dead = true;
        worker.terminate();
      },
    },
    photos: {
      put: async (drawer, name, bytes) => void (await ask({ op: 'put-photo', drawer, name, bytes })),
      get: async (drawer, name) => (await ask({ op: 'get-photo', drawer, name })).bytes,
      list: async (drawer) => (await ask({ op: 'list-photos', drawer })).files ?? [],
      remove: async (drawer, name) => void (await ask({ op: 'remove-photo', drawer, name })),
    },
    ballast: { release: async () => void (await ask({ op: 'drop-ballast' })) },
  };
}

// Registers the service worker and says when a newer version waits. Nothing is replaced under a
// person's hands: the new version takes over on her tap, and not while a form is open in any tab.
//
//   registered ──updatefound, installed──▶ ready ──apply()──▶ SKIP_WAITING ──controllerchange──▶ reload
//                                           │  ▲
//                                           └──┘ form open: refused
//   A tab that did not ask goes on with the old version until it is tapped there or reopened.

export interface UpdateParts {
  /** `navigator.serviceWorker`, or undefined where there is none. */
  readonly workers: Workers | undefined;
  /** When to begin: fetching the next version must not slow the opening of this one. */
  readonly loaded: Promise<unknown>;
  readonly isFormOpen: () => Promise<boolean>;
  readonly reload: () => void;
}

/** What of `ServiceWorkerContainer` is used. */
export interface Workers extends EventTarget {
  readonly controller: object | null;
  register(url: string, options: { readonly updateViaCache: 'none' }): Promise<Registration>;
}

export interface Registration extends EventTarget {
  readonly waiting: Worker | null;
  readonly installing: Worker | null;
  update(): Promise<unknown>;
}

export interface Worker extends EventTarget {
  readonly state: string;
  postMessage(message: unknown): void;
}

export type ApplyResult = 'applied' | 'form-open' | 'nothing';

export interface Updates {
  updateReady(): boolean;
  subscribe(listener: () => void): () => void;
  /** Takes the new version over and reloads. */
  apply(): Promise<ApplyResult>;
  /** Looks for a newer version; quiet without a network. */
  look(): Promise<void>;
}

const WORKER_URL = '/sw.js';

export function createUpdates({ workers, loaded, isFormOpen, reload }: UpdateParts): Updates {
  const listeners = new Set<() => void>();
  let registration: Registration | undefined;
  let ready = false;
  let asked = false;
  /** Another tab let the new version take over; this page is still of the old one. */
  let overtaken = false;
  const show = (now: boolean): void => {
    if (ready === now) return;
    ready = now;
    for (const listener of listeners) listener();
  };

  /** A first installation is no update. */
  const isUpdate = (): boolean => workers?.controller !== null;
  const check = (): void => show(overtaken || (registration?.waiting !== null && registration?.waiting !== undefined && isUpdate()));
  const watch = (worker: Worker | null): void => {
    worker?.addEventListener('statechange', check);
  };

  if (workers !== undefined) {
    let controlled = workers.controller !== null;
    workers.addEventListener('controllerchange', () => {
      if (asked) return reload();
      if (controlled) overtaken = true;
      controlled = true;
      check();
    });
    loaded.then(() => workers.register(WORKER_URL, { updateViaCache: 'none' })).then((found) => {
      registration = found;
      watch(found.installing);
      found.addEventListener('updatefound', () => watch(found.installing));
      check();
    }).catch(() => undefined);
  }

  return {
    updateReady: () => ready,
    subscribe(listener) {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
    async apply() {
      if (!ready) return 'nothing';
      if (await isFormOpen()) return 'form-open';
      const waiting = registration?.waiting ?? null;
      if (waiting === null) {
        reload();
        return 'applied';
      }
      asked = true;
      waiting.postMessage({ type: 'SKIP_WAITING' });
      return 'applied';
    },
    async look() {
      await registration?.update().catch(() => undefined);
    },
  };
}

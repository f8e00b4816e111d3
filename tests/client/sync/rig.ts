// A phone's sync with everything around it in hand: line, clock, chance and timers.
import { createSync, type Locks, type SyncController, type SyncDeps } from '#client/sync/controller.ts';
import type { Fetch, Renewal } from '#client/sync/http.ts';
import { TinyServer } from './tiny-server.ts';
import { TinyStore } from './tiny-store.ts';

export interface Rig {
  readonly store: TinyStore;
  readonly server: TinyServer;
  readonly sync: SyncController;
  readonly renewals: Renewal[];
  /** The line: by default straight to the server. */
  line: Fetch;
  online: boolean;
  now: number;
  /** Runs something after so many milliseconds of this rig's time. */
  readonly after: SyncDeps['after'];
  /** Timers waiting, nearest first. */
  timers(): readonly number[];
  /** Waits until no run is under way, at most two real seconds. */
  quiet(): Promise<void>;
  /** Lets time pass; what falls due runs. */
  pass(ms: number): Promise<void>;
}

export function rig(options: { store?: TinyStore; server?: TinyServer; locks?: Locks; deps?: Partial<SyncDeps> } = {}): Rig {
  const store = options.store ?? new TinyStore();
  const server = options.server ?? new TinyServer();
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  const after: SyncDeps['after'] = (ms, run) => {
    const timer = { at: self.now + ms, run };
    timers.push(timer);
    return () => { timers = timers.filter((t) => t !== timer); };
  };
  const self: Rig = {
    store, server, renewals: [], line: server.fetch, online: true, now: 1_000_000, after,
    sync: createSync({
      store,
      app: 'test',
      fetch: (url, init) => {
        server.time = self.now;
        return self.line(url, init);
      },
      isOnline: () => self.online,
      renewSession: async () => self.renewals.shift() ?? 'refused',
      now: () => self.now,
      random: () => 0.5,
      after,
      locks: options.locks,
      lastTransfer: () => undefined,
      browserEstimate: () => undefined,
      ...options.deps,
    }),
    timers: () => timers.map((t) => t.at - self.now).sort((a, b) => a - b),
    async pass(ms) {
      const until = self.now + ms;
      for (;;) {
        const next = timers.filter((t) => t.at <= until).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((t) => t !== next);
        self.now = Math.max(self.now, next.at);
        next.run();
        await self.quiet();
      }
      self.now = until;
      await self.quiet();
    },
    async quiet() {
      await settled();
      for (let i = 0; i < 1_000 && self.sync.status().phase !== 'idle'; i += 1) await new Promise((resolve) => { setTimeout(resolve, 2); });
    },
  };
  return self;
}

/** Lets whatever is ready run. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 50; i += 1) await new Promise((resolve) => { setImmediate(resolve); });
}

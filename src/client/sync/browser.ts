// The real browser as sync needs it; tests pass their own.
import type { SyncDeps } from './controller.ts';
import { TELLING_BYTES, type Transfer } from './speed.ts';
import { WAKE_TAG, type TriggerParts } from './triggers.ts';

type BrowserDeps = Pick<SyncDeps, 'fetch' | 'isOnline' | 'now' | 'random' | 'after' | 'locks' | 'lastTransfer' | 'browserEstimate' | 'lineIsGood'>;

export function browserSyncDeps(): BrowserDeps {
  const lastTransfer = watchTransfers();
  return {
    fetch: (url, init) => fetch(url, init),
    isOnline: () => navigator.onLine,
    now: () => Date.now(),
    random: () => Math.random(),
    after: afterMs,
    locks: 'locks' in navigator ? navigator.locks : undefined,
    lastTransfer,
    browserEstimate,
    lineIsGood: () => !savesData() && (speedOf(lastTransfer()) ?? browserEstimate() ?? GOOD_BYTES_PER_SECOND) >= GOOD_BYTES_PER_SECOND,
  };
}

type BrowserTriggers = Pick<TriggerParts, 'window' | 'document' | 'isVisible' | 'worker' | 'askForWake' | 'now' | 'after'>;

export function browserTriggers(): BrowserTriggers {
  return {
    window,
    document,
    isVisible: () => document.visibilityState === 'visible',
    worker: 'serviceWorker' in navigator ? navigator.serviceWorker : undefined,
    askForWake,
    now: () => Date.now(),
    after: afterMs,
  };
}

function afterMs(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
}

function watchTransfers(): () => Transfer | undefined {
  let last: Transfer | undefined;
  if ('PerformanceObserver' in globalThis) {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!(entry instanceof PerformanceResourceTiming) || !new URL(entry.name).pathname.startsWith('/api/')) continue;
        if (entry.encodedBodySize < TELLING_BYTES) continue;
        last = { bytes: entry.encodedBodySize, ms: entry.responseEnd - entry.responseStart, at: performance.timeOrigin + entry.responseEnd };
      }
    });
    observer.observe({ type: 'resource', buffered: true });
  }
  return () => last;
}

/** A photo of 60 kB in three seconds: nobody waits for it. */
const GOOD_BYTES_PER_SECOND = 20_000;

function speedOf(last: Transfer | undefined): number | undefined {
  return last === undefined ? undefined : (last.bytes / Math.max(1, last.ms)) * 1_000;
}

/** She has told the browser to be sparing. */
export function savesData(): boolean {
  const connection: unknown = 'connection' in navigator ? navigator.connection : undefined;
  return typeof connection === 'object' && connection !== null && 'saveData' in connection && connection.saveData === true;
}

function browserEstimate(): number | undefined {
  const connection: unknown = 'connection' in navigator ? navigator.connection : undefined;
  if (typeof connection !== 'object' || connection === null || !('downlink' in connection) || typeof connection.downlink !== 'number') return undefined;
  return connection.downlink > 0 ? (connection.downlink * 1_000_000) / 8 : undefined;
}

async function askForWake(): Promise<void> {
  const registration: unknown = await navigator.serviceWorker.getRegistration();
  if (typeof registration !== 'object' || registration === null || !('sync' in registration)) return;
  const { sync } = registration;
  if (typeof sync === 'object' && sync !== null && 'register' in sync && typeof sync.register === 'function') await sync.register(WAKE_TAG);
}

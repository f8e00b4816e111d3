// The real browser as sync needs it; tests pass their own.
import type { SyncDeps } from './controller.ts';
import { TELLING_BYTES, type Transfer } from './speed.ts';
import { WAKE_TAG, type TriggerParts } from './triggers.ts';

type BrowserDeps = Pick<SyncDeps, 'fetch' | 'isOnline' | 'now' | 'random' | 'after' | 'locks' | 'lastTransfer' | 'browserEstimate'>;

export function browserSyncDeps(): BrowserDeps {
  return {
    fetch: (url, init) => fetch(url, init),
    isOnline: () => navigator.onLine,
    now: () => Date.now(),
    random: () => Math.random(),
    after: afterMs,
    locks: 'locks' in navigator ? navigator.locks : undefined,
    lastTransfer: watchTransfers(),
    browserEstimate,
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

// What makes a phone sync by itself: a network that comes back, the app brought to the front, a
// save, time passing, and a background wake from the service worker. None of them holds any work.
import type { RecordStore } from '../store/contract.ts';
import type { SyncController } from './controller.ts';

export interface TriggerParts {
  readonly sync: SyncController;
  readonly store: RecordStore;
  readonly window: EventTarget;
  readonly document: EventTarget;
  readonly isVisible: () => boolean;
  /** Where messages of the service worker arrive, if there is one. */
  readonly worker?: EventTarget | undefined;
  /** Asks the browser to wake the app when there is a network; fails where it cannot. */
  readonly askForWake?: (() => Promise<void>) | undefined;
  readonly now: () => number;
  readonly after: (ms: number, then: () => void) => () => void;
  readonly onError: (error: unknown) => void;
}

/** Sent by the service worker to open pages. */
export const WAKE_MESSAGE = 'dehri-wake';
/** Tag of the Background Sync registration. */
export const WAKE_TAG = 'dehri-send';

/** Calls `then` when the line may have come back, or the app is looked at again. */
export function watchNews({ window, document, isVisible, worker }: Pick<TriggerParts, 'window' | 'document' | 'isVisible' | 'worker'>, then: () => void): () => void {
  const onFront = (): void => { if (isVisible()) then(); };
  const onMessage = (event: Event): void => { if (isWake(event)) then(); };
  window.addEventListener('online', then);
  document.addEventListener('visibilitychange', onFront);
  worker?.addEventListener('message', onMessage);
  return () => {
    window.removeEventListener('online', then);
    document.removeEventListener('visibilitychange', onFront);
    worker?.removeEventListener('message', onMessage);
  };
}

function isWake(event: Event): boolean {
  return 'data' in event && typeof event.data === 'object' && event.data !== null && 'type' in event.data && event.data.type === WAKE_MESSAGE;
}

const SAVE_PAUSE_MS = 5_000;
const INTERVAL_MS = 15 * 60_000;
/** Brought to the front with nothing to send, it asks for news at most this often. */
const FRONT_MS = 5 * 60_000;

/** Returns the way to stop. */
export function attachTriggers({ sync, store, window, document, isVisible, worker, askForWake, now, after, onError }: TriggerParts): () => void {
  const wake = (news: boolean): void => { sync.wake(news).catch(onError); };

  const onOnline = (): void => wake(true);
  const onFront = (): void => {
    const last = sync.status().lastComplete;
    if (isVisible() && (waiting() > 0 || last === undefined || now() - last > FRONT_MS)) wake(true);
  };
  const onMessage = (event: Event): void => {
    if (isWake(event)) wake(true);
  };
  window.addEventListener('online', onOnline);
  document.addEventListener('visibilitychange', onFront);
  worker?.addEventListener('message', onMessage);

  const waiting = (): number => store.unsent().changes + store.heldQuestions().withdraw.length;
  let waits = waiting();
  let cancelPause = (): void => undefined;
  const leaveStore = store.subscribe(() => {
    const before = waits;
    waits = waiting();
    if (waits <= before) return;
    askForWake?.().catch(() => undefined);
    cancelPause();
    cancelPause = after(SAVE_PAUSE_MS, () => wake(false));
  });

  let cancelInterval = (): void => undefined;
  const tick = (): void => {
    cancelInterval = after(INTERVAL_MS, () => {
      if (isVisible()) wake(false);
      tick();
    });
  };
  tick();

  return () => {
    window.removeEventListener('online', onOnline);
    document.removeEventListener('visibilitychange', onFront);
    worker?.removeEventListener('message', onMessage);
    leaveStore();
    cancelPause();
    cancelInterval();
  };
}

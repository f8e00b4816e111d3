// The installed app as screens see it (`AppShell` in `app/services.ts`), from the real browser.
import { holdUpdates, isFormOpen } from './form-open.ts';
import { createInstallHint } from './install.ts';
import { createUpdates } from './update.ts';

export interface BrowserShell {
  state(): { readonly update: boolean; readonly install: boolean };
  subscribe(listener: () => void): () => void;
  /** Refused, with nothing changed, while a form is open in any tab. */
  applyUpdate(): Promise<void>;
  install(): Promise<void>;
  /** A form is open until what it returns is called. */
  holdUpdates(): () => void;
  /** A first success: the install hint may be shown from now on. */
  succeeded(): void;
}

const LOOK_EVERY_MS = 3_600_000;

/** @param first what the page itself still waits for; the service worker's copy of everything comes after it. */
export function createAppShell(first: Promise<unknown> = Promise.resolve()): BrowserShell {
  const hasWorkers = 'serviceWorker' in navigator && import.meta.env.PROD;
  const updates = createUpdates({
    workers: hasWorkers ? navigator.serviceWorker : undefined,
    loaded: Promise.all([first.catch(() => undefined), new Promise((resolve) => {
      if (document.readyState === 'complete') resolve(undefined);
      else window.addEventListener('load', resolve, { once: true });
    })]),
    isFormOpen: () => isFormOpen(navigator.locks),
    reload: () => location.reload(),
  });
  // The first page of all ran without a service worker. What it fetched that is no part of the phone's
  // copy (another language's words) is asked for once more, from the browser's cache, so that it is kept.
  if (hasWorkers && navigator.serviceWorker.controller === null) {
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      for (const { name } of performance.getEntriesByType('resource')) {
        if (name.startsWith(`${location.origin}/assets/`)) fetch(name).catch(() => undefined);
      }
    }, { once: true });
  }
  const hint = createInstallHint({ window, memory: localStorage });

  // A phone keeps the app open for days: look for a newer version when it is brought to the front.
  let looked = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - looked < LOOK_EVERY_MS) return;
    looked = Date.now();
    void updates.look();
  });

  let state = { update: false, install: false };
  const refresh = (): void => {
    const next = { update: updates.updateReady(), install: hint.offered() };
    if (next.update !== state.update || next.install !== state.install) state = next;
  };
  updates.subscribe(refresh);
  hint.subscribe(refresh);
  return {
    state: () => state,
    subscribe(listener) {
      const leave = [updates.subscribe(listener), hint.subscribe(listener)];
      return () => { for (const stop of leave) stop(); };
    },
    async applyUpdate() { await updates.apply(); },
    install: () => hint.install(),
    holdUpdates: () => holdUpdates(navigator.locks),
    succeeded: () => hint.succeeded(),
  };
}

import type { AppShell } from './services.ts';

/** In a browser without a service worker: nothing to update, nothing to install. */
export const quietShell: AppShell = {
  state: () => QUIET,
  subscribe: () => () => undefined,
  applyUpdate: async () => undefined,
  install: async () => undefined,
  holdUpdates: () => () => undefined,
  succeeded: () => undefined,
};

const QUIET = { update: false, install: false };

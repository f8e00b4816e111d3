// Brings the guide of her roles to the phone, quietly, once while the app is open: after a sync that was
// complete, never where data is saved, its pictures only on a good line. What the service worker has
// already costs no network.
import type { Role } from '#shared/access/table.ts';

export interface KeepGuideParts {
  /** `navigator.serviceWorker`, or undefined where there is none: then nothing would be kept. */
  readonly workers: Pick<ServiceWorkerContainer, 'controller' | 'addEventListener'> | undefined;
  readonly savesData: () => boolean;
  readonly lineIsGood: () => boolean;
  readonly load: () => Promise<{ fetchGuide(): Promise<void>; fetchPictures(roles: readonly Role[]): Promise<void> }>;
}

/** Returns what to call after each complete sync; a failure is tried again after the next one. */
export function keepGuide({ workers, savesData, lineIsGood, load }: KeepGuideParts): (roles: readonly Role[]) => Promise<void> {
  let words = false;
  let pictures = '';
  let busy = false;
  return async (roles) => {
    const wanted = roles.join(' ');
    if (workers === undefined || busy || savesData() || (words && pictures === wanted)) return;
    busy = true;
    try {
      // What the first page of all fetches goes past a service worker that is still being installed.
      if (workers.controller === null) await new Promise((taken) => workers.addEventListener('controllerchange', taken, { once: true }));
      const guide = await load();
      await guide.fetchGuide();
      words = true;
      if (!lineIsGood()) return;
      await guide.fetchPictures(roles);
      pictures = wanted;
    } catch {
      // No network any more.
    } finally {
      busy = false;
    }
  };
}

// What this phone can do for work that nobody has opened: hand in the sealed work of its vaults, make a
// rescue file of it, carry the files of others. Put together once, for all of the app.
import { rescueFileName, writeRescueFile } from '#shared/sync/rescue-file.ts';
import { carriedFiles } from '../store/carried-files.ts';
import { sealedShelf, type SealedShelf } from '../store/sealed-shelf.ts';
import { isWriterOpen } from '../store/writer-lock.ts';
import { browserSyncDeps, browserTriggers } from './browser.ts';
import { createCarriedControl, type CarriedController } from './carried-control.ts';
import type { CarriedControl, RescueFile, SealedControl } from './contract.ts';
import { createSealedControl, type SealedController } from './sealed-control.ts';
import { watchNews } from './triggers.ts';

export interface SealedWork {
  sealed(vault: string): SealedControl;
  /** What waits in a vault; undefined when nothing does, or nothing is sealed. */
  rescueFile(vault: string): Promise<RescueFile | undefined>;
  carried(): CarriedControl;
}

export interface SealedWorkParts {
  /** Today, as an ISO day on this phone. */
  readonly day: () => string;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly onError: (error: unknown) => void;
}

export function browserSealedWork({ day, randomBytes, onError }: SealedWorkParts): SealedWork {
  const { fetch, isOnline, now, random, after } = browserSyncDeps();
  const controls = new Map<string, SealedController>();
  let files: CarriedController | undefined;
  const shelfOf = (vault: string): SealedShelf => sealedShelf(`dehri-${vault}`);
  const alone = (name: string) => <T>(work: () => Promise<T>): Promise<T | undefined> =>
    navigator.locks.request(`dehri-sealed-${name}`, { ifAvailable: true }, (lock) => (lock === null ? undefined : work()));
  const parts = { fetch, isOnline, now, random, after, onError };

  const carried = (): CarriedController => {
    files ??= createCarriedControl({ ...parts, files: carriedFiles(now), alone: alone('carried') });
    return files;
  };
  watchNews(browserTriggers(), () => {
    for (const control of controls.values()) control.wake();
    carried().wake();
  });
  carried().wake();

  return {
    sealed(vault) {
      let control = controls.get(vault);
      if (control === undefined) controls.set(vault, (control = createSealedControl({ ...parts, shelf: shelfOf(vault), isOpen: () => isWriterOpen(vault), alone: alone(vault) })));
      return control;
    },
    async rescueFile(vault) {
      const shelf = shelfOf(vault);
      const { sealed, delivered } = await shelf.look();
      const kept = await shelf.take(sealed.filter((counter) => !delivered.has(counter)));
      if (kept.length === 0) return undefined;
      return { name: rescueFileName(day(), randomBytes(4)), text: writeRescueFile(kept.map((one) => one.kept)), changes: kept.length };
    },
    carried,
  };
}

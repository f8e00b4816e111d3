// Batches, and the taking back of batches, run one after the other in the background of the server that was asked, and go on after a
// restart. A district runs one at a time over all servers (see `run-batch.ts`).
import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProgrammeList } from '#shared/import/target.ts';
import type { Services } from '../services.ts';
import { dropOldFiles, setEnded, unfinishedBatches } from './batch-store.ts';
import { runBatch } from './run-batch.ts';
import { runUndo } from './run-undo.ts';
import { unfinishedUndos } from './undo-store.ts';

export interface ImportJobs {
  /** Looks for work now rather than at the next round. */
  wake(): void;
  /** Resolves when nothing is left to do. */
  idle(): Promise<void>;
  /** Stops after the chunk in hand; the rest waits for the next start. */
  stop(): Promise<void>;
}

/** How often to look for batches that another server left behind. */
const ROUND_MS = 30_000;
const MAX_CRASHES = 3;
/** How long the file of a list waits to be started, or started again. */
const KEEP_FILES_MS = 7 * 86_400_000;

export function startImportJobs(services: Services, targets: readonly ProgrammeList[], onError: (error: unknown, batch: string) => void): ImportJobs {
  const stopping = new AbortController();
  const crashes = new Map<string, number>();
  let running: Promise<void> | undefined;
  let again = false;

  const round = async (): Promise<void> => {
    await dropOldFiles(services.db.pool, services.clock() - KEEP_FILES_MS);
    for (;;) {
      again = false;
      let moved = false;
      // What is being taken back goes first: a list that comes after it stands on what it leaves.
      for (const { district, id } of await unfinishedUndos(services.db.pool)) {
        if (stopping.signal.aborted) return;
        try {
          moved = (await runUndo(services, targets, district, id, { signal: stopping.signal })) === 'ended' || moved;
        } catch (error) {
          // It goes on where it stood, in the next round.
          onError(error, id);
        }
      }
      for (const { district, id } of await unfinishedBatches(services.db.pool)) {
        if (stopping.signal.aborted) return;
        try {
          moved = (await runBatch(services, targets, district, id, { signal: stopping.signal })) === 'ended' || moved;
        } catch (error) {
          onError(error, id);
          // A bug or a broken database: tried again in the next rounds, then given up where it can be seen.
          const count = (crashes.get(id) ?? 0) + 1;
          crashes.set(id, count);
          if (count >= MAX_CRASHES) await setEnded(services.db.pool, { district, id }, 'failed', { code: 'interrupted' }, services.clock());
        }
      }
      if (!moved && !again) return;
    }
  };
  const wake = (): void => {
    again = true;
    if (stopping.signal.aborted) return;
    running ??= round().catch((error: unknown) => { onError(error, ''); }).finally(() => {
      running = undefined;
      if (again) wake();
    });
  };
  const timer = setInterval(wake, ROUND_MS);
  timer.unref();
  void removeLeftCopies().catch((error: unknown) => { onError(error, ''); });
  wake();

  return {
    wake,
    idle: async () => {
      while (running !== undefined) await running;
    },
    stop: async () => {
      stopping.abort();
      clearInterval(timer);
      await running;
    },
  };
}

/** Copies of lists that a killed process left among the temporary files: nobody works on them after a day. */
async function removeLeftCopies(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!/^dehri-(?:import|upload)-/.test(name)) continue;
    const path = join(tmpdir(), name);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && found.mtimeMs < Date.now() - 86_400_000) await rm(path, { recursive: true, force: true });
  }
}

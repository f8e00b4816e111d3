// Batches, and the taking back of batches, run one after the other in the background of the server that was asked, and go on after a
// restart. A district runs one at a time over all servers (see `run-batch.ts`).
import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProgrammeList } from '#shared/import/target.ts';
import { startRounds, type Rounds } from '../rounds.ts';
import type { Services } from '../services.ts';
import { dropOldSeals } from './batch-seal.ts';
import { dropOldFiles, setEnded, unfinishedBatches } from './batch-store.ts';
import { runBatch } from './run-batch.ts';
import { runUndo } from './run-undo.ts';
import { unfinishedUndos } from './undo-store.ts';

/** Stopped, a batch ends after the chunk in hand; the rest waits for the next start. */
export type ImportJobs = Rounds;

const MAX_CRASHES = 3;
/** How long the file of a list waits to be started, or started again. */
const KEEP_FILES_MS = 7 * 86_400_000;

export function startImportJobs(services: Services, targets: readonly ProgrammeList[], onError: (error: unknown, batch: string) => void): ImportJobs {
  const crashes = new Map<string, number>();
  void removeLeftCopies().catch((error: unknown) => { onError(error, ''); });
  return startRounds(async (stopping) => {
    await dropOldFiles(services.db.pool, services.clock() - KEEP_FILES_MS);
    await dropOldSeals(services, services.db.pool, services.clock());
    for (let moved = true; moved;) {
      moved = false;
      // What is being taken back goes first: a list that comes after it stands on what it leaves.
      for (const { district, id } of await unfinishedUndos(services.db.pool)) {
        if (stopping.aborted) return;
        try {
          moved = (await runUndo(services, targets, district, id, { signal: stopping })) === 'ended' || moved;
        } catch (error) {
          // It goes on where it stood, in the next round.
          onError(error, id);
        }
      }
      for (const { district, id } of await unfinishedBatches(services.db.pool)) {
        if (stopping.aborted) return;
        try {
          moved = (await runBatch(services, targets, district, id, { signal: stopping })) === 'ended' || moved;
        } catch (error) {
          onError(error, id);
          // A bug or a broken database: tried again in the next rounds, then given up where it can be seen.
          const count = (crashes.get(id) ?? 0) + 1;
          crashes.set(id, count);
          if (count >= MAX_CRASHES) await setEnded(services.db.pool, { district, id }, 'failed', { code: 'interrupted' }, services.clock());
        }
      }
    }
  }, (error) => { onError(error, ''); });
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

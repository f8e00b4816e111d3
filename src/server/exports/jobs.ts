// Export jobs run one after the other in the background of the server that was asked; those that another
// server left behind are found at the next round. Files whose time is over go then, too.
import type { Programme } from '#shared/programme.ts';
import type { Services } from '../services.ts';
import { dropOldJobs, unfinishedJobs } from './job-store.ts';
import { runExport } from './run-export.ts';

export interface ExportJobs {
  /** Looks for work now rather than at the next round. */
  wake(): void;
  /** Resolves when nothing is left to do. */
  idle(): Promise<void>;
  /** Lets go of the job in hand; it begins anew at the next start. */
  stop(): Promise<void>;
}

const ROUND_MS = 30_000;

export function startExportJobs(services: Services, programmes: readonly Programme[], onError: (error: unknown, job: string) => void): ExportJobs {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let again = false;

  const round = async (): Promise<void> => {
    await dropOldJobs(services.db.pool, services.clock());
    const seen = new Set<string>();
    for (;;) {
      again = false;
      // Each once a round: what fails is tried again in the next.
      const next = (await unfinishedJobs(services.db.pool)).find(({ district, id }) => !seen.has(`${district} ${id}`));
      if (next === undefined || stopping.signal.aborted) return;
      seen.add(`${next.district} ${next.id}`);
      try {
        await runExport({ services, programmes, signal: stopping.signal }, next);
      } catch (error) {
        onError(error, next.id);
      }
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

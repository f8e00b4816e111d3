// Export jobs run one after the other in the background of the server that was asked; those that another
// server left behind are found at the next round. Files whose time is over go then, too.
import type { Programme } from '#shared/programme.ts';
import { startRounds, type Rounds } from '../rounds.ts';
import type { Services } from '../services.ts';
import { dropOldJobs, unfinishedJobs } from './job-store.ts';
import { runExport } from './run-export.ts';

export type ExportJobs = Rounds;

export function startExportJobs(services: Services, programmes: readonly Programme[], onError: (error: unknown, job: string) => void): ExportJobs {
  return startRounds(async (stopping) => {
    await dropOldJobs(services.db.pool, services.clock());
    const seen = new Set<string>();
    for (;;) {
      // Each once a round: what fails is tried again in the next.
      const next = (await unfinishedJobs(services.db.pool)).find(({ district, id }) => !seen.has(`${district} ${id}`));
      if (next === undefined || stopping.aborted) return;
      seen.add(`${next.district} ${next.id}`);
      try {
        // Let go of, it begins anew at the next start.
        await runExport({ services, programmes, signal: stopping }, next);
      } catch (error) {
        onError(error, next.id);
      }
    }
  }, (error) => { onError(error, ''); });
}

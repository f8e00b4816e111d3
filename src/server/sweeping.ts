// What is tidied away now and then; several servers may do so at once.
import { clearErased } from './erase/erase-record.ts';
import { sweepPhotos } from './photos/sweep-photos.ts';
import type { Services } from './services.ts';

const EVERY = 6 * 3_600_000;

/** Returns the way to stop. */
export function startSweeping(services: Pick<Services, 'db' | 'clock' | 'keys'>, onError: (error: unknown) => void): () => void {
  const sweep = async (): Promise<void> => {
    await clearErased(services);
    await sweepPhotos(services);
  };
  const timer = setInterval(() => void sweep().catch(onError), EVERY);
  timer.unref();
  return () => clearInterval(timer);
}

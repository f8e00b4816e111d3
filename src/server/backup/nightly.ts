// The day's backup, made by the server itself in a process of its own, so that phones do not wait for
// it. When the last one was made is read off the names in the folder: nothing else is remembered.
//
//   every five minutes: is one due? ── yes ──▶ npm run backup's own command ──▶ its exit
//                                                       failed: told, tried again after an hour
import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { backupsIn, backupTime } from './make-backup.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Has the day's hour passed since the last one? Times in milliseconds since 1970. */
export function isDue(now: number, last: number | undefined, hour: number, utcOffsetMinutes: number): boolean {
  const shift = utcOffsetMinutes * 60_000 - hour * HOUR;
  const slot = Math.floor((now + shift) / DAY) * DAY - shift;
  return last === undefined || last < slot;
}

export interface Nightly {
  readonly dir: string;
  readonly hour: number;
  readonly utcOffsetMinutes: number;
  readonly clock: () => number;
  /** Ends when the backup is made and verified; throws why it was not. */
  readonly make: (signal: AbortSignal) => Promise<void>;
  readonly failed: (why: string) => void;
  /** Milliseconds between looks. */
  readonly every?: number;
}

export function startNightly({ dir, hour, utcOffsetMinutes, clock, make, failed, every = 300_000 }: Nightly): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let notBefore = 0;

  async function look(): Promise<void> {
    const now = clock();
    const [newest] = await backupsIn(dir);
    if (now < notBefore || !isDue(now, newest === undefined ? undefined : backupTime(newest), hour, utcOffsetMinutes)) return;
    try {
      await make(stopping.signal);
    } catch (error) {
      if (stopping.signal.aborted) return;
      notBefore = now + HOUR;
      failed(error instanceof Error ? error.message : String(error));
    }
  }

  const timer = setInterval(() => {
    running ??= look().finally(() => { running = undefined; });
  }, every).unref();
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}

/** Runs the command over the database at `url`, with the settings of this process. */
export function backupByCommand(url: string): Nightly['make'] {
  return (signal) => new Promise((done, fail) => {
    const child = spawn(process.execPath, [...process.execArgv, fileURLToPath(new URL('backup-cli.ts', import.meta.url))], {
      env: { ...process.env, DATABASE_URL: url }, stdio: ['ignore', 'ignore', 'pipe'], signal,
    });
    let said = '';
    child.stderr.on('data', (piece: Buffer) => { said = (said + piece.toString()).slice(-500); });
    child.once('error', fail);
    child.once('exit', (code) => {
      if (code === 0) done();
      else fail(new Error(said.trim()));
    });
    try {
      if (child.pid !== undefined) setPriority(child.pid, 10);
    } catch {
      // It runs no slower then.
    }
  });
}

// Colleagues' rescue files on this phone: taken, kept, handed in whenever there is a network, whether or
// not anybody has typed a PIN, and shown until somebody has seen that they arrived.
import { StorageFailure } from '../store/contract.ts';
import type { Carried, CarriedFile, CarriedFiles } from '../store/carried-files.ts';
import type { CarriedControl, SyncProblem } from './contract.ts';
import { retryDelay } from './retry.ts';
import { handInSealed, problemOfHandIn, type SealedHttp } from './sealed-hand-in.ts';

export interface CarriedDeps extends SealedHttp {
  readonly files: CarriedFiles;
  /** Runs alone among all tabs; undefined, at once, when another one is at it. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T | undefined>;
  readonly random: () => number;
  readonly after: (ms: number, then: () => void) => () => void;
  readonly onError: (error: unknown) => void;
}

const PATIENCE_MS = 180_000;

export interface CarriedController extends CarriedControl {
  wake(): void;
}

export function createCarriedControl({ files, alone, random, after, onError, ...http }: CarriedDeps): CarriedController {
  const listeners = new Set<() => void>();
  let known: readonly CarriedFile[] = [];
  let problem: SyncProblem['code'] | undefined;
  let running: Promise<void> | undefined;
  let failures = 0;
  let cancelRetry = (): void => undefined;

  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const look = async (): Promise<void> => {
    known = await files.list();
    tell();
  };

  async function run(): Promise<void> {
    cancelRetry();
    await look();
    const waiting = known.filter((file) => file.arrived + file.refused < file.changes);
    if (waiting.length === 0) return;
    problem = http.isOnline() ? undefined : 'no-network';
    if (problem !== undefined) return tell();
    await alone(async () => {
      for (const { id } of waiting) {
        const shelf = files.shelf(id);
        const { refused, fault } = await handInSealed(http, shelf, AbortSignal.timeout(PATIENCE_MS), () => void look().catch(onError));
        if (refused.length > 0) await shelf.refuse(refused);
        if (fault === undefined) continue;
        failures += 1;
        problem = problemOfHandIn(fault.kind);
        cancelRetry = after(retryDelay(failures, fault.kind === 'busy' ? fault.retryAfterMs : undefined, random()), () => control.wake());
        return;
      }
      failures = 0;
    });
    await look();
  }

  const control: CarriedController = {
    files: () => known,
    problem: () => problem,
    busy: () => running !== undefined,
    subscribe(listener) {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
    async add(text): Promise<Carried> {
      const added = await files.add(text);
      await look();
      if (added.ok) void control.handIn().catch(onError);
      return added;
    },
    async drop(id) {
      await files.drop(id);
      await look();
    },
    handIn() {
      running ??= run().catch((error: unknown) => {
        if (!(error instanceof StorageFailure)) throw error;
        problem = 'storage-broken';
      }).finally(() => {
        running = undefined;
        tell();
      });
      return running;
    },
    wake: () => void control.handIn().catch(onError),
  };
  return control;
}

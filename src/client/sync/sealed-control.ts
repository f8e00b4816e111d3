// The locked half of sync: hands in a vault's sealed work by itself while its PIN is not typed, and says
// how many changes wait. It knows numbers only.
//
//   idle ──(start, network, wake, retry)──▶ busy ──▶ idle
//     └── the vault is open in some tab: that one syncs, nothing is done here
import { StorageFailure } from '../store/contract.ts';
import type { SealedShelf } from '../store/sealed-shelf.ts';
import type { SealedControl, SealedStatus } from './contract.ts';
import { retryDelay } from './retry.ts';
import { handInSealed, problemOfHandIn, type HandInEnd, type SealedHttp } from './sealed-hand-in.ts';

export interface SealedControlDeps extends SealedHttp {
  readonly shelf: SealedShelf;
  /** Its work is being synced in the open. */
  readonly isOpen: () => Promise<boolean>;
  /** Runs alone among all tabs; undefined, at once, when another one is at it. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T | undefined>;
  readonly random: () => number;
  readonly after: (ms: number, then: () => void) => () => void;
  readonly onError: (error: unknown) => void;
}

export interface SealedController extends SealedControl {
  /** Something may have changed for the better; does nothing while the vault is open. */
  wake(): void;
  stop(): void;
}

/** Longest time one hand-in may take. */
const PATIENCE_MS = 120_000;

export function createSealedControl(deps: SealedControlDeps): SealedController {
  const { shelf } = deps;
  const listeners = new Set<() => void>();
  let status: SealedStatus = { known: false, waiting: 0, delivered: 0, closed: 0, received: 0, refused: 0, busy: false, shut: false, problem: undefined };
  let running: Promise<void> | undefined;
  let failures = 0;
  let cancelRetry = (): void => undefined;
  let stopped = false;
  const stopping = new AbortController();

  const show = (change: Partial<SealedStatus>): void => {
    status = { ...status, ...change };
    for (const listener of listeners) listener();
  };

  async function look(): Promise<void> {
    const { sealed, delivered, closed } = await shelf.look();
    const done = sealed.filter((place) => delivered.has(place)).length;
    show({ known: true, waiting: sealed.length - done, delivered: done, closed });
  }

  async function run(): Promise<void> {
    cancelRetry();
    await look();
    if (stopped || !deps.isOnline()) return show({ problem: deps.isOnline() ? undefined : 'no-network' });
    if (status.waiting + status.delivered === 0) return;
    // She has been at work since: what was handed in before is no news any more.
    if (await deps.isOpen()) return show({ received: 0 });
    show({ busy: true });
    const abort = AbortSignal.any([stopping.signal, AbortSignal.timeout(PATIENCE_MS)]);
    const end = await deps.alone(() => handInSealed(deps, shelf, abort, (count) => show({ received: status.received + count, waiting: Math.max(0, status.waiting - count) })));
    if (end?.shut === true && !await deps.isOpen()) await shelf.dropRecords();
    await look();
    if (end !== undefined) settle(end);
  }

  function settle({ fault, refused, shut }: HandInEnd): void {
    show({ refused: refused.length, shut: shut || status.shut, problem: fault === undefined ? undefined : problemOfHandIn(fault.kind) });
    failures = fault === undefined ? 0 : failures + 1;
    if (fault === undefined || fault.kind === 'app-too-old' || stopped) return;
    cancelRetry = deps.after(retryDelay(failures, fault.kind === 'busy' ? fault.retryAfterMs : undefined, deps.random()), () => control.wake());
  }

  const control: SealedController = {
    status: () => status,
    subscribe(listener) {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
    handIn() {
      running ??= run().catch((error: unknown) => {
        if (!(error instanceof StorageFailure)) throw error;
        show({ problem: error.kind === 'storage-full' ? error.kind : 'storage-broken' });
      }).finally(() => {
        running = undefined;
        show({ busy: false });
      });
      return running;
    },
    wake: () => void control.handIn().catch(deps.onError),
    stop() {
      stopped = true;
      cancelRetry();
      stopping.abort('stopped');
    },
  };
  return control;
}

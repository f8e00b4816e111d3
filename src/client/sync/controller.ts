// The sync loop. One tab at a time does the work, by a Web Lock; the others wait their turn.
//
//             syncNow, wake                 lock granted
//    idle ───────────────────▶ waiting ───────────────────▶ round ◀───────────────┐
//     ▲  ▲                     (elsewhere)                    │                    │
//     │  │                                                    ├─ more to send, ────┤
//     │  │   end, outbox empty, checksums agree               │  more to fetch,    │
//     │  └────────────── complete ◀───────────────────────────┤  bucket afresh,    │
//     │                                                       │  cut after progress┘
//     │         (retryAt, by itself)                          │
//     └──────────── problem ◀─────────────────────────────────┘ fault, cut, storage full
//
// After "complete" come the photos (`photos.ts`), by themselves on a good line, else on her word; a change that is
// saved meanwhile goes first, in another round.
//
// A phone that was shut out hands in what it has, round by round, then drops every bucket.
//
// Nothing is ever marked as sent but by the server's receipt for it, and "complete" is said only
// when the outbox is empty and the last answer came whole.
import type { BucketId } from '#shared/record/change.ts';
import { MAX_CHANGES_PER_PUSH, PROTOCOL_VERSION, costResponseSchema, type CostRequest, type HeadLine } from '#shared/sync/protocol.ts';
import { arrivedProfileSchema } from '#shared/sync/profile.ts';
import { StorageFailure } from '../store/contract.ts';
import type { PhotoFetch, SyncControl, SyncCost, SyncPhase, SyncProblem, SyncStatus } from './contract.ts';
import { STOPPED, request, type Fault } from './http.ts';
import { fetchPhoto, sendPhotos } from './photos.ts';
import { retryDelay } from './retry.ts';
import { playRound, type RoundDeps, type RoundEnd } from './round.ts';
import { estimateSpeed, type SpeedDeps } from './speed.ts';

export interface SyncDeps extends RoundDeps, SpeedDeps {
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  /** Runs `then` after so many milliseconds unless the returned function is called first. */
  readonly after: (ms: number, then: () => void) => () => void;
  /** The browser's lock manager; absent where there is none. */
  readonly locks?: Locks | undefined;
  /** Is the line good enough, and free enough, for photos without asking? Default: yes. */
  readonly lineIsGood?: () => boolean;
  /** The server has answered; its clock in milliseconds since 1970. */
  readonly onContact?: (serverTime: number) => void;
  /** The server has shut this device out: nothing may be read here any more. Called before anything else is done about it. */
  readonly onRevoked?: () => void;
  /** Time of the last complete run, remembered from an earlier start. */
  readonly lastComplete?: number | undefined;
  readonly onComplete?: (at: number) => void;
}

export interface Locks {
  request<T>(name: string, options: { readonly ifAvailable?: boolean; readonly signal?: AbortSignal }, run: (lock: unknown) => Promise<T>): Promise<T>;
}

export interface SyncController extends SyncControl {
  /**
   * Asks by itself: does nothing before the first download, without a network, or while waiting to
   * retry. `news`: the line may just have changed, so only a server that asked for time is left alone.
   */
  wake(news?: boolean): Promise<void>;
  /** Ends what runs, at once; for closing the vault. */
  stop(): void;
}

/** Without a byte for so long, the line is given up. */
const STALL_MS = 60_000;
/** Answers cut after some progress are asked on at once, so often in one run. */
const MOST_CUTS = 4;
const CLOCK_TOLERANCE_MS = 3_600_000;
/** How often it is asked whether photos sent before are safe by now. */
const ASK_PHOTOS_MS = 6 * 3_600_000;
/** Trying again would not help: a person or an update must. */
const LASTING: ReadonlySet<SyncProblem['code']> = new Set(['device-revoked', 'device-unknown', 'app-too-old', 'session-expired']);

export function createSync(deps: SyncDeps): SyncController {
  const { store, now } = deps;
  const listeners = new Set<() => void>();
  let status: SyncStatus = {
    phase: 'idle', received: 0, coming: 0, sent: 0, toSend: 0, photos: undefined, lastComplete: deps.lastComplete, problem: undefined, elsewhere: false,
  };
  let running: Promise<void> | undefined;
  let failures = 0;
  let cancelRetry = (): void => undefined;
  /** She wants the photos to go on this line. */
  let photosWanted = false;
  let askedPhotos: { readonly at: number; readonly epoch: string } | undefined;
  const stopping = new AbortController();
  /** `<epoch> <bucket>` of buckets fetched afresh after a mismatch: once per epoch. */
  const fetchedAfresh = new Set<string>();

  const show = (change: Partial<SyncStatus>): void => {
    status = { ...status, ...change };
    for (const listener of listeners) listener();
  };

  function syncNow(): Promise<void> {
    running ??= runOnce().finally(() => { running = undefined; });
    return running;
  }

  async function runOnce(): Promise<void> {
    if (stopping.signal.aborted) return;
    cancelRetry();
    let elsewhere = false;
    try {
      await withLock(() => run());
    } catch (error) {
      if (stopping.signal.aborted) return;
      if (!(error instanceof StorageFailure)) throw error;
      if (error.kind === 'storage-full' || error.kind === 'storage-broken') fail(error.kind);
      // Locked meanwhile: nothing may be written, nothing is lost.
      elsewhere = error.kind === 'elsewhere';
    } finally {
      show({ phase: 'idle', photos: undefined, elsewhere });
    }
  }

  async function withLock(work: () => Promise<void>): Promise<void> {
    if (deps.locks === undefined) return work();
    const name = `dehri-sync-${store.person}`;
    const ran = await deps.locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock === null) return false;
      await work();
      return true;
    });
    if (ran || stopping.signal.aborted) return;
    show({ elsewhere: true });
    await deps.locks.request(name, { signal: stopping.signal }, async () => {
      show({ elsewhere: false });
      await work();
    });
  }

  async function run(): Promise<void> {
    let afresh = new Set<BucketId>();
    let batchSize = MAX_CHANGES_PER_PUSH;
    let cuts = 0;
    let resetTo: string | undefined;
    show({ received: 0, coming: 0, sent: 0, toSend: store.unsent().changes });

    while (!stopping.signal.aborted) {
      const waiting = store.outbox(batchSize + 1);
      const batch = waiting.slice(0, batchSize);
      const pushOnly = waiting.length > batch.length;
      show({ phase: batch.length > 0 ? 'sending' : 'receiving', toSend: status.sent + store.unsent().changes });

      let head: HeadLine | undefined;
      let pages = 0;
      let skew = 0;
      const end = await withStall((signal, alive) => playRound(deps, {
        batch, afresh, pushOnly, signal, alive,
        onHead: (line) => {
          head = line;
          skew = line.time - now();
          if (line.revoked === true) deps.onRevoked?.();
          else deps.onContact?.(line.time);
          show({ phase: 'receiving', sent: status.sent + batch.length, coming: status.received + (line.coming ?? 0) });
        },
        onPage: (page, records) => {
          pages += 1;
          if (page.fresh === true) afresh.delete(page.b);
          const received = status.received + records;
          show({ received, coming: Math.max(status.coming, received) });
        },
      }));
      if (stopping.signal.aborted) return;
      if (head?.reset === true) {
        if (resetTo === head.epoch) return fail('damaged-answer');
        resetTo = head.epoch;
      }

      switch (end.kind) {
        case 'fault':
          if (end.fault.kind === 'too-large' && batch.length > 0) {
            // Smaller batches; and a change that is too large by itself is held here, so that it delays no other.
            if (batch.length === 1) await store.settle(batch, [['h', 'too-large', []]]);
            batchSize = batch.length === 1 ? MAX_CHANGES_PER_PUSH : Math.floor(batch.length / 2);
            continue;
          }
          if (end.fault.kind === 'device-revoked') return leave();
          return failWith(end.fault);
        case 'cut':
          cuts += 1;
          if (end.progressed && cuts <= MOST_CUTS) continue;
          return fail('damaged-answer');
        case 'end':
      }
      if (batch.length > 0 && store.outbox(1)[0]?.id === batch[0]?.id && end.head.reset !== true) return fail('damaged-answer');
      if (end.more && pages === 0 && batch.length === 0) return fail('damaged-answer');

      afresh = toFetchAfresh(end);
      const unsettled = end.mismatched.length > afresh.size;
      if (end.more || afresh.size > 0 || store.outbox(1).length > 0) continue;
      if (end.head.revoked === true) {
        await handInPhotos(true);
        return leave();
      }
      if (unsettled) return fail('damaged-answer');
      // What the server says to drop, and what it did not send again after its epoch had changed.
      const gone = [...(end.head.drop ?? []), ...store.strays()];
      if (gone.length > 0) await store.dropBuckets(gone);
      await refreshProfile(end.head);
      complete(skew);
      if (await handInPhotos(photosWanted || (deps.lineIsGood?.() ?? true)) !== 'changes-wait') return;
    }
  }

  async function handInPhotos(send: boolean): Promise<'changes-wait' | 'over'> {
    const kept = store.photosKept();
    const { epoch } = store.cursors();
    const askAll = kept.some((p) => p.stage === 'sent') && (askedPhotos === undefined || askedPhotos.epoch !== epoch || now() - askedPhotos.at > ASK_PHOTOS_MS);
    if (!askAll && !(send && kept.some((p) => p.stage === 'waiting'))) return 'over';
    show({ phase: 'photos' });
    const end = await withStall((signal, alive) => sendPhotos(deps, { send, askAll, signal, alive, onProgress: (photos) => show({ photos }) }));
    show({ photos: undefined });
    if (end.kind === 'stood-back') return 'changes-wait';
    photosWanted = false;
    if (end.kind === 'fault') failWith(end.fault);
    else askedPhotos = { at: now(), epoch };
    return 'over';
  }

  /** Shut out. What could not be handed in stays, sealed; the rest is not hers any more. */
  async function leave(): Promise<void> {
    deps.onRevoked?.();
    if (store.outbox(1).length === 0) await store.dropBuckets('all');
    fail('device-revoked');
  }

  function toFetchAfresh(end: Extract<RoundEnd, { kind: 'end' }>): Set<BucketId> {
    const { epoch } = store.cursors();
    const buckets = end.mismatched.filter((bucket) => !fetchedAfresh.has(`${epoch} ${bucket}`));
    for (const bucket of buckets) fetchedAfresh.add(`${epoch} ${bucket}`);
    return new Set(buckets);
  }

  function complete(skew: number): void {
    const at = now();
    failures = 0;
    deps.onComplete?.(at);
    show({ lastComplete: at, problem: Math.abs(skew) > CLOCK_TOLERANCE_MS ? { code: 'clock-wrong' } : undefined });
  }

  function failWith(fault: Fault): void {
    if (fault.kind !== 'stopped') fail(problemOf(fault), fault.kind === 'busy' ? fault.retryAfterMs : undefined);
  }

  function fail(code: SyncProblem['code'], asked?: number): void {
    failures += 1;
    if (LASTING.has(code)) return show({ problem: { code } });
    const delay = retryDelay(failures, asked, deps.random());
    cancelRetry = deps.after(delay, () => { void wakeUp('retry'); });
    show({ problem: { code, retryAt: now() + delay } });
  }

  async function refreshProfile(head: HeadLine): Promise<void> {
    if (head.profile === undefined || head.profile === store.profile()?.digest) return;
    const json = await fetchJson('/api/profile', undefined);
    const profile = arrivedProfileSchema.safeParse(json);
    // If it did not come, or came bent, the next head says again that it is out of date.
    if (profile.success && profile.data.person.id === store.person) await store.setProfile(profile.data);
  }

  async function fetchJson(path: string, body: unknown): Promise<unknown> {
    return withStall(async (signal, alive) => {
      const reply = await request(deps, path, body, signal);
      alive();
      if (reply.ok) return reply.response.json().catch(() => undefined);
      if (reply.fault.kind === 'device-revoked') deps.onRevoked?.();
      if (LASTING.has(problemOf(reply.fault)) || reply.fault.kind === 'captive-portal') show({ problem: { code: problemOf(reply.fault) } });
      return undefined;
    });
  }

  /** Gives up when nothing has come for a while, or when all is stopped. */
  async function withStall<T>(work: (signal: AbortSignal, alive: () => void) => Promise<T>): Promise<T> {
    const abort = new AbortController();
    const onStop = (): void => abort.abort(STOPPED);
    stopping.signal.addEventListener('abort', onStop, { once: true });
    let cancel = deps.after(STALL_MS, () => abort.abort('stall'));
    const alive = (): void => {
      cancel();
      cancel = deps.after(STALL_MS, () => abort.abort('stall'));
    };
    try {
      return await work(abort.signal, alive);
    } finally {
      cancel();
      stopping.signal.removeEventListener('abort', onStop);
    }
  }

  async function cost(): Promise<SyncCost | undefined> {
    const restore: SyncPhase = status.phase;
    if (restore === 'idle') show({ phase: 'measuring' });
    try {
      const { epoch, cursors } = store.cursors();
      const question: CostRequest = { v: PROTOCOL_VERSION, epoch, cursors };
      const asked = now();
      const photoBytes = store.photosKept().reduce((sum, p) => (p.stage === 'waiting' ? sum + p.size : sum), 0);
      const answer = costResponseSchema.safeParse(await fetchJson('/api/sync/cost', question));
      if (!answer.success) return undefined;
      const roundTripMs = now() - asked;
      const unsent = store.unsent();
      const bytes = answer.data.bytes + unsent.bytes;
      const speed = await estimateSpeed(deps, () => fetchJson('/api/profile', undefined));
      return { records: answer.data.records + unsent.records, bytes, seconds: Math.max(1, Math.ceil(roundTripMs / 1_000 + bytes / speed)), photoSeconds: Math.ceil(photoBytes / speed) };
    } finally {
      if (status.phase === 'measuring') show({ phase: 'idle' });
    }
  }

  async function wakeUp(why: 'retry' | 'news' | 'routine'): Promise<void> {
    if (!deps.isOnline() || stopping.signal.aborted) return;
    // Before the first download nothing moves without her word; her own work may.
    if (why !== 'retry' && store.cursors().epoch === '' && store.unsent().changes === 0) return;
    const { problem } = status;
    if (problem?.code === 'device-revoked') return;
    const waits = problem?.retryAt !== undefined && problem.retryAt > now();
    if (waits && (why === 'routine' || (why === 'news' && problem.code === 'busy'))) return;
    await syncNow();
  }

  return {
    status: () => status,
    subscribe(listener) {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
    cost,
    syncNow,
    sendPhotos() {
      photosWanted = true;
      return syncNow();
    },
    fetchPhoto: (record, name): Promise<PhotoFetch> => withStall((signal) => fetchPhoto(deps, record, name, signal)),
    wake: (news = false) => wakeUp(news ? 'news' : 'routine'),
    stop() {
      cancelRetry();
      stopping.abort(STOPPED);
    },
  };
}

function problemOf(fault: Fault): SyncProblem['code'] {
  return fault.kind === 'too-large' || fault.kind === 'not-found' || fault.kind === 'stopped' ? 'server-unreachable' : fault.kind;
}

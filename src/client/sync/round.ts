// One request and its answer: hands in a batch, then saves what comes, page by page.
import type { BucketId, Change } from '#shared/record/change.ts';
import {
  MAX_HELD_ASKED, PROTOCOL_VERSION, type ChangeResult, type Cursors, type EndLine, type HeadLine, type PageLine, type SyncRequest,
} from '#shared/sync/protocol.ts';
import { encodeChanges } from '#shared/sync/wire-changes.ts';
import { WireError } from '#shared/sync/wire-columns.ts';
import { countRecords } from '#shared/sync/wire-records.ts';
import type { RecordStore } from '../store/contract.ts';
import { linesOf } from './answer.ts';
import { request, type Fault, type HttpDeps } from './http.ts';

export interface RoundDeps extends HttpDeps {
  readonly store: RecordStore;
  /** Version of the app. */
  readonly app: string;
}

export interface RoundPlan {
  readonly batch: readonly Change[];
  /** Buckets to be fetched from their beginning, because what the phone holds of them is not what the server has. */
  readonly afresh: ReadonlySet<BucketId>;
  /** More changes wait than fit in this batch: hand in first, fetch later. */
  readonly pushOnly: boolean;
  readonly signal: AbortSignal;
  /** Bytes have come. */
  readonly alive: () => void;
  readonly onHead: (head: HeadLine) => void;
  readonly onPage: (page: PageLine, records: number) => void;
}

export type RoundEnd =
  | { readonly kind: 'end'; readonly head: HeadLine; readonly more: boolean; readonly mismatched: readonly BucketId[] }
  /** No whole answer. Whatever came before the damage is kept; `progressed`: something did. */
  | { readonly kind: 'cut'; readonly progressed: boolean }
  | { readonly kind: 'fault'; readonly fault: Fault };

const SYNC_PATH = '/api/sync';
/** A cursor of no generation that ever was: the server answers with the whole bucket. */
const FROM_THE_START: Cursors[string] = [-1, 0];

/** A store that cannot write rejects with its `StorageFailure`. */
export async function playRound(deps: RoundDeps, plan: RoundPlan): Promise<RoundEnd> {
  const reply = await request(deps, SYNC_PATH, requestOf(deps, plan), plan.signal);
  if (!reply.ok) return { kind: 'fault', fault: reply.fault };

  let head: HeadLine | undefined;
  let end: EndLine | undefined;
  let progressed = false;
  /** Buckets with a page that could not be read: the next pages would leave a gap. */
  const broken = new Set<BucketId>();
  for await (const arrived of linesOf(reply.response, plan.alive)) {
    if (arrived.kind === 'not-ours') return { kind: 'fault', fault: { kind: 'captive-portal' } };
    if (arrived.kind === 'damaged') return { kind: 'cut', progressed };
    const { line } = arrived;
    if (line.t === 'head') {
      if (head !== undefined) return { kind: 'cut', progressed };
      if (line.v !== PROTOCOL_VERSION) return { kind: 'fault', fault: { kind: 'app-too-old' } };
      if (!await takeHead(deps.store, plan.batch, line)) return { kind: 'cut', progressed };
      head = line;
      progressed = plan.batch.length > 0;
      plan.onHead(line);
    } else if (head === undefined) {
      return { kind: 'cut', progressed };
    } else if (line.t === 'page') {
      if (broken.has(line.b)) continue;
      if (await takePage(deps.store, line)) {
        progressed = true;
        plan.onPage(line, countRecords(line.rows));
      } else {
        broken.add(line.b);
      }
    } else {
      end = line;
    }
  }
  if (head === undefined || end === undefined || broken.size > 0) return { kind: 'cut', progressed };
  const sums = Object.entries(end.sums ?? {});
  return {
    kind: 'end', head, more: end.more === true,
    mismatched: sums.filter(([bucket, sum]) => deps.store.checksum(bucket) !== sum).map(([bucket]) => bucket),
  };
}

function requestOf({ store, app }: RoundDeps, { batch, afresh, pushOnly }: RoundPlan): SyncRequest {
  const { epoch, cursors } = store.cursors();
  const { held, withdraw } = store.heldQuestions();
  return {
    v: PROTOCOL_VERSION,
    epoch,
    cursors: { ...cursors, ...Object.fromEntries([...afresh].map((bucket) => [bucket, FROM_THE_START])) },
    profile: store.profile()?.digest ?? '',
    push: batch.length > 0 ? encodeChanges(batch) : null,
    counts: [Math.max(0, store.unsent().changes - batch.length), held.length],
    app,
    ...(pushOnly && { limit: 0 }),
    ...(held.length > 0 && { held: held.slice(0, MAX_HELD_ASKED) }),
    ...(withdraw.length > 0 && { withdraw: withdraw.slice(0, MAX_HELD_ASKED) }),
  };
}

/** False if it cannot be the answer to this batch. */
async function takeHead(store: RecordStore, batch: readonly Change[], head: HeadLine): Promise<boolean> {
  const results: readonly ChangeResult[] = head.results ?? [];
  if (results.length !== batch.length) return false;
  // First the epoch, which offers everything again; then the receipts, which are of the new epoch.
  if (head.reset === true || head.epoch !== store.cursors().epoch) await store.resetEpoch(head.epoch);
  if (batch.length > 0) await store.settle(batch, results);
  if (head.settled !== undefined) await store.learnSettled(head.settled);
  if (head.safe !== undefined) await store.forgetSafe(head.safe);
  return true;
}

/** False if the page cannot be read. */
async function takePage(store: RecordStore, page: PageLine): Promise<boolean> {
  try {
    await store.applyPage(page);
    return true;
  } catch (error) {
    if (error instanceof WireError) return false;
    throw error;
  }
}

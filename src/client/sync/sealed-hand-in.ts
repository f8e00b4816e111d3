// Hands in sealed work: of a vault that is locked, or of a rescue file that this phone carries. No
// session is needed, for the work speaks for itself.
//
//   what has no mark ──▶ POST ──▶ mark what was received, with the server's epoch ─┐
//        ▲                                                                         │
//        └── a mark of another epoch: that server has lost it, hand it in again ◀──┘
//
// When all is marked it still asks, with one header and no work: the epoch may be another by now, or
// the phone shut out.
import type * as z from 'zod/mini';
import { MAX_SEALED_PER_REQUEST, SEALED_VERSION, sealedResponseSchema, sealedSets, type SealedRequest, type SealedSet } from '#shared/sync/sealed.ts';
import type { SealedShelf } from '../store/sealed-shelf.ts';
import type { SyncProblem } from './contract.ts';
import { request, type Fault, type HttpDeps } from './http.ts';

export type SealedHttp = Pick<HttpDeps, 'fetch' | 'isOnline' | 'now'>;

export interface HandInEnd {
  readonly received: number;
  /** Places that the server would not take: not signed by their device, or they do not open. */
  readonly refused: readonly number[];
  /** The device they are of has been shut out. */
  readonly shut: boolean;
  /** Why it ended before all was asked. */
  readonly fault?: Fault | { readonly kind: 'damaged-answer' };
}

/** @param onReceived called after each batch that was marked, with how many of it. */
export async function handInSealed(http: SealedHttp, shelf: SealedShelf, signal: AbortSignal, onReceived: (count: number) => void = () => undefined): Promise<HandInEnd> {
  const asked = new Set<number>();
  const refused: number[] = [];
  let received = 0;
  let shut = false;
  let epoch: string | undefined;
  for (;;) {
    const { sealed, delivered } = await shelf.look();
    const isWaiting = (place: number): boolean => (epoch === undefined ? !delivered.has(place) : delivered.get(place) !== epoch);
    const batch = sealed.filter((place) => !asked.has(place) && isWaiting(place)).slice(0, MAX_SEALED_PER_REQUEST);
    const [any] = sealed;
    if (batch.length === 0 && (epoch !== undefined || any === undefined)) return { received, refused, shut };
    for (const place of batch) asked.add(place);
    const taken = [...(await shelf.take(batch.length > 0 || any === undefined ? batch : [any]))];
    const sets = sealedSets(taken.map(({ kept }) => kept));
    if (sets.length === 0) {
      // Rows that do not read any more: nothing to send of this batch.
      if (batch.length === 0) return { received, refused, shut };
      continue;
    }
    for (const set of batch.length > 0 ? sets : sets.map(({ headers }) => ({ headers, changes: [] }))) {
      const reply = await post(http, set, signal);
      if (!reply.ok) return { received, refused, shut, fault: reply.fault };
      const { answer } = reply;
      epoch = answer.epoch;
      shut ||= answer.shut.length > 0;
      const places = taken.splice(0, set.changes.length).map(({ counter }) => counter);
      const done = places.filter((_, at) => answer.outcomes[at] === 'received');
      refused.push(...places.filter((_, at) => answer.outcomes[at] !== 'received'));
      if (done.length === 0) continue;
      await shelf.deliver(done, answer.epoch);
      received += done.length;
      onReceived(done.length);
    }
  }
}

/** The words for why it ended early; undefined: we ended it ourselves. */
export function problemOfHandIn(kind: NonNullable<HandInEnd['fault']>['kind']): SyncProblem['code'] | undefined {
  return kind === 'stopped' ? undefined : kind === 'too-large' || kind === 'not-found' ? 'server-unreachable' : kind;
}

type Posted = { readonly ok: true; readonly answer: z.infer<typeof sealedResponseSchema> } | { readonly ok: false; readonly fault: NonNullable<HandInEnd['fault']> };

async function post(http: SealedHttp, set: SealedSet, signal: AbortSignal): Promise<Posted> {
  const body: SealedRequest = { v: SEALED_VERSION, ...set };
  const reply = await request({ ...http, renewSession: async () => 'refused' }, '/api/sealed', body, signal);
  if (!reply.ok) return reply;
  const answer = sealedResponseSchema.safeParse(await reply.response.json().catch(() => undefined));
  const isWhole = answer.success && answer.data.outcomes.length === set.changes.length;
  return isWhole ? { ok: true, answer: answer.data } : { ok: false, fault: { kind: 'damaged-answer' } };
}

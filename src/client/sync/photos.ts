// Hands in photos, after the answers and never in their way: between two pieces it looks whether a change
// waits, and then stands back. What the server has is asked, never assumed, also after a break, of which it has
// kept what came: a break costs what was on the air. A photo counts as sent when the server has computed the same
// SHA-256, and the phone lets go of its copy only when the server says that it is in a verified backup.
import { MAX_PHOTOS_ASKED, MAX_PIECE_BYTES, photoAnswerSchema, photoStateSchema, type PhotoAsk, type PhotoState } from '#shared/photo/protocol.ts';
import { bucketDistrict } from '#shared/place/bucket.ts';
import { StorageFailure, type KeptPhoto, type RecordStore } from '../store/contract.ts';
import type { PhotoFetch, PhotoProgress } from './contract.ts';
import { putBytes, request, type Fault, type HttpDeps } from './http.ts';

export interface PhotoDeps extends HttpDeps {
  readonly store: RecordStore;
}

export interface PhotoPlan {
  /** False: only asks after those sent before, and hands in none. */
  readonly send: boolean;
  /** Also asks whether photos sent before are safe by now. */
  readonly askAll: boolean;
  readonly signal: AbortSignal;
  /** Bytes have gone or come. */
  readonly alive: () => void;
  /** Bytes of the photos to be sent that the server has. */
  readonly onProgress: (progress: PhotoProgress) => void;
}

export type PhotosEnd =
  | { readonly kind: 'done' }
  /** A change waits: it goes first. */
  | { readonly kind: 'stood-back' }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** The first piece; the next are as large as went in a few seconds. */
const FIRST_PIECE = 32_000;
const SMALLEST_PIECE = 8_000;
/** A piece shall take about so long: long enough for a line with a long way, short enough to lose. */
const SHORT_MS = 4_000;
const LONG_MS = 10_000;
/** Arriving bent so often, it is left for the next time. */
const MOST_DAMAGED = 2;

export async function sendPhotos(deps: PhotoDeps, plan: PhotoPlan): Promise<PhotosEnd> {
  const { store } = deps;
  const asked = store.photosKept().filter((p) => p.stage === 'waiting' || (plan.askAll && p.stage === 'sent'));
  const toSend: { readonly photo: KeptPhoto; readonly at: number }[] = [];
  for (let from = 0; from < asked.length; from += MAX_PHOTOS_ASKED) {
    const some = asked.slice(from, from + MAX_PHOTOS_ASKED);
    const states = await askFor(deps, some, plan);
    if (!Array.isArray(states)) return { kind: 'fault', fault: states };
    for (const [i, photo] of some.entries()) {
      const state = states[i];
      if (state?.state === 'partly' || state?.state === 'damaged') {
        // The server had it and has it no longer: it was restored.
        await store.settlePhoto(photo.name, 'waiting');
        toSend.push({ photo, at: state.at ?? 0 });
      } else if (state !== undefined) await settle(store, photo, state);
    }
  }
  if (!plan.send) return { kind: 'done' };

  const bytes = toSend.reduce((sum, { photo }) => sum + photo.size, 0);
  let doneBytes = 0;
  let piece = FIRST_PIECE;
  for (const { photo, at: start } of toSend) {
    const whole = await readWhole(store, photo);
    if (whole === undefined) continue;
    let at = start;
    let damaged = 0;
    while (at < whole.length && damaged < MOST_DAMAGED) {
      if (plan.signal.aborted) return { kind: 'fault', fault: { kind: 'stopped' } };
      if (store.outbox(1).length > 0) return { kind: 'stood-back' };
      plan.onProgress({ photos: toSend.length, sentBytes: doneBytes + at, bytes });
      const began = deps.now();
      const put = await putPiece(deps, photo, at, whole.slice(at, at + piece), plan);
      const state = 'fault' in put ? await afterBreak(deps, photo, at, put.fault, plan) : put;
      if ('fault' in state) return { kind: 'fault', fault: state.fault };
      const took = deps.now() - began;
      piece = took < SHORT_MS ? Math.min(MAX_PIECE_BYTES, piece * 2) : took > LONG_MS ? Math.max(SMALLEST_PIECE, Math.floor(piece / 2)) : piece;
      if (state.state === 'partly') {
        // Where the server stands; not where it should: a piece that changed nothing is tried as a damaged one.
        if ((state.at ?? 0) <= at) damaged += 1;
        at = state.at ?? 0;
      } else if (state.state === 'damaged') {
        damaged += 1;
        at = 0;
      } else {
        await settle(store, photo, state);
        break;
      }
    }
    doneBytes += photo.size;
  }
  return { kind: 'done' };
}

/** Undefined when it cannot be read just now, or not any more: then it is told as one that does not go. */
async function readWhole(store: RecordStore, { name }: KeptPhoto): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const bytes = await store.photoToSend(name);
    if (bytes !== undefined) return new Uint8Array(bytes);
    await store.settlePhoto(name, 'refused');
  } catch (error) {
    if (!(error instanceof StorageFailure)) throw error;
  }
  return undefined;
}

/** Brings a photo of a record that another phone took, and keeps it. `not-there`: it has not been handed in yet. */
export async function fetchPhoto(deps: PhotoDeps, record: string, name: string, signal: AbortSignal): Promise<PhotoFetch> {
  const bucket = deps.store.get(record)?.bucket;
  if (bucket === undefined || !/^[0-9a-f]{64}$/.test(name)) return 'not-there';
  const reply = await request(deps, `/api/photos/${bucketDistrict(bucket)}/${name}?record=${encodeURIComponent(record)}`, undefined, signal);
  if (!reply.ok) return reply.fault.kind === 'not-found' ? 'not-there' : 'no-network';
  const bytes = await reply.response.arrayBuffer().then((b) => new Uint8Array(b), () => undefined);
  return bytes !== undefined && await deps.store.keepFetchedPhoto(name, bytes, record) ? 'here' : 'no-network';
}

/** One state per photo; a photo of several records is asked about for each, and stands where the last answer says. */
async function askFor(deps: PhotoDeps, photos: readonly KeptPhoto[], { signal, alive }: PhotoPlan): Promise<PhotoState[] | Fault> {
  const body: PhotoAsk = { photos: photos.map(({ name, size, uses }) => ({ name, size, record: uses[0]?.record ?? '', bucket: uses[0]?.bucket ?? '' })) };
  const more = photos.flatMap(({ name, size, uses }) => uses.slice(1).map((use) => ({ name, size, ...use })));
  const reply = await request(deps, '/api/photos/ask', { photos: [...body.photos, ...more].slice(0, MAX_PHOTOS_ASKED) }, signal);
  alive();
  if (!reply.ok) return reply.fault;
  const answer = photoAnswerSchema.safeParse(await reply.response.json().catch(() => undefined));
  return answer.success ? answer.data.photos.slice(0, photos.length) : { kind: 'server-unreachable' };
}

async function putPiece(deps: PhotoDeps, { name, uses }: KeptPhoto, at: number, bytes: Uint8Array<ArrayBuffer>, { signal, alive }: PhotoPlan): Promise<PhotoState | { readonly fault: Fault }> {
  const reply = await putBytes(deps, `/api/photos/${bucketDistrict(uses[0]?.bucket ?? '')}/${name}/${at}`, bytes, signal);
  alive();
  if (!reply.ok) return { fault: reply.fault };
  const state = photoStateSchema.safeParse(await reply.response.json().catch(() => undefined));
  return state.success ? state.data : { fault: { kind: 'server-unreachable' } };
}

/** Where the server stands after a piece did not get through, if it has come further; otherwise it is for the next time. */
async function afterBreak(deps: PhotoDeps, photo: KeptPhoto, at: number, fault: Fault, plan: PhotoPlan): Promise<PhotoState | { readonly fault: Fault }> {
  if (fault.kind !== 'server-unreachable' && fault.kind !== 'no-network') return { fault };
  const states = await askFor(deps, [photo], plan);
  const state = Array.isArray(states) ? states[0] : undefined;
  return state === undefined || (state.state === 'partly' && (state.at ?? 0) <= at) ? { fault } : state;
}

/** Only the same SHA-256 counts, whatever else is said. */
async function settle(store: RecordStore, { name }: KeptPhoto, { state, sha256 }: PhotoState): Promise<void> {
  if (state === 'refused') await store.settlePhoto(name, 'refused');
  else if ((state === 'there' || state === 'safe') && sha256 === name) await store.settlePhoto(name, state === 'safe' ? 'safe' : 'sent');
}

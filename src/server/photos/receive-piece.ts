// A piece as it comes over a slow line. What has come is kept as far as it came: every few seconds, when the
// line breaks, and when the phone asks on another connection while this one has not noticed that it is dead.
// So a break costs the bytes that were on the air, not the piece.
import { PassThrough, type Readable } from 'node:stream';
import { MAX_PIECE_BYTES, type PhotoState } from '#shared/photo/protocol.ts';
import type { Services } from '../services.ts';
import { putPiece, type Piece } from './keep-photos.ts';

/** Milliseconds. */
const KEEP_EVERY = 2_000;

/** Pieces that come into this process just now, by the photo's name. */
export class PiecesComing {
  readonly #keepers = new Map<string, Set<() => Promise<void>>>();

  /** Everything that has come of these photos is in the database when it resolves. */
  async keep(names: readonly string[]): Promise<void> {
    for (const name of names) for (const keep of this.#keepers.get(name) ?? []) await keep();
  }

  /** @returns how to leave again. */
  enter(name: string, keep: () => Promise<void>): () => void {
    const keepers = this.#keepers.get(name) ?? new Set();
    this.#keepers.set(name, keepers.add(keep));
    return () => {
      keepers.delete(keep);
      if (keepers.size === 0) this.#keepers.delete(name);
    };
  }
}

/** The body of a request, read from the moment it comes: what came before the line broke is there however late somebody looks. */
export class PieceBody {
  readonly bytes = new PassThrough({ highWaterMark: MAX_PIECE_BYTES });
  /** The line broke before its end; known once `bytes` has ended. */
  isBroken = true;

  constructor(request: Readable) {
    request.pipe(this.bytes, { end: false });
    request.once('end', () => {
      this.isBroken = false;
      this.bytes.end();
    });
    request.once('close', () => this.bytes.end());
    // It is told by `isBroken`.
    request.on('error', () => undefined);
  }
}

/**
 * @param piece where it begins
 * @returns as `putPiece`; `too-large`: more came than a piece may have; `broken`: the line did, before the piece's end
 */
export async function receivePiece(services: Pick<Services, 'db' | 'clock' | 'keys'>, coming: PiecesComing, piece: Omit<Piece, 'bytes'>, body: PieceBody): Promise<PhotoState | 'too-large' | 'broken' | undefined> {
  let at = piece.at;
  let waiting: Buffer[] = [];
  let state: PhotoState | undefined;
  let keeping: Promise<void> = Promise.resolve();
  const keep = (): Promise<void> => {
    // One after the other: each begins where the one before has ended.
    keeping = keeping.then(async () => {
      const bytes = Buffer.concat(waiting);
      waiting = [];
      // After the last byte, or when the photo begins anew, nothing more of this piece counts.
      if (bytes.length === 0 || (state !== undefined && state.state !== 'partly')) return;
      state = await putPiece(services, { ...piece, at, bytes });
      at += bytes.length;
    });
    return keeping;
  };

  const leave = coming.enter(piece.name, keep);
  try {
    let size = 0;
    let kept = services.clock();
    for await (const chunk of body.bytes) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError('a request is read as bytes');
      size += chunk.length;
      if (size > MAX_PIECE_BYTES) return 'too-large';
      waiting.push(chunk);
      if (services.clock() - kept < KEEP_EVERY) continue;
      kept = services.clock();
      await keep();
    }
    if (body.isBroken) return 'broken';
  } finally {
    await keep().finally(leave);
  }
  return state ?? putPiece(services, { ...piece, bytes: Buffer.alloc(0) });
}

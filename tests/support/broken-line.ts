// Photos handed in over a slow line that breaks again and again, and how many of their bytes went over it twice.
import type { Fetch } from '#client/sync/http.ts';
import { sendPhotos, type PhotoDeps } from '#client/sync/photos.ts';
import type { SlowLine } from './slow-line.ts';

export interface BrokenLine {
  readonly line: SlowLine;
  /** From one break to the next: by the clock, or by what went over the line, which a busy machine does not change. */
  readonly every: { readonly milliseconds: number } | { readonly bytes: number };
  /** Milliseconds of a break. */
  readonly lasts: number;
}

export interface Handed {
  readonly breaks: number;
  /** Bytes of photos that were on the air and had to be sent again. */
  readonly resent: number;
  /** How often the phone had to be told to try again. */
  readonly rounds: number;
}

/** Until nothing waits any more. */
export async function handInThroughBreaks({ line, every, lasts }: BrokenLine, deps: PhotoDeps): Promise<Handed> {
  const puts: { readonly name: string; readonly at: number; readonly length: number; readonly sent: number; readonly ok: boolean }[] = [];
  const watched: Fetch = async (url, init) => {
    const [, name, at] = /^\/api\/photos\/\d+\/([0-9a-f]+)\/(\d+)$/.exec(url) ?? [];
    const before = sentOver(line);
    const note = (ok: boolean): void => {
      if (init.method === 'PUT' && name !== undefined && init.body instanceof Uint8Array) puts.push({ name, at: Number(at), length: init.body.length, sent: sentOver(line) - before, ok });
    };
    try {
      const response = await deps.fetch(url, init);
      note(true);
      return response;
    } catch (error) {
      note(false);
      throw error;
    }
  };
  let breaks = 0;
  let rounds = 0;
  const stands = (): number => ('bytes' in every ? sentOver(line) : performance.now());
  const step = 'bytes' in every ? every.bytes : every.milliseconds;
  let next = stands() + step;
  const breaking = setInterval(() => {
    if (stands() < next) return;
    next = stands() + step;
    breaks += 1;
    line.cut(true);
    setTimeout(() => line.cut(false), lasts);
  }, 5);
  try {
    while (deps.store.photosKept().some((photo) => photo.stage === 'waiting')) {
      rounds += 1;
      const end = await sendPhotos({ ...deps, fetch: watched }, { send: true, askAll: false, signal: new AbortController().signal, alive: () => undefined, onProgress: () => undefined });
      if (end.kind === 'stood-back') throw new Error('no change may wait');
      await new Promise((wait) => setTimeout(wait, lasts));
    }
  } finally {
    clearInterval(breaking);
    line.cut(false);
  }
  // What a request has beside its piece, told from those that came through.
  const head = Math.max(...puts.filter((put) => put.ok).map((put) => put.sent - put.length));
  let resent = 0;
  for (const [i, put] of puts.entries()) {
    if (put.ok) continue;
    const next = puts.slice(i + 1).find((later) => later.name === put.name);
    const kept = (next?.at ?? put.at + put.length) - put.at;
    resent += Math.max(0, put.sent - head - kept);
  }
  return { breaks, resent, rounds };
}

function sentOver(line: SlowLine): number {
  const { came, lost } = line.sent();
  return came + lost;
}

// Takes a file as it is made and keeps it in parts. One part is packed and stored while the next is being
// made; nobody has to hold more than two.
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Services } from '../services.ts';
import { addPart, type ExportJob, type Progress } from './job-store.ts';

/** Somebody cancelled it, or another server began it anew. */
export class Overtaken extends Error {
  override name = 'Overtaken';
}

export const PART_BYTES = 1_048_576;
const pack = promisify(gzip);

export interface PartSink {
  put(bytes: Buffer): void;
  /** To be waited for after every handful: keeps what has gathered when it is enough for a part. Throws `Overtaken`. */
  settle(counts: Omit<Progress, 'bytes'>): Promise<void>;
  /** Keeps the rest; returns the length of the whole. */
  end(counts: Omit<Progress, 'bytes'>): Promise<number>;
}

/** @param packs false: the bytes are packed already */
export function createPartSink({ db }: Pick<Services, 'db'>, job: ExportJob, packs: boolean): PartSink {
  let ready: Buffer[] = [];
  let size = 0;
  let first = 0;
  let part = 0;
  let storing: Promise<void> = Promise.resolve();

  const store = async (whole: Buffer, at: Pick<Progress, 'bytes'> & { readonly part: number }, counts: Omit<Progress, 'bytes'>): Promise<void> => {
    const bytes = packs ? await pack(whole, { level: 1 }) : whole;
    const kept = await addPart(db.pool, job, { ...counts, bytes: at.bytes + whole.length }, { part: at.part, first: at.bytes, size: whole.length, packed: packs, bytes });
    if (!kept) throw new Overtaken();
  };
  const flush = async (counts: Omit<Progress, 'bytes'>): Promise<void> => {
    await storing;
    const whole = Buffer.concat(ready);
    const at = { bytes: first, part };
    ready = [];
    size = 0;
    first += whole.length;
    part += 1;
    storing = store(whole, at, counts);
    // It is waited for with the next part, or at the end.
    storing.catch(() => undefined);
  };
  return {
    put: (bytes) => {
      ready.push(bytes);
      size += bytes.length;
    },
    settle: async (counts) => {
      if (size >= PART_BYTES) await flush(counts);
    },
    end: async (counts) => {
      if (size > 0) await flush(counts);
      await storing;
      return first;
    },
  };
}

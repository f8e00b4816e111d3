// From a PIN of six digits to a key: Argon2id, slow on purpose. The cost is measured on this phone
// once, when the vault is made, and kept beside the salt. Six digits are a million guesses: the cost
// delays someone with a copied disk, it does not stop him; that is why little is kept on the phone.
import type { Bytes } from './bytes.ts';

/** `m` in KiB, `t` passes, one lane. */
export interface StretchCost {
  readonly m: number;
  readonly t: number;
}

/** OWASP's floor for Argon2id: below this no phone goes, however slow. */
export const COST_FLOOR: StretchCost = { m: 19 * 1024, t: 2 };

const WANTED_MS = 1000;
/** More memory makes guessing dearer than more passes, but a 2 GB phone must still bear it. */
const MOST_MEMORY_KIB = 64 * 1024;

export interface Stretcher {
  /** 32 bytes. */
  stretch(pin: string, salt: Bytes, cost: StretchCost): Promise<Bytes>;
  /** Milliseconds one stretch at the floor takes here. */
  measure(): Promise<number>;
}

/** The cost that takes about a second where the floor takes `floorMs`. */
export function costFor(floorMs: number): StretchCost {
  const factor = WANTED_MS / Math.max(floorMs, 1);
  if (factor <= 1) return COST_FLOOR;
  const m = Math.min(MOST_MEMORY_KIB, Math.floor(COST_FLOOR.m * factor));
  const t = Math.max(COST_FLOOR.t, Math.round((COST_FLOOR.t * factor * COST_FLOOR.m) / m));
  return { m, t };
}

export interface StretchRequest {
  readonly pin: string;
  readonly salt: Bytes;
  readonly cost: StretchCost;
}

/** Stretches in a worker made for the one call, so that the screen keeps answering and the memory is given back. */
export function workerStretcher(): Stretcher {
  const stretch: Stretcher['stretch'] = (pin, salt, cost) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./argon2.worker.ts', import.meta.url), { type: 'module' });
      const end = (): void => worker.terminate();
      worker.addEventListener('message', (event: MessageEvent<unknown>) => {
        end();
        if (event.data instanceof Uint8Array) resolve(new Uint8Array(event.data));
        else reject(new Error('the key could not be derived'));
      });
      worker.addEventListener('error', () => {
        end();
        reject(new Error('the key worker did not start'));
      });
      const request: StretchRequest = { pin, salt, cost };
      worker.postMessage(request);
    });
  return {
    stretch,
    async measure() {
      const salt = new Uint8Array(16);
      const start = performance.now();
      await stretch('000000', salt, COST_FLOOR);
      return performance.now() - start;
    },
  };
}

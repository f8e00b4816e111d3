// What all rows of a state say of who they are, as text in memory that threads share: a few hundred bytes each.
import type { Identity } from '#shared/subjects/entry.ts';

export interface SharedRows {
  readonly slabs: readonly SharedArrayBuffer[];
  /** Where each text begins, counted through all slabs, and its bytes. */
  readonly at: Uint32Array;
  readonly bytes: Uint16Array;
}

const SLAB = 2 ** 25;
/** More than the longest identity that cells can hold. */
const LONGEST = 65_535;

export class RowTexts {
  readonly #slabs: SharedArrayBuffer[] = [];
  readonly #at: Uint32Array;
  readonly #bytes: Uint16Array;
  #next = 0;

  constructor(most: number) {
    this.#at = new Uint32Array(new SharedArrayBuffer(most * 4));
    this.#bytes = new Uint16Array(new SharedArrayBuffer(most * 2));
  }

  add(row: number, text: string): void {
    const bytes = Buffer.from(text);
    if (bytes.length > LONGEST) throw new Error('an identity is short');
    // A text lies in one slab.
    if (Math.floor(this.#next / SLAB) !== Math.floor((this.#next + bytes.length) / SLAB) || this.#slabs.length === 0) {
      this.#next = this.#slabs.length * SLAB;
      this.#slabs.push(new SharedArrayBuffer(SLAB));
    }
    Buffer.from(this.#slabs.at(-1) ?? new SharedArrayBuffer(0)).set(bytes, this.#next % SLAB);
    this.#at[row] = this.#next;
    this.#bytes[row] = bytes.length;
    this.#next += bytes.length;
  }

  share(): SharedRows {
    return { slabs: this.#slabs, at: this.#at, bytes: this.#bytes };
  }
}

export function identityAt({ slabs, at, bytes }: SharedRows, row: number): Identity {
  const from = at[row] ?? 0;
  const text: Identity = JSON.parse(Buffer.from(slabs[Math.floor(from / SLAB)] ?? new SharedArrayBuffer(0), from % SLAB, bytes[row]).toString());
  return text;
}

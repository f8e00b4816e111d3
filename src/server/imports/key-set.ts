// Has this key been seen in the file, and in which row? Keeps 64 bits of hash and the row number
// per key in flat arrays, so a list of 5,32,630 families costs some 25 MB, not 100.
// Two different keys of one list share a hash about once in a hundred million lists.

export class KeySet {
  #size = 0;
  #mask = 0xffff;
  #high = new Uint32Array(0x10000);
  #low = new Uint32Array(0x10000);
  #row = new Uint32Array(0x10000);

  /** Remembers `key` at `row` (1 or more) and returns the row of its first appearance: `row` itself when new. */
  add(key: string, row: number): number {
    let high = 0x811c9dc5;
    let low = 0x9e3779b9;
    for (let i = 0; i < key.length; i++) {
      const code = key.charCodeAt(i);
      high = Math.imul(high ^ code, 0x01000193);
      low = Math.imul(low ^ code, 0x85ebca6b);
      low ^= low >>> 13;
    }
    high = mix(high ^ key.length);
    low = mix(low);
    if (this.#size * 2 > this.#mask) this.#grow();
    const at = this.#find(high >>> 0, low >>> 0);
    const first = this.#row[at] ?? 0;
    if (first !== 0) return first;
    this.#put(at, high >>> 0, low >>> 0, row);
    this.#size += 1;
    return row;
  }

  get size(): number {
    return this.#size;
  }

  #find(high: number, low: number): number {
    let at = (high ^ low) & this.#mask;
    while (this.#row[at] !== 0 && (this.#high[at] !== high || this.#low[at] !== low)) at = (at + 1) & this.#mask;
    return at;
  }

  #put(at: number, high: number, low: number, row: number): void {
    this.#high[at] = high;
    this.#low[at] = low;
    this.#row[at] = row;
  }

  #grow(): void {
    const [high, low, row] = [this.#high, this.#low, this.#row];
    const length = row.length * 2;
    this.#mask = length - 1;
    this.#high = new Uint32Array(length);
    this.#low = new Uint32Array(length);
    this.#row = new Uint32Array(length);
    for (let i = 0; i < row.length; i++) {
      const r = row[i] ?? 0;
      if (r !== 0) this.#put(this.#find(high[i] ?? 0, low[i] ?? 0), high[i] ?? 0, low[i] ?? 0, r);
    }
  }
}

function mix(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x7feb352d);
  h ^= h >>> 15;
  h = Math.imul(h, 0x846ca68b);
  return h ^ (h >>> 16);
}

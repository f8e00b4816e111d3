// Which rows stand in the same block, for all rows of a state at once: in typed arrays that threads share, some
// eighteen bytes for each block of each row.

/** Blocks of rows one after the other: those of row `r` are `hashes[at[r]]` to before `hashes[at[r + 1]]`. */
export interface RowBlocks {
  readonly at: Uint32Array;
  readonly hashes: BigUint64Array;
}

/** For each block of each row where its rows begin among `owners`, and how many they are. */
export interface BlockIndex {
  readonly at: Uint32Array;
  readonly owners: Uint32Array;
  readonly start: Uint32Array;
  readonly size: Uint32Array;
}

export function indexBlocks({ at, hashes }: RowBlocks): BlockIndex {
  const count = hashes.length;
  const sorted = sortedPlaces(hashes);
  const rowOf = new Uint32Array(count);
  for (let row = 0; row + 1 < at.length; row += 1) rowOf.fill(row, at[row], at[row + 1]);
  const owners = sharedUint32(count);
  const start = sharedUint32(count);
  const size = sharedUint32(count);
  for (let from = 0; from < count;) {
    const hash = hashes[sorted[from] ?? 0];
    let end = from + 1;
    while (end < count && hashes[sorted[end] ?? 0] === hash) end += 1;
    for (let slot = from; slot < end; slot += 1) {
      const place = sorted[slot] ?? 0;
      owners[slot] = rowOf[place] ?? 0;
      start[place] = from;
      size[place] = end - from;
    }
    from = end;
  }
  return { at, owners, start, size };
}

/** Blocks that hold too many rows, two by two: rows that share one such pair are looked through all the same. */
export function pairedBlocks({ at, hashes }: RowBlocks, { size }: BlockIndex, most: number): RowBlocks {
  const paired = new Uint32Array(new SharedArrayBuffer(at.byteLength));
  const made: bigint[] = [];
  for (let row = 0; row + 1 < at.length; row += 1) {
    const large: bigint[] = [];
    for (let place = at[row] ?? 0; place < (at[row + 1] ?? 0) && large.length < MOST_PAIRED; place += 1) if ((size[place] ?? 0) > most) large.push(hashes[place] ?? 0n);
    large.sort((a, b) => (a < b ? -1 : 1));
    for (const [i, one] of large.entries()) for (const other of large.slice(i + 1)) made.push(BigInt.asUintN(64, one * SPREAD ^ other));
    paired[row + 1] = made.length;
  }
  const all = new BigUint64Array(new SharedArrayBuffer(made.length * 8));
  all.set(made);
  return { at: paired, hashes: all };
}

/** Of one row. */
export const MOST_PAIRED = 6;
/** An odd number whose product with a block tells (a, b) from (b, a). */
const SPREAD = 0x9e3779b97f4a7c15n;

export function sharedUint32(length: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(length * 4));
}

/** Places of the hashes in the order of the hashes: sixteen bits at a time, the lowest first. */
export function sortedPlaces(hashes: BigUint64Array): Uint32Array {
  const digits = new Uint16Array(hashes.buffer, hashes.byteOffset, hashes.length * 4);
  let from = new Uint32Array(hashes.length);
  let to = new Uint32Array(hashes.length);
  for (let place = 0; place < from.length; place += 1) from[place] = place;
  for (let digit = 0; digit < 4; digit += 1) {
    const next = new Uint32Array(65_537);
    for (let place = digit; place < digits.length; place += 4) {
      const above = (digits[place] ?? 0) + 1;
      next[above] = (next[above] ?? 0) + 1;
    }
    for (let value = 1; value < next.length; value += 1) next[value] = (next[value] ?? 0) + (next[value - 1] ?? 0);
    for (const place of from) {
      const value = digits[place * 4 + digit] ?? 0;
      const slot = next[value] ?? 0;
      to[slot] = place;
      next[value] = slot + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}

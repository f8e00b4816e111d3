// Where the rows of a long list begin and which of them are in sight. All lengths are CSS pixels from
// the top of the list.

/** The part of the list that the window shows; it may begin above the list (negative) or end below it. */
export interface Sight {
  readonly from: number;
  readonly to: number;
}

/** Rows `first` up to, but not with, `end`. */
export interface RowRange {
  readonly first: number;
  readonly end: number;
}

/** Start of every row, and after them the height of the whole. A row not measured yet has the estimated height. */
export function startsOfRows(keys: readonly string[], heights: ReadonlyMap<string, number>, estimate: number): Float64Array {
  const starts = new Float64Array(keys.length + 1);
  keys.forEach((key, i) => {
    starts[i + 1] = (starts[i] ?? 0) + (heights.get(key) ?? estimate);
  });
  return starts;
}

/** The rows in sight with `spare` more on either side. */
export function rowsInSight(starts: Float64Array, { from, to }: Sight, spare: number): RowRange {
  const count = starts.length - 1;
  const first = Math.min(Math.max(0, firstBeyond(starts, from) - 1 - spare), count);
  return { first, end: Math.min(count, Math.max(first, firstBeyond(starts, to) + spare)) };
}

/** Index of the first start that lies beyond; the number of starts when none does. */
function firstBeyond(starts: Float64Array, at: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

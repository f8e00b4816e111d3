// What a programme shows on its review sheet: which columns, which of them come first, and by which
// share places are ranked. Columns are counts, or are worked out of two counts. Words:
// `<programme>:sheet.column.<name>` and, where a figure comes from, `<programme>:sheet.source.<source>`;
// the letterhead is `<programme>:sheet.office` and `<programme>:sheet.officeLong`.
export type SheetColumn = { readonly name: string; readonly source: string } & (
  | { readonly count: string }
  /** First less second: what is left. */
  | { readonly minus: readonly [whole: string, part: string] }
  /** Part of the whole, 0 to 1. */
  | { readonly share: readonly [part: string, whole: string] }
);

export interface ReviewSheet {
  /** Every column there is, in order. */
  readonly columns: readonly SheetColumn[];
  /** Names of the columns shown until the reader chooses her own. */
  readonly shown: readonly string[];
  /** Names of the figures that a review begins with. */
  readonly headline: readonly string[];
  /** Counts of which it is told how many came today and in seven days. */
  readonly moved: readonly string[];
  /** The share column by which places are ranked. */
  readonly rank: string;
  /** Column that says how much is still to do where the rank is low. */
  readonly left: string;
  /** Counts that say what someone who goes leaves undone: doors, those visited, and what was begun and is not finished. */
  readonly open?: { readonly doors: string; readonly visited: string; readonly unfinished: readonly string[] };
}

/** Value of a column from the counts of one place; undefined for a share of nothing, and where a count is hidden. */
export function columnValue(column: SheetColumn, count: (name: string) => number | undefined): number | undefined {
  if ('count' in column) return count(column.count);
  const [first, second] = ('minus' in column ? column.minus : column.share).map(count);
  if (first === undefined || second === undefined) return undefined;
  if ('minus' in column) return Math.max(0, first - second);
  return second > 0 ? first / second : undefined;
}

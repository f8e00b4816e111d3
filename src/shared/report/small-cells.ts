// Small counts by which a person could be known are hidden, and with them as many others as it takes that
// nobody finds them by subtraction: neither from the total of a column (a count over all places) nor from
// what the kinds of a row add up to.
//
//             kind 1   kind 2   kind 3
//   office 1     ·        ·       30       small: office 1, kind 1
//   office 2     ·        ·       20
//   total        8       17       50       hidden only where nothing else is left to hide
//
// A hidden cell is safe when one more (or less) in it can be made good in other hidden cells, so that
// another table shows the same: a way round through hidden cells, along rows and columns by turns.
import { dayText, daysInMonth, parseDay } from '../form/calendar.ts';

export interface Cells {
  /** One row per place, one column per kind; where there are several kinds, what they add up to in a row is known. */
  readonly rows: readonly (readonly number[])[];
  readonly total: readonly number[];
  /** Kinds whose small counts are hidden. */
  readonly sensitive: readonly boolean[];
  /** Counts of 1 up to below this are small. */
  readonly limit: number;
}

export interface Hidden {
  readonly rows: readonly (readonly boolean[])[];
  readonly total: readonly boolean[];
}

interface Cell {
  /** Number of its row; the totals are the last. */
  readonly row: number;
  readonly kind: number;
  readonly value: number;
}

export function hideSmall({ rows, total, sensitive, limit }: Cells): Hidden {
  const last = rows.length;
  const all = [...rows, total].flatMap((line, row) => line.map((value, kind): Cell => ({ row, kind, value })));
  const small = all.filter(({ row, kind, value }) => row < last && sensitive[kind] === true && value > 0 && value < limit);
  const hidden = new Set(small);
  const isKept = (cell: Cell, by: ReadonlySet<Cell>): boolean => isSafe(cell, by, last, total.length > 1);
  for (let cell = small.find((c) => !isKept(c, hidden)); cell !== undefined; cell = small.find((c) => !isKept(c, hidden))) {
    const found = cell;
    const left = all.filter((c) => !hidden.has(c)).sort((a, b) => cost(a, last) - cost(b, last));
    const alone = ![...hidden].some((c) => c !== found && c.kind === found.kind);
    const [column, row] = [left.find((c) => c.kind === found.kind), left.find((c) => c.row === found.row)];
    const next = left.find((c) => isKept(found, new Set([...hidden, c]))) ?? (alone ? column ?? row : row ?? column) ?? left[0];
    if (next === undefined) break;
    hidden.add(next);
  }
  // What turned out not to be needed is shown, the dearest first.
  for (const spare of [...hidden].filter((c) => !small.includes(c)).sort((a, b) => cost(b, last) - cost(a, last))) {
    const without = new Set([...hidden].filter((c) => c !== spare));
    if (small.every((c) => isKept(c, without))) hidden.delete(spare);
  }
  const isGone = (row: number): boolean[] => total.map((_, kind) => [...hidden].some((c) => c.row === row && c.kind === kind));
  return { rows: rows.map((_, row) => isGone(row)), total: isGone(last) };
}

/** What is lost when it is hidden: little counts first, totals only after all cells that count anything. */
function cost({ row, value }: Cell, last: number): number {
  return value + (row === last ? 1e9 : value === 0 ? 1e6 : 0);
}

/**
 * Can one be moved into or out of the cell and round through other hidden cells back to it? A cell links its
 * row and its column: one more leads from the row to the column, one less (where there is one) back; a total
 * counts against its column. Where what a row adds up to is not known, all rows are one.
 */
function isSafe(cell: Cell, hidden: ReadonlySet<Cell>, last: number, rowsAddUp: boolean): boolean {
  const rowOf = (c: Cell): string => (rowsAddUp ? `r${c.row}` : 'r');
  const links = [...hidden].flatMap((c): { readonly from: string; readonly to: string; readonly of: Cell }[] => {
    const [row, column] = [rowOf(c), `k${c.kind}`];
    const more = c.row === last ? { from: column, to: row, of: c } : { from: row, to: column, of: c };
    return c.value > 0 ? [more, { from: more.to, to: more.from, of: c }] : [more];
  });
  const leads = (from: string, to: string): boolean => {
    const seen = new Set([from]);
    for (const at of seen) for (const link of links) if (link.from === at && link.of !== cell) seen.add(link.to);
    return seen.has(to);
  };
  const [row, column] = [rowOf(cell), `k${cell.kind}`];
  return leads(column, row) || (cell.value > 0 && leads(row, column));
}

/** The set of a count (`<programme>.<count>`): `osc.violence.rape` and `osc.violence.dowry` add up to the cases; one without a kind stands alone. */
export function kindSet(count: string): string {
  const at = count.lastIndexOf('.');
  return at > count.indexOf('.') ? count.slice(0, at) : count;
}

/** Do the days begin and end with a month? Shorter spans, one taken from the other, would tell single cases. */
export function isWholeMonths(from: string | undefined, to: string | undefined): boolean {
  return (from === undefined || from.endsWith('-01')) && (to === undefined || to === lastOfMonth(to));
}

function lastOfMonth(text: string): string | undefined {
  const day = parseDay(text);
  return day === undefined ? undefined : dayText({ ...day, day: daysInMonth(day.year, day.month) });
}

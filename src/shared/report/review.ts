// What a programme says in the review of a place: parts, each with lines in the order they are read out.
// A line is one or more cells; every cell is made of running sums alone, so that a review of a state
// reads no record. What grows old by itself (pending since so long, a time limit that has run out) is kept
// as a count dated on the day it began, and is counted out against today when it is read: a limit or a
// holiday changed afterwards tells at once.
//
// Words, all below `<programme>:review.<part>`: `title`, `line.<name>` (a full name), `short.<name>` (head of a
// column), `source.<source>`.
import type { OfficeKind } from '../place/place.ts';

/** Counts are of the programme's own, without its name before them. */
export type ReviewLine = {
  readonly name: string;
  /** Where the figure comes from: a register, a form. */
  readonly source: string;
  readonly unit?: 'rupees' | 'persons';
  /** More of it is worse (pending, overdue): only that is marked. */
  readonly bad?: true;
} & (
  /** Dated amounts of the period; a standing count (without days) as of now. */
  | { readonly count: string }
  | { readonly plus: readonly string[] }
  /** First less second, never below 0. */
  | { readonly minus: readonly [whole: string, part: string] }
  /** Part of the whole, 0 to 1. */
  | { readonly share: readonly [part: string, whole: string] }
  /** First for each of the second: participants per event. */
  | { readonly mean: readonly [amount: string, of: string] }
  /** What is open now, by the days since the day it is counted on: bands [30, 90] are up to 30, up to 90, longer. */
  | { readonly aged: string; readonly bands: readonly number[] }
  /** Of what is open now, what began so long ago that the clock of the rulebook has run out. */
  | { readonly overdue: string; readonly clock: string }
  /** Of what is open now and dated on the day it is due: what is due before today. */
  | { readonly past: string }
);

export interface ReviewPart {
  readonly key: string;
  readonly lines: readonly ReviewLine[];
  /** Lines that stand large at the head of the part; at most four. */
  readonly headline: readonly string[];
  /** Line by which its rows are compared and drawn. */
  readonly compare: string;
  /** What counts here are offices of these kinds; absent: blocks and what lies below them. */
  readonly offices?: readonly OfficeKind[];
  /**
   * What counts here lies at every level: offices stand beside the blocks, and what lies at the place itself has a row
   * of its own with the place's code, so that the rows add up to the total. Not together with `offices`.
   */
  readonly rows?: 'everywhere';
  /** Type of the records behind it, for those who may read them. */
  readonly recordType?: string;
}

/** One cell of a line. A line with bands has one for each: `pendingAge.0`, `pendingAge.30`, `pendingAge.90`. */
export interface ReviewCell {
  readonly name: string;
  readonly line: ReviewLine;
  /** Days from which and up to which its age counts; `to` absent: without end. */
  readonly band?: { readonly from: number; readonly to?: number };
}

export function cellsOf({ lines }: Pick<ReviewPart, 'lines'>): readonly ReviewCell[] {
  return lines.flatMap((line): readonly ReviewCell[] => {
    if (!('aged' in line)) return [{ name: line.name, line }];
    return [0, ...line.bands].map((from, at) => {
      const to = line.bands[at];
      return { name: `${line.name}.${from}`, line, band: { from: from === 0 ? 0 : from + 1, ...(to === undefined ? {} : { to }) } };
    });
  });
}

/** Counts that a line is made of. */
export function countsOf(line: ReviewLine): readonly string[] {
  if ('count' in line) return [line.count];
  if ('plus' in line) return line.plus;
  if ('minus' in line) return line.minus;
  if ('share' in line) return line.share;
  if ('mean' in line) return line.mean;
  if ('aged' in line) return [line.aged];
  return ['overdue' in line ? line.overdue : line.past];
}

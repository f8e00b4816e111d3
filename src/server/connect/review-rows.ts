// The review as a table of one figure to a line.
import type { ReviewResponse, ReviewValue } from '#shared/desk/review.ts';

export interface ReviewRow {
  readonly programme: string;
  readonly part: string;
  readonly cell: string;
  readonly place: string;
  readonly value: number | null;
  readonly before: number | null;
  /** The figure is small, or another could be found by it. */
  readonly hidden: boolean;
}

export function reviewRows({ place, parts }: ReviewResponse): ReviewRow[] {
  return parts.flatMap(({ programme, part, cells, total, before, rows }) => (
    [{ code: place.code, values: total, before }, ...rows].flatMap((row) => cells.map((cell, i): ReviewRow => {
      const value = row.values[i] ?? null;
      return { programme, part, cell, place: row.code, value: numberOf(value), before: numberOf(row.before[i] ?? null), hidden: value === 'hidden' };
    }))
  ));
}

function numberOf(value: ReviewValue): number | null {
  return typeof value === 'number' ? value : null;
}

// Who must act: the places and offices that stand worst, across all parts. A limit that has run out counts
// most, then what has waited longest, then the last places by the part's own line of comparison.
import type { ReviewCell } from '#shared/report/review.ts';
import type { REASONS } from './review-address.ts';
import { isLate, isShare, type ReadPart, type ReadRow } from './read-review.ts';

export interface Reason {
  readonly kind: (typeof REASONS)[number];
  readonly part: ReadPart;
  readonly cell: ReviewCell;
  readonly value: number;
}

export interface MustAct {
  readonly place: Pick<ReadRow, 'code' | 'hi' | 'en' | 'itself'>;
  /** Gravest first. */
  readonly reasons: readonly Reason[];
}

/** Of so few rows none is "the last". */
const ROWS_TO_RANK = 3;
const LAST = 2;
const WEIGHT = { late: 1_000_000, old: 1_000, last: 1 } as const;

export function whoMustAct(parts: readonly ReadPart[], most: number): readonly MustAct[] {
  const places = new Map<string, { place: ReadRow; reasons: Reason[] }>();
  const say = (row: ReadRow, reason: Reason): void => {
    const known = places.get(row.code) ?? { place: row, reasons: [] };
    known.reasons.push(reason);
    places.set(row.code, known);
  };
  for (const part of parts) {
    for (const cell of part.cells) {
      const kind = isLate(cell.line) ? 'late' : cell.band !== undefined && cell.band.to === undefined ? 'old' : undefined;
      if (kind === undefined) continue;
      for (const row of part.rows) {
        const value = row.value(cell.name);
        if (typeof value === 'number' && value > 0) say(row, { kind, part, cell, value });
      }
    }
    for (const [row, cell, value] of lastOf(part)) say(row, { kind: 'last', part, cell, value });
  }
  const grave = ({ reasons }: { readonly reasons: readonly Reason[] }): number => reasons.reduce((sum, { kind, value }) => sum + WEIGHT[kind] * (kind === 'last' ? 1 : value), 0);
  return [...places.values()]
    .sort((a, b) => grave(b) - grave(a) || (a.place.code < b.place.code ? -1 : 1))
    .slice(0, most)
    .map(({ place, reasons }) => ({ place, reasons: reasons.sort((a, b) => WEIGHT[b.kind] - WEIGHT[a.kind] || b.value - a.value) }));
}

/** Last by the line of comparison: the smallest shares, the most of what is bad. Other lines rank nobody. */
function lastOf({ part, cells, rows }: ReadPart): readonly (readonly [ReadRow, ReviewCell, number])[] {
  const cell = cells.find((c) => c.name === part.compare);
  if (cell === undefined || isLate(cell.line) || (!isShare(cell.line) && cell.line.bad !== true)) return [];
  const ranked = rows.flatMap((row) => {
    const value = row.value(cell.name);
    return typeof value === 'number' ? [[row, cell, value] as const] : [];
  });
  if (ranked.length < ROWS_TO_RANK) return [];
  const worstFirst = ranked.sort((a, b) => (cell.line.bad === true ? b[2] - a[2] : a[2] - b[2]));
  const middle = worstFirst[Math.floor(worstFirst.length / 2)]?.[2] ?? 0;
  return worstFirst.slice(0, LAST).filter(([, , value]) => (cell.line.bad === true ? value > middle : value < middle));
}

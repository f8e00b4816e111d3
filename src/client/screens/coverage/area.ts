// Which places the coverage page shows below a place, and how far each is: in a mitra's area every
// tola at once, in a block the next level first.
import { columnValue, type ReviewSheet, type SheetColumn } from '#shared/report/review-sheet.ts';
import type { Counts, RolledUp } from '#shared/report/roll-up.ts';
import { isWithin, type PlaceCode } from '#shared/place/place.ts';

/** Up to so many smallest places are shown at once; of more, the places of the next level. */
const AT_ONCE = 30;
const NOTHING: Counts = new Map();

export type Figure = (column: SheetColumn) => number | undefined;

export interface PlaceLine {
  readonly place: PlaceCode;
  /** Stands for what counts at this very place; false: for everything below it too, which can be opened. */
  readonly lowest: boolean;
  readonly figure: Figure;
}

export interface Area {
  readonly total: Figure;
  /** The one with the most left first. */
  readonly lines: readonly PlaceLine[];
}

/** @param roots places of the area, none within another. */
export function areaOf(sums: RolledUp, sheet: ReviewSheet, roots: readonly PlaceCode[]): Area {
  const counted = [...sums.at.keys()].filter((place) => roots.some((root) => isWithin(place, root)));
  const places = counted.length <= AT_ONCE ? counted.map((place) => ({ place, lowest: true })) : nextLevel(roots, counted);
  const lines = places.map(({ place, lowest }) => ({ place, lowest, figure: figureOf([(lowest ? sums.at : sums.within).get(place) ?? NOTHING]) }));
  const left = sheet.columns.find((c) => c.name === sheet.left);
  const leftOf = (line: PlaceLine): number => (left === undefined ? 0 : line.figure(left) ?? 0);
  const shown = sheet.columns.filter((c) => sheet.shown.includes(c.name));
  return {
    total: figureOf(roots.map((root) => sums.within.get(root) ?? NOTHING)),
    lines: lines.filter((line) => shown.some((c) => (line.figure(c) ?? 0) > 0)).sort((a, b) => leftOf(b) - leftOf(a) || (a.place < b.place ? -1 : 1)),
  };
}

/** Places right below the root; what counts at the root itself is a line of its own. A level with a single place is passed over. */
function nextLevel(roots: readonly PlaceCode[], counted: readonly PlaceCode[]): { readonly place: PlaceCode; readonly lowest: boolean }[] {
  const [root = ''] = roots;
  const depth = root.split('.').length + 1;
  const below = roots.length > 1 ? roots : [...new Set(counted.map((place) => place.split('.').slice(0, depth).join('.')))];
  const [only] = below;
  if (below.length === 1 && only !== undefined && only !== root) return nextLevel([only], counted);
  return below.map((place) => ({ place, lowest: (roots.length === 1 && place === root) || !counted.some((other) => other !== place && isWithin(other, place)) }));
}

function figureOf(counts: readonly Counts[]): Figure {
  return (column) => columnValue(column, (name) => counts.reduce((sum, c) => sum + (c.get(name) ?? 0), 0));
}

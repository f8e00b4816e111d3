// What stands at the head of a printed sheet of a place, and who signs it: as an administrator has set it
// for the place itself or the nearest one above it. Kept in the rulebook of the state or district, a row for
// each place.
import { bucketPlace } from '../place/bucket.ts';
import { isWithin, type PlaceCode } from '../place/place.ts';
import type { Values } from '../record/change.ts';
import { rowIds, type DehriRecord } from '../record/record.ts';

export interface Letterhead {
  readonly place: PlaceCode;
  /** From the top, those that are set: the government, the department, the office, its address. */
  readonly lines: readonly string[];
  /** Designation under the last signature; '' where none is set. */
  readonly signer: string;
}

export const LETTERHEAD_LINES = ['line1', 'line2', 'line3', 'line4'] as const;

/** `10.192.osc1` → id of its row: a path has no more dots. */
export function letterheadRow(place: PlaceCode): string {
  return place.replaceAll('.', '-');
}

/** Which line names the office, and stands out: the third, or the last of fewer. */
export function officeLine({ lines }: Letterhead): number {
  return Math.min(2, lines.length - 1);
}

/** Undefined where nothing is set for the place or above it. @param said records of the type `rulebook` */
export function letterheadOf(said: readonly Pick<DehriRecord, 'bucket' | 'values'>[], place: PlaceCode): Letterhead | undefined {
  const found = said.flatMap(({ bucket, values }) => (isWithin(place, bucketPlace(bucket)) ? rowIds(values, 'letterheads') : []).flatMap((row): Letterhead[] => {
    const at = textAt(values, `letterheads.${row}.place`);
    // A rulebook speaks for its own place and those below it.
    if (!isWithin(at, bucketPlace(bucket)) || !isWithin(place, at)) return [];
    const lines = LETTERHEAD_LINES.map((line) => textAt(values, `letterheads.${row}.${line}`)).filter((text) => text !== '');
    return lines.length === 0 ? [] : [{ place: at, lines, signer: textAt(values, `letterheads.${row}.signer`) }];
  }));
  return found.sort((a, b) => b.place.length - a.place.length)[0];
}

function textAt(values: Values, path: string): string {
  const value = values[path];
  return typeof value === 'string' ? value : '';
}

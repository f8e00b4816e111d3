// What counts where, decided once: the server keeps these counts as running sums, the phone adds them
// up over its own records, and both must tell the same.
import { bucketPlace } from '../place/bucket.ts';
import { parentOf, type PlaceCode } from '../place/place.ts';
import type { BucketId } from '../record/change.ts';
import type { DehriRecord } from '../record/record.ts';
import type { Contribution, Indicators } from './indicator.ts';

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/u;
const PLACE = /^[0-9A-Za-z_.-]{1,80}$/u;

/**
 * What a record adds to the counts, as it is counted: at a place of its own district, on a day or none.
 * A rule that fails on odd values counts nothing, rather than hold up everyone's work.
 * @param indicators rules for records of its type.
 */
export function contributionsOf(indicators: readonly Indicators[], record: DehriRecord): readonly Contribution[] {
  return indicators.flatMap(({ contributions }) => safely(contributions, record).map((c) => {
    const place = countedAt(c.place, record.bucket);
    const day = ISO_DAY.test(c.day) ? c.day : '';
    return place === c.place && day === c.day ? c : { ...c, place, day };
  }));
}

/** Amount by count. */
export type Counts = ReadonlyMap<string, number>;

export interface RolledUp {
  /** What counts at the very place, and not at one below it. */
  readonly at: ReadonlyMap<PlaceCode, Counts>;
  /** What counts at the place and everywhere below it. */
  readonly within: ReadonlyMap<PlaceCode, Counts>;
}

export function rollUp(contributions: Iterable<Contribution>): RolledUp {
  const at = new Map<PlaceCode, Map<string, number>>();
  for (const { place, count, amount } of contributions) addTo(at, place, count, amount);
  const within = new Map<PlaceCode, Map<string, number>>();
  for (const [home, counts] of at) {
    for (let place: PlaceCode | undefined = home; place !== undefined; place = parentOf(place)) {
      for (const [count, amount] of counts) addTo(within, place, count, amount);
    }
  }
  return { at, within };
}

function addTo(counts: Map<PlaceCode, Map<string, number>>, place: PlaceCode, count: string, amount: number): void {
  const own = counts.get(place);
  if (own === undefined) counts.set(place, new Map([[count, amount]]));
  else own.set(count, (own.get(count) ?? 0) + amount);
}

function safely<T>(rule: (record: DehriRecord) => readonly T[], record: DehriRecord): readonly T[] {
  try {
    return rule(record);
  } catch {
    return [];
  }
}

/** A place a person typed or chose counts only inside the district whose rows it would stand in. */
function countedAt(place: string, bucket: BucketId): PlaceCode {
  const home = bucketPlace(bucket);
  if (place === home) return home;
  const district = home.split('.').slice(0, 2).join('.');
  return PLACE.test(place) && place.split('.').length <= 6 && (place === district || place.startsWith(`${district}.`)) ? place : home;
}

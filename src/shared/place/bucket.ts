// A bucket is the unit of sharing and of order: the records of one shelf at one place.
import type { BucketId } from '../record/change.ts';
import type { RecordType } from '../record/record-type.ts';
import { districtOf, isWithin, levelOf, type PlaceCode } from './place.ts';

/** `<place>/<shelf>`, e.g. `10.193.1710.p03.v2.t1/doorstep`. */
export function bucketOf(place: PlaceCode, shelf: string): BucketId {
  return `${place}/${shelf}`;
}

export function bucketPlace(bucket: BucketId): PlaceCode {
  return bucket.slice(0, bucket.indexOf('/'));
}

export function bucketShelf(bucket: BucketId): string {
  return bucket.slice(bucket.indexOf('/') + 1);
}

export function bucketDistrict(bucket: BucketId): number {
  return districtOf(bucketPlace(bucket));
}

/** Shelves whose records flow down to everyone working below the place (camps, notices, the library; `study` only to desks: the roles of the field do not know its class). */
export const DOWNWARD_SHELVES: ReadonlySet<string> = new Set(['notice', 'library', 'study']);

/** May records of the type lie there? Only few lie above the districts. */
export function isPlacedRightly({ levels, shelf }: Pick<RecordType, 'levels' | 'shelf'>, bucket: BucketId): boolean {
  const level = levelOf(bucketPlace(bucket));
  return bucketShelf(bucket) === shelf && (levels === undefined ? level !== 'state' : levels.includes(level));
}

/** Does a grant on `place` take in this bucket? */
export function bucketReaches(bucket: BucketId, place: PlaceCode): boolean {
  const home = bucketPlace(bucket);
  return isWithin(home, place) || (DOWNWARD_SHELVES.has(bucketShelf(bucket)) && isWithin(place, home));
}

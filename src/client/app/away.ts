// Drafts about records that have left this phone: moved to another place, or with the place given to
// someone else. What was typed stays; she finishes it or takes it away herself. A list that has not come
// yet (or was lost and comes again) is another matter.
import { isInForce } from '#shared/access/access.ts';
import { bucketReaches } from '#shared/place/bucket.ts';
import type { Draft, RecordStore } from '../store/contract.ts';
import { isoDay } from './format.ts';

/** @param now milliseconds since 1970 by the phone's clock. */
export function isAway(store: Pick<RecordStore, 'get' | 'cursors' | 'profile'>, { record, bucket }: Pick<Draft, 'record' | 'bucket'>, now: number): boolean {
  const { epoch, cursors } = store.cursors();
  if (record === undefined || epoch === '' || store.get(record) !== undefined) return false;
  const day = isoDay(now);
  return cursors[bucket] !== undefined || store.profile()?.grants.some((g) => isInForce(g, day) && bucketReaches(bucket, g.place)) !== true;
}

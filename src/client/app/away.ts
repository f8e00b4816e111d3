// Drafts about records that have left this phone: moved to another place, or with the place given to
// someone else. What was typed stays; she finishes it or takes it away herself.
import type { Draft, RecordStore } from '../store/contract.ts';

export function isAway(store: Pick<RecordStore, 'get'>, { record }: Pick<Draft, 'record'>): boolean {
  return record !== undefined && store.get(record) === undefined;
}

// The list of families as it was left, for coming back from a door. It belongs to the open space and
// goes with it: on a shared phone nobody sees whom another looked for.
import type { PlaceCode } from '#shared/place/place.ts';
import type { RecordStore } from '#client/store/contract.ts';

/** Of a filter: everything. */
export const ALL = '';

export interface ListLeft {
  query: string;
  place: string;
  state: string;
  scroll: number;
}

const left = new WeakMap<RecordStore, ListLeft>();

export function leftIn(store: RecordStore): ListLeft {
  const kept = left.get(store) ?? { query: '', place: ALL, state: ALL, scroll: 0 };
  left.set(store, kept);
  return kept;
}

/** The list opens next at the families of this place, whatever it showed before. */
export function openListAt(store: RecordStore, place: PlaceCode): void {
  Object.assign(leftIn(store), { query: '', place, state: ALL, scroll: 0 });
}

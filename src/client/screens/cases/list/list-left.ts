// The list of files as it was left; it goes with the open space, so that on a shared phone nobody sees
// whom another looked for.
import type { RecordStore } from '#client/store/contract.ts';

/** Of a filter: everything. */
export const ALL = '';
/** Everything that is not closed. */
export const OPEN = 'open-files';

export interface FilesLeft {
  /** Record type. */
  type: string;
  query: string;
  state: string;
  worker: string;
  scroll: number;
}

const left = new WeakMap<RecordStore, FilesLeft>();

export function filesLeftIn(store: RecordStore): FilesLeft {
  const kept = left.get(store) ?? { type: '', query: '', state: OPEN, worker: ALL, scroll: 0 };
  left.set(store, kept);
  return kept;
}

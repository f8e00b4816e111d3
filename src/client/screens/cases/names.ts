// Whose files they are stays covered until she asks; that she asked is written down, and only then are
// they shown, for as long as this screen stays in front.
import { useCallback, useState } from 'react';
import { look, type LOOK_KINDS, type LOOK_REASONS } from '#shared/access/look.ts';
import { bucketOf, bucketPlace } from '#shared/place/bucket.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { useDehri } from '#client/app/context.tsx';
import type { RecordStore, SaveRequest } from '#client/store/contract.ts';
import { useHiddenWhenAway } from './safety/use-hidden-when-away.ts';

export type LookKind = (typeof LOOK_KINDS)[number];
export type LookReason = (typeof LOOK_REASONS)[number];

/** The write that says: she looked. It lies at the office of the file. */
export function lookOf(record: DehriRecord, kind: LookKind, reason: LookReason, note: string, at: number): SaveRequest {
  return {
    type: look.name,
    bucket: bucketOf(bucketPlace(record.bucket), look.shelf),
    edits: { record: record.id, kind, reason, at, ...(note === '' ? {} : { note }) },
  };
}

/** The write that says: she searched files by a name. */
export function searchOf(place: PlaceCode, at: number): SaveRequest {
  return { type: look.name, bucket: bucketOf(place, look.shelf), edits: { kind: 'searched', reason: 'my_work', at } };
}

/** False when it could not be written down; nothing is shown then. */
export async function writeLooks(store: RecordStore, records: readonly DehriRecord[], kind: LookKind, reason: LookReason, note = ''): Promise<boolean> {
  if (records.length === 0) return true;
  const at = Date.now();
  return (await store.saveAll(records.map((record) => lookOf(record, kind, reason, note, at)))).ok;
}

export interface Names {
  readonly shown: ReadonlySet<string>;
  /** Resolves to false when it could not be written down. */
  readonly show: (records: readonly DehriRecord[], reason: LookReason, note?: string) => Promise<boolean>;
  readonly cover: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** Covered again when the app goes to the back. */
export function useNames(): Names {
  const { store } = useDehri();
  const [shown, setShown] = useState(NONE);
  const cover = useCallback(() => setShown(NONE), []);
  useHiddenWhenAway(cover);
  const show = useCallback(async (records: readonly DehriRecord[], reason: LookReason, note?: string) => {
    const kept = records.filter(({ id }) => !store.isOnlineOnly(id));
    const written = await writeLooks(store, kept, 'named', reason, note);
    // Whoever put the phone away meanwhile sees nothing when she comes back.
    if (written && document.visibilityState === 'visible') setShown((before) => new Set([...before, ...records.map(({ id }) => id)]));
    return written;
  }, [store]);
  return { shown, show, cover };
}

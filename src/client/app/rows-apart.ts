// Rows that a programme keeps apart from the record they belong to (`RowsApart`): whose they are, and what
// belongs to a save of some. Every way of writing them goes through here, so that what the owner says of
// them and they themselves are written in one.
import type { RowsApart } from '#shared/case-work.ts';
import type { RecordId } from '#shared/record/change.ts';
import type { Programme } from '#shared/programme.ts';
import type { RecordStore, SaveRequest } from '../store/contract.ts';
import { toSaveRequest } from './planned.ts';

interface Apart {
  readonly programme: Programme;
  readonly apart: RowsApart;
}

export function rowsApart(programmes: readonly Programme[], type: string): Apart | undefined {
  for (const programme of programmes) {
    const apart = programme.practice?.apart?.find(({ recordType }) => recordType === type);
    if (apart !== undefined) return { programme, apart };
  }
  return undefined;
}

/** The record on whose page it stands: itself, if nothing is kept apart in it. */
export function ownerOf(programmes: readonly Programme[], { id, type }: { readonly id: RecordId; readonly type: string }): RecordId {
  return rowsApart(programmes, type)?.apart.ownerOf(id) ?? id;
}

/** The save with all that belongs to it. */
export function withOwner(programmes: readonly Programme[], store: RecordStore, request: SaveRequest): readonly SaveRequest[] {
  const found = rowsApart(programmes, request.type);
  const owner = found === undefined || request.record === undefined ? undefined : store.get(found.apart.ownerOf(request.record));
  if (found === undefined || request.record === undefined || owner === undefined) return [request];
  const edits = { ...request.edits, ...found.apart.adds(owner, request.record, request.edits) };
  const told = found.apart.tells(owner, { ...store.get(request.record)?.values, ...edits }, edits);
  const own = { ...request, edits };
  return Object.keys(told).length === 0 ? [own] : [own, toSaveRequest(found.programme, store, { type: owner.type, record: owner.id, edits: told })];
}

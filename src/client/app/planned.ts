// A programme's planned write → the store's request.
import { bucketOf } from '#shared/place/bucket.ts';
import type { PlannedWrite } from '#shared/field-work.ts';
import type { Programme } from '#shared/programme.ts';
import type { RecordStore, SaveRequest } from '../store/contract.ts';

export function toSaveRequest(programme: Programme, store: RecordStore, write: PlannedWrite): SaveRequest {
  const type = programme.recordTypes.find((r) => r.name === write.type);
  if (type === undefined) throw new Error('a planned write is of a type of its programme');
  const known = write.record === undefined ? undefined : store.get(write.record);
  const bucket = known?.bucket ?? (write.place === undefined ? undefined : bucketOf(write.place, type.shelf));
  return {
    type: write.type,
    edits: write.edits,
    ...(write.record === undefined ? {} : { record: write.record }),
    ...(bucket === undefined ? {} : { bucket }),
  };
}

// Search over the opened doors. The index is built when first asked and follows the records after
// that: only what changed is filed anew.
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { createNameIndex } from '../search/name-index.ts';
import type { RecordStore } from '../store/contract.ts';
import type { DoorSearch } from './services.ts';

const MOST = 200;

export function createDoorSearch(store: RecordStore, type: RecordType): DoorSearch {
  const index = createNameIndex();
  const filed = new Map<string, DehriRecord>();
  let seen: readonly DehriRecord[] = [];

  function follow(): void {
    const records = store.ofType(type.name);
    if (records === seen) return;
    seen = records;
    const present = new Set<string>();
    for (const record of records) {
      present.add(record.id);
      if (filed.get(record.id) === record) continue;
      filed.set(record.id, record);
      index.add(record.id, { texts: read(record, type.searchNames), digits: read(record, type.searchDigits) });
    }
    for (const id of filed.keys()) {
      if (present.has(id)) continue;
      filed.delete(id);
      index.remove(id);
    }
  }

  return {
    find(query) {
      follow();
      return index.query(query, MOST);
    },
  };
}

function read(record: DehriRecord, paths: readonly string[] = []): string[] {
  return paths.flatMap((path) => {
    const value = record.values[path];
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
}

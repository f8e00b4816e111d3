// Search over opened files: the number's digits, and names in either script and any spelling. Of a
// child's file only whole words as they are written, so that nobody finds it by trying beginnings; and a
// file that she may only list is not found by a name at all.
import type { Decision } from '#shared/access/access.ts';
import { subjectOf } from '#shared/access/guard.ts';
import type { RecordVerb } from '#shared/access/table.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { createNameIndex, storedWords, termsOf } from '#client/search/name-index.ts';

export interface FileSearch {
  find(query: string): readonly string[];
}

const MOST = 200;

/** @param numberPath path of the file's number: it says nobody's name. */
export function createFileSearch(type: RecordType, numberPath: string, recordsNow: () => readonly DehriRecord[], may: (verb: RecordVerb, type: RecordType, record: DehriRecord) => Decision): FileSearch {
  const index = createNameIndex();
  const whole = new Map<string, Set<string>>();
  const filed = new Map<string, { readonly record: DehriRecord; readonly words: readonly string[] }>();
  let seen: readonly DehriRecord[] = [];

  function take(id: string): void {
    for (const word of filed.get(id)?.words ?? []) whole.get(word)?.delete(id);
    filed.delete(id);
  }

  function file(record: DehriRecord): void {
    take(record.id);
    const named = may('read', type, record).ok;
    const child = subjectOf(type, record).accessClass === 'child';
    const texts = named ? textsAt(record, type.searchNames) : [];
    const digits = named && !child ? textsAt(record, type.searchDigits) : textsAt(record, [numberPath]);
    const words = child ? [...texts.flatMap((text) => storedWords(text)), ...(named ? textsAt(record, type.searchDigits) : [])] : [];
    for (const word of words) whole.set(word, (whole.get(word) ?? new Set()).add(record.id));
    index.add(record.id, { texts: child ? [] : texts, digits });
    filed.set(record.id, { record, words });
  }

  return {
    find(query) {
      const records = recordsNow();
      if (records !== seen) {
        seen = records;
        const present = new Set(records.map(({ id }) => id));
        for (const record of records) if (filed.get(record.id)?.record !== record) file(record);
        for (const id of filed.keys()) {
          if (present.has(id)) continue;
          take(id);
          index.remove(id);
        }
      }
      const terms = termsOf(query);
      const [first, ...rest] = terms.map((term) => whole.get(term) ?? NOBODY);
      const children = [...first ?? NOBODY].filter((id) => rest.every((ids) => ids.has(id)));
      return [...new Set([...index.query(query, MOST), ...children])];
    },
  };
}

const NOBODY: ReadonlySet<string> = new Set();

function textsAt(record: DehriRecord, paths: readonly string[] = []): string[] {
  return paths.flatMap((path) => {
    const value = record.values[path];
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
}

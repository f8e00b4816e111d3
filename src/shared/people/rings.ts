// Records that were joined into one another in a circle, which happens when two people join the same two at
// the same time the other way round: each goes on in the other, so none of them goes on at all.
import type { RecordId } from '../record/change.ts';
import type { DehriRecord } from '../record/record.ts';

/** Every circle once, its members in the order in which they lead on. One that was joined into itself is a circle too. */
export function findRings(records: readonly DehriRecord[], joinedWith: (record: DehriRecord) => RecordId | undefined): readonly (readonly DehriRecord[])[] {
  const known = new Map(records.map((record) => [record.id, record]));
  const seen = new Set<RecordId>();
  const rings: DehriRecord[][] = [];
  for (const start of records) {
    const way: DehriRecord[] = [];
    let at: DehriRecord | undefined = start;
    while (at !== undefined && !seen.has(at.id)) {
      seen.add(at.id);
      way.push(at);
      at = known.get(joinedWith(at) ?? '');
    }
    const from = at === undefined ? -1 : way.indexOf(at);
    if (from >= 0) rings.push(way.slice(from));
  }
  return rings;
}

// Coverage on the phone: the counts of its own records, by the same rules as the server's sheet.
// What a record adds is worked out once per version of the record, so that after a save only that
// one is counted anew; the sums are kept until some record changes.
import type { Programme } from '#shared/programme.ts';
import type { Contribution } from '#shared/report/indicator.ts';
import { contributionsOf, rollUp, type RolledUp } from '#shared/report/roll-up.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordStore } from '../store/contract.ts';

interface Kept {
  readonly of: readonly (readonly DehriRecord[])[];
  readonly sums: RolledUp;
}

const added = new WeakMap<DehriRecord, readonly Contribution[]>();
const kept = new WeakMap<RecordStore, Kept>();

/** The same object until a record changes. */
export function coverageOf(store: RecordStore, programme: Programme): RolledUp {
  const types = [...new Set(programme.indicators.map((i) => i.recordType))];
  const of = types.map((type) => store.ofType(type));
  const known = kept.get(store);
  if (known !== undefined && known.of.length === of.length && known.of.every((records, i) => records === of[i])) return known.sums;
  const sums = rollUp(of.flatMap((records, i) => {
    const rules = programme.indicators.filter((rule) => rule.recordType === types[i]);
    return records.flatMap((record) => {
      const before = added.get(record);
      if (before !== undefined) return before;
      const now = contributionsOf(rules, record);
      added.set(record, now);
      return now;
    });
  }));
  kept.set(store, { of, sums });
  return sums;
}

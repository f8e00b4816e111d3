// The lines of a register for a period, in the order of their days. Of each file it is decided by the table
// of rights whether its line may carry a name: one that she may not print, or only after a second person
// has opened it, stands with its number.
import type { CaseContext, Register } from '#shared/case-work.ts';
import type { Phrase } from '#shared/field-work.ts';
import type { Decision } from '#shared/access/access.ts';
import type { RecordVerb } from '#shared/access/table.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { Period } from './period.ts';

export interface Entry {
  readonly key: string;
  readonly record: DehriRecord;
  readonly day: string;
  readonly cells: readonly (string | Phrase)[];
  /** A name stands here, or would if it was asked for. */
  readonly nameable: boolean;
}

export interface RegisterOf {
  readonly register: Register;
  readonly types: readonly RecordType[];
  readonly ofType: (type: string) => readonly DehriRecord[];
  readonly may: (verb: RecordVerb, type: RecordType, record: DehriRecord) => Decision;
  readonly context: CaseContext;
}

export function entriesOf({ register, types, ofType, may, context }: RegisterOf, { from, to }: Pick<Period, 'from' | 'to'>, named: boolean): readonly Entry[] {
  const entries = types.filter(({ name }) => register.recordTypes.includes(name)).flatMap((type) => ofType(type.name).flatMap((record) => {
    if (!may('list', type, record).ok) return [];
    const print = may('print', type, record);
    const nameable = type.guard !== undefined && print.ok && print.leave !== 'second';
    return register.rows(record, context, named && nameable).map((row, i): Entry => ({ ...row, key: `${record.id} ${i}`, record, nameable }));
  }));
  return entries.filter(({ day }) => register.standing === true || (day >= from && day <= to)).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.key < b.key ? -1 : 1));
}

/** Each file once whose name stands in the entries. */
export function namedFiles(entries: readonly Entry[]): readonly DehriRecord[] {
  return [...new Map(entries.flatMap(({ record, nameable }): [string, DehriRecord][] => (nameable ? [[record.id, record]] : []))).values()];
}

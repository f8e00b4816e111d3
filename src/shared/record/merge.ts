// Merging is one rule for every field: a register holds the set of its live versions; a change
// removes exactly the versions it names in `replaces` and adds itself. Nothing is ever dropped
// unseen, and the result does not depend on any clock. The field's policy only says how a
// register with several live versions is read (see MergePolicy).
import { signatureOf, type Change, type ChangeId, type FieldPath, type FieldValue, type PersonId, type Register, type Values } from './change.ts';
import { migrateChange, migrateRecord } from './migrate.ts';
import type { DehriRecord, Rival } from './record.ts';
import { fieldDef, pathsOf, policyOf, registerOf, type RecordType } from './record-type.ts';

export interface Applied {
  /** Server order within the bucket, or the record's present one for an unsent change. */
  readonly seq: number;
  /** Milliseconds since 1970 shown as "when" beside a contested value. */
  readonly at: number;
}

/**
 * Applies one change on top of a record (undefined: the record is new). Pure and total. What was written
 * by an older app is brought to the shape of `type` first, the record and the change alike: one record
 * never mixes two shapes.
 */
export function applyChange(
  type: RecordType,
  earlier: DehriRecord | undefined,
  said: Change,
  { seq, at }: Applied,
): DehriRecord {
  const record = earlier === undefined ? undefined : migrateRecord(type, earlier);
  const change = said.schema < type.version ? wholeGroups(type, record, migrateChange(type, said)) : said;
  const fresh = record === undefined;
  const base = record?.base ?? change.id;
  const values: Record<FieldPath, FieldValue> = { ...record?.values };
  const heads: Record<Register, ChangeId> = { ...record?.heads };
  const rivals: Record<Register, readonly Rival[]> = { ...record?.rivals };

  for (const [register, written] of byRegister(type, change.values)) {
    const seen = change.replaces[register] ?? [];
    if (record === undefined || replacesAll(record, register, seen)) {
      for (const path in written) values[path] = written[path] ?? null;
      if (change.id !== base) heads[register] = change.id;
      else if (Object.hasOwn(heads, register)) delete heads[register];
      continue;
    }
    const mine: Rival = { change: change.id, values: written, by: signatureOf(change), at };
    const live = [...liveVersions(type, record, register).filter((v) => !seen.includes(v.change)), mine];
    const force = inForce(type, register, live);
    Object.assign(values, force.values);
    if (live.length > 1) rivals[register] = live;
    else if (Object.hasOwn(rivals, register)) delete rivals[register];
    if (force.change !== base) heads[register] = force.change;
    else if (Object.hasOwn(heads, register)) delete heads[register];
  }
  return {
    id: change.record,
    type: change.type,
    bucket: record?.bucket ?? change.bucket,
    seq: fresh ? seq : Math.max(seq, record.seq),
    schema: Math.max(record?.schema ?? 0, change.schema),
    values, base, heads, rivals,
  };
}

/**
 * An app of a time when these fields were no group wrote some of them: the others are as the record
 * has them. A group is taken or contested whole.
 */
export function wholeGroups(type: RecordType, record: DehriRecord | undefined, change: Change): Change {
  if (record === undefined || type.groups === undefined) return change;
  const values: Record<FieldPath, FieldValue> = { ...change.values };
  for (const path of Object.keys(change.values)) {
    const register = registerOf(type, path);
    if (register === path) continue;
    for (const other of pathsOf(type, register)) if (!Object.hasOwn(values, other)) values[other] = record.values[other] ?? null;
  }
  return { ...change, values };
}

/** The common case, told without building the versions: there is at most one, and it is named. */
function replacesAll(record: DehriRecord, register: Register, seen: readonly ChangeId[]): boolean {
  return record.rivals[register] === undefined && seen.includes(record.heads[register] ?? record.base);
}

/** The live versions of a register: none if never written, one normally, more while concurrent. */
export function liveVersions(type: RecordType, record: DehriRecord, register: Register): readonly Rival[] {
  const several = record.rivals[register];
  if (several !== undefined) return several;
  const values: Record<FieldPath, FieldValue> = {};
  for (const path of pathsOf(type, register)) {
    const value = record.values[path];
    if (value !== undefined) values[path] = value;
  }
  if (Object.keys(values).length === 0) return [];
  return [{ change: record.heads[register] ?? record.base, values, by: '', at: 0 }];
}

/** Who wrote a version, and when: what its change says, and the record does not keep of a version that stands alone. */
export interface Origin {
  readonly by: PersonId;
  readonly at: number;
}

/** Contested versions that stood alone before: their origin is still to be looked up. */
export function withoutOrigin(record: DehriRecord): ChangeId[] {
  const found: ChangeId[] = [];
  for (const register in record.rivals) for (const rival of record.rivals[register] ?? []) if (rival.at === 0) found.push(rival.change);
  return found;
}

/** Fills them in; a change that `originOf` does not know stays as it is. */
export function withOrigins(record: DehriRecord, originOf: (change: ChangeId) => Origin | undefined): DehriRecord {
  if (withoutOrigin(record).length === 0) return record;
  const named = (rival: Rival): Rival => (rival.at === 0 ? { ...rival, ...originOf(rival.change) } : rival);
  return { ...record, rivals: Object.fromEntries(Object.entries(record.rivals).map(([register, live]) => [register, live.map(named)])) };
}

/** Registers a person must settle: policy `ask`, several live versions, not all saying the same. */
export function contestedRegisters(type: RecordType, record: DehriRecord): Register[] {
  return Object.entries(record.rivals)
    .filter(([register, live]) => policyOf(type, register) === 'ask' && live.some((v) => !sameValues(v.values, live[0]?.values ?? {})))
    .map(([register]) => register);
}

export function sameValues(a: Values, b: Values): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => sameValue(a[key] ?? null, b[key] ?? null));
}

export function sameValue(a: FieldValue, b: FieldValue): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((v, i) => v === b[i]);
  return a === b;
}

function byRegister(type: RecordType, values: Values): Map<Register, Record<FieldPath, FieldValue>> {
  const grouped = new Map<Register, Record<FieldPath, FieldValue>>();
  for (const [path, value] of Object.entries(values)) {
    const register = registerOf(type, path);
    const written = grouped.get(register) ?? {};
    written[path] = value;
    grouped.set(register, written);
  }
  return grouped;
}

function inForce(type: RecordType, register: Register, live: readonly Rival[]): Rival {
  const first = live[0];
  const last = live[live.length - 1];
  if (first === undefined || last === undefined) throw new Error('a register just written has a live version');
  if (live.length === 1) return first;
  switch (policyOf(type, register)) {
    case 'latest':
      return last;
    case 'union': {
      const all = new Set(live.flatMap((v) => (Array.isArray(v.values[register]) ? v.values[register] : [])));
      return { ...last, values: { [register]: [...all].sort() } };
    }
    case 'ask':
      return mostProtective(type, live) ?? first;
  }
}

/** While a safety field is contested the more protective value is in force. */
function mostProtective(type: RecordType, live: readonly Rival[]): Rival | undefined {
  for (const path of Object.keys(live[0]?.values ?? {})) {
    for (const value of fieldDef(type, path)?.protective ?? []) {
      const found = live.find((v) => sameValue(v.values[path] ?? null, value));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

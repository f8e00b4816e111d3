// Records on the way down, packed in columns per type (see `wire-columns.ts`). What a record type's
// definition says is not used: fields and types that this version does not know come through whole.
//
//   { n: records, o?: order of types, k: [ one block per type ] }
//   block: { t: type, n, id, q: seq, s: schema, b: base, f: fields by path,
//            r?: repeats, h?: heads, v?: rivals }
//   repeat: { c: rows per record, i: row ids, f: fields of the rows }
//   heads: { c: changes per record, i: change ids, w: which set of registers, s: the sets }
//   rivals: [ [which record, register, [[change, values, by, at], …]], … ]
import type { BucketId, FieldValue, Values } from '../record/change.ts';
import type { DehriRecord, Rival } from '../record/record.ts';
import {
  WireError, isFieldValue, isInt, isObject, own, packChangeId, packColumn, packDeltas, packIds, packInts, RowNames, strings,
  unpackChangeId, unpackColumn, unpackDeltas, unpackIds, unpackInts, type Cell,
} from './wire-columns.ts';

/** Most records in one page that is still believed. */
const MOST_RECORDS = 200_000;

/** The records of one bucket in wire form, to be written as JSON. The bucket itself is not in it. */
export function encodeRecords(records: readonly DehriRecord[]): unknown {
  const types = new Map<string, DehriRecord[]>();
  for (const record of records) {
    const block = types.get(record.type);
    if (block === undefined) types.set(record.type, [record]);
    else block.push(record);
  }
  const blocks = [...types].map(([type, block]) => encodeBlock(type, block));
  if (types.size < 2) return { n: records.length, k: blocks };
  const names = [...types.keys()];
  return { n: records.length, o: packInts(records.map((r) => names.indexOf(r.type))), k: blocks };
}

/** Undoes `encodeRecords`, in the same order. Throws `WireError` on anything malformed. */
export function decodeRecords(bucket: BucketId, wire: unknown): DehriRecord[] {
  if (!isObject(wire)) throw new WireError('records');
  const count = own(wire, 'n');
  const packed = own(wire, 'k');
  if (!isInt(count) || count < 0 || count > MOST_RECORDS || !Array.isArray(packed)) throw new WireError('records');
  const blocks = packed.map((block: unknown) => decodeBlock(bucket, block));
  const total = blocks.reduce((sum, block) => sum + block.length, 0);
  if (total !== count) throw new WireError('records');
  if (own(wire, 'o') === undefined) return blocks.flat();
  const next = blocks.map(() => 0);
  return unpackInts(own(wire, 'o'), count).map((type) => {
    const at = next[type];
    const record = at === undefined ? undefined : blocks[type]?.[at];
    if (at === undefined || record === undefined) throw new WireError('order');
    next[type] = at + 1;
    return record;
  });
}

/** How many records a page in wire form brings, without reading them; 0 if it is no page. */
export function countRecords(wire: unknown): number {
  const count = isObject(wire) ? own(wire, 'n') : undefined;
  return isInt(count) ? count : 0;
}

interface Repeat {
  readonly counts: number[];
  readonly ids: string[];
  readonly rows: Map<string, FieldValue>[];
}

function encodeBlock(type: string, records: readonly DehriRecord[]): unknown {
  const names = records.map(() => new RowNames());
  const fields: Map<string, FieldValue>[] = [];
  const repeats = new Map<string, Repeat>();
  records.forEach((record, at) => {
    const { plain, byRow } = splitRows(record.values, names[at]);
    fields.push(plain);
    for (const [repeat, rows] of byRow) {
      let table = repeats.get(repeat);
      if (table === undefined) repeats.set(repeat, (table = { counts: records.map(() => 0), ids: [], rows: [] }));
      table.counts[at] = rows.length;
      table.ids.push(...(names[at]?.rows.get(repeat) ?? []));
      table.rows.push(...rows);
    }
  });
  const rivals = records.flatMap((record, at) =>
    Object.entries(record.rivals).map(([register, live]) =>
      [at, register, live.map((v) => [packChangeId(v.change, record.id), v.values, v.by, v.at])]));
  const heads = encodeHeads(records, names);
  return {
    t: type,
    n: records.length,
    id: packIds(records.map((r) => r.id), 36),
    q: packDeltas(records.map((r) => r.seq)),
    s: packInts(records.map((r) => r.schema)),
    b: packIds(records.map((r) => packChangeId(r.base, r.id)), 10),
    f: encodeFields(fields),
    ...(repeats.size > 0 && {
      r: [...repeats].map(([name, { counts, ids, rows }]) => [name, { c: packInts(counts), i: packIds(ids, 36), f: encodeFields(rows) }]),
    }),
    ...(heads !== undefined && { h: heads }),
    ...(rivals.length > 0 && { v: rivals }),
  };
}

function decodeBlock(bucket: BucketId, wire: unknown): DehriRecord[] {
  if (!isObject(wire)) throw new WireError('block');
  const [type, count] = [own(wire, 't'), own(wire, 'n')];
  if (typeof type !== 'string' || !isInt(count) || count < 1 || count > MOST_RECORDS) throw new WireError('block');
  const ids = unpackIds(own(wire, 'id'), count, 36);
  const seqs = unpackDeltas(own(wire, 'q'), count);
  const schemas = unpackInts(own(wire, 's'), count);
  const bases = unpackIds(own(wire, 'b'), count, 10);
  const names = ids.map(() => new RowNames());
  const values = decodeFields(own(wire, 'f'), count);
  decodeRepeats(own(wire, 'r'), values, names);
  const heads = decodeHeads(own(wire, 'h'), ids, names);
  const rivals = decodeRivals(own(wire, 'v'), ids);
  return ids.map((id, at) => ({
    id, type, bucket,
    seq: seqs[at] ?? 0,
    schema: schemas[at] ?? 0,
    values: values[at] ?? {},
    base: unpackChangeId(bases[at] ?? '', id),
    heads: heads[at] ?? {},
    rivals: rivals.get(at) ?? {},
  }));
}

/** Plain fields apart from the rows of repeats; names the rows on the way. */
function splitRows(values: Values, names: RowNames | undefined): {
  readonly plain: Map<string, FieldValue>;
  readonly byRow: Map<string, Map<string, FieldValue>[]>;
} {
  const plain = new Map<string, FieldValue>();
  const byRow = new Map<string, Map<string, FieldValue>[]>();
  for (const path in values) {
    const value = values[path];
    if (value === undefined) continue;
    if (!path.includes('.')) {
      plain.set(path, value);
      continue;
    }
    const [repeat, row, field, ...rest] = path.split('.');
    if (repeat === undefined || row === undefined || field === undefined || rest.length > 0) {
      plain.set(path, value);
      continue;
    }
    names?.pack(path, true);
    const at = names?.rows.get(repeat)?.indexOf(row) ?? 0;
    const rows = byRow.get(repeat) ?? [];
    byRow.set(repeat, rows);
    (rows[at] ??= new Map()).set(field, value);
  }
  return { plain, byRow };
}

function encodeFields(rows: readonly ReadonlyMap<string, FieldValue>[]): unknown {
  const paths = new Set<string>();
  for (const row of rows) for (const path of row.keys()) paths.add(path);
  return [...paths].map((path) => [path, packColumn(rows.map((row): Cell => row.get(path)))]);
}

function decodeFields(wire: unknown, count: number): Record<string, FieldValue>[] {
  const rows: Record<string, FieldValue>[] = Array.from({ length: count }, () => ({}));
  for (const [path, cells] of decodeNamed(wire, (column) => unpackColumn(column, count))) {
    cells.forEach((cell, at) => {
      const row = rows[at];
      if (cell === undefined || row === undefined) return;
      if (!isFieldValue(cell)) throw new WireError('value');
      row[path] = cell;
    });
  }
  return rows;
}

function decodeRepeats(wire: unknown, values: readonly Record<string, FieldValue>[], names: readonly RowNames[]): void {
  if (wire === undefined) return;
  for (const [repeat, table] of decodeNamed(wire, (t) => t)) {
    if (!isObject(table)) throw new WireError('repeat');
    const counts = unpackInts(own(table, 'c'), values.length);
    const total = counts.reduce((sum, c) => sum + Math.max(0, c), 0);
    if (total > MOST_RECORDS * 20) throw new WireError('repeat');
    const ids = unpackIds(own(table, 'i'), total, 36);
    const rows = decodeFields(own(table, 'f'), total);
    let next = 0;
    counts.forEach((rowCount, at) => {
      const mine: string[] = [];
      for (let k = 0; k < rowCount; k += 1, next += 1) {
        const id = ids[next] ?? '';
        mine.push(id);
        for (const [field, value] of Object.entries(rows[next] ?? {})) Object.assign(values[at] ?? {}, { [`${repeat}.${id}.${field}`]: value });
      }
      names[at]?.rows.set(repeat, mine);
    });
  }
}

function encodeHeads(records: readonly DehriRecord[], names: readonly RowNames[]): unknown {
  const sets = new Map<string, { readonly registers: readonly string[]; readonly slot: number }>();
  const counts: number[] = [];
  const changes: string[] = [];
  const which: number[] = [];
  records.forEach((record, at) => {
    const byChange = new Map<string, string[]>();
    let [last, packed] = ['', ''];
    for (const register in record.heads) {
      const change = record.heads[register] ?? '';
      // One change mostly wrote many registers.
      if (change !== last) [last, packed] = [change, packChangeId(change, record.id)];
      const registers = byChange.get(packed) ?? [];
      registers.push(names[at]?.pack(register, false) ?? register);
      byChange.set(packed, registers);
    }
    counts.push(byChange.size);
    for (const [change, registers] of byChange) {
      registers.sort();
      const key = JSON.stringify(registers);
      const set = sets.get(key) ?? { registers, slot: sets.size };
      sets.set(key, set);
      changes.push(change);
      which.push(set.slot);
    }
  });
  if (changes.length === 0) return undefined;
  return { c: packInts(counts), i: packIds(changes, 10), w: packInts(which), s: [...sets.values()].map((s) => s.registers) };
}

function decodeHeads(wire: unknown, ids: readonly string[], names: readonly RowNames[]): Record<string, string>[] {
  if (wire === undefined) return [];
  if (!isObject(wire)) throw new WireError('heads');
  const counts = unpackInts(own(wire, 'c'), ids.length);
  const total = counts.reduce((sum, c) => sum + Math.max(0, c), 0);
  const changes = unpackIds(own(wire, 'i'), total, 10);
  const which = unpackInts(own(wire, 'w'), total);
  const packedSets = own(wire, 's');
  if (!Array.isArray(packedSets)) throw new WireError('heads');
  const sets = packedSets.map((set: unknown) => strings(set, 'heads').map(safeKey));
  let next = 0;
  return ids.map((id, at) => {
    const heads: Record<string, string> = {};
    for (let k = 0; k < (counts[at] ?? 0); k += 1, next += 1) {
      const set = sets[which[next] ?? -1];
      if (set === undefined) throw new WireError('heads');
      for (const register of set) heads[names[at]?.unpack(register) ?? register] = unpackChangeId(changes[next] ?? '', id);
    }
    return heads;
  });
}

function decodeRivals(wire: unknown, ids: readonly string[]): Map<number, Record<string, readonly Rival[]>> {
  const found = new Map<number, Record<string, readonly Rival[]>>();
  if (wire === undefined) return found;
  if (!Array.isArray(wire)) throw new WireError('rivals');
  for (const entry of wire as readonly unknown[]) {
    const [at, register, live]: readonly unknown[] = Array.isArray(entry) ? entry : [];
    const id = isInt(at) ? ids[at] : undefined;
    if (!isInt(at) || id === undefined || typeof register !== 'string' || !Array.isArray(live)) throw new WireError('rivals');
    const mine = found.get(at) ?? {};
    mine[safeKey(register)] = live.map((rival: unknown) => decodeRival(rival, id));
    found.set(at, mine);
  }
  return found;
}

function decodeRival(wire: unknown, record: string): Rival {
  const [change, values, by, at]: readonly unknown[] = Array.isArray(wire) ? wire : [];
  if (typeof change !== 'string' || !isObject(values) || typeof by !== 'string' || typeof at !== 'number') throw new WireError('rival');
  const read: Record<string, FieldValue> = {};
  for (const [path, value] of Object.entries(values)) {
    if (!isFieldValue(value)) throw new WireError('value');
    read[safeKey(path)] = value;
  }
  return { change: unpackChangeId(change, record), values: read, by, at };
}

function decodeNamed<T>(wire: unknown, read: (packed: unknown) => T): (readonly [string, T])[] {
  if (!Array.isArray(wire)) throw new WireError('fields');
  return wire.map((entry: unknown) => {
    const [name, packed]: readonly unknown[] = Array.isArray(entry) ? entry : [];
    if (typeof name !== 'string') throw new WireError('fields');
    return [safeKey(name), read(packed)] as const;
  });
}

/** The one key that means something to JavaScript when it is assigned. */
function safeKey(key: string): string {
  if (key === '__proto__') throw new WireError('key');
  return key;
}

// Changes on the way up, packed in columns (see `wire-columns.ts`). Changes that write the same
// fields share a shape; what is particular to one change is its number, its record, its time and
// its answers. A change that is not of the expected form travels as it is, so one odd change never
// spoils the others, and the answer names each change by its place.
//
//   { n: changes, x?: [[place, change as it is], …], and of the others:
//     id, r: records, c: counters, m: device times, d, a, g, b, t, f, s (see HEADER), e?: what they mend,
//     w: which shape, k: [ one per shape ] }
//   shape: { p: paths, l?: registers it replaces, with how many versions,
//            i?: row ids per repeat, f: a column per path, v?: ids of the versions replaced }
import type { Change, ChangeId, FieldValue } from '../record/change.ts';
import {
  MOST_CELLS, WireError, isFieldValue, isInt, isObject, own, packChangeId, packColumn, packDeltas, packIds, packInts, RowNames,
  strings, unpackChangeId, unpackColumn, unpackDeltas, unpackIds, unpackInts, type Cell,
} from './wire-columns.ts';

export type DecodedChange =
  | { readonly ok: true; readonly change: Change }
  /** What came instead, to be kept as handed in. */
  | { readonly ok: false; readonly raw: unknown };

/** Most changes in one message that is still believed. */
const MOST_CHANGES = 5_000;
const MOST_PATHS = 10_000;

/** Columns of plain values: key on the wire → how it is read from a change. */
const HEADER: Readonly<Record<string, (change: Change) => Cell>> = {
  d: (c) => c.device, a: (c) => c.author, g: (c) => c.grant, b: (c) => c.bucket,
  t: (c) => c.type, f: (c) => c.form, s: (c) => c.schema,
};

/** Changes in wire form, to be written as JSON. Total: takes whatever the outbox holds. */
export function encodeChanges(changes: readonly Change[]): unknown {
  const odd = changes.flatMap((change, at): [number, unknown][] => (isChange(change) ? [] : [[at, change]]));
  const good = changes.filter((change) => isChange(change));
  if (good.length === 0) return { n: changes.length, x: odd };
  const shapes = new Map<string, Shaped[]>();
  const which = good.map((change) => {
    const shaped = shapeOf(change);
    const key = JSON.stringify([shaped.paths, shaped.replaced, [...shaped.rows].map(([repeat, ids]) => [repeat, ids.length])]);
    const alike = shapes.get(key) ?? [];
    shapes.set(key, alike);
    alike.push(shaped);
    return [...shapes.keys()].indexOf(key);
  });
  return {
    n: changes.length,
    ...(odd.length > 0 && { x: odd }),
    id: packIds(good.map((c) => c.id), 10),
    r: packIds(good.map((c) => c.record), 36),
    c: packDeltas(good.map((c) => c.counter)),
    m: packDeltas(good.map((c) => c.deviceTime)),
    ...Object.fromEntries(Object.entries(HEADER).map(([key, read]) => [key, packColumn(good.map((c) => read(c)))])),
    ...(good.some((c) => c.mends !== undefined) && { e: packColumn(good.map((c) => c.mends)) }),
    w: packInts(which),
    k: [...shapes.values()].map(encodeShape),
  };
}

/**
 * The changes of a message in the order they were given to `encodeChanges`. Never throws, and leaves
 * nothing out: what cannot be read stands at its place with what came, and a message with a part that
 * belongs to no change is kept whole. No message gives [].
 */
export function decodeChanges(wire: unknown): DecodedChange[] {
  if (wire === null || wire === undefined) return [];
  const count = isObject(wire) ? own(wire, 'n') : undefined;
  if (!isObject(wire) || !isInt(count) || count < 0 || count > MOST_CHANGES) return [{ ok: false, raw: wire }];
  const out = decodeOdd(own(wire, 'x'), count);
  if (out === undefined) return unreadable(wire, count);
  const places = [...out.keys()].filter((at) => out[at] === undefined);
  if (places.length > 0) {
    const good = decodeColumns(wire, places.length) ?? unreadable(wire, places.length);
    places.forEach((at, k) => { out[at] = good[k]; });
  } else if (own(wire, 'id') !== undefined || own(wire, 'k') !== undefined) {
    return unreadable(wire, count);
  }
  return out.map((decoded) => decoded ?? { ok: false, raw: null });
}

/** What cannot be taken apart is kept whole, with the first of its changes. */
function unreadable(wire: unknown, count: number): DecodedChange[] {
  return Array.from({ length: Math.max(1, count) }, (_, at) => ({ ok: false, raw: at === 0 ? wire : null }));
}

/** Changes that travel as they are, at their places; undefined when one would have no place of its own. */
function decodeOdd(wire: unknown, count: number): (DecodedChange | undefined)[] | undefined {
  const out: (DecodedChange | undefined)[] = Array.from({ length: count }, () => undefined);
  if (wire === undefined) return out;
  if (!Array.isArray(wire)) return undefined;
  for (const entry of wire as readonly unknown[]) {
    const [at, raw, ...more]: readonly unknown[] = Array.isArray(entry) ? entry : [];
    if (!isInt(at) || at < 0 || at >= count || out[at] !== undefined || more.length > 0) return undefined;
    out[at] = judge(raw);
  }
  return out;
}

/** Is it a change in form? What it says may still be nonsense. */
export function isChange(x: unknown): x is Change {
  if (!isObject(x)) return false;
  const { mends, form, counter, deviceTime, schema, values, replaces } = x;
  return [x['id'], x['record'], x['type'], x['bucket'], x['device'], x['author'], x['grant']].every(isName)
    && (mends === undefined || isName(mends))
    && (form === null || isName(form))
    && isInt(counter) && counter > 0 && counter < 2 ** 51
    && isInt(deviceTime) && Math.abs(deviceTime) < 2 ** 51
    && isInt(schema) && schema > 0
    && isObject(values) && Object.entries(values).every(([path, value]) => isPath(path) && isFieldValue(value))
    && isObject(replaces) && Object.entries(replaces).every(([register, seen]) => isPath(register) && Array.isArray(seen) && seen.every(isName));
}

interface Shaped {
  readonly change: Change;
  readonly cells: readonly FieldValue[];
  /** Paths and registers with row names taken out. */
  readonly paths: readonly string[];
  readonly replaced: readonly (readonly [string, number])[];
  readonly rows: ReadonlyMap<string, readonly string[]>;
}

function shapeOf(change: Change): Shaped {
  const names = new RowNames();
  const paths = Object.keys(change.values).map((path) => names.pack(path, true));
  const replaced = Object.entries(change.replaces).map(([register, seen]) => [names.pack(register, false), seen.length] as const);
  return { change, cells: Object.values(change.values), paths, replaced, rows: names.rows };
}

function encodeShape(alike: readonly Shaped[]): unknown {
  const [first] = alike;
  if (first === undefined) throw new Error('a shape has a change');
  const rows = [...first.rows].map(([repeat, ids]) => [repeat, ids.length, packIds(alike.flatMap((s) => s.rows.get(repeat) ?? []), 36)]);
  const versions = alike.flatMap(({ change }) => Object.values(change.replaces).flatMap((seen) => seen.map((id) => packChangeId(id, change.record))));
  return {
    p: first.paths,
    f: first.paths.map((_, column) => packColumn(alike.map(({ cells }) => cells[column]))),
    ...(rows.length > 0 && { i: rows }),
    ...(first.replaced.length > 0 && { l: first.replaced, v: packIds(versions, 10) }),
  };
}

interface Body {
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly replaces: Readonly<Record<string, readonly ChangeId[]>>;
}

function decodeColumns(wire: Readonly<Record<string, unknown>>, count: number): DecodedChange[] | undefined {
  try {
    const ids = unpackIds(own(wire, 'id'), count, 10);
    const records = unpackIds(own(wire, 'r'), count, 36);
    const counters = unpackDeltas(own(wire, 'c'), count);
    const times = unpackDeltas(own(wire, 'm'), count);
    const [devices, authors, grants, buckets, types, forms, schemas] =
      ['d', 'a', 'g', 'b', 't', 'f', 's'].map((key) => unpackColumn(own(wire, key), count));
    const mends = own(wire, 'e') === undefined ? [] : unpackColumn(own(wire, 'e'), count);
    const which = unpackInts(own(wire, 'w'), count);
    const bodies = decodeShapes(own(wire, 'k'), which, records);
    const firstBroken = bodies.indexOf(undefined);
    return ids.map((id, at) => at === firstBroken ? { ok: false, raw: wire } : judge({
      id, record: records[at], type: types?.[at], bucket: buckets?.[at], device: devices?.[at], counter: counters[at],
      author: authors?.[at], grant: grants?.[at], deviceTime: times[at], form: forms?.[at], schema: schemas?.[at],
      ...(mends[at] !== undefined && { mends: mends[at] }),
      ...bodies[at],
    }));
  } catch (error) {
    if (error instanceof WireError) return undefined;
    throw error;
  }
}

/** Values and versions replaced of each change; undefined where its shape cannot be read. */
function decodeShapes(wire: unknown, which: readonly number[], records: readonly string[]): (Body | undefined)[] {
  if (!Array.isArray(wire)) throw new WireError('shapes');
  const members = new Map<number, number[]>();
  which.forEach((shape, at) => members.set(shape, [...(members.get(shape) ?? []), at]));
  if (members.size !== wire.length) throw new WireError('shapes');
  const bodies: (Body | undefined)[] = records.map(() => undefined);
  let cells = 0;
  for (const [shape, places] of members) {
    const packed: unknown = wire[shape];
    cells += isObject(packed) && Array.isArray(own(packed, 'p')) ? strings(own(packed, 'p'), 'paths').length * places.length : 0;
    if (cells > MOST_CELLS) throw new WireError('too many cells');
    try {
      decodeShape(packed, places.map((at) => records[at] ?? '')).forEach((body, k) => { bodies[places[k] ?? 0] = body; });
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
    }
  }
  return bodies;
}

function decodeShape(wire: unknown, records: readonly string[]): Body[] {
  if (!isObject(wire)) throw new WireError('shape');
  const paths = strings(own(wire, 'p'), 'paths');
  const packedColumns = own(wire, 'f');
  if (!Array.isArray(packedColumns) || packedColumns.length !== paths.length || paths.length > MOST_PATHS) throw new WireError('shape');
  const columns = packedColumns.map((column: unknown) => unpackColumn(column, records.length));
  const names = decodeRowNames(own(wire, 'i'), records.length);
  const replaced = decodeReplaced(own(wire, 'l'));
  const perChange = replaced.reduce((sum, [, seen]) => sum + seen, 0);
  if (perChange * records.length > MOST_CELLS) throw new WireError('versions');
  const versions = perChange > 0 ? unpackIds(own(wire, 'v'), perChange * records.length, 10) : [];
  let next = 0;
  return records.map((record, at) => {
    const values: Record<string, FieldValue> = {};
    paths.forEach((path, column) => {
      const cell = columns[column]?.[at];
      // A cell that is no value makes only this change unreadable: `judge` finds it.
      define(values, names[at]?.unpack(path) ?? path, cell);
    });
    if (Object.keys(values).length !== paths.length) throw new WireError('a path twice');
    const replaces: Record<string, readonly ChangeId[]> = {};
    for (const [register, seen] of replaced) {
      define(replaces, names[at]?.unpack(register) ?? register, versions.slice(next, next + seen).map((id) => unpackChangeId(id, record)));
      next += seen;
    }
    return { values, replaces };
  });
}

function decodeRowNames(wire: unknown, count: number): RowNames[] {
  const names = Array.from({ length: count }, () => new RowNames());
  if (wire === undefined) return names;
  if (!Array.isArray(wire)) throw new WireError('rows');
  for (const entry of wire as readonly unknown[]) {
    const [repeat, each, packed]: readonly unknown[] = Array.isArray(entry) ? entry : [];
    if (typeof repeat !== 'string' || !isInt(each) || each < 0 || each * count > MOST_CELLS) throw new WireError('rows');
    const ids = unpackIds(packed, each * count, 36);
    names.forEach((name, at) => name.rows.set(repeat, ids.slice(at * each, (at + 1) * each)));
  }
  return names;
}

function decodeReplaced(wire: unknown): (readonly [string, number])[] {
  if (wire === undefined) return [];
  if (!Array.isArray(wire)) throw new WireError('registers');
  return wire.map((entry: unknown) => {
    const [register, seen]: readonly unknown[] = Array.isArray(entry) ? entry : [];
    if (typeof register !== 'string' || !isInt(seen) || seen < 0) throw new WireError('registers');
    return [register, seen] as const;
  });
}

function judge(raw: unknown): DecodedChange {
  return isChange(raw) ? { ok: true, change: raw } : { ok: false, raw };
}

/** Sets an own property whatever its name; plain assignment, many times faster, wherever it does just that. */
function define<T>(object: Record<string, T>, key: string, value: T): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

/** Ids, buckets, type and form names: visible ASCII. */
function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 200 && /^[\x21-\x7e]+$/.test(value);
}

function isPath(path: string): boolean {
  return isName(path) && !path.includes('__proto__');
}

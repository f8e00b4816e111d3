// Columns: the shapes in which many like values travel. Values of one field stand together, what
// repeats is written once, and the text compressor (brotli down, gzip up) does the rest.
//
// A packed column is an object with one of
//   c  the value of every cell                      n  integers, see `packInts`
//   d  dictionary, i  one or two letters per cell   x  digits run together, w  width, f  common prefix
//   t  texts run together, s  what stands between   v  the cells as they are
// and, where not every cell is there, p: counts of cells present, absent, present, …
// Reading is strict: a value that would belong to no cell makes the column unreadable, not shorter.
import type { FieldValue } from '../record/change.ts';

/** Something that is no message of this protocol. The message names the place, never a value. */
export class WireError extends Error {
  override name = 'WireError';
}

export type Cell = FieldValue | undefined;

/** Bounds what a few bytes may unfold to. */
export const MOST_CELLS = 1_000_000;

export function packColumn(cells: readonly Cell[]): unknown {
  const present = cells.filter((c) => c !== undefined);
  const body = packPresent(present);
  return present.length === cells.length ? body : { ...body, p: packInts(runsOf(cells)) };
}

/** The cells of a packed column. They are not checked: see `isFieldValue`. */
export function unpackColumn(wire: unknown, count: number): readonly unknown[] {
  if (!isObject(wire)) throw new WireError('column');
  if (own(wire, 'p') === undefined) return unpackPresent(wire, count);
  const runs = unpackInts(own(wire, 'p'), undefined, count * 2 + 2);
  let total = 0;
  let there = 0;
  runs.forEach((run, at) => {
    if (run < 0) throw new WireError('presence');
    total += run;
    if (at % 2 === 0) there += run;
  });
  if (total !== count) throw new WireError('presence');
  const present: readonly unknown[] = unpackPresent(wire, there);
  const cells: unknown[] = [];
  let next = 0;
  runs.forEach((run, at) => {
    for (let k = 0; k < run; k += 1) {
      cells.push(at % 2 === 0 ? present[next] : undefined);
      if (at % 2 === 0) next += 1;
    }
  });
  return cells;
}

/** Integers as they are, runs of three or more as `[value, times]`. */
export function packInts(numbers: readonly number[]): unknown[] {
  const out: unknown[] = [];
  for (let at = 0; at < numbers.length; ) {
    const value = numbers[at];
    let end = at + 1;
    while (end < numbers.length && numbers[end] === value) end += 1;
    if (end - at >= 3) out.push([value, end - at]);
    else for (let k = at; k < end; k += 1) out.push(value);
    at = end;
  }
  return out;
}

/** Undoes `packInts`; `count` undefined accepts any number of them up to `most`. */
export function unpackInts(wire: unknown, count: number | undefined, most = count ?? 0): number[] {
  if (!Array.isArray(wire)) throw new WireError('integers');
  const out: number[] = [];
  for (const item of wire) {
    const [value, times] = Array.isArray(item) ? (item as readonly unknown[]) : [item, 1];
    if (!isInt(value) || !isInt(times) || times < 1 || out.length + times > most) throw new WireError('integers');
    for (let k = 0; k < times; k += 1) out.push(value);
  }
  if (count !== undefined && out.length !== count) throw new WireError('integers');
  return out;
}

/** Each number as its difference from the one before; they must lie within ±2^52. */
export function packDeltas(numbers: readonly number[]): unknown[] {
  return packInts(numbers.map((n, i) => n - (numbers[i - 1] ?? 0)));
}

export function unpackDeltas(wire: unknown, count: number): number[] {
  let sum = 0;
  return unpackInts(wire, count).map((delta) => {
    sum += delta;
    if (!Number.isSafeInteger(sum)) throw new WireError('integers');
    return sum;
  });
}

/**
 * Ids such as `<run>.17` (radix 10) or `<list>-4f` (radix 36): what stands before the number once,
 * then the numbers as differences. Ids that only occur once are written whole.
 * Wire: [heads, which head, differences]; a head in brackets goes before numbers; which: 0 the next
 * head not used yet, k the k-th.
 */
export function packIds(ids: readonly string[], radix: 10 | 36): unknown {
  const split = ids.map((id) => splitId(id, radix));
  const shared = new Map<string, number>();
  for (const s of split) if (s !== undefined) shared.set(s.head, (shared.get(s.head) ?? 0) + 1);

  const heads: unknown[] = [];
  const numbers: number[] = [];
  const slots = new Map<string, { readonly slot: number; last: number }>();
  const which = ids.map((id, at) => {
    const parts = split[at];
    const numbered = parts !== undefined && (shared.get(parts.head) ?? 0) > 1;
    const key = numbered ? `n${parts.head}` : `w${id}`;
    let slot = slots.get(key);
    const isNew = slot === undefined;
    if (slot === undefined) {
      heads.push(numbered ? [parts.head] : id);
      slot = { slot: heads.length, last: 0 };
      slots.set(key, slot);
    }
    if (numbered) {
      numbers.push(parts.number - slot.last);
      slot.last = parts.number;
    }
    return isNew ? 0 : slot.slot;
  });
  return [heads, packInts(which), packInts(numbers)];
}

export function unpackIds(wire: unknown, count: number, radix: 10 | 36): string[] {
  if (!Array.isArray(wire) || wire.length !== 3 || !Array.isArray(wire[0])) throw new WireError('ids');
  const heads: readonly unknown[] = wire[0];
  const which = unpackInts(wire[1], count);
  const numbers = unpackInts(wire[2], undefined, count);
  const last = new Map<number, number>();
  let used = 0;
  let next = 0;
  const ids = which.map((k) => {
    const slot = k === 0 ? (used += 1) : k;
    const head = heads[slot - 1];
    if (typeof head === 'string') return head;
    const delta = numbers[next];
    if (!Array.isArray(head) || typeof head[0] !== 'string' || delta === undefined) throw new WireError('ids');
    next += 1;
    const number = (last.get(slot) ?? 0) + delta;
    if (!Number.isSafeInteger(number) || number < 0) throw new WireError('ids');
    last.set(slot, number);
    return head[0] + number.toString(radix);
  });
  if (used !== heads.length || next !== numbers.length) throw new WireError('ids');
  return ids;
}

/** A change id that holds its record's id (imports: `<batch>/<record id>`) with `*` in its place. */
export function packChangeId(change: string, record: string): string {
  if (change.startsWith('=') || change.includes('*')) return `=${change}`;
  return record.length > 3 ? change.replace(record, '*') : change;
}

export function unpackChangeId(packed: string, record: string): string {
  if (packed.startsWith('=')) return packed.slice(1);
  const at = packed.indexOf('*');
  return at < 0 ? packed : packed.slice(0, at) + record + packed.slice(at + 1);
}

/** Names of rows differ from record to record: within one, `members.k7.name` is `members.#0.name`. */
export class RowNames {
  /** Ids of the rows by repeat, in order of first use. */
  readonly rows = new Map<string, string[]>();

  pack(path: string, add: boolean): string {
    if (!path.includes('.')) return path;
    const parts = path.split('.');
    const [repeat, row, field] = parts;
    if (parts.length !== 3 || repeat === undefined || row === undefined) return path;
    const ids = this.rows.get(repeat) ?? [];
    let at = ids.indexOf(row);
    if (at < 0 && add) {
      at = ids.push(row) - 1;
      this.rows.set(repeat, ids);
    }
    return at < 0 ? `${repeat}.${row.startsWith('#') ? '#' : ''}${row}.${field}` : `${repeat}.#${at}.${field}`;
  }

  unpack(packed: string): string {
    if (!packed.includes('#')) return packed;
    const parts = packed.split('.');
    const [repeat, row, field] = parts;
    if (parts.length !== 3 || repeat === undefined || row === undefined || !row.startsWith('#')) return packed;
    if (row.startsWith('##')) return `${repeat}.${row.slice(1)}.${field}`;
    const id = this.rows.get(repeat)?.[Number(row.slice(1))];
    if (id === undefined) throw new WireError('row');
    return `${repeat}.${id}.${field}`;
  }
}

export function isFieldValue(value: unknown): value is FieldValue {
  switch (typeof value) {
    case 'string': case 'boolean': return true;
    case 'number': return Number.isFinite(value);
    case 'object': return value === null || (Array.isArray(value) && value.every((v) => typeof v === 'string'));
    default: return false;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A property of its own, so that `constructor` and its like find nothing. */
export function own(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function isInt(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

export function strings(wire: unknown, what: string): readonly string[] {
  if (!Array.isArray(wire) || !wire.every((v) => typeof v === 'string')) throw new WireError(what);
  return wire;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BETWEEN = ['|', '~', '^', '\u0001'];
const DIGITS = /^[0-9]+$/;

function packPresent(cells: readonly FieldValue[]): Record<string, unknown> {
  const distinct: FieldValue[] = [];
  // Sets are alike when they say the same, everything else when it is the same.
  const plain = new Map<FieldValue, number>();
  const sets = new Map<string, number>();
  const slots: number[] = [];
  for (const value of cells) {
    const text = Array.isArray(value) ? JSON.stringify(value) : undefined;
    let slot = text === undefined ? plain.get(value) : sets.get(text);
    if (slot === undefined) {
      slot = distinct.push(value) - 1;
      if (text === undefined) plain.set(value, slot);
      else sets.set(text, slot);
    }
    slots.push(slot);
  }
  if (distinct.length === 1) return { c: cells[0] };
  if (distinct.length * 2 <= cells.length && distinct.length <= 4096) {
    const width = distinct.length <= 64 ? 1 : 2;
    return { d: distinct, i: slots.map((slot) => toLetters(slot, width)).join('') };
  }
  if (cells.every((c) => typeof c === 'string')) return packTexts(cells);
  if (cells.every((c) => isInt(c) && !Object.is(c, -0))) return { n: packInts(cells.filter((c) => typeof c === 'number')) };
  return { v: cells };
}

function packTexts(cells: readonly string[]): Record<string, unknown> {
  const first = cells[0] ?? '';
  if (cells.every((c) => c.length === first.length && DIGITS.test(c))) {
    const prefix = commonPrefix(cells);
    return { f: prefix, w: first.length - prefix.length, x: cells.map((c) => c.slice(prefix.length)).join('') };
  }
  const between = BETWEEN.find((b) => cells.every((c) => !c.includes(b)));
  return between === undefined ? { v: cells } : { t: cells.join(between), s: between };
}

function unpackPresent(wire: Readonly<Record<string, unknown>>, count: number): readonly unknown[] {
  if (Object.hasOwn(wire, 'c')) {
    if (count === 0) throw new WireError('cells');
    const value = wire['c'];
    const same: unknown[] = [];
    for (let at = 0; at < count; at += 1) same.push(value);
    return same;
  }
  const d = own(wire, 'd');
  if (Array.isArray(d)) {
    const dictionary: readonly unknown[] = d;
    const width = dictionary.length <= 64 ? 1 : 2;
    const letters = own(wire, 'i');
    if (typeof letters !== 'string' || letters.length !== count * width) throw new WireError('dictionary');
    const cells: unknown[] = [];
    const used = new Set<number>();
    for (let at = 0; at < letters.length; at += width) {
      const slot = fromLetters(letters.slice(at, at + width));
      if (slot < 0 || slot >= dictionary.length) throw new WireError('dictionary');
      used.add(slot);
      cells.push(dictionary[slot]);
    }
    if (used.size !== dictionary.length) throw new WireError('dictionary');
    return cells;
  }
  const n = own(wire, 'n');
  if (n !== undefined) return unpackInts(n, count);
  const x = own(wire, 'x');
  if (typeof x === 'string') {
    const [width, prefix] = [own(wire, 'w'), own(wire, 'f')];
    if (!isInt(width) || typeof prefix !== 'string' || x.length !== width * count) throw new WireError('digits');
    return Array.from({ length: count }, (_, at) => prefix + x.slice(at * width, (at + 1) * width));
  }
  const [t, between] = [own(wire, 't'), own(wire, 's')];
  const cells = typeof t === 'string' && typeof between === 'string' ? t.split(between) : own(wire, 'v');
  if (!Array.isArray(cells) || cells.length !== count) throw new WireError('cells');
  return cells;
}

function runsOf(cells: readonly Cell[]): number[] {
  const runs: number[] = [];
  let there = true;
  let length = 0;
  for (const cell of cells) {
    if ((cell !== undefined) !== there) {
      runs.push(length);
      there = !there;
      length = 0;
    }
    length += 1;
  }
  return [...runs, length];
}

function splitId(id: string, radix: 10 | 36): { readonly head: string; readonly number: number } | undefined {
  const match = (radix === 10 ? /^(.*[^0-9])?(0|[1-9][0-9]{0,14})$/s : /^(.*[^0-9a-z])?(0|[1-9a-z][0-9a-z]{0,6})$/s).exec(id);
  if (match?.[2] === undefined) return undefined;
  return { head: match[1] ?? '', number: Number.parseInt(match[2], radix) };
}

function commonPrefix(texts: readonly string[]): string {
  let prefix = texts[0] ?? '';
  for (const text of texts) {
    let length = 0;
    while (length < prefix.length && text[length] === prefix[length]) length += 1;
    prefix = prefix.slice(0, length);
  }
  return prefix;
}

function toLetters(slot: number, width: number): string {
  const low = LETTERS.charAt(slot % 64);
  return width === 1 ? low : LETTERS.charAt(Math.floor(slot / 64)) + low;
}

function fromLetters(letters: string): number {
  let slot = 0;
  for (const letter of letters) {
    const at = LETTERS.indexOf(letter);
    if (at < 0) return -1;
    slot = slot * 64 + at;
  }
  return slot;
}

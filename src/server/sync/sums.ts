// Running sums: what a record adds to the counts, spread over its place and the places above it up
// to the block, so that a sheet of a district reads a few thousand rows and not half a million.
import { migrateRecord } from '#shared/record/migrate.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { contributionsOf } from '#shared/report/roll-up.ts';
import type { TypeEntry } from '../registry.ts';

/** Depth of a block in the tree: state 1, district 2, block 3. */
export const TOP_DEPTH = 3;

export interface SumKey {
  readonly depth: number;
  readonly place: string;
  /** `<programme>.<count>` */
  readonly indicator: string;
  /** ISO day, or '' for a standing count. */
  readonly day: string;
}

export interface SumRow extends SumKey {
  readonly amount: number;
}

export interface MonthRow {
  /** At most a block or an office. */
  readonly place: string;
  readonly indicator: string;
  /** `2026-04`, or '' for a standing count. */
  readonly month: string;
  readonly amount: number;
}

/** Adds up what records bring and take away; `rows()` gives what must be added to the table. */
export class SumDelta {
  /** At the places themselves, `place|indicator|day`. */
  readonly #amounts = new Map<string, number>();

  add(entry: TypeEntry, record: DehriRecord): void {
    this.#count(entry, record, 1);
  }

  remove(entry: TypeEntry, record: DehriRecord): void {
    this.#count(entry, record, -1);
  }

  /** Without zeros; places below first, in one order for all, so that two pushes never wait in a ring. */
  rows(): SumRow[] {
    const rows = new Map<string, { -readonly [K in keyof SumRow]: SumRow[K] }>();
    for (const [key, amount] of this.#amounts) {
      if (amount === 0) continue;
      const [home = '', indicator = '', day = ''] = key.split('|');
      for (const place of spread(home)) {
        const at = `${place}|${indicator}|${day}`;
        const row = rows.get(at);
        if (row === undefined) rows.set(at, { depth: depthOf(place), place, indicator, day, amount });
        else row.amount += amount;
      }
    }
    return [...rows.values()].filter((r) => r.amount !== 0)
      .sort((a, b) => b.depth - a.depth || compare(a.place, b.place) || compare(a.indicator, b.indicator) || compare(a.day, b.day));
  }

  #count({ programme, indicators, type }: TypeEntry, record: DehriRecord, sign: 1 | -1): void {
    for (const { count, place, day, amount } of contributionsOf(indicators, migrateRecord(type, record))) {
      const key = `${place}|${programme}.${count}|${day}`;
      this.#amounts.set(key, (this.#amounts.get(key) ?? 0) + sign * amount);
    }
  }
}

/** The same by months, at blocks, offices and above; in one order for all. */
export function monthRows(sums: readonly SumRow[]): MonthRow[] {
  const rows = new Map<string, { -readonly [K in keyof MonthRow]: MonthRow[K] }>();
  for (const { depth, place, indicator, day, amount } of sums) {
    if (depth > TOP_DEPTH) continue;
    const month = day.slice(0, 7);
    const at = `${month}|${place}|${indicator}`;
    const row = rows.get(at);
    if (row === undefined) rows.set(at, { place, indicator, month, amount });
    else row.amount += amount;
  }
  return [...rows.values()].filter((r) => r.amount !== 0).sort((a, b) => compare(a.month, b.month) || compare(a.place, b.place) || compare(a.indicator, b.indicator));
}

/** The place itself and those above it, up to the block. */
export function spread(place: string): string[] {
  const parts = place.split('.');
  const places = [place];
  for (let depth = parts.length - 1; depth >= TOP_DEPTH; depth -= 1) places.push(parts.slice(0, depth).join('.'));
  return places;
}

export function depthOf(place: string): number {
  return place.split('.').length;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

// The part of an import that needs no database: rows of the file to rows ready to be written, in
// chunks, with the faults of the others. Runs one chunk ahead while the one before is being written.
import type { Fault, ReadRow } from '#shared/import/read-row.ts';
import type { Place, PlaceCode } from '#shared/place/place.ts';
import type { Values } from '#shared/record/change.ts';
import { KeySet } from './key-set.ts';
import type { PlaceFinder } from './place-finder.ts';
import type { RawRow } from './raw-row.ts';

export interface PreparedRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly key: string;
  readonly place: PlaceCode;
  readonly values: Values;
}

/** A fault and what it points to: the other row, the other place. */
export interface NamedFault extends Fault {
  readonly other?: string;
}

export interface FaultyRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly faults: readonly NamedFault[];
}

export interface PreparedChunk {
  readonly rows: readonly PreparedRow[];
  readonly faulty: readonly FaultyRow[];
  /** Places that its rows need and nobody had yet. */
  readonly newPlaces: readonly Place[];
  readonly renamedPlaces: readonly Place[];
  /** Last line of the file that this chunk settles. */
  readonly line: number;
}

export const CHUNK_ROWS = 1_000;

/**
 * @param after lines up to this are settled: they are read again only for their keys.
 */
export async function* prepareChunks(
  pieces: AsyncIterable<readonly RawRow[]>,
  read: (cells: readonly string[]) => ReadRow,
  places: PlaceFinder,
  after: number,
  chunkRows: number = CHUNK_ROWS,
): AsyncGenerator<PreparedChunk> {
  const keys = new KeySet();
  let rows: PreparedRow[] = [];
  let faulty: FaultyRow[] = [];
  let line = after;
  for await (const piece of pieces) {
    for (const raw of piece) {
      const prepared = prepareRow(raw, read, places, keys);
      if (raw.line <= after) continue;
      if ('faults' in prepared) faulty.push(prepared);
      else rows.push(prepared);
      line = raw.line;
      if (rows.length + faulty.length >= chunkRows) {
        yield { rows, faulty, newPlaces: places.takeNew(), renamedPlaces: places.takeRenamed(), line };
        rows = [];
        faulty = [];
      }
    }
  }
  if (rows.length + faulty.length > 0) yield { rows, faulty, newPlaces: places.takeNew(), renamedPlaces: places.takeRenamed(), line };
}

function prepareRow(raw: RawRow, read: (cells: readonly string[]) => ReadRow, places: PlaceFinder, keys: KeySet): PreparedRow | FaultyRow {
  const { line, cells } = raw;
  const refuse = (code: string, other?: string): FaultyRow => ({ line, cells, faults: [{ code, columns: [], ofTarget: false, ...(other !== undefined && { other }) }] });
  if (raw.fault !== undefined) return refuse(raw.fault);
  const row = read(cells);
  if (!row.ok) return { line, cells, faults: row.faults };
  const place = places.find(row.steps);
  if (!place.ok) return refuse(place.code);
  const first = keys.add(row.key, line);
  if (first !== line) return refuse('duplicate-in-file', String(first));
  return { line, cells, key: row.key, place: place.code, values: row.values };
}

// The part of an import that needs no database: rows of the file to rows ready to be written, in
// chunks, with the faults of the others. Runs one chunk ahead while the one before is being written.
import type { ReadRow } from '#shared/import/read-row.ts';
import type { Fault } from '#shared/import/target.ts';
import type { Place, PlaceCode } from '#shared/place/place.ts';
import type { FieldPath, Values } from '#shared/record/change.ts';
import { KeySet } from './key-set.ts';
import type { NamedPlace } from './named-places.ts';
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

export interface PrepareOptions {
  readonly chunkRows?: number;
  /** For rows that name a place by code or name; a row is then the same only at the same place. */
  readonly named?: (said: string) => NamedPlace;
  /** Where the record itself says its place. */
  readonly home?: FieldPath | undefined;
  /** Rows of the template that only show how. */
  readonly isExample?: (cells: readonly string[]) => boolean;
}

/**
 * @param after lines up to this are settled: they are read again only for their keys.
 */
export async function* prepareChunks(
  pieces: AsyncIterable<readonly RawRow[]>,
  read: (cells: readonly string[]) => ReadRow,
  places: Pick<PlaceFinder, 'find' | 'takeNew' | 'takeRenamed'>,
  after: number,
  { chunkRows = CHUNK_ROWS, named, home, isExample }: PrepareOptions = {},
): AsyncGenerator<PreparedChunk> {
  const keys = new KeySet();
  let rows: PreparedRow[] = [];
  let faulty: FaultyRow[] = [];
  let line = after;
  for await (const piece of pieces) {
    for (const raw of piece) {
      if (isExample?.(raw.cells) === true) continue;
      const prepared = prepareRow(raw, read, places, { named, home }, keys);
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

function prepareRow(raw: RawRow, read: (cells: readonly string[]) => ReadRow, places: Pick<PlaceFinder, 'find'>, { named, home }: Pick<PrepareOptions, 'home'> & { readonly named: PrepareOptions['named'] | undefined }, keys: KeySet): PreparedRow | FaultyRow {
  const { line, cells } = raw;
  const refuse = (code: string, other?: string): FaultyRow => ({ line, cells, faults: [{ code, columns: [], ofTarget: false, ...(other !== undefined && { other }) }] });
  if (raw.fault !== undefined) return refuse(raw.fault);
  const row = read(cells);
  if (!row.ok) return { line, cells, faults: row.faults };
  const place = 'steps' in row.place ? places.find(row.place.steps) : named?.(row.place.named) ?? { ok: false, code: 'place-unknown' as const };
  if (!place.ok) return refuse(place.code);
  const key = 'steps' in row.place ? row.key : `${row.key}\u001f${place.code}`;
  const first = keys.add(key, line);
  if (first !== line) return refuse('steps' in row.place ? 'duplicate-in-file' : 'same-in-file', String(first));
  return { line, cells, key, place: place.code, values: home === undefined ? row.values : { ...row.values, [home]: place.code } };
}

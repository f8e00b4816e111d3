import type { RowCode } from '#shared/import/file-fault.ts';

/** One row as it stands in the file, before anyone asks what it means. */
export interface RawRow {
  /** Line of a text file, row of a sheet; the header is counted. */
  readonly line: number;
  readonly cells: readonly string[];
  /** The reader could not read it; `cells` holds what there is. */
  readonly fault?: RowCode;
}

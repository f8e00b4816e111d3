// What becomes of a list's rows, apart from reading the file and going on where it stood: records of the engine
// (`record-work.ts`), or entries of a list about persons (`subjects/entry-work.ts`).
import type { PoolClient } from 'pg';
import type { Batch } from './batch-store.ts';
import type { FaultyRow, PreparedChunk } from './prepare.ts';
import type { OpenList } from './open-list.ts';

export interface ListWork {
  /** Rows of the list, read and judged, in chunks after the line that is settled. */
  chunks(list: OpenList): AsyncGenerator<PreparedChunk>;
  /** Writes one chunk; runs inside a transaction of `client`, which the caller commits. @throws ChunkConflict */
  write(client: PoolClient, chunk: PreparedChunk, at: { readonly counter: number; readonly now: number }): Promise<ChunkResult>;
  /** A bad row's cells as they are kept for the report: JSON. */
  keep(row: FaultyRow): string;
  /** After the last row; also of a list that was given up on the way. May be done again. */
  end?(batch: Batch): Promise<void>;
}

export interface ChunkResult {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly places: number;
  readonly faulty: readonly FaultyRow[];
  /** Of the last change that the batch made, or the last row that it said. */
  readonly counter: number;
}

/** Someone else wrote what this chunk was about to write: nothing is lost by trying it again. */
export class ChunkConflict extends Error {}

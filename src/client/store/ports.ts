// What the store writes to. The browser gives IndexedDB and OPFS; tests give memory and faults. All
// that is anybody's words is ciphertext already when it passes here.
import type { Bytes } from '../vault/bytes.ts';
import type { PhotoDrawer, ShelvedFile } from './journal-messages.ts';

export type LedgerTable = 'meta' | 'pages' | 'outbox' | 'drafts' | 'sealed' | 'delivered';

export interface LedgerKey {
  readonly table: LedgerTable;
  readonly key: string | number;
}

export interface LedgerRow extends LedgerKey {
  readonly bytes: Bytes;
}

export interface LedgerBatch {
  /** Keys that must not be there yet; another tab's writing in between fails the batch as `elsewhere`. */
  readonly adds?: readonly LedgerRow[];
  readonly puts?: readonly LedgerRow[];
  readonly dels?: readonly LedgerKey[];
}

/** A transaction is over when it is on the disk, not when the browser has taken it. */
export const LEDGER_DURABILITY: 'strict' | 'relaxed' = 'strict';

/** First copy: rows in one database. Rejects only with `StorageFailure`. */
export interface Ledger {
  /** Of `sealed` and `delivered` the keys are enough. */
  load(): Promise<readonly LedgerRow[]>;
  /** All of it or nothing; resolves when it is on the disk. */
  write(batch: LedgerBatch): Promise<void>;
  close(): Promise<void>;
}

export interface JournalOpened {
  /** `missing`: there is no journal; `replace` begins one. */
  readonly found: 'kept' | 'missing';
  readonly frames: readonly Bytes[];
  /** The last frame was cut off by a crash and has been removed. */
  readonly torn: boolean;
  /** Frames before the end were damaged; those after them were still read. */
  readonly holes: boolean;
}

/** Second copy: frames appended to one file. Rejects only with `StorageFailure`. */
export interface Journal {
  open(): Promise<JournalOpened>;
  /** Resolves when the frame is flushed to the disk. */
  append(frame: Bytes): Promise<void>;
  /** Takes the last appended frame back. Needs no space. */
  undo(): Promise<void>;
  /** Puts one frame in the place of all; a crash leaves the old or the new. */
  replace(frame: Bytes): Promise<void>;
  /** Bytes in the file. */
  size(): number;
  close(): Promise<void>;
}

/** Encrypted files by name, in three drawers. Rejects only with `StorageFailure`. */
export interface PhotoShelf {
  /** Resolves when it is flushed to the disk. */
  put(drawer: PhotoDrawer, name: string, bytes: Bytes): Promise<void>;
  get(drawer: PhotoDrawer, name: string): Promise<Bytes | undefined>;
  list(drawer: PhotoDrawer): Promise<readonly ShelvedFile[]>;
  remove(drawer: PhotoDrawer, name: string): Promise<void>;
}

/** Space kept back for the moment when the disk is full. */
export interface Ballast {
  release(): Promise<void>;
}

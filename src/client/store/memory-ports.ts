// A ledger, a journal and photos in memory, with the same manners as the browser's. What they hold
// outlives the store, so a test can open it again, tear it, or take one half away.
import { utf8, type Bytes } from '../vault/bytes.ts';
import { encodeFrame, scanFrames } from './journal-frames.ts';
import type { Journal, Ledger, LedgerRow, LedgerTable, PhotoShelf } from './ports.ts';
import { counterOf } from './sealed-copies.ts';
import { keptOfRows, lookOf, type SealedShelf } from './sealed-shelf.ts';

export interface MemoryDisk {
  /** Rows by `<table>/<key>`. */
  readonly rows: Map<string, LedgerRow>;
  /** The journal's file; undefined: there is none. */
  journal: Bytes | undefined;
  /** By `<drawer>/<name>`. */
  readonly photos: Map<string, Bytes>;
}

export function memoryDisk(): MemoryDisk {
  return { rows: new Map(), journal: undefined, photos: new Map() };
}

export function memoryLedger(disk: MemoryDisk): Ledger {
  const at = (row: { table: string; key: string | number }): string => `${row.table}/${row.key}`;
  return {
    load: async () => [...disk.rows.values()],
    async write({ adds = [], puts = [], dels = [] }) {
      for (const row of [...adds, ...puts]) disk.rows.set(at(row), row);
      for (const key of dels) disk.rows.delete(at(key));
    },
    close: async () => undefined,
  };
}

export function memoryJournal(disk: MemoryDisk): Journal {
  let before = 0;
  return {
    async open() {
      if (disk.journal === undefined) return { found: 'missing', frames: [], torn: false, holes: false };
      const { payloads, end, torn, holes } = scanFrames(disk.journal);
      disk.journal = disk.journal.slice(0, end);
      before = end;
      return { found: payloads.length > 0 ? 'kept' : 'missing', frames: payloads, torn, holes };
    },
    async append(bytes) {
      const old = disk.journal ?? new Uint8Array();
      const frame = encodeFrame(bytes);
      before = old.byteLength;
      disk.journal = new Uint8Array(before + frame.byteLength);
      disk.journal.set(old);
      disk.journal.set(frame, before);
    },
    async undo() {
      disk.journal = disk.journal?.slice(0, before);
    },
    async replace(bytes) {
      disk.journal = encodeFrame(bytes);
    },
    size: () => disk.journal?.byteLength ?? 0,
    close: async () => undefined,
  };
}

export function memorySealedShelf(disk: MemoryDisk): SealedShelf {
  const of = (table: LedgerTable): LedgerRow[] => [...disk.rows.values()].filter((row) => row.table === table);
  const keys = (table: LedgerTable): (string | number)[] => of(table).map((row) => row.key);
  return {
    look: async () => lookOf(keys('sealed'), keys('outbox'), keys('delivered'), of('delivered').map((row) => row.bytes)),
    take: async (counters) => keptOfRows(of('sealed').filter((row) => counters.includes(counterOf(row.key)))),
    async deliver(counters, epoch) {
      for (const key of counters) disk.rows.set(`delivered/${key}`, { table: 'delivered', key, bytes: utf8(epoch) });
    },
    async dropRecords() {
      for (const [at, { table, key }] of disk.rows) if (table === 'pages' || (table === 'meta' && key === 'cursors')) disk.rows.delete(at);
    },
  };
}

/** Its files are always as if just written. */
export function memoryPhotos(disk: MemoryDisk): PhotoShelf {
  return {
    async put(drawer, name, bytes) {
      disk.photos.set(`${drawer}/${name}`, bytes);
    },
    get: async (drawer, name) => disk.photos.get(`${drawer}/${name}`),
    list: async (drawer) => [...disk.photos.keys()].filter((key) => key.startsWith(`${drawer}/`)).map((key) => ({ name: key.slice(drawer.length + 1), at: Infinity })),
    async remove(drawer, name) {
      disk.photos.delete(`${drawer}/${name}`);
    },
  };
}

// IndexedDB by Dexie: ciphertext rows under plain keys that say nothing. Every write is one strict
// transaction. A tab that was frozen, a database closed under us, another tab's upgrade: open again
// and try again; nothing is ever deleted because opening failed.
import type { Dexie, Table } from 'dexie';
import type { Bytes } from '../vault/bytes.ts';
import { StorageFailure } from './contract.ts';
import { ledgerDatabase, WRITER } from './ledger-database.ts';
import type { Ledger, LedgerBatch, LedgerKey, LedgerRow, LedgerTable } from './ports.ts';
import { UNREAD } from './sealed-copies.ts';

/** Loaded whole, and by their keys only. */
const READ: readonly LedgerTable[] = ['meta', 'pages', 'outbox', 'drafts'];
const KEYS_ONLY: readonly LedgerTable[] = ['sealed', 'delivered'];
const TABLES: readonly LedgerTable[] = [...READ, ...KEYS_ONLY];
const RETRY_WAITS_MS = [0, 50, 400];

export function idbLedger(name: string): Ledger {
  let db: Dexie | undefined;
  let token: number | undefined;
  let closed = false;

  const connect = async (): Promise<Dexie> => {
    if (closed) throw new StorageFailure('locked');
    if (db?.isOpen() === true) return db;
    db?.close();
    const fresh = ledgerDatabase(name);
    db = fresh;
    await fresh.open();
    return fresh;
  };

  const attempt = async <T>(work: (db: Dexie) => Promise<T>): Promise<T> => {
    let last: unknown;
    for (const wait of RETRY_WAITS_MS) {
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      try {
        return await work(await connect());
      } catch (error) {
        if (error instanceof StorageFailure) throw error;
        if (isQuota(error)) throw new StorageFailure('storage-full', { cause: error });
        last = error;
        db?.close();
      }
    }
    throw new StorageFailure('storage-broken', { cause: last });
  };

  return {
    load: () =>
      attempt((open) =>
        open.transaction('rw', [...TABLES, WRITER], async () => {
          const writer = open.table<unknown, string>(WRITER);
          const before = await writer.get('n');
          token = (typeof before === 'number' ? before : 0) + 1;
          await writer.put(token, 'n');
          const rows: LedgerRow[] = [];
          for (const table of KEYS_ONLY) for (const key of await tableOf(open, table).toCollection().primaryKeys()) rows.push({ table, key, bytes: UNREAD });
          for (const table of READ) {
            const [keys, values] = await Promise.all([tableOf(open, table).toCollection().primaryKeys(), tableOf(open, table).toArray()]);
            values.forEach((bytes, at) => {
              const key = keys[at];
              if (key !== undefined) rows.push({ table, key, bytes });
            });
          }
          return rows;
        }),
      ),
    write: (batch) =>
      attempt((open) =>
        open.transaction('rw', tablesOf(batch), async () => {
          const writer = await open.table<unknown, string>(WRITER).get('n');
          // The browser emptied the database under us: the journal carries on, the next start rebuilds.
          if (writer === undefined) throw new StorageFailure('storage-broken');
          if (writer !== token) throw new StorageFailure('elsewhere');
          for (const row of batch.adds ?? []) {
            // A retry finds its own row when the first try was committed after all.
            const there = await tableOf(open, row.table).get(row.key);
            if (there !== undefined && !sameBytes(there, row.bytes)) throw new StorageFailure('elsewhere');
          }
          for (const table of TABLES) {
            const puts = [...(batch.adds ?? []), ...(batch.puts ?? [])].filter((row) => row.table === table);
            if (puts.length > 0) await tableOf(open, table).bulkPut(puts.map((r) => r.bytes), puts.map((r) => r.key));
            const dels = (batch.dels ?? []).filter((row) => row.table === table);
            if (dels.length > 0) await tableOf(open, table).bulkDelete(dels.map((r) => r.key));
          }
        }),
      ),
    async close() {
      closed = true;
      db?.close();
    },
  };
}

function tableOf(db: Dexie, table: LedgerTable): Table<Bytes, string | number> {
  return db.table<Bytes, string | number>(table);
}

function tablesOf(batch: LedgerBatch): string[] {
  const keys: readonly LedgerKey[] = [...(batch.adds ?? []), ...(batch.puts ?? []), ...(batch.dels ?? [])];
  return [...new Set(keys.map((k): string => k.table)), WRITER];
}

function sameBytes(a: Bytes, b: Bytes): boolean {
  return a.byteLength === b.byteLength && a.every((byte, i) => byte === b[i]);
}

/** Quota errors come wrapped in an abort. */
function isQuota(error: unknown): boolean {
  for (let e = error, depth = 0; e instanceof Error && depth < 5; depth += 1) {
    if (e.name === 'QuotaExceededError') return true;
    e = 'inner' in e ? e.inner : e.cause;
  }
  return false;
}

// The sealed copies of a vault as they can be read without its PIN: which changes there are, which the
// server has, and the sealed ones themselves. Reads and marks beside the store, never instead of it:
// it makes no database, takes nothing away that is anybody's work, and leaves the writer's number alone.
import { Dexie } from 'dexie';
import { keptSealedSchema, type KeptSealed } from '#shared/sync/sealed.ts';
import { fromUtf8, utf8 } from '../vault/bytes.ts';
import { StorageFailure } from './contract.ts';
import { ledgerDatabase } from './ledger-database.ts';
import { counterOf } from './sealed-copies.ts';

export interface SealedLook {
  /** Counters of changes that can be handed in as they are, ascending. */
  readonly sealed: readonly number[];
  /** Counter → server epoch that has it. */
  readonly delivered: ReadonlyMap<number, string>;
  /** Changes that only the PIN opens: not sealed, nor known to have arrived. */
  readonly closed: number;
}

/** Rejects only with `StorageFailure`. */
export interface SealedShelf {
  look(): Promise<SealedLook>;
  /** Those of these counters that are there. */
  take(counters: readonly number[]): Promise<readonly { readonly counter: number; readonly kept: KeptSealed }[]>;
  deliver(counters: readonly number[], epoch: string): Promise<void>;
  /** The phone was shut out: what came from the server goes, her own work stays sealed. */
  dropRecords(): Promise<void>;
}

/** @param name of the vault's database. */
export function sealedShelf(name: string): SealedShelf {
  const inDb = async <T>(without: T, work: (db: Dexie) => Promise<T>): Promise<T> => {
    if (!(await Dexie.exists(name))) return without;
    const db = ledgerDatabase(name);
    try {
      await db.open();
      return await work(db);
    } catch (cause) {
      throw new StorageFailure('storage-broken', { cause });
    } finally {
      db.close();
    }
  };
  return {
    look: () =>
      inDb(nothing(), (db) => db.transaction('r', ['sealed', 'delivered', 'outbox'], async () => {
        const delivered = db.table<unknown, number>('delivered');
        const [sealed, outbox, marks, epochs] = await Promise.all([
          db.table<unknown, string>('sealed').toCollection().primaryKeys(), db.table<unknown, number>('outbox').toCollection().primaryKeys(),
          delivered.toCollection().primaryKeys(), delivered.toArray(),
        ]);
        return lookOf(sealed, outbox, marks, epochs);
      })),
    take: (counters) =>
      inDb([], async (db) => {
        const wanted = new Set(counters);
        const table = db.table<unknown, string>('sealed');
        const keys = (await table.toCollection().primaryKeys()).filter((key) => wanted.has(counterOf(key)));
        const values = await table.bulkGet(keys);
        return keptOfRows(keys.map((key, at) => ({ key, bytes: values[at] })));
      }),
    deliver: (counters, epoch) =>
      inDb(undefined, async (db) => void (await db.table<unknown, number>('delivered').bulkPut(counters.map(() => utf8(epoch)), [...counters]))),
    dropRecords: () =>
      inDb(undefined, (db) => db.transaction('rw', ['pages', 'meta'], async () => {
        await db.table('pages').clear();
        // Without its cursors the store begins every bucket anew.
        await db.table<unknown, string>('meta').delete('cursors');
      })),
  };
}

/** Keys of the tables, and the values of `delivered`. */
export function lookOf(sealed: readonly (string | number)[], outbox: readonly (string | number)[], marks: readonly (string | number)[], epochs: readonly unknown[]): SealedLook {
  const there = new Set(sealed.map(counterOf));
  const delivered = new Map(marks.map((counter, at) => [Number(counter), textOf(epochs[at])]));
  return {
    sealed: [...there].sort((a, b) => a - b),
    delivered,
    closed: outbox.filter((counter) => !there.has(Number(counter)) && !delivered.has(Number(counter))).length,
  };
}

export function keptOfRows(rows: readonly { readonly key: string | number; readonly bytes: unknown }[]): { readonly counter: number; readonly kept: KeptSealed }[] {
  const found = rows.flatMap(({ key, bytes }) => {
    const parsed = keptSealedSchema.safeParse(jsonOf(bytes));
    return parsed.success ? [{ counter: counterOf(key), kept: parsed.data }] : [];
  });
  return found.sort((a, b) => a.counter - b.counter);
}

function jsonOf(bytes: unknown): unknown {
  try {
    return JSON.parse(textOf(bytes));
  } catch {
    return undefined;
  }
}

function textOf(bytes: unknown): string {
  return bytes instanceof Uint8Array ? fromUtf8(bytes) : '';
}

function nothing(): SealedLook {
  return { sealed: [], delivered: new Map(), closed: 0 };
}

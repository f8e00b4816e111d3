// Rescue files of colleagues that this phone carries to the server. They are the phone's, not a
// person's: nobody here can read them, so no PIN is asked for, and they go up whoever has it in hand.
// A file stays until it has arrived and somebody has seen that.
import { Dexie } from 'dexie';
import * as z from 'zod/mini';
import { readRescueFile, type ReadRescue } from '#shared/sync/rescue-file.ts';
import { sha256Hex } from '../vault/cipher.ts';
import { utf8 } from '../vault/bytes.ts';
import { StorageFailure } from './contract.ts';
import type { SealedShelf } from './sealed-shelf.ts';

export const CARRIED_DATABASE = 'dehri-carried';

const rowSchema = z.object({
  text: z.string(),
  /** When it was taken, milliseconds since 1970. */
  at: z.number(),
  /** Per change of the file: the epoch of the server that has it; absent: none. */
  arrived: z.record(z.string(), z.string()),
  /** Changes that the server would not take. */
  refused: z.array(z.int()),
});

export interface CarriedFile {
  readonly id: string;
  readonly at: number;
  readonly changes: number;
  readonly arrived: number;
  /** The server does not take them: they are damaged. */
  readonly refused: number;
  /** Lines that were damaged when the file was taken. */
  readonly damaged: number;
}

export type Carried = { readonly ok: true; readonly file: CarriedFile } | { readonly ok: false; readonly reason: Exclude<ReadRescue, { ok: true }>['reason'] | 'empty' | 'storage' };

/** Rejects only with `StorageFailure`. */
export interface CarriedFiles {
  list(): Promise<readonly CarriedFile[]>;
  /** Resolves when it is kept. The same file twice is one. */
  add(text: string): Promise<Carried>;
  /** As the work of a locked vault is handed in. */
  shelf(id: string): SealedShelf & { refuse(places: readonly number[]): Promise<void> };
  drop(id: string): Promise<void>;
}

export function carriedFiles(now: () => number, name = CARRIED_DATABASE): CarriedFiles {
  const inDb = async <T>(without: T, work: (db: Dexie) => Promise<T>, make = false): Promise<T> => {
    if (!make && !(await Dexie.exists(name))) return without;
    const db = new Dexie(name, { chromeTransactionDurability: 'strict' });
    db.version(1).stores({ files: '' });
    try {
      await db.open();
      return await work(db);
    } catch (cause) {
      throw new StorageFailure('storage-broken', { cause });
    } finally {
      db.close();
    }
  };
  const files = (db: Dexie) => db.table<unknown, string>('files');
  const edit = (id: string, change: (row: Row) => Row): Promise<void> =>
    inDb(undefined, (db) => db.transaction('rw', ['files'], async () => {
      const row = rowOf(await files(db).get(id));
      if (row !== undefined) await files(db).put(change(row), id);
    }));
  const read = (id: string): Promise<Row | undefined> => inDb(undefined, async (db) => rowOf(await files(db).get(id)));

  return {
    list: () =>
      inDb([], async (db) => {
        const [keys, values] = await Promise.all([files(db).toCollection().primaryKeys(), files(db).toArray()]);
        const found = keys.flatMap((id, at) => {
          const row = rowOf(values[at]);
          return row === undefined ? [] : [fileOf(id, row)];
        });
        return found.sort((a, b) => a.at - b.at);
      }),
    async add(text) {
      const said = readRescueFile(text);
      if (!said.ok) return said;
      if (said.kept.length === 0) return { ok: false, reason: 'empty' };
      const id = await sha256Hex(utf8(text));
      try {
        const row = await inDb(undefined, (db) => db.transaction('rw', ['files'], async () => {
          const kept = rowOf(await files(db).get(id)) ?? { text, at: now(), arrived: {}, refused: [] };
          await files(db).put(kept, id);
          return kept;
        }), true);
        return row === undefined ? { ok: false, reason: 'storage' } : { ok: true, file: fileOf(id, row) };
      } catch {
        return { ok: false, reason: 'storage' };
      }
    },
    shelf: (id) => ({
      async look() {
        const row = await read(id);
        if (row === undefined) return { sealed: [], delivered: new Map(), closed: 0 };
        const refused = new Set(row.refused);
        return {
          sealed: keptOf(row).map((_, at) => at).filter((at) => !refused.has(at)),
          delivered: new Map(Object.entries(row.arrived).map(([at, epoch]) => [Number(at), epoch])),
          closed: 0,
        };
      },
      async take(places) {
        const row = await read(id);
        const kept = row === undefined ? [] : keptOf(row);
        return places.flatMap((counter) => {
          const one = kept[counter];
          return one === undefined ? [] : [{ counter, kept: one }];
        });
      },
      deliver: (places, epoch) => edit(id, (row) => ({ ...row, arrived: { ...row.arrived, ...Object.fromEntries(places.map((at) => [at, epoch])) } })),
      refuse: (places) => edit(id, (row) => ({ ...row, refused: [...new Set([...row.refused, ...places])] })),
      dropRecords: async () => undefined,
    }),
    drop: (id) => inDb(undefined, (db) => files(db).delete(id)),
  };
}

type Row = z.infer<typeof rowSchema>;

function rowOf(value: unknown): Row | undefined {
  const parsed = rowSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

function keptOf({ text }: Row): Extract<ReadRescue, { ok: true }>['kept'] {
  const said = readRescueFile(text);
  return said.ok ? said.kept : [];
}

function fileOf(id: string, row: Row): CarriedFile {
  const said = readRescueFile(row.text);
  return { id, at: row.at, changes: keptOf(row).length, arrived: Object.keys(row.arrived).length, refused: row.refused.length, damaged: said.ok ? said.damaged : 0 };
}

// Plain Dexie: rows put in as they are, and read all at once. What opening a list is held against.
import { Dexie, type Table } from 'dexie';

export interface DexieBench {
  fill(rows: readonly object[]): Promise<void>;
  /** Milliseconds from a closed database to every row as an object. */
  readAll(): Promise<number>;
}

declare global {
  interface Window {
    dexieBench: DexieBench;
  }
}

const open = async (): Promise<{ readonly db: Dexie; readonly rows: Table<object> }> => {
  const db = new Dexie('floor');
  db.version(1).stores({ rows: 'id' });
  await db.open();
  return { db, rows: db.table('rows') };
};

window.dexieBench = {
  async fill(all) {
    const { db, rows } = await open();
    await rows.bulkPut([...all]);
    db.close();
  },
  async readAll() {
    const begun = performance.now();
    const { db, rows } = await open();
    const all = await rows.toArray();
    const ms = performance.now() - begun;
    if (all.length === 0) throw new Error('the floor has rows');
    db.close();
    return ms;
  },
};

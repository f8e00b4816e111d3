// After an erasure the destroyed keys still lie about, wrapped: in dead rows, in the database's log, in replicas.
// So the master key is replaced, and with the old one destroyed those are worth nothing:
//
//   made ─▶ begun ─▶ some … some ─▶ wrapped ─▶ ended
//   file    new keys   the others    VACUUM    no key is left under the
//           under it   batch by                old one: its bytes are
//                      batch                   written over, its row goes
//
// Broken off at any step nothing is lost: each key says by which master key it is wrapped, the old one stays until
// none names it, and the next round begins from the beginning. One server at a time (`withKeyLock`).
import { inTransaction, type Database } from '../db/database.ts';
import type { MasterKey, MasterKeys } from './master-keys.ts';
import { seal, unseal } from './seal.ts';
import { currentMaster, joined, MasterKeyMissing, WRAPPED } from './subject-keys.ts';

export type RotationStep = 'made' | 'begun' | 'some' | 'wrapped' | 'ended';

const AT_ONCE = 5_000;
const LOCK = 727_431_005;

/** Runs it while no other server has to do with master keys. Undefined: another has, and was not waited for. */
export async function withKeyLock<T>(db: Database, wait: boolean, work: () => Promise<T>): Promise<T | undefined> {
  const client = await db.pool.connect();
  let broken: Error | undefined;
  try {
    const { rows: [lock] } = await client.query<{ got: boolean }>(wait ? 'SELECT pg_advisory_lock($1) IS NOT NULL AS got' : 'SELECT pg_try_advisory_lock($1) AS got', [LOCK]);
    if (lock?.got !== true) return undefined;
    try {
      return await work();
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch((error: unknown) => { broken = error instanceof Error ? error : new Error('the lock was not given back'); });
    }
  } finally {
    client.release(broken);
  }
}

/** Under `withKeyLock`. Yields after each step; whoever stops there leaves everything readable. */
export async function* rotateMaster(db: Database, masters: MasterKeys): AsyncGenerator<RotationStep> {
  await currentMaster(db.pool, masters);
  const master = await masters.make();
  yield 'made';
  await begin(db, master.name);
  yield 'begun';
  // The second time round finds what the first passed over because somebody was just destroying it.
  for (let left = true; left;) {
    for (let after: string | undefined = ''; after !== undefined;) {
      after = await wrapSome(db, masters, master, after);
      yield 'some';
    }
    left = (await db.pool.query('SELECT FROM subject_key WHERE master <> $1 LIMIT 1', [master.name])).rows.length > 0;
  }
  await db.pool.query('VACUUM subject_key');
  yield 'wrapped';
  const { rows: old } = await db.pool.query<{ name: string }>('SELECT name FROM master_key WHERE ended');
  for (const { name } of old) {
    await masters.destroy(name);
    await db.pool.query('DELETE FROM master_key WHERE name = $1', [name]);
  }
  yield 'ended';
}

/** Waits for every transaction in which a key was made under the one before. */
async function begin(db: Database, name: string): Promise<void> {
  await inTransaction(db, async (client) => {
    await client.query('UPDATE master_key SET ended = true WHERE NOT ended');
    await client.query('INSERT INTO master_key (name) VALUES ($1)', [name]);
  });
}

/** Returns the id to go on after; undefined: that was the last. */
async function wrapSome(db: Database, masters: MasterKeys, master: MasterKey, after: string): Promise<string | undefined> {
  return inTransaction(db, async (client) => {
    const { rows } = await client.query<{ id: string; wrapped: Buffer; master: string }>(
      'SELECT id, wrapped, master FROM subject_key WHERE id > $1 AND master <> $2 ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED', [after, master.name, AT_ONCE],
    );
    const keys = new Map<string, Buffer>();
    for (const name of new Set(rows.map((r) => r.master))) {
      const key = await masters.of(name);
      if (key === undefined) throw new MasterKeyMissing();
      keys.set(name, key);
    }
    const wrapped = rows.map((row) => {
      const key = keys.get(row.master);
      if (key === undefined) throw new MasterKeyMissing();
      return seal(master.key, row.id, unseal(key, row.id, row.wrapped));
    });
    await client.query(
      `UPDATE subject_key k SET wrapped = n.wrapped, master = $3 FROM ${WRAPPED} AS n WHERE k.id = n.id COLLATE "C"`, [joined(rows.map((r) => r.id)), Buffer.concat(wrapped), master.name],
    );
    return rows.length < AT_ONCE ? undefined : rows.at(-1)?.id;
  });
}

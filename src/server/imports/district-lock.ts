// What loads lists and takes them back runs one at a time in a district, over all servers.
import type { Database } from '../db/database.ts';

const LOCK_CLASS = 727_431_002;

export async function withDistrictLock<T>(db: Database, district: number, work: () => Promise<T>): Promise<T | 'busy'> {
  const lock = await db.pool.connect();
  try {
    const { rows } = await lock.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS mine', [LOCK_CLASS, district]);
    if (rows[0]?.mine !== true) return 'busy';
    try {
      return await work();
    } finally {
      await lock.query('SELECT pg_advisory_unlock($1, $2)', [LOCK_CLASS, district]).catch(() => undefined);
    }
  } finally {
    lock.release();
  }
}

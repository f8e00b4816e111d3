// What phones may forget: changes that are in a backup which was tried by restoring it. Nobody but the
// operator knows that, so nothing is forgotten until she says through when.
import type { Services } from '../services.ts';

/**
 * Marks, for every phone, the changes that arrived up to `through` (milliseconds since 1970) as safe: up
 * to the first of its numbers that is missing. Never takes back what was said before.
 */
export async function markBackedUp({ db }: Pick<Services, 'db'>, through: number): Promise<void> {
  await db.pool.query(
    `WITH arrived AS (
       SELECT c.device, c.counter FROM change c JOIN device d ON d.id = c.device WHERE c.at <= $1
       UNION SELECT device, counter FROM held_change WHERE at <= $1 AND counter IS NOT NULL
     ), placed AS (
       SELECT device, counter, row_number() OVER (PARTITION BY device ORDER BY counter) AS place FROM arrived
     ), safe AS (
       SELECT device, max(counter) AS counter FROM placed WHERE counter = place GROUP BY device
     )
     UPDATE device SET safe_counter = safe.counter FROM safe WHERE device.id = safe.device AND device.safe_counter < safe.counter`,
    [through],
  );
}

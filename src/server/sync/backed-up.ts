// What phones may forget: changes (photos: `photos/safe-photos.ts`) that are in a backup which was tried by restoring it. `npm run
// backup` knows that of its own files and says it here; of backups made by other means only the
// operator knows.
import type { Sql } from '../db/database.ts';
import { markPhotosBackedUp } from '../photos/safe-photos.ts';

/** Device → everything of its numbers 1 to this is there. */
export type SafeRuns = ReadonlyMap<string, number>;

/** By device, the last of its numbers before the first that is missing among what satisfies `arrivedBy`. */
const RUNS = (arrivedBy = 'true'): string => `
  SELECT device, max(counter) AS counter FROM (
    SELECT device, counter, row_number() OVER (PARTITION BY device ORDER BY counter) AS place FROM (
      SELECT c.device, c.counter FROM change c JOIN device d ON d.id = c.device WHERE ${arrivedBy}
      UNION SELECT h.device, h.counter FROM held_change h JOIN device d ON d.id = h.device WHERE h.counter IS NOT NULL AND ${arrivedBy.replaceAll('c.', 'h.')}
    ) arrived
  ) placed WHERE counter = place GROUP BY device`;

/** What a database holds without a gap of each phone's work. */
export async function runsHeld(sql: Sql): Promise<SafeRuns> {
  const { rows } = await sql.query<{ device: string; counter: number }>(RUNS());
  return new Map(rows.map((r) => [r.device, r.counter]));
}

export type Marked =
  | { readonly ok: true; readonly devices: number }
  /** The database is not the one that was saved any more, or has less of some phone's work than what was saved. */
  | { readonly ok: false; readonly reason: 'other-epoch' | 'gone-back' };

/**
 * Tells every phone what it may forget, by what the backup of the server's `epoch` holds. Never takes
 * back what was said before, and never says more than the database itself has.
 */
export async function markSafe(sql: Sql, epoch: string, inBackup: SafeRuns): Promise<Marked> {
  const { rows: [found] } = await sql.query<{ epoch: string | null; behind: number; marked: number }>(
    `WITH said AS (SELECT * FROM unnest($1::text[], $2::int[]) AS s (device, counter)),
       here AS (${RUNS()}),
       behind AS (SELECT count(*) AS n FROM said LEFT JOIN here USING (device) WHERE coalesce(here.counter, 0) < said.counter),
       right_one AS (SELECT 1 FROM server_meta WHERE key = 'epoch' AND value = $3),
       marked AS (
         UPDATE device SET safe_counter = said.counter FROM said, right_one, behind
         WHERE device.id = said.device AND device.safe_counter < said.counter AND behind.n = 0 RETURNING 1
       )
     SELECT (SELECT value FROM server_meta WHERE key = 'epoch') AS epoch, (SELECT n FROM behind) AS behind, (SELECT count(*) FROM marked) AS marked`,
    [[...inBackup.keys()], [...inBackup.values()], epoch],
  );
  if (found?.epoch !== epoch) return { ok: false, reason: 'other-epoch' };
  return found.behind > 0 ? { ok: false, reason: 'gone-back' } : { ok: true, devices: found.marked };
}

/**
 * A push is over, one way or the other, twice PUSH_LIFE after the time that it gave its changes: so
 * long it may take to have its locks, and so long the database lets its transaction live. The margin is more,
 * for clocks that differ.
 */
const MARGIN = 900_000;

/** Marking by time needs PostgreSQL 17: older ones let a transaction live as long as it likes. */
export class NoTransactionTimeout extends Error {
  override name = 'NoTransactionTimeout';
}

/**
 * For those who use backups of other making: the operator vouches that everything committed before
 * `through` (milliseconds since 1970) can be restored and that this was tried. Marks what arrived up to
 * a margin before that. Throws `NoTransactionTimeout`.
 */
export async function markBackedUp(sql: Sql, through: number): Promise<void> {
  const { rows: [bounded] } = await sql.query(`SELECT 1 FROM pg_settings WHERE name = 'transaction_timeout'`);
  if (bounded === undefined) throw new NoTransactionTimeout('BACKED_UP_THROUGH needs PostgreSQL 17 or newer');
  await sql.query(
    `UPDATE device SET safe_counter = safe.counter FROM (${RUNS('c.at <= $1')}) safe WHERE device.id = safe.device AND device.safe_counter < safe.counter`,
    [through - MARGIN],
  );
  await markPhotosBackedUp(sql, through - MARGIN);
}

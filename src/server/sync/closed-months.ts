// Months gone by, as one sum for each count of a district, so that a review of a state need not add up blocks.
// A month is closed when a reader first wants it; whoever changes it later changes its sum in the same
// transaction. Which months are closed says the table, never a clock of the writer:
//
//   writer:  shared lock of the district · its rows of blocks · the closed sums, as far as months are closed · commit
//   closer:  the lock for itself · adds up the blocks as committed · says that it is closed · commit
//
// So a closer runs when no writer is between its lock and its commit, and a writer who comes after sees the
// month closed. A closer waits only so long as phones behind it may; where it gets no lock in that time
// (somebody takes in a list) blocks are added up as before. Nor can it hold up a ring of waiting for longer.
import type pg from 'pg';
import { addDays } from '#shared/report/period.ts';
import { inTransaction, sqlState, type Database } from '../db/database.ts';
import type { MonthRow } from './sums.ts';

/** Longest wait for the writers of a district, in PostgreSQL's words. */
const PATIENCE = '300ms';

/** SQLSTATE of a lock that was not to be had in time. */
const NO_LOCK = '55P03';

/** First number of the advisory locks; the second is the district. */
export const CLOSING = 727_431;

/** Days after its end: until then phones still hand in what belongs to the month, and would wait for one another at its sums. */
const CLOSES_AFTER = 10;

export interface Closed {
  /** `2026-04`: closed up to this month; '' where none is. */
  readonly until: string;
  readonly districts: readonly number[];
}

export interface ClosedSum {
  readonly indicator: string;
  readonly month: string;
  readonly amount: number;
}

/** What the rows of months bring to the sums of a district; in one order for all, standing counts left out. */
export function closedSums(months: readonly MonthRow[], until?: string): ClosedSum[] {
  const sums = new Map<string, { -readonly [K in keyof ClosedSum]: ClosedSum[K] }>();
  for (const { indicator, month, amount } of months) {
    if (month === '' || (until !== undefined && month > until)) continue;
    const key = `${indicator}|${month}`;
    const known = sums.get(key);
    if (known === undefined) sums.set(key, { indicator, month, amount });
    else known.amount += amount;
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum).filter(({ amount }) => amount !== 0);
}

/** The last month to be closed on a day. */
export function lastClosed(today: string): string {
  return addDays(`${addDays(today, -CLOSES_AFTER).slice(0, 7)}-01`, -1).slice(0, 7);
}

/** Closes what is to be closed on the day, up to the first district that is busy. District 0, where all states count, is never closed. */
export async function closeMonths(db: Database, districts: readonly number[], today: string): Promise<readonly Closed[]> {
  const until = lastClosed(today);
  const { rows } = await db.pool.query<{ district: number; until: string }>('SELECT district, until FROM closed_month WHERE district = ANY($1::int[])', [districts]);
  const known = new Map(rows.map((row) => [row.district, row.until]));
  const closed = new Map<string, number[]>();
  let isBusy = false;
  for (const district of districts) {
    const before = known.get(district) ?? '';
    const isDue: boolean = district !== 0 && before < until && !isBusy;
    const isClosed: boolean = isDue && await closeDistrict(db, district, until);
    isBusy ||= isDue && !isClosed;
    const now = isClosed ? until : before;
    closed.set(now, [...(closed.get(now) ?? []), district]);
  }
  return [...closed].map(([month, of]) => ({ until: month, districts: of }));
}

/** False when somebody was writing sums of the district all the while. */
async function closeDistrict(db: Database, district: number, until: string): Promise<boolean> {
  try {
    await inTransaction(db, async (client) => {
      await client.query(`SET LOCAL lock_timeout = '${PATIENCE}'`);
      await client.query('SELECT pg_advisory_xact_lock($1, $2)', [CLOSING, district]);
      // Where sums are being added up anew, what is read after this is new.
      await client.query('LOCK TABLE closed_month, indicator_closed IN ROW EXCLUSIVE MODE');
      await client.query(
        `INSERT INTO indicator_closed (district, indicator, month, amount)
         SELECT district, indicator, month, sum(amount) FROM indicator_month
         WHERE district = $1 AND month > coalesce((SELECT until FROM closed_month WHERE district = $1), '') AND month <= $2 GROUP BY 1, 2, 3`, [district, until],
      );
      await client.query('INSERT INTO closed_month AS c (district, until) VALUES ($1, $2) ON CONFLICT (district) DO UPDATE SET until = greatest(c.until, excluded.until)', [district, until]);
    });
    return true;
  } catch (error) {
    if (sqlState(error) === NO_LOCK) return false;
    throw error;
  }
}

/** Up to which month the district is closed: '' where none is. */
export async function closedUntil(client: pg.ClientBase, district: number): Promise<string> {
  const { rows: [row] } = await client.query<{ until: string }>('SELECT until FROM closed_month WHERE district = $1', [district]);
  return row?.until ?? '';
}

// How many children's names one person reads in a day: by looks at one child, and on pages of the queue. Counted from
// the audit log, in the transaction of the look; one look of a person at a time, so that none slips past.
import { daysBetween } from '#shared/report/period.ts';
import { LOOKS_PER_DAY, NAMES_PER_DAY } from '#shared/subjects/sight.ts';
import type { Sql } from '../db/database.ts';
import { readRulebook } from '../rulebook.ts';
import type { Services } from '../services.ts';
import type { Asker } from './asker.ts';

const DAY = 86_400_000;

/** To be taken first in a transaction that counts. */
export async function lockLooks(sql: Sql, { person }: Asker): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`look ${person}`]);
}

/** Has she looked at as many other children today as one person may by herself? */
export async function isSpent(sql: Sql, services: Services, asker: Asker, token: string): Promise<boolean> {
  const { rows: [looks] } = await sql.query<{ n: number }>(
    `SELECT count(DISTINCT subject)::int AS n FROM audit WHERE district = 0 AND at >= $2 AND actor = $1 AND act = 'subject-looked' AND subject <> $3`, [asker.person, dayBegins(services, asker), token],
  );
  return (looks?.n ?? 0) >= await numberOf(sql, services, asker, 'looksPerDay', LOOKS_PER_DAY);
}

/** Seconds until she may see these beside those whom the queue has named to her today; undefined: she may now. */
export async function queueWaits(sql: Sql, services: Services, asker: Asker, named: readonly string[]): Promise<number | undefined> {
  const begins = dayBegins(services, asker);
  const { rows: [shown] } = await sql.query<{ n: number }>(
    `SELECT count(DISTINCT token)::int AS n FROM (
       SELECT unnest(string_to_array(subject, ' ')) AS token FROM audit WHERE district = 0 AND at >= $2 AND actor = $1 AND act = 'pairs-shown' UNION ALL SELECT unnest($3::text[])
     ) t`, [asker.person, begins, named],
  );
  if ((shown?.n ?? 0) <= await numberOf(sql, services, asker, 'namesPerDay', NAMES_PER_DAY)) return undefined;
  return Math.ceil((begins + DAY - services.clock()) / 1000);
}

/** Milliseconds at which her local day began. */
function dayBegins({ utcOffsetMinutes }: Pick<Services, 'utcOffsetMinutes'>, { day }: Asker): number {
  return daysBetween('1970-01-01', day) * DAY - utcOffsetMinutes * 60_000;
}

async function numberOf(sql: Sql, { registry }: Pick<Services, 'registry'>, { place }: Asker, id: string, otherwise: number): Promise<number> {
  if (!registry.rules.some((rules) => rules.numbers.some((row) => row.id === id))) return otherwise;
  return (await readRulebook(sql, registry, place)).number(id);
}

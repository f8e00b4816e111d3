// The series in which a phone numbers its files. Drawn, not counted: after a restore to a time before,
// phones that the server has forgotten keep theirs, and a newly counted one would be theirs again. The
// space is kept many times as large as the number of phones.
import { seriesFrom } from '#shared/case-number.ts';
import { sqlState } from '../db/database.ts';
import type { Services } from '../services.ts';

/** Series of two symbols while there are fewer phones than this; of three up to 32 times as many, and so on. */
const PHONES_OF_SHORTEST = 64;
const MOST_TRIES = 12;
/** Numbers of the demonstration's files. */
export const DEMO_SERIES = 'D0';
const UNIQUE_VIOLATION = '23505';

/** Draws a series for a phone that has none yet; undefined for a phone that the server does not know. */
export async function giveSeries({ db, random }: Pick<Services, 'db' | 'random'>, device: string): Promise<string | undefined> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const { rows: [row] } = await db.pool.query<{ series: string | null; phones: number }>('SELECT series, (SELECT count(*) FROM device) AS phones FROM device WHERE id = $1', [device]);
    if (row === undefined || row.series !== null) return row?.series ?? undefined;
    const drawn = seriesFrom(random(seriesLength(row.phones) + Math.floor(tries / 4)));
    if (drawn === DEMO_SERIES) continue;
    // Somebody has it, or another request gave this phone one meanwhile: look again.
    await db.pool.query('UPDATE device SET series = $2 WHERE id = $1 AND series IS NULL', [device, drawn]).catch((error: unknown) => {
      if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    });
  }
  throw new Error('no series was free');
}

export function seriesLength(phones: number): number {
  let length = 2;
  for (let most = PHONES_OF_SHORTEST; phones >= most; most *= 32) length += 1;
  return length;
}

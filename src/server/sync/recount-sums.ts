// Sums are kept by the rules of the day on which a record changed. When a new version of the app counts otherwise,
// they are added up again from the records before anybody is served: district by district, only the programmes
// that changed. What was done stays done when it is broken off.
//
// While a district is added up nobody writes sums (the tables are locked; pushes wait), and what was pushed
// meanwhile is added after. Servers of the older version must have ended: they go on counting by its rules.
import type pg from 'pg';
import * as z from 'zod/mini';
import { copyRows } from '../imports/copy-rows.ts';
import type { Registry } from '../registry.ts';
import type { Services } from '../services.ts';
import { countDistrict } from './check-sums.ts';
import { closedSums, closedUntil } from './closed-months.ts';
import { monthRows } from './sums.ts';
import type { Fingerprints } from './sums-fingerprint.ts';

export interface Recounted {
  readonly districts: number;
  readonly records: number;
}

/** For whoever waits at the console. */
export interface RecountTold {
  begun(districts: number): void;
  district(done: number, districts: number): void;
}

const LOCK = 727_431_002;
/** `server_meta`: fingerprints of the sums as they are, and of districts that are done while others are not yet. */
const KEY = 'sums';
const districtKey = (district: number): string => `${KEY}/${district}`;

/** Undefined when the sums are by these rules already. Servers that start at once wait for the first. */
export async function recountSums({ db, registry }: Pick<Services, 'db' | 'registry'>, fingerprints: Fingerprints, told: RecountTold): Promise<Recounted | undefined> {
  const wanted = JSON.stringify(Object.fromEntries([...fingerprints].sort()));
  const client = await db.pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const { rows: said } = await client.query<{ key: string; value: string }>('SELECT key, value FROM server_meta WHERE key = $1 OR starts_with(key, $2)', [KEY, `${KEY}/`]);
    const kept = new Map(said.map((r) => [r.key, r.value]));
    if (kept.get(KEY) === wanted && kept.size === 1) return undefined;
    const { rows } = await client.query<{ district: number }>('SELECT district FROM record UNION SELECT district FROM indicator_sum UNION SELECT district FROM indicator_month ORDER BY district');
    const left = rows.map(({ district }) => ({ district, by: kept.get(districtKey(district)) ?? kept.get(KEY) })).filter(({ by }) => by !== wanted);
    if (left.length > 0) told.begun(left.length);
    let records = 0;
    for (const [at, { district, by }] of left.entries()) {
      records += await recountDistrict(client, registry, district, changedIn(by, fingerprints), wanted);
      told.district(at + 1, left.length);
    }
    await client.query('BEGIN');
    await keep(client, KEY, wanted);
    await client.query('DELETE FROM server_meta WHERE starts_with(key, $1)', [`${KEY}/`]);
    await client.query('COMMIT');
    return { districts: left.length, records };
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    client.release();
  }
}

const keptSchema = z.record(z.string(), z.string());

/** Programmes whose sums are by other rules, or of which there are sums no more. */
function changedIn(kept: string | undefined, fingerprints: Fingerprints): readonly string[] {
  const before = kept === undefined ? {} : z.parse(keptSchema, JSON.parse(kept));
  return [...new Set([...fingerprints.keys(), ...Object.keys(before)])].filter((id) => before[id] !== fingerprints.get(id));
}

/** Adds up the sums of these districts anew, after records went of which nobody knows any more what they added. */
export async function recountDistricts({ db, registry }: Pick<Services, 'db' | 'registry'>, districts: readonly number[]): Promise<void> {
  if (districts.length === 0) return;
  const programmes = [...new Set(registry.counts.map((count) => count.slice(0, count.indexOf('.'))))];
  const client = await db.pool.connect();
  try {
    for (const district of districts) await recountDistrict(client, registry, district, programmes);
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
    client.release();
  }
}

async function recountDistrict(client: pg.PoolClient, registry: Registry, district: number, programmes: readonly string[], wanted?: string): Promise<number> {
  // The lock comes before the first reading, so that nothing is seen half.
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await client.query('SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0');
  await client.query('LOCK TABLE indicator_sum, indicator_month, indicator_closed, closed_month IN SHARE ROW EXCLUSIVE MODE');
  const { sums, records } = await countDistrict(client, registry, district, programmes);
  for (const table of ['indicator_sum', 'indicator_month', 'indicator_closed']) await client.query(`DELETE FROM ${table} WHERE district = $1 AND split_part(indicator, '.', 1) = ANY($2::text[])`, [district, programmes]);
  const rows = sums.rows();
  await copyRows(client, 'indicator_sum (district, depth, place, indicator, day, amount)', rows.map((s) => [district, s.depth, s.place, s.indicator, s.day, s.amount]));
  const months = monthRows(rows);
  await copyRows(client, 'indicator_month (district, month, place, indicator, amount)', months.map((m) => [district, m.month, m.place, m.indicator, m.amount]));
  const closed = closedSums(months, await closedUntil(client, district));
  await copyRows(client, 'indicator_closed (district, indicator, month, amount)', closed.map((c) => [district, c.indicator, c.month, c.amount]));
  if (wanted !== undefined) await keep(client, districtKey(district), wanted);
  await client.query('COMMIT');
  return records;
}

async function keep(client: pg.PoolClient, key: string, value: string): Promise<void> {
  await client.query('INSERT INTO server_meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value', [key, value]);
}

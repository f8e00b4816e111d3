// Running sums as years of work leave them, without the records: one district of Bhagalpur's size, with its
// tolas, three centres with 40,000 cases and the events of five years; then as many like it as wanted.
import type pg from 'pg';
import type { ReviewPart } from '#shared/report/review.ts';
import { PLACE_LEVELS } from '#shared/place/place.ts';
import { addDays } from '#shared/report/period.ts';
import { planBhagalpur } from '#server/demo/bhagalpur.ts';
import { createRandom, type Random } from '#server/demo/random.ts';
import { copyRows, type CopyCell } from '#server/imports/copy-rows.ts';
import { placesOfState } from '#server/places/directory.ts';
import { upsertPlaces } from '#server/people/people.ts';
import type { Services } from '#server/services.ts';
import { depthOf, spread, TOP_DEPTH } from '#server/sync/sums.ts';

export const CASES = 40_000;
export const DAYS = 5 * 365;
const DISTRICT = '10.192';
const CENTRES = [1, 2, 3].map((n) => `${DISTRICT}.osc${n}`);
const UNIT = `${DISTRICT}.dcpu1`;
const HUB = `${DISTRICT}.hub1`;
/** Days of the drive on which somebody was in a tola. */
const VISITS = 4;

export interface Size {
  readonly days: number;
  readonly months: number;
  readonly places: number;
}

/** @param today ISO day up to which it is counted */
export async function generateSums(services: Services, today: string): Promise<Size> {
  const { db, registry } = services;
  const state = placesOfState('10');
  const blocks = state.filter((p) => p.code.startsWith(`${DISTRICT}.`));
  await upsertPlaces(services, [...state.filter((p) => depthOf(p.code) < TOP_DEPTH), ...blocks, ...[...CENTRES, UNIT, HUB].map((code) => ({ code, hi: 'कार्यालय', en: 'Office' }))]);
  const { tolas, names } = tolaCodes();
  await upsertPlaces(services, names);

  const random = createRandom(1);
  const sums = new Map<string, number>();
  const add = (place: string, indicator: string, day: string, amount: number): void => {
    for (const at of spread(place)) {
      const key = `${at}\t${indicator}\t${day}`;
      sums.set(key, (sums.get(key) ?? 0) + amount);
    }
  };
  const dayBack = (within: number): string => addDays(today, -random.int(0, within - 1));
  const open = new Map<string, number>(registry.review.flatMap(({ programme, part }) => openCounts(part).map(([count, share]) => [`${programme}.${count}`, share] as const)));
  for (const indicator of registry.counts) {
    const [programme = ''] = indicator.split('.');
    const isStanding = registry.standing.has(indicator);
    if (programme === 'jeevika') {
      for (const tola of tolas) {
        if (isStanding) add(tola.code, indicator, '', tola.families);
        else for (let visit = 0; visit < VISITS; visit += 1) add(tola.code, indicator, addDays(today, -tola.since - visit * 9), random.int(1, 12));
      }
      continue;
    }
    const at = programme === 'one-stop-centre' ? CENTRES : programme === 'care-leavers' ? [UNIT] : [HUB, ...blocks.map((b) => b.code)];
    const many = programme === 'one-stop-centre' ? CASES * often(indicator, registry.counts) : programme === 'care-leavers' ? 4_000 : 5 * 52 * at.length;
    const place = (): string => at[random.int(0, at.length - 1)] ?? DISTRICT;
    if (isStanding) for (const one of at) add(one, indicator, '', random.int(1, 400));
    else if (open.has(indicator)) for (let n = 0; n < many * (open.get(indicator) ?? 0); n += 1) add(place(), indicator, addDays(today, -age(random)), 1);
    else for (let n = 0; n < many; n += 1) add(place(), indicator, dayBack(DAYS), 1);
  }

  const days: CopyCell[][] = [];
  const months = new Map<string, number>();
  for (const [key, amount] of sums) {
    const [place = '', indicator = '', day = ''] = key.split('\t');
    const depth = depthOf(place);
    days.push([192, depth, place, indicator, day, amount]);
    const month = `${day.slice(0, 7)}\t${place}\t${indicator}`;
    if (depth <= TOP_DEPTH) months.set(month, (months.get(month) ?? 0) + amount);
  }
  const client = await db.pool.connect();
  try {
    // As they came about: day after day.
    days.sort((a, b) => compare(a[4], b[4]));
    await copyRows(client, 'indicator_sum (district, depth, place, indicator, day, amount)', days);
    await copyRows(client, 'indicator_month (district, month, place, indicator, amount)', [...months].map(([key, amount]): CopyCell[] => [192, ...key.split('\t'), amount]).sort((a, b) => compare(a[1], b[1])));
  } finally {
    client.release();
  }
  for (const table of ['indicator_sum', 'indicator_month', 'place']) await db.pool.query(`VACUUM ANALYZE ${table}`);
  return { days: days.length, months: months.size, places: names.length };
}

function compare(a: CopyCell | undefined, b: CopyCell | undefined): number {
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}

/**
 * Every other district of the state is made the same, block by block, but without what lies below its blocks:
 * a review of a state never reads that, and it would be seventy million rows. Rows go in as days went by, all
 * districts on each; indexes are made after, and nothing is written ahead, for nobody keeps this database.
 */
export async function multiplyDistrict({ db }: Services, tell: (line: string) => void): Promise<number> {
  const others = placesOfState('10').filter((p) => depthOf(p.code) === 2 && p.code !== DISTRICT).map((p) => Number(p.code.split('.')[1]));
  const client = await db.pool.connect();
  try {
    await client.query(`SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'`);
    for (const { table, columns, which, order } of COPIED) {
      const indexes = await dropIndexes(client, table);
      const copied = columns.replace(/place|code/u, (column) => `'10.' || d.district || substr(t.${column}, ${DISTRICT.length + 1})`);
      await client.query(`INSERT INTO ${table} (district, ${columns}) SELECT d.district, ${copied} FROM ${table} t, unnest($1::int[]) AS d (district) WHERE t.district = 192 AND ${which} ORDER BY ${order}`, [others]);
      tell(`${others.length + 1} districts of ${table}`);
      for (const made of indexes) await client.query(made);
      await client.query(`VACUUM ANALYZE ${table}`);
      tell(`indexes of ${table}`);
    }
  } finally {
    client.release(true);
  }
  return others.length + 1;
}

/** What makes each index of the table again. */
async function dropIndexes(client: pg.ClientBase, table: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string; made: string; key: string | null }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS made, pg_get_constraintdef(c.oid) AS key
     FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype = 'p' WHERE i.indrelid = $1::regclass`, [table],
  );
  for (const { name, key } of rows) await client.query(key === null ? `DROP INDEX ${name}` : `ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  await client.query(`ALTER TABLE ${table} SET UNLOGGED`);
  return rows.map(({ name, made, key }) => (key === null ? made : `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${key}`));
}

/** Offices stand among the places as a level of their own; the districts are there. */
const COPIED = [
  { table: 'indicator_sum', columns: 'depth, place, indicator, day, amount', which: `t.depth <= ${TOP_DEPTH}`, order: 't.day, d.district' },
  { table: 'indicator_month', columns: 'month, place, indicator, amount', which: 'true', order: 't.month, d.district' },
  { table: 'place', columns: 'code, depth, hi, en', which: `t.depth IN (${TOP_DEPTH}, ${PLACE_LEVELS.indexOf('office') + 1})`, order: 'd.district' },
] as const;

interface Tola {
  readonly code: string;
  readonly families: number;
  /** Days since the last visit of the drive. */
  readonly since: number;
}

/** Codes as an import would give them: by panchayat, village and tola within the block. */
function tolaCodes(): { readonly tolas: readonly Tola[]; readonly names: readonly { code: string; hi: string; en: string }[] } {
  const names = new Map<string, { code: string; hi: string; en: string }>();
  const numbers = new Map<string, number>();
  const codes = new Map<string, string>();
  const codeOf = (parent: string, letter: string, key: string, hi: string): string => {
    const known = codes.get(key);
    if (known !== undefined) return known;
    const n = (numbers.get(parent) ?? 0) + 1;
    numbers.set(parent, n);
    const code = `${parent}.${letter}${n}`;
    codes.set(key, code);
    names.set(code, { code, hi, en: hi });
    return code;
  };
  const random = createRandom(2);
  const tolas = planBhagalpur().map((plan): Tola => {
    const panchayat = codeOf(plan.block.code, 'p', `${plan.block.code}|${plan.panchayat}`, plan.panchayat);
    const village = codeOf(panchayat, 'v', plan.villageCode, plan.village);
    return { code: codeOf(village, 't', `${plan.villageCode}|${plan.first}`, plan.tola), families: plan.families, since: random.int(0, DAYS - 60) };
  });
  return { tolas, names: [...names.values()] };
}

/** How many of a count one case brings: of kinds of one thing each its share. */
function often(indicator: string, counts: readonly string[]): number {
  const kind = indicator.lastIndexOf('.');
  const set = kind > indicator.indexOf('.') ? indicator.slice(0, kind) : undefined;
  return set === undefined ? 0.5 : 1 / counts.filter((count) => count.startsWith(`${set}.`)).length;
}

/** Six in a hundred cases are open; each clock runs in a tenth of those. */
function openCounts({ lines }: ReviewPart): (readonly [count: string, share: number])[] {
  return lines.flatMap((line): (readonly [string, number])[] => ('aged' in line ? [[line.aged, 0.06]] : 'overdue' in line ? [[line.overdue, 0.006]] : 'past' in line ? [[line.past, 0.006]] : []));
}

/** Most of what is open is young, little of it is years old. */
function age(random: Random): number {
  return Math.min(DAYS, Math.floor(-Math.log(1 - random.next()) * 120));
}

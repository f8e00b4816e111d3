// Sums of spans of days for a review: whole months from `indicator_month`, only their edges from days.
// Below the block there are no months, and few days: those are read as they are. A state is read by its
// districts (`read-state.ts`).
import { levelOf, PLACE_LEVELS, type PlaceCode } from '#shared/place/place.ts';
import { piecesOf, type Period } from '#shared/report/period.ts';
import type { Sql } from '../db/database.ts';
import { districtPart } from '../people/people.ts';
import { depthOf, TOP_DEPTH } from '../sync/sums.ts';

/** The place a review is of, and what lies one level down. */
export interface Scope {
  readonly place: PlaceCode;
  /** State 1, district 2, block or office 3. */
  readonly depth: number;
  /** Every district in it; of a state also 0, where what counts at the state itself stands. */
  readonly districts: readonly number[];
  readonly here: Named;
  readonly names: readonly Named[];
}

export interface Named {
  readonly code: PlaceCode;
  readonly hi: string;
  readonly en: string;
}

/** Undefined: there is no such place. */
export async function readScope(sql: Sql, place: PlaceCode): Promise<Scope | undefined> {
  const depth = depthOf(place);
  const district = districtPart(place);
  const below = levelOf(place) === 'office' ? [] : [depth + 1, ...(depth < TOP_DEPTH ? [OFFICE_DEPTH] : [])];
  const { rows } = await sql.query<Named & { readonly district: number }>(
    `SELECT code, hi, en, district FROM place WHERE ($1 = 0 OR district IN (0, $1)) AND (code = $2 OR (depth = ANY($3::int[]) AND code > $2 || '.' AND code < $2 || '/')) ORDER BY code`,
    [district, place, below],
  );
  const here = rows.find((r) => r.code === place);
  if (here === undefined) return undefined;
  const names = rows.filter((r) => r.code !== place);
  return { here, place, depth, names, districts: depth === 1 ? [0, ...new Set(names.map((n) => districtPart(n.code)))] : [district] };
}

/** Offices stand in the table of places as a level of their own. */
const OFFICE_DEPTH = PLACE_LEVELS.indexOf('office') + 1;

export interface Summed {
  /** A place one level down, or the place itself: for what counts at it and not below, from the block downwards all that is within. */
  readonly unit: PlaceCode;
  readonly indicator: string;
  /** Number of the span; -1 for what has no day. */
  readonly span: number;
  readonly amount: number;
}

/** Every count of the place and of what lies one level down, for each span and without a day. */
export async function readSums(sql: Sql, scope: Scope, spans: readonly Period[], counts: readonly string[]): Promise<Summed[]> {
  if (counts.length === 0) return [];
  const { depth } = scope;
  const [top, below] = await Promise.all([
    depth <= TOP_DEPTH ? sumsOfMonths(sql, scope, spans, counts) : [],
    depth >= TOP_DEPTH ? sumsOfDays(sql, scope, spans, counts) : [],
  ]);
  return [...top, ...below];
}

/** The same at every office and block of its districts. */
export function readTopSums(sql: Sql, { districts, place }: Pick<Scope, 'districts' | 'place'>, spans: readonly Period[], counts: readonly string[]): Promise<Summed[]> {
  return sumsOfMonths(sql, { districts, place, depth: Math.min(2, depthOf(place)) }, spans, counts);
}

async function sumsOfMonths(sql: Sql, { districts, place, depth }: Omit<Scope, 'here' | 'names'>, spans: readonly Period[], counts: readonly string[]): Promise<Summed[]> {
  const params: unknown[] = [districts, counts, place];
  const param = (value: string): string => `$${params.push(value)}`;
  // Every piece a statement of its own with bounds that the planner sees, or it would read the whole table.
  const pieces = spans.flatMap((span, n) => {
    const { months, days } = piecesOf(span);
    return [
      ...(months === undefined ? [] : [`SELECT ${n} AS span, place, indicator, amount FROM indicator_month WHERE district = ANY($1::int[]) AND indicator = ANY($2::text[]) AND month >= ${param(months.first)} AND month <= ${param(months.last)}`]),
      ...days.map(({ from, to, sign }) => `SELECT ${n}, place, indicator, ${sign < 0 ? '-' : ''}amount FROM indicator_sum WHERE district = ANY($1::int[]) AND depth <= ${TOP_DEPTH} AND indicator = ANY($2::text[]) AND day >= ${param(from)} AND day <= ${param(to)}`),
    ];
  });
  const { rows } = await sql.query<Summed>(
    `SELECT span, place AS unit, indicator, sum(amount) AS amount FROM (
       SELECT -1 AS span, place, indicator, amount FROM indicator_month WHERE district = ANY($1::int[]) AND indicator = ANY($2::text[]) AND month = ''
       UNION ALL ${pieces.join('\n       UNION ALL ')}
     ) AS sums WHERE ${withinTop(depth)} GROUP BY span, place, indicator`, params,
  );
  return rows;
}

/** $3: the place. Rows with district 0 that are not the state's own are those of other states. */
function withinTop(depth: number): string {
  return depth === 1 ? `(place = $3 OR starts_with(place, $3 || '.'))` : depth === TOP_DEPTH ? 'place = $3' : '$3::text IS NOT NULL';
}

async function sumsOfDays(sql: Sql, { districts, place, depth }: Scope, spans: readonly Period[], counts: readonly string[]): Promise<Summed[]> {
  const params: unknown[] = [districts, counts, place, depth];
  const param = (value: string): string => `$${params.push(value)}`;
  const piece = (n: number, days: string): string => `SELECT ${n} AS span, place AS unit, indicator, sum(amount) AS amount FROM indicator_sum
    WHERE district = ANY($1::int[]) AND indicator = ANY($2::text[]) AND ${OWN_AND_BELOW} AND depth > ${TOP_DEPTH} AND ${days} GROUP BY 1, 2, 3`;
  const pieces = [piece(-1, `day = ''`), ...spans.map(({ from, to }, n) => piece(n, `day >= ${param(from)} AND day <= ${param(to)}`))];
  return (await sql.query<Summed>(pieces.join(' UNION ALL '), params)).rows;
}

export interface MonthSum {
  readonly month: string;
  readonly indicator: string;
  readonly amount: number;
}

/** Every count within the place, month by month, what has no day left out. */
export async function readMonths(sql: Sql, { districts, place, depth }: Scope, first: string, last: string, counts: readonly string[]): Promise<MonthSum[]> {
  const isTop = depth <= TOP_DEPTH;
  const [of, from] = isTop ? ['month', 'indicator_month'] : ['left(day, 7)', 'indicator_sum'];
  const within = isTop ? `month >= $4 AND month <= $5 AND ${withinTop(depth)}` : `depth = ${depth} AND place = $3 AND day >= $4 AND day <= $5 || '-99'`;
  const { rows } = await sql.query<MonthSum>(
    `SELECT ${of} AS month, indicator, sum(amount) AS amount FROM ${from} WHERE district = ANY($1::int[]) AND indicator = ANY($2::text[]) AND ${within} GROUP BY 1, 2`,
    [districts, counts, place, first, last],
  );
  return rows;
}

/** $3: place, $4: its depth. */
const OWN_AND_BELOW = `((depth = $4 AND place = $3) OR (depth = $4::int + 1 AND place > $3 || '.' AND place < $3 || '/'))`;

export interface OpenSum {
  readonly unit: PlaceCode;
  readonly indicator: string;
  /** How many of the cuts are not after its day. */
  readonly band: number;
  readonly amount: number;
}

/**
 * What is counted on any day now, as the days lie between the cuts.
 * @param cuts ISO days in their order
 */
export async function readOpen(sql: Sql, { districts, place, depth }: Scope, counts: readonly string[], cuts: readonly string[]): Promise<OpenSum[]> {
  if (counts.length === 0) return [];
  const params: unknown[] = [districts, counts, place, cuts, ...(depth < TOP_DEPTH ? [] : [depth])];
  const within = depth < TOP_DEPTH ? `depth <= ${TOP_DEPTH} AND ${withinTop(depth)}` : OWN_AND_BELOW.replaceAll('$4', '$5');
  const { rows } = await sql.query<OpenSum>(
    `SELECT place AS unit, indicator, width_bucket(day, $4::text[] COLLATE "C") AS band, sum(amount) AS amount
     FROM indicator_sum WHERE district = ANY($1::int[]) AND indicator = ANY($2::text[]) AND day > '' AND ${within}
     GROUP BY place, indicator, 3`, params,
  );
  return rows;
}

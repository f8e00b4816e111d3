// Sums of spans of days for a review: whole months from `indicator_month`, only their edges from days.
// Below the block there are no months, and few days: those are read as they are.
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
  readonly names: readonly Named[];
}

export interface Named {
  readonly code: PlaceCode;
  readonly hi: string;
  readonly en: string;
}

/** Undefined: there is no such place. */
export async function readScope(sql: Sql, place: PlaceCode): Promise<(Scope & { readonly here: Named }) | undefined> {
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
    depth <= TOP_DEPTH ? sumsOfMonths(sql, scope, spans, counts, depth === 1) : [],
    depth >= TOP_DEPTH ? sumsOfDays(sql, scope, spans, counts) : [],
  ]);
  return [...top, ...below];
}

/** The same at every office and block of its districts. */
export function readTopSums(sql: Sql, { districts, place }: Pick<Scope, 'districts' | 'place'>, spans: readonly Period[], counts: readonly string[]): Promise<Summed[]> {
  return sumsOfMonths(sql, { districts, place, depth: Math.min(2, depthOf(place)) }, spans, counts, false);
}

async function sumsOfMonths(sql: Sql, { districts, place, depth }: Omit<Scope, 'names'>, spans: readonly Period[], counts: readonly string[], byDistrict: boolean): Promise<Summed[]> {
  const pieces = spans.map(piecesOf);
  const months = [{ span: -1, first: '', last: '' }, ...pieces.flatMap((p, span) => (p.months === undefined ? [] : [{ span, ...p.months }]))];
  const days = pieces.flatMap((p, span) => p.days.map((d) => ({ span, ...d })));
  // Sums with district 0 are those of all states.
  const within = depth === TOP_DEPTH ? 'place = $3' : '($3 = $3 AND (district <> 0 OR place = $3))';
  const unit = byDistrict ? `CASE district WHEN 0 THEN place ELSE $3 || '.' || district END` : 'place';
  const { rows } = await sql.query<Summed>(
    `SELECT span, ${unit} AS unit, indicator, sum(amount) AS amount FROM (
       SELECT s.span, m.district, m.place, m.indicator, m.amount
       FROM unnest($4::int[], $5::text[], $6::text[]) AS s (span, first, last)
       JOIN indicator_month m ON m.district = ANY($1::int[]) AND m.month >= s.first AND m.month <= s.last AND m.indicator = ANY($2::text[])
       UNION ALL
       SELECT s.span, d.district, d.place, d.indicator, d.amount
       FROM unnest($7::int[], $8::text[], $9::text[]) AS s (span, first, last)
       JOIN indicator_sum d ON d.district = ANY($1::int[]) AND d.depth <= ${TOP_DEPTH} AND d.indicator = ANY($2::text[]) AND d.day >= s.first AND d.day <= s.last
     ) AS sums WHERE ${within} GROUP BY 1, 2, 3`,
    [districts, counts, place, months.map((m) => m.span), months.map((m) => m.first), months.map((m) => m.last), days.map((d) => d.span), days.map((d) => d.from), days.map((d) => d.to)],
  );
  return rows;
}

async function sumsOfDays(sql: Sql, { districts, place, depth }: Scope, spans: readonly Period[], counts: readonly string[]): Promise<Summed[]> {
  const days = [{ span: -1, from: '', to: '' }, ...spans.map((s, span) => ({ span, ...s }))];
  const { rows } = await sql.query<Summed>(
    `SELECT s.span, d.place AS unit, d.indicator, sum(d.amount) AS amount
     FROM unnest($5::int[], $6::text[], $7::text[]) AS s (span, first, last)
     JOIN indicator_sum d ON d.district = ANY($1::int[]) AND d.indicator = ANY($2::text[]) AND d.day >= s.first AND d.day <= s.last AND ${OWN_AND_BELOW}
     WHERE d.depth > ${TOP_DEPTH} GROUP BY 1, 2, 3`,
    [districts, counts, place, depth, days.map((d) => d.span), days.map((d) => d.from), days.map((d) => d.to)],
  );
  return rows;
}

/** $3: place, $4: its depth. */
const OWN_AND_BELOW = `((d.depth = $4 AND d.place = $3) OR (d.depth = $4 + 1 AND d.place > $3 || '.' AND d.place < $3 || '/'))`;

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
  const within = depth < TOP_DEPTH ? `d.depth <= ${TOP_DEPTH} AND ($4 = $4 AND (d.district <> 0 OR d.place = $3))` : OWN_AND_BELOW;
  const unit = depth === 1 ? `CASE d.district WHEN 0 THEN d.place ELSE $3 || '.' || d.district END` : 'd.place';
  const { rows } = await sql.query<OpenSum>(
    `SELECT ${unit} AS unit, d.indicator, width_bucket(d.day, $5::text[] COLLATE "C") AS band, sum(d.amount) AS amount
     FROM indicator_sum d WHERE d.district = ANY($1::int[]) AND d.indicator = ANY($2::text[]) AND d.day > '' AND ${within}
     GROUP BY 1, 2, 3`,
    [districts, counts, place, depth, cuts],
  );
  return rows;
}

// The coverage sheet. It reads running sums, kept at every place up to the block, and never records.
import type { Grant } from '#shared/access/access.ts';
import type { SheetResponse } from '#shared/desk/sheet.ts';
import { PLACE_LEVELS, levelOf, type Place, type PlaceCode, type PlaceLevel } from '#shared/place/place.ts';
import { districtPart } from '../people/people.ts';
import type { Services } from '../services.ts';
import { depthOf, TOP_DEPTH } from '../sync/sums.ts';
import { coverSmall, type SumOf } from './hide-small.ts';

export interface SheetAsked {
  readonly place: PlaceCode;
  readonly level?: PlaceLevel | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * Undefined when the place is unknown or the level does not lie below it.
 * @param grants of whoever asks: small counts are hidden from those who may not read what is counted
 */
export async function readSheet(services: Services, { place, level, from, to }: SheetAsked, grants: readonly Grant[] = []): Promise<SheetResponse | undefined> {
  const depth = depthOf(place);
  const own = levelOf(place);
  const rowLevel = level ?? (own === 'office' || own === 'tola' ? own : PLACE_LEVELS[depth]) ?? own;
  const nameDepth = PLACE_LEVELS.indexOf(rowLevel) + 1;
  // Offices count at the depth of blocks, beside them.
  const rowDepth = rowLevel === 'office' ? TOP_DEPTH : nameDepth;
  if (rowDepth < depth) return undefined;
  const { pool } = services.db;
  const district = districtPart(place);
  const [names, sums, totals] = await Promise.all([
    pool.query<Place>(
      `SELECT code, hi, en FROM place WHERE ($1 = 0 OR district IN (0, $1)) AND (code = $2 OR (depth = $3 AND code > $2 || '.' AND code < $2 || '/')) ORDER BY code`, [district, place, nameDepth],
    ),
    sumsOf(services, district, place, rowDepth, from, to),
    depth < TOP_DEPTH ? undefined : sumsOf(services, district, place, depth, from, to),
  ]);
  const here = names.rows.find((r) => r.code === place);
  if (here === undefined) return undefined;
  const { counts } = services.registry;
  const columns = new Map(counts.map((name, at) => [name, at]));
  const byPlace = new Map<string, number[]>();
  const gather = (into: number[], indicator: string, amount: number): void => {
    const at = columns.get(indicator);
    if (at !== undefined) into[at] = (into[at] ?? 0) + amount;
  };
  const none = (): number[] => counts.map(() => 0);
  const total = none();
  for (const { place: code, indicator, amount } of sums) {
    const values = byPlace.get(code) ?? none();
    byPlace.set(code, values);
    gather(values, indicator, amount);
    if (totals === undefined) gather(total, indicator, amount);
  }
  for (const { indicator, amount } of totals ?? []) gather(total, indicator, amount);
  const whole = depth < 2 ? place : place.split('.').slice(0, 2).join('.');
  const cover = await coverSmall(services, { place, from, to, grants }, () => sumsOf(services, district, whole, TOP_DEPTH, from, to));
  const covered = (code: PlaceCode, values: readonly number[]): (number | null)[] => {
    const shown: (number | null)[] = [...values];
    for (const count of cover.counts) if (cover.hides(code, count)) shown[columns.get(count) ?? -1] = null;
    return shown;
  };
  return {
    place: { code: here.code, hi: here.hi, en: here.en },
    level: rowLevel,
    counts: [...counts],
    rows: names.rows.filter((r) => r.code !== place || rowDepth === depth).map((r) => ({ code: r.code, hi: r.hi, en: r.en, values: covered(r.code, byPlace.get(r.code) ?? none()) })),
    total: covered(place, total),
    at: services.clock(),
  };
}

/** Above the block, blocks are added up; what counts at the district itself is added to the total's place. */
async function sumsOf({ db }: Services, district: number, place: PlaceCode, depth: number, from: string | undefined, to: string | undefined): Promise<SumOf[]> {
  const own = depthOf(place) === depth;
  const above = depth < TOP_DEPTH;
  // One row per count, its places and amounts as one text each: a district has thousands of tolas, and
  // a row apart for each of their counts takes longer to read than to add up.
  const { rows } = await db.pool.query<{ indicator: string; places: string; amounts: string }>(
    `SELECT indicator, string_agg(place, ' ') AS places, string_agg(amount::text, ' ') AS amounts FROM (
       SELECT ${above ? `array_to_string((string_to_array(place, '.'))[1:${depth}], '.')` : 'place'} AS place, indicator, sum(amount) AS amount
       FROM indicator_sum
       WHERE ($1 = 0 OR district = $1) AND depth = ANY($2::smallint[]) AND (place = $3 OR ${own && !above ? 'false' : 'true'} AND place > $3 || '.' AND place < $3 || '/')
         AND (day = '' OR (day >= $4 AND day <= $5))
       GROUP BY 1, 2
     ) AS sums GROUP BY indicator`,
    [district, above ? [2, TOP_DEPTH] : [depth], place, from ?? '0', to ?? '9'],
  );
  return rows.flatMap(({ indicator, places, amounts }) => {
    const each = amounts.split(' ');
    return places.split(' ').map((code, at) => ({ place: code, indicator, amount: Number(each[at]) }));
  });
}

// Small cells of a sheet: which of its counts are hidden from somebody who reads counts and no files. What
// is hidden follows from the offices and blocks of a district alone, whatever level is asked for, so that
// two sheets side by side tell no more than one.
import { isLeft } from '#shared/access/keep.ts';
import { decideRecord, type Grant } from '#shared/access/access.ts';
import { bucketOf } from '#shared/place/bucket.ts';
import { isWithin, type PlaceCode } from '#shared/place/place.ts';
import { hideSmall, isWholeMonths, kindSet } from '#shared/report/small-cells.ts';
import { readRulebook } from '../rulebook.ts';
import { today, type Services } from '../services.ts';
import { depthOf, TOP_DEPTH } from '../sync/sums.ts';

export interface SumOf {
  readonly place: string;
  readonly indicator: string;
  readonly amount: number;
}

/** Cells below this are hidden where no programme brings the number `smallCell`. */
const SMALL_CELL = 5;

export interface Covered {
  /** Counts of which any may be hidden. */
  readonly counts: ReadonlySet<string>;
  /** Is the count of the place hidden? */
  readonly hides: (place: PlaceCode, indicator: string) => boolean;
}

const NOTHING: Covered = { counts: new Set(), hides: () => false };

export interface Asked {
  readonly place: PlaceCode;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Whoever may read the files of the place may count them too. */
  readonly grants: readonly Grant[];
}

/** @param readSums every count at the offices and blocks within the place's district, or within the state */
export async function coverSmall(services: Services, { place, from, to, grants }: Asked, readSums: () => Promise<readonly SumOf[]>): Promise<Covered> {
  const { registry } = services;
  const day = today(services);
  const sensitive = new Set(registry.sensitive.flatMap(({ count, type }) => {
    const reads = decideRecord(grants, 'read', type.accessClass, bucketOf(place, type.shelf), day);
    return isLeft(reads) && reads.relation === 'here' ? [] : [count];
  }));
  if (sensitive.size === 0) return NOTHING;
  const sets = new Set([...sensitive].map(kindSet));
  const columns = registry.counts.filter((count) => sets.has(kindSet(count)));
  const counts = new Set(columns);
  if (!isWholeMonths(from, to)) return { counts, hides: () => true };

  const limit = await smallCell(services, place);
  const districts = new Map<string, Map<PlaceCode, Map<string, number>>>();
  for (const { place: home, indicator, amount } of await readSums()) {
    if (!counts.has(indicator)) continue;
    const code = home.split('.').slice(0, TOP_DEPTH).join('.');
    const places = inside(districts, code.split('.').slice(0, 2).join('.'), () => new Map<PlaceCode, Map<string, number>>());
    const amounts = inside(places, code, () => new Map<string, number>());
    amounts.set(indicator, (amounts.get(indicator) ?? 0) + amount);
  }
  const hidden = new Set<string>();
  for (const [district, places] of districts) {
    for (const set of sets) {
      const kinds = columns.filter((count) => kindSet(count) === set);
      // A place that keeps no such records covers nothing: everybody knows that its count is 0.
      const programme = set.slice(0, set.indexOf('.') + 1);
      const codes = [...places].filter(([code, amounts]) => code !== district && [...amounts.keys()].some((indicator) => indicator.startsWith(programme))).map(([code]) => code).sort();
      const rows = codes.map((code) => kinds.map((kind) => places.get(code)?.get(kind) ?? 0));
      const total = kinds.map((kind) => [...places.values()].reduce((sum, amounts) => sum + (amounts.get(kind) ?? 0), 0));
      const found = hideSmall({ rows, total, sensitive: kinds.map((kind) => sensitive.has(kind)), limit });
      codes.forEach((code, at) => kinds.forEach((kind, k) => { if (found.rows[at]?.[k] === true) hidden.add(`${code} ${kind}`); }));
      kinds.forEach((kind, k) => { if (found.total[k] === true) hidden.add(`${district} ${kind}`); });
    }
  }
  return {
    counts,
    hides(code, indicator) {
      const depth = depthOf(code);
      // Below an office or a block nothing of it is told; above the district only what no district hides.
      if (depth > TOP_DEPTH) return true;
      if (depth < 2) return [...districts.keys()].some((district) => isWithin(district, code) && hidden.has(`${district} ${indicator}`));
      return hidden.has(`${code} ${indicator}`);
    },
  };
}

/** Cells of a place below this are hidden. */
export async function smallCell({ db, registry }: Pick<Services, 'db' | 'registry'>, place: PlaceCode): Promise<number> {
  if (!registry.rules.some((rules) => rules.numbers.some((row) => row.id === 'smallCell'))) return SMALL_CELL;
  return (await readRulebook(db.pool, registry, place)).number('smallCell');
}

function inside<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

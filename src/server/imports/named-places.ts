// From what a cell says of a place to its code, among the places that are known: a code, or names up or
// down the tree (`पश्चिम टोला, रामपुर` or `आरा > रामपुर`). Nothing is made new here. A place of a level
// at which such records do not lie stands for the only place below it where they do: the district for
// its hub.
import { ancestorAt } from '#shared/place/ancestor.ts';
import { isWithin, levelOf, officeKindOf, parentOf, PLACE_LEVELS, type Place, type PlaceCode, type PlaceLevel } from '#shared/place/place.ts';
import { nameKey } from './place-finder.ts';

export type NamedPlace = { readonly ok: true; readonly code: PlaceCode } | { readonly ok: false; readonly code: 'place-unknown' | 'place-outside' | 'place-missing' | 'place-several' };

const CODE = /^\d{1,3}(?:\.[0-9A-Za-z_-]{1,16}){0,5}$/u;
/** All but the state. */
const DEFAULT_LEVELS: readonly PlaceLevel[] = PLACE_LEVELS.filter((level) => level !== 'state');

/** Where such records lie: levels, default all but the state; of offices, the kinds that keep them. */
export interface Lying {
  readonly levels?: readonly PlaceLevel[] | undefined;
  readonly offices?: readonly string[] | undefined;
}

/**
 * @param known every place of the district
 * @param upload where the person says the list belongs
 */
export function createNamedPlaces(known: readonly Place[], upload: PlaceCode, { levels = DEFAULT_LEVELS, offices }: Lying = {}): (said: string) => NamedPlace {
  const names = new Map<PlaceCode, ReadonlySet<string>>(known.map((p) => [p.code, new Set([nameKey(p.hi), nameKey(p.en)])]));
  const byName = new Map<string, PlaceCode[]>();
  for (const [code, own] of names) for (const name of own) byName.set(name, [...(byName.get(name) ?? []), code]);
  const remembered = new Map<string, NamedPlace>();

  const lies = (code: PlaceCode): boolean => levels.includes(levelOf(code)) && (offices === undefined || offices.includes(officeKindOf(code) ?? ''));

  /** Where such records lie: the place itself, or the only one below it. */
  const settle = (code: PlaceCode): NamedPlace => {
    if (!isWithin(code, upload)) return { ok: false, code: 'place-outside' };
    if (lies(code)) return { ok: true, code };
    const below = known.filter((p) => isWithin(p.code, code) && lies(p.code));
    const [only] = below;
    return only !== undefined && below.length === 1 ? { ok: true, code: only.code } : { ok: false, code: 'place-missing' };
  };

  const fits = (code: PlaceCode, others: readonly string[]): boolean => others.every((name) => {
    for (let at = parentOf(code); at !== undefined; at = parentOf(at)) if (names.get(at)?.has(name) === true) return true;
    return false;
  });

  const search = (said: string): NamedPlace => {
    const parts = said.split(/[,/>|;\n]/u).map(nameKey).filter((part) => part !== '');
    const found = parts.flatMap((part, i) => (byName.get(part) ?? []).filter((code) => fits(code, parts.filter((_, k) => k !== i))));
    if (found.length === 0) return { ok: false, code: 'place-unknown' };
    const settled = [...new Set(found)].map(settle);
    const good = new Set(settled.flatMap((s) => (s.ok ? [s.code] : [])));
    const [only] = good;
    if (only !== undefined) return good.size === 1 ? { ok: true, code: only } : { ok: false, code: 'place-several' };
    return settled.find((s) => !s.ok && s.code !== 'place-outside') ?? { ok: false, code: 'place-outside' };
  };

  return (said) => {
    let place = remembered.get(said);
    if (place === undefined) {
      place = said === '' ? settle(upload) : CODE.test(said) ? byCode(said) : search(said);
      remembered.set(said, place);
    }
    return place;
  };

  function byCode(code: PlaceCode): NamedPlace {
    if (names.has(code)) return settle(code);
    return { ok: false, code: ancestorAt(code, 'district') === undefined || isWithin(code, upload) ? 'place-unknown' : 'place-outside' };
  }
}

// Places as a list of persons writes them: a code, or names from the place up or down, as far as one place is
// meant (`सबौर > ममलखा`, `ममलखा, सबौर`). Unlike lists of families nothing is ever made here.
import { listKey } from '#shared/import/people-list.ts';
import { isWithin, type Place, type PlaceCode } from '#shared/place/place.ts';
import type { Sql } from '../db/database.ts';
import { districtPart } from './people.ts';

export type FoundPlace =
  | { readonly ok: true; readonly place: Place }
  | { readonly ok: false; readonly code: 'place-unknown' }
  /** `other`: codes of some that may be meant. */
  | { readonly ok: false; readonly code: 'place-ambiguous'; readonly other: string };

const CODE = /^\d{1,3}(?:\.[0-9A-Za-z_-]{1,16}){0,5}$/u;
const STEPS = /\s*(?:[>›»,;/|]|->|→)\s*/u;

/** For texts written by someone who loads a list for `upload`; at the state names go down to blocks and offices. */
export async function placeFinder(sql: Sql, upload: PlaceCode, written: readonly string[]): Promise<(text: string) => FoundPlace> {
  const above = upload.split('.').map((_, i, parts) => parts.slice(0, i + 1).join('.'));
  // One that lies elsewhere is as unknown as one that is nowhere.
  const codes = [...new Set(written.filter((text) => CODE.test(text) && isWithin(text, upload)))];
  const { rows } = await sql.query<Place>(
    `SELECT code, hi, en FROM place WHERE district IN (0, $1) AND code = ANY($2::text[])
     UNION SELECT code, hi, en FROM place WHERE district = ANY($3::int[]) AND code = ANY($4::text[])
     UNION SELECT code, hi, en FROM place WHERE ($1 = 0 OR district = $1) AND code > $5 || '.' AND code < $5 || '/' AND ($1 <> 0 OR depth <= 3 OR depth = 7)`,
    [districtPart(upload), above, [...new Set(codes.map(districtPart))], codes, upload],
  );
  const places = new Map(rows.map((place) => [place.code, place]));
  const named = new Map<string, Place[]>();
  for (const place of rows) for (const key of new Set([listKey(place.hi), listKey(place.en)])) named.set(key, [...(named.get(key) ?? []), place]);

  /** Places of that name that lie in places of all the other names. */
  const within = (leaf: string, others: readonly string[]): Place[] => (named.get(leaf) ?? []).filter((place) =>
    others.every((other) => (named.get(other) ?? []).some((up) => up.code !== place.code && isWithin(place.code, up.code))));

  return (text) => {
    const exact = CODE.test(text) ? places.get(text) : undefined;
    if (exact !== undefined) return { ok: true, place: exact };
    const steps = text.split(STEPS).map(listKey).filter((step) => step !== '');
    const found = [...new Set([...within(steps.at(-1) ?? '', steps.slice(0, -1)), ...within(steps[0] ?? '', steps.slice(1))])];
    const [only] = found;
    if (only === undefined) return { ok: false, code: 'place-unknown' };
    return found.length === 1 ? { ok: true, place: only } : { ok: false, code: 'place-ambiguous', other: found.slice(0, 3).map((p) => p.code).join(', ') };
  };
}

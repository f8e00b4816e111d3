// From what a cell of a list says to a district of its State: by code, by name in either script however it is spelled,
// with the word for district or the State beside it. A district that is known to lie elsewhere is told from one that is
// not known.
import { readFileSync } from 'node:fs';
import { nameKey as soundOf } from '#shared/people/name-key.ts';
import { normaliseText } from '#shared/people/text.ts';
import { levelOf, stateOf, type Place, type PlaceCode } from '#shared/place/place.ts';
import type { Sql } from '../db/database.ts';
import { nameKey } from '../imports/place-finder.ts';
import { knownStates, placesOfState } from '../places/directory.ts';

export type FoundDistrict = { readonly ok: true; readonly code: PlaceCode } | { readonly ok: false; readonly code: 'place-unknown' | 'place-outside' | 'place-several' };

/** Reads the districts of the directory, and those that this server has besides. */
export async function districtNames(sql: Sql, state: number): Promise<(said: string) => FoundDistrict> {
  const { rows } = await sql.query<Place>('SELECT code, hi, en FROM place WHERE depth = 2');
  const listed = knownStates().flatMap((code) => placesOfState(code)).filter(({ code }) => levelOf(code) === 'district');
  return createDistrictNames(state, [...listed, ...rows.filter(({ code }) => levelOf(code) === 'district')], aliases());
}

export function createDistrictNames(state: number, districts: readonly Place[], others: readonly { readonly code: PlaceCode; readonly name: string }[]): (said: string) => FoundDistrict {
  const [own, foreign] = [new NameIndex(), new NameIndex()];
  for (const { code, hi, en } of districts) for (const name of [hi, en]) (stateOf(code) === state ? own : foreign).add(code, name);
  for (const { code, name } of others) (stateOf(code) === state ? own : foreign).add(code, name);
  const codes = new Set(districts.map(({ code }) => code));
  const remembered = new Map<string, FoundDistrict>();

  const byCode = (said: string): FoundDistrict | undefined => {
    const code = /^(?:(\d{1,2})\.)?0*(\d{1,3})$/u.exec(said);
    if (code === null) return undefined;
    const [, ofState = String(state), district = ''] = code;
    if (Number(ofState) !== state) return { ok: false, code: 'place-outside' };
    if (codes.has(`${state}.${district}`)) return { ok: true, code: `${state}.${district}` };
    return { ok: false, code: [...codes].some((known) => known.endsWith(`.${district}`)) ? 'place-outside' : 'place-unknown' };
  };
  const search = (said: string): FoundDistrict => {
    const parts = normaliseText(said).split(/[,/()|;:\n-]+/u).map((part) => part.trim()).filter((part) => part !== '');
    for (const part of [normaliseText(said), ...parts]) {
      const found = own.find(part);
      if (found.size === 1) for (const code of found) return { ok: true, code };
      if (found.size > 1) return { ok: false, code: 'place-several' };
    }
    return { ok: false, code: parts.some((part) => foreign.find(part).size > 0) ? 'place-outside' : 'place-unknown' };
  };
  return (said) => {
    let found = remembered.get(said);
    if (found === undefined) {
      if (remembered.size > 10_000) remembered.clear();
      found = byCode(normaliseText(said)) ?? search(said);
      remembered.set(said, found);
    }
    return found;
  };
}

/** Names as they are written and as they sound, whole. */
class NameIndex {
  readonly #written = new Map<string, Set<PlaceCode>>();
  readonly #sounding = new Map<string, Set<PlaceCode>>();

  add(code: PlaceCode, name: string): void {
    for (const [index, key] of [[this.#written, nameKey(name)], [this.#sounding, soundsOf(name)]] as const) {
      if (key !== '') index.set(key, (index.get(key) ?? new Set()).add(code));
    }
  }

  find(said: string): ReadonlySet<PlaceCode> {
    return this.#written.get(nameKey(said)) ?? this.#sounding.get(soundsOf(said)) ?? NONE;
  }
}

const NONE: ReadonlySet<PlaceCode> = new Set();

/** Words for district in either script, by their sound. */
let districtWords: ReadonlySet<string> | undefined;

function soundsOf(name: string): string {
  districtWords ??= new Set(['district', 'distt', 'dist', 'zila', 'jila', 'janpad'].map(soundOf));
  return normaliseText(name).split(/[^\p{L}\p{M}]+/u).map(soundOf).filter((sound) => districtWords?.has(sound) !== true).join('');
}

function aliases(): { code: PlaceCode; name: string }[] {
  const text = readFileSync(new URL('../places/data/district-aliases.csv', import.meta.url), 'utf8');
  return text.trimEnd().split(/\r?\n/u).slice(1).map((line) => {
    const [code = '', name = ''] = line.split(',');
    return { code, name };
  });
}

// From the steps a row names to a place's code, in memory: what is known is found, what the list
// brings new below the block is given a code of its own (panchayat `p3`, tola `t1`, a village its
// LGD code or `v2`). Districts and blocks are never made by a list.
//
//   code of the step ▸ name below the parent ▸ the only one that sounds so in the other script
//   ▸ (panchayat not named) the only such village of the block ▸ new
import type { PlaceStep } from '#shared/import/target.ts';
import { ancestorAt } from '#shared/place/ancestor.ts';
import { districtOf, isWithin, levelOf, parentOf, type Place, type PlaceCode, type PlaceLevel } from '#shared/place/place.ts';
import { nameKey as soundKeyOf } from '#shared/people/name-key.ts';
import { normaliseText } from '#shared/people/text.ts';
import type { PlaceCodes } from './place-codes.ts';

export type FoundPlace = { readonly ok: true; readonly code: PlaceCode } | { readonly ok: false; readonly code: 'place-unknown' | 'place-outside' };

const NEW_LEVELS: readonly PlaceLevel[] = ['panchayat', 'village', 'tola'];
const LETTER: Readonly<Partial<Record<PlaceLevel, string>>> = { panchayat: 'p', village: 'v', tola: 't' };
/** The panchayat of villages in a list that names none. */
const NO_PANCHAYAT = 'p0';

export interface PlaceFinder {
  find(steps: readonly PlaceStep[]): FoundPlace;
  /** `पश्चिम टोला, रामपुर, भैरोपुर`: from the place up to its panchayat. */
  describe(code: PlaceCode): string;
  /** Places made since it was last asked; they are written in the transaction of the rows that need them. */
  takeNew(): readonly Place[];
  /** Places that had a code only, or a name in one script only, and got a name by a list; as `takeNew`. */
  takeRenamed(): readonly Place[];
}

/**
 * @param known every place of the district, and the district itself
 * @param upload where the person says the list belongs: a district or a block, or the state
 * @param unnamedPanchayat name of the panchayat that stands in where a list names none
 */
export function createPlaceFinder(known: Iterable<Place>, upload: PlaceCode, codes: PlaceCodes, unnamedPanchayat: { readonly hi: string; readonly en: string }): PlaceFinder {
  // A list of the state itself lies there, and names nothing below.
  const district = ancestorAt(upload, 'district') ?? upload;
  const names = new Map<PlaceCode, Place>();
  /** Children of a place by how they sound; null when several sound alike. */
  const bySound = new Map<string, PlaceCode | null>();
  const byName = new Map<string, PlaceCode>();
  const children = new Map<PlaceCode, number>();
  /** Villages of a block by code or name; null when there are several. */
  const inBlock = new Map<string, PlaceCode | null>();
  const remembered = new Map<string, FoundPlace>();
  let fresh: Place[] = [];
  let renamed = new Map<PlaceCode, Place>();

  const note = (place: Place): void => {
    names.set(place.code, place);
    const at = place.code.lastIndexOf('.');
    const parent = place.code.slice(0, at);
    const own = place.code.slice(at + 1);
    for (const name of new Set([nameKey(place.hi), nameKey(place.en)])) byName.set(`${parent}|${name}`, place.code);
    for (const sound of new Set([soundKey(place.hi), soundKey(place.en)])) {
      const before = bySound.get(`${parent}|${sound}`);
      bySound.set(`${parent}|${sound}`, before === undefined || before === place.code ? place.code : null);
    }
    const number = Number(/^[pvt](\d+)$/.exec(own)?.[1] ?? 0);
    children.set(parent, Math.max(children.get(parent) ?? 0, number));
    if (levelOf(place.code) === 'village') {
      const block = ancestorAt(place.code, 'block') ?? '';
      for (const key of new Set([own, nameKey(place.hi), nameKey(place.en)])) {
        const before = inBlock.get(`${block}|${key}`);
        inBlock.set(`${block}|${key}`, before === undefined || before === place.code ? place.code : null);
      }
    }
  };
  for (const place of known) note(place);

  const make = (parent: PlaceCode, level: PlaceLevel, own: string | undefined, hi: string, en: string): PlaceCode => {
    const code = `${parent}.${own ?? `${LETTER[level] ?? 'x'}${(children.get(parent) ?? 0) + 1}`}`;
    const place = { code: ownCopy(code), hi: ownCopy(hi), en: ownCopy(en) };
    note(place);
    fresh.push(place);
    return code;
  };

  /** `Rampur` for रामपुर: only across scripts, where spelling cannot agree; within one, another spelling is another place. */
  const soundsAlike = (parent: PlaceCode, name: string): PlaceCode | undefined => {
    const code = bySound.get(`${parent}|${soundKey(name)}`) ?? undefined;
    const place = code === undefined ? undefined : names.get(code);
    return place !== undefined && isHindi(place.hi) === isHindi(place.en) && isHindi(place.hi) !== isHindi(name) ? code : undefined;
  };

  const learnName = (code: PlaceCode, name: string): void => {
    const place = names.get(code);
    if (place === undefined) return;
    const own = code.slice(code.lastIndexOf('.') + 1);
    const better = {
      code,
      hi: place.hi === own || (isHindi(name) && !isHindi(place.hi)) ? name : place.hi,
      en: place.en === own || (!isHindi(name) && isHindi(place.en)) ? name : place.en,
    };
    if (better.hi === place.hi && better.en === place.en) return;
    const kept = { code, hi: ownCopy(better.hi), en: ownCopy(better.en) };
    note(kept);
    renamed.set(code, kept);
  };

  const findBlock = (steps: readonly PlaceStep[]): FoundPlace => {
    const state = stepAt(steps, 'state');
    if (state?.code !== undefined && state.code.value !== upload.split('.')[0]) return { ok: false, code: 'place-outside' };
    const named = stepAt(steps, 'district');
    if (named?.code !== undefined) {
      const lgd = named.code.scheme === 'census2011' ? codes.districtOfCensus.get(String(Number(named.code.value))) : Number(named.code.value);
      if (lgd !== districtOf(upload)) return { ok: false, code: lgd === undefined ? 'place-unknown' : 'place-outside' };
    }
    const block = stepAt(steps, 'block');
    const code = block === undefined ? undefined : blockOf(block);
    const chosen = ancestorAt(upload, 'block');
    if (chosen !== undefined) return code === undefined || code === chosen ? { ok: true, code: chosen } : { ok: false, code: 'place-outside' };
    return code === undefined ? { ok: false, code: 'place-unknown' } : { ok: true, code };
  };

  const blockOf = (step: PlaceStep): PlaceCode | undefined => {
    if (step.code?.scheme === 'lgd' && names.has(`${district}.${step.code.value}`)) return `${district}.${step.code.value}`;
    const byOwnName = step.name === undefined ? undefined : byName.get(`${district}|${nameKey(step.name)}`);
    if (byOwnName !== undefined) return byOwnName;
    const subdistrict = step.code?.scheme === 'subdistrict' ? codes.subdistricts.get(step.code.value) : undefined;
    return subdistrict === undefined ? undefined : byName.get(`${district}|${nameKey(subdistrict.name)}`);
  };

  const findBelow = (block: PlaceCode, steps: readonly PlaceStep[]): FoundPlace => {
    let at = block;
    for (const level of NEW_LEVELS) {
      const step = stepAt(steps, level);
      if (step === undefined) {
        const wanted = stepAt(steps, 'village');
        if (level === 'panchayat' && wanted !== undefined) {
          const village = onlyVillage(block, wanted);
          if (village !== undefined) {
            if (wanted.name !== undefined) learnName(village, wanted.name);
            at = village;
            continue;
          }
          at = names.has(`${block}.${NO_PANCHAYAT}`) ? `${block}.${NO_PANCHAYAT}` : make(block, 'panchayat', NO_PANCHAYAT, unnamedPanchayat.hi, unnamedPanchayat.en);
        }
        continue;
      }
      if (levelOf(at) === level) continue;
      const own = step.code?.scheme === 'lgd' && /^[0-9]{1,16}$/.test(step.code.value) ? step.code.value : undefined;
      const known = own !== undefined && names.has(`${at}.${own}`) ? `${at}.${own}` : step.name === undefined ? undefined : byName.get(`${at}|${nameKey(step.name)}`) ?? soundsAlike(at, step.name);
      const name = step.name ?? own;
      if (known === undefined && name === undefined) return { ok: false, code: 'place-unknown' };
      if (known !== undefined && step.name !== undefined) learnName(known, step.name);
      at = known ?? make(at, level, own, name ?? '', name ?? '');
    }
    return levelOf(at) === 'block' ? { ok: false, code: 'place-unknown' } : { ok: true, code: at };
  };

  const onlyVillage = (block: PlaceCode, step: PlaceStep): PlaceCode | undefined => {
    const byCode = step.code === undefined ? undefined : inBlock.get(`${block}|${step.code.value}`);
    return byCode ?? (step.name === undefined ? undefined : inBlock.get(`${block}|${nameKey(step.name)}`)) ?? undefined;
  };

  return {
    find: (steps) => {
      const key = steps.map((s) => `${s.level}=${s.code?.value ?? ''}/${s.name ?? ''}`).join('|');
      const before = remembered.get(key);
      if (before !== undefined) return before;
      const block = findBlock(steps);
      const found = block.ok ? findBelow(block.code, steps) : block;
      const result: FoundPlace = found.ok && !isWithin(found.code, upload) ? { ok: false, code: 'place-outside' } : found;
      remembered.set(key, result);
      return result;
    },
    describe: (code) => {
      const parts: string[] = [];
      for (let at: PlaceCode | undefined = code; at !== undefined && at.split('.').length > 3; at = parentOf(at)) parts.push(names.get(at)?.hi ?? at);
      return parts.length === 0 ? names.get(code)?.hi ?? code : parts.join(', ');
    },
    takeNew: () => {
      const taken = fresh;
      fresh = [];
      return taken;
    },
    takeRenamed: () => {
      const taken = [...renamed.values()];
      renamed = new Map();
      return taken;
    },
  };
}

function stepAt(steps: readonly PlaceStep[], level: PlaceLevel): PlaceStep | undefined {
  return steps.find((s) => s.level === level);
}

/** A cell is a view into a quarter megabyte of the file; a name that stays must not keep that alive. */
function ownCopy(text: string): string {
  return Buffer.from(text).toString();
}

function isHindi(name: string): boolean {
  return /[\u0900-\u097f]/.test(name);
}

function soundKey(name: string): string {
  return normaliseText(name).split(/[^\p{L}\p{M}\p{N}]+/u).map((word) => (/^[0-9]*$/.test(word) ? word : soundKeyOf(word))).join('');
}

/** Compared without case, spaces, punctuation and nukta: `राम पुर` and `रामपुर` are one village. */
export function nameKey(name: string): string {
  return normaliseText(name).replace(/[^\p{L}\p{M}\p{N}]|\u093c/gu, '');
}

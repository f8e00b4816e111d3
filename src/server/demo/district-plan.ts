// The plan of a made-up district: blocks, panchayats, villages and tolas with how many families each
// has, how many of them the list says are linked, and where a group of the drive was formed. All
// totals are exact; the families themselves are made from it one by one (`families.ts`).
import { readFileSync } from 'node:fs';
import { ancestorAt } from '#shared/place/ancestor.ts';
import { levelOf, type Place } from '#shared/place/place.ts';
import { placeCodes } from '../imports/place-codes.ts';
import { placesOfState } from '../places/directory.ts';
import { createRandom, mixSeed, scatter, type Random } from './random.ts';

/** What stands behind a demo district. Numbers of families. */
export interface Setting {
  /** LGD district code within Bihar. */
  readonly district: number;
  /** Families whose row in the list names a group. */
  readonly linkedBefore: number;
  /** Sizes of the groups formed in the drive, one tola each; the Mahadalit ones first. */
  readonly mahadalitGroups: readonly number[];
  readonly groups: readonly number[];
}

export interface TolaPlan {
  readonly district: Place;
  readonly block: Place;
  readonly panchayat: string;
  readonly village: string;
  /** As the ration-card portal prints it, 16 digits. */
  readonly villageCode: string;
  readonly tola: string;
  readonly mahadalit: boolean;
  /** Number of its first family within the district. */
  readonly first: number;
  readonly families: number;
  readonly linkedBefore: number;
  /** Size of the group of the drive, 0 for none: so many of the unlinked families. */
  readonly group: number;
}

const TOLA_FAMILIES = { least: 45, most: 170 } as const;
const TOLAS_OF_VILLAGE = { least: 3, most: 8 } as const;
const VILLAGES_OF_PANCHAYAT = { least: 2, most: 5 } as const;
/** In every so many-th tola the Vikas Mitra's list has its families. */
const MAHADALIT_EVERY = 9;
const TOLA_NAMES = ['पूरब टोला', 'पश्चिम टोला', 'उत्तर टोला', 'दक्षिण टोला', 'बीच टोला', 'नया टोला', 'स्कूल टोला', 'बगीचा टोला', 'पोखर टोला', 'बाँध टोला'] as const;
const MAHADALIT_TOLA = 'महादलित टोला';

export function planDistrict(seed: number, families: number, setting: Setting): readonly TolaPlan[] {
  const drafts = layOut(seed, families, setting.district);
  giveGroups(drafts, setting, createRandom(mixSeed(seed, 2)));
  giveLinks(drafts, setting.linkedBefore, createRandom(mixSeed(seed, 3)));
  return drafts;
}

type Draft = { -readonly [K in keyof TolaPlan]: TolaPlan[K] };

function layOut(seed: number, families: number, districtCode: number): Draft[] {
  const random = createRandom(mixSeed(seed, 1));
  const places = placesOfState('10');
  const district = places.find((p) => p.code === `10.${districtCode}`);
  if (district === undefined) throw new Error(`no district ${districtCode} in Bihar`);
  const blocks = places.filter((p) => levelOf(p.code) === 'block' && ancestorAt(p.code, 'district') === district.code).slice(0, Math.max(1, Math.ceil(families / 2_000)));
  const villageNames = readVillageNames();
  const drafts: Draft[] = [];
  let first = 0;
  let villages = 0;
  for (const [index, block] of blocks.entries()) {
    // What is left, shared among the blocks that are left, a fifth more or less.
    const share = (families - first) / (blocks.length - index);
    const ofBlock = index === blocks.length - 1 ? families - first : Math.round(share * (0.8 + random.next() * 0.4));
    const end = first + ofBlock;
    const nameAt = scatter(villageNames.length, random);
    let named = 0;
    const prefix = villageCodePrefix(districtCode, block);
    while (first < end) {
      const panchayat = villageNames[nameAt(named)] ?? '';
      for (let v = random.int(VILLAGES_OF_PANCHAYAT.least, VILLAGES_OF_PANCHAYAT.most); v > 0 && first < end; v -= 1) {
        const village = villageNames[nameAt(named)] ?? '';
        named += 1;
        villages += 1;
        // Six digits that the directory has not given to any village.
        const villageCode = `${prefix}${990_000 + villages}`;
        const tolaAt = scatter(TOLA_NAMES.length, random);
        const tolas = random.int(TOLAS_OF_VILLAGE.least, TOLAS_OF_VILLAGE.most);
        for (let t = 0; t < tolas && first < end; t += 1) {
          const left = end - first;
          const wanted = random.int(TOLA_FAMILIES.least, TOLA_FAMILIES.most);
          const size = left - wanted < TOLA_FAMILIES.least ? left : wanted;
          const mahadalit = drafts.length % MAHADALIT_EVERY === 4;
          drafts.push({ district, block, panchayat, village, villageCode, tola: mahadalit ? MAHADALIT_TOLA : TOLA_NAMES[tolaAt(t)] ?? '', mahadalit, first, families: size, linkedBefore: 0, group: 0 });
          first += size;
        }
      }
    }
  }
  return drafts;
}

/** One group per tola, scattered over the district. */
function giveGroups(drafts: readonly Draft[], { mahadalitGroups, groups }: Setting, random: Random): void {
  for (const [mahadalit, sizes] of [[true, mahadalitGroups], [false, groups]] as const) {
    if (sizes.length === 0) continue;
    const fit = drafts.filter((d) => d.mahadalit === mahadalit && d.families >= TOLA_FAMILIES.least);
    if (fit.length < sizes.length) throw new Error('too few tolas for the groups of this setting');
    const at = scatter(fit.length, random);
    sizes.forEach((size, i) => {
      const draft = fit[at(i)];
      if (draft !== undefined) draft.group = size;
    });
  }
}

/** About the same share in every tola, exact in the sum, and never a woman of the drive. */
function giveLinks(drafts: readonly Draft[], total: number, random: Random): void {
  const room = (d: Draft): number => d.families - d.group - d.linkedBefore;
  const share = total / drafts.reduce((sum, d) => sum + d.families, 0);
  let left = total;
  for (const draft of drafts) {
    const wanted = Math.round(draft.families * Math.min(0.95, share * (0.75 + random.next() * 0.5)));
    draft.linkedBefore = Math.min(wanted, room(draft), left);
    left -= draft.linkedBefore;
  }
  while (left > 0) {
    const before = left;
    for (const draft of drafts) {
      const more = Math.min(left, room(draft), 1);
      draft.linkedBefore += more;
      left -= more;
    }
    if (left === before) throw new Error('more linked families than families');
  }
}

/** State, census district and subdistrict as the portal writes them before the village. */
function villageCodePrefix(district: number, block: Place): string {
  const codes = placeCodes();
  const census = [...codes.districtOfCensus].find(([, lgd]) => lgd === district)?.[0] ?? '0';
  const own = nameKey(block.en);
  const subdistrict = [...codes.subdistricts].find(([, s]) => s.district === district && nameKey(s.name) === own)?.[0];
  if (subdistrict === undefined) throw new Error(`no subdistrict covers ${block.en}`);
  return `10${census.padStart(3, '0')}${subdistrict.padStart(5, '0')}`;
}

function nameKey(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/gu, '');
}

function readVillageNames(): readonly string[] {
  const lines = readFileSync(new URL('./data/village-names.csv', import.meta.url), 'utf8').trimEnd().split(/\r?\n/u).slice(1);
  return [...new Set(lines.map((line) => line.slice(line.indexOf(',') + 1)))];
}

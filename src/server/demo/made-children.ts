// A made-up population of children with everything that makes two of them hard to tell apart: brothers and
// sisters, twins, common names in one village, homes where a hundred children share a phone and a school.
import { addDays } from '#shared/report/period.ts';
import { blocks, nameStock, villageNames, type BlockEntry, type Fold, type NameEntry, type Written } from './children-data.ts';
import { TEXTS_OF_CHILDREN } from './children-texts.ts';
import type { Random } from './random.ts';

export interface MadePlace {
  readonly district: number;
  readonly districtName: Written;
  readonly block: Written;
  readonly village: Written;
}

export interface MadePerson {
  readonly given: NameEntry;
  /** Between given and family name, or instead of a family name. */
  readonly second: Written | undefined;
  readonly family: NameEntry | undefined;
}

export interface MadeChild {
  readonly id: number;
  /** Children of one father and mother have it in common. */
  readonly household: number;
  readonly person: MadePerson;
  readonly father: MadePerson;
  readonly fatherDead: boolean;
  readonly mother: MadePerson;
  readonly sex: 'female' | 'male';
  readonly birthDay: string;
  readonly place: MadePlace;
  readonly school: { readonly of: Written; readonly kind: number };
  readonly phone: string;
  readonly otherPhone: string;
  readonly idTail: string;
  /** Lives in a home, whose phone and school every child there gives. */
  readonly inHome: boolean;
  readonly twin: boolean;
}

export interface PopulationOffer {
  readonly children: number;
  readonly fold: Fold;
}

const TWINS = 0.015;
const IN_HOME = 0.02;
const CHILDREN_OF_A_HOME = 70;
const VILLAGES_OF_A_BLOCK = 16;
const FIRST_BIRTH = '2008-01-01';
const DAYS_OF_BIRTHS = 13 * 365;

export function makeChildren(random: Random, { children: count, fold }: PopulationOffer): MadeChild[] {
  const stock = nameStock(fold);
  const places = makePlaces(random);
  const homes = Array.from({ length: Math.max(1, Math.round((count * IN_HOME) / CHILDREN_OF_A_HOME)) }, () => {
    const place = random.pick(places).place;
    return { phone: phoneNumber(random), school: { of: place.village, kind: random.int(0, SCHOOL_KINDS - 1) }, place };
  });
  const out: MadeChild[] = [];
  for (let household = 0; out.length < count; household++) {
    const place = pickPlace(random, places);
    const family = random.chance(0.93) ? weightedName(random, stock.families) : undefined;
    const father = person(random, stock.boys, family, TEXTS_OF_CHILDREN.menSecond, 0.45);
    const mother = person(random, stock.girls, random.chance(0.25) ? family : undefined, TEXTS_OF_CHILDREN.womenSecond, 0.85);
    const fatherDead = random.chance(0.06);
    const [phone, otherPhone] = [phoneNumber(random), phoneNumber(random)];
    const school = { of: place.village, kind: random.int(0, SCHOOL_KINDS - 1) };
    const births = random.weighted([[1, 30], [2, 40], [3, 22], [4, 8]]);
    let birthDay = addDays(FIRST_BIRTH, random.int(0, DAYS_OF_BIRTHS));
    const used = new Set<string>();
    for (let born = 0; born < births; born++) {
      const twins = random.chance(TWINS) ? 2 : 1;
      const sexOfFirst = random.chance(0.5) ? 'female' : 'male';
      for (let twin = 0; twin < twins; twin++) {
        const sex = twin === 0 || random.chance(0.7) ? sexOfFirst : sexOfFirst === 'female' ? 'male' : 'female';
        const given = freshName(random, sex === 'female' ? stock.girls : stock.boys, used);
        const home = random.chance(IN_HOME) ? random.pick(homes) : undefined;
        out.push({
          id: out.length, household,
          person: childName(random, given, sex, family), father, fatherDead, mother, sex, birthDay,
          place: home === undefined || random.chance(0.5) ? place : home.place,
          school: home?.school ?? (random.chance(0.85) ? school : { of: place.village, kind: random.int(0, SCHOOL_KINDS - 1) }),
          phone: home?.phone ?? phone, otherPhone: home?.phone ?? otherPhone,
          idTail: String(random.int(0, 9999)).padStart(4, '0'), inHome: home !== undefined, twin: twins > 1,
        });
      }
      birthDay = addDays(birthDay, random.int(400, 1500));
    }
  }
  return out.slice(0, count);
}

const SCHOOL_KINDS = TEXTS_OF_CHILDREN.schools.length;

interface PlaceShare {
  readonly place: MadePlace;
  readonly share: number;
}

/** Every block has villages of its own; a name may stand in several blocks, as it does. */
function makePlaces(random: Random): readonly PlaceShare[] {
  const all = blocks();
  const names = villageNames();
  const inDistrict = new Map<number, number>();
  for (const { district } of all) inDistrict.set(district, (inDistrict.get(district) ?? 0) + 1);
  return all.flatMap((entry: BlockEntry) => Array.from({ length: VILLAGES_OF_A_BLOCK }, () => {
    const name = random.pick(names);
    const part = random.chance(0.45) ? random.pick(TEXTS_OF_CHILDREN.villageParts) : undefined;
    const village = part === undefined ? name : { hi: `${part.hi} ${name.hi}`, en: `${part.en} ${name.en}` };
    return { place: { district: entry.district, districtName: entry.districtName, block: entry.block, village }, share: (entry.share / (inDistrict.get(entry.district) ?? 1)) * (0.3 + 2 * random.next()) };
  }));
}

function pickPlace(random: Random, places: readonly PlaceShare[]): MadePlace {
  // Rejection instead of a sum over all places for every family.
  for (;;) {
    const one = random.pick(places);
    if (random.chance(one.share / LARGEST_SHARE)) return one.place;
  }
}
const LARGEST_SHARE = 7.5;

function person(random: Random, names: readonly NameEntry[], family: NameEntry | undefined, seconds: readonly Written[], secondShare: number): MadePerson {
  return { given: weightedName(random, names), second: random.chance(secondShare) ? random.pick(seconds) : undefined, family };
}

function childName(random: Random, given: NameEntry, sex: 'female' | 'male', family: NameEntry | undefined): MadePerson {
  const form = random.weighted<'family' | 'second' | 'alone'>([['family', 62], ['second', 26], ['alone', 12]]);
  const second = sex === 'female' ? TEXTS_OF_CHILDREN.girlSecond : TEXTS_OF_CHILDREN.boySecond;
  return { given, second: form === 'second' ? second : undefined, family: form === 'family' ? family : undefined };
}

const sums = new WeakMap<readonly NameEntry[], number>();

function weightedName(random: Random, names: readonly NameEntry[]): NameEntry {
  let sum = sums.get(names);
  if (sum === undefined) {
    sum = names.reduce((total, { n }) => total + n, 0);
    sums.set(names, sum);
  }
  let left = random.next() * sum;
  for (const name of names) {
    left -= name.n;
    if (left < 0) return name;
  }
  return random.pick(names);
}

/** No two children of a family are called the same. */
function freshName(random: Random, names: readonly NameEntry[], used: Set<string>): NameEntry {
  for (;;) {
    const name = weightedName(random, names);
    if (used.has(name.hi)) continue;
    used.add(name.hi);
    return name;
  }
}

function phoneNumber(random: Random): string {
  return `${random.pick(['94', '97', '98', '99', '70', '75', '80', '89'])}${String(random.int(0, 99_999_999)).padStart(8, '0')}`;
}

// What two rows say of each other, field by field, before anything is weighed.
import { SAME_NAME, type PreparedWord } from '../names.ts';
import { compareNames, differsInLastA, isSlip, type NameLevel } from './person-name.ts';
import type { PreparedIdentity } from './prepare.ts';
import { likenessOf } from './word-pairs.ts';

/**
 * What one pair cannot know of the values both rows have: the caller counts them over all rows. Each may be left out.
 * - `phoneShared`, `schoolShared`: how many rows have this phone (`PreparedIdentity.phone`), this school (`schoolKey` of
 *   block-keys.ts). From `PHONE_OF_MANY` and `SCHOOL_OF_MANY` on it is an institution's (`shared`) and no evidence. Left
 *   out: a family's phone, an ordinary school.
 * - `nameShare`, `fatherShare`: which share of all rows (0 to 1) has this given name (`givenKey` of person-name.ts) as
 *   the child's, as the father's. "Sunita" proves less than a name that few have. Left out: as common as most.
 * - `rows`: how many rows are compared in all: among more rows more strangers agree by chance. Left out: a State's.
 * When the two rows' keys differ, those of either row will do, but the same ones in either order.
 */
export interface Sharing {
  readonly phoneShared?: number | undefined;
  readonly schoolShared?: number | undefined;
  readonly nameShare?: number | undefined;
  readonly fatherShare?: number | undefined;
  readonly rows?: number | undefined;
}
/** Four children of a family in three lists each have one phone; more than that is a home or an official. */
export const PHONE_OF_MANY = 13;
export const SCHOOL_OF_MANY = 400;

/** `both`: the child's and the father's name in each other's column; `one`: the father's in the child's. */
export type Crossing = 'none' | 'both' | 'one';
/**
 * `day`: the very day. `turned`: day and month for each other. `slip`: one part of the date differs, by little.
 * `year`: the same year, of which one row says no more. `age`: the age fits. `near`: a year's error away;
 * `rough`: two years', where one row has but an age. `apart`: more than an error; `far`: years.
 */
export type BirthLevel = 'unsaid' | 'day' | 'turned' | 'slip' | 'year' | 'age' | 'near' | 'rough' | 'apart' | 'far';
/**
 * `village`: the same (`villageOtherBlock`: in another block). `villageAlike`: one says more, or writes it otherwise.
 * `schoolsVillage`: one's school stands in the other's village. `block`, `district`: no more is said of one of them;
 * `blockOnly`, `districtOnly`: both say more, and it differs.
 */
export type PlaceLevel = 'unsaid' | 'village' | 'villageOtherBlock' | 'villageAlike' | 'schoolsVillage' | 'block' | 'blockOnly' | 'district' | 'districtOnly' | 'otherVillage' | 'otherDistrict';
export type SexLevel = 'unsaid' | 'same' | 'differs';
export type SchoolLevel = 'unsaid' | 'same' | 'shared' | 'differs';
export type PhoneLevel = 'unsaid' | 'same' | 'shared' | 'slip' | 'differs';
export type NumberLevel = 'unsaid' | 'same' | 'slip' | 'differs';

export interface Findings {
  readonly name: NameLevel;
  /** Looked for only where the names as they stand do not agree. */
  readonly crossed: Crossing;
  readonly father: NameLevel;
  readonly mother: NameLevel;
  readonly birth: BirthLevel;
  readonly sex: SexLevel;
  readonly place: PlaceLevel;
  readonly school: SchoolLevel;
  readonly phone: PhoneLevel;
  readonly number: NumberLevel;
}

/** The same in either order. */
export function compareRows(a: PreparedIdentity, b: PreparedIdentity, sharing: Sharing = {}): Findings {
  const name = nameOf(a, b);
  return compareRest(a, b, name, crossingOf(a, b, name), sharing);
}

/**
 * As `compareRows`. Undefined: the names have nothing in common, no column was taken for another, and no number is
 * the same. Then all else could agree and it would still be brothers, sisters or twins, so it is not looked at.
 */
export function compareLikely(a: PreparedIdentity, b: PreparedIdentity, sharing: Sharing): Findings | undefined {
  const name = nameOf(a, b);
  const crossed = crossingOf(a, b, name);
  if (name === 'differs' && crossed === 'none' && (a.idTail === 0 || a.idTail !== b.idTail)) return undefined;
  return compareRest(a, b, name, crossed, sharing);
}

function nameOf(a: PreparedIdentity, b: PreparedIdentity): NameLevel {
  return compareNames(a.name, b.name, a.sex !== 0 && a.sex === b.sex);
}

function crossingOf(a: PreparedIdentity, b: PreparedIdentity, name: NameLevel): Crossing {
  return name === 'same' || name === 'near' ? 'none' : crossing(a, b);
}

function compareRest(a: PreparedIdentity, b: PreparedIdentity, name: NameLevel, crossed: Crossing, sharing: Sharing): Findings {
  return {
    name, crossed,
    father: crossed === 'none' ? compareNames(a.father, b.father, true) : 'unsaid',
    mother: compareNames(a.mother, b.mother, true),
    birth: compareBirths(a, b),
    sex: a.sex === 0 || b.sex === 0 ? 'unsaid' : a.sex === b.sex ? 'same' : 'differs',
    place: comparePlaces(a, b),
    school: compareSchools(a.school, b.school, sharing.schoolShared ?? 0),
    phone: comparePhones(a.phone, b.phone, sharing.phoneShared ?? 0),
    number: compareTails(a.idTail, b.idTail),
  };
}

function crossing(a: PreparedIdentity, b: PreparedIdentity): Crossing {
  const ab = isOneName(a.name, b.father);
  const ba = isOneName(b.name, a.father);
  if (ab && ba) return 'both';
  return ab || ba ? 'one' : 'none';
}

function isOneName(a: readonly PreparedWord[], b: readonly PreparedWord[]): boolean {
  const level = compareNames(a, b);
  return level === 'same' || level === 'near';
}

const YEAR = 365;
const HALF_YEAR = 183;

function compareBirths(a: PreparedIdentity, b: PreparedIdentity): BirthLevel {
  if (a.birth === 'unsaid' || b.birth === 'unsaid') return 'unsaid';
  const gap = Math.max(0, a.bornFrom - b.bornTo, b.bornFrom - a.bornTo);
  if (a.birth === 'day' && b.birth === 'day') {
    if (gap === 0) return 'day';
    if (gap <= 1 || gap === 10) return 'slip';
    if (gap > 2 * YEAR + 30) return 'far';
    const between = dayParts(a.bornFrom, b.bornFrom);
    if (between !== 'apart') return between;
    return gap <= HALF_YEAR ? 'near' : 'apart';
  }
  if (gap === 0) return a.birth === 'age' || b.birth === 'age' ? 'age' : 'year';
  if (gap <= YEAR) return 'near';
  if (gap <= 2 * YEAR && (a.birth === 'age' || b.birth === 'age')) return 'rough';
  return gap > 3 * YEAR ? 'far' : 'apart';
}

/** Two different days: do year, month and day agree but for one of them, or but for their order? */
function dayParts(a: number, b: number): BirthLevel {
  const [yearA, monthA, dateA] = partsOf(a);
  const [yearB, monthB, dateB] = partsOf(b);
  if (yearA === yearB && monthA === dateB && dateA === monthB) return 'turned';
  const agree = Number(yearA === yearB) + Number(monthA === monthB) + Number(dateA === dateB);
  return agree === 2 && Math.abs(yearA - yearB) <= 1 ? 'slip' : 'apart';
}

function partsOf(day: number): readonly [year: number, month: number, date: number] {
  // Years from March, so that the leap day is the last of its year.
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const inEra = shifted - era * 146_097;
  const year = Math.floor((inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365);
  const inYear = inEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const march = Math.floor((5 * inYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  return [year + era * 400 + (month <= 2 ? 1 : 0), month, inYear - Math.floor((153 * march + 2) / 5) + 1];
}

const VILLAGE_ALIKE = 0.7;

function comparePlaces(a: PreparedIdentity, b: PreparedIdentity): PlaceLevel {
  const districtSaid = a.district !== '' && b.district !== '';
  if (districtSaid && a.district !== b.district) return 'otherDistrict';
  const village = wordsLike(a.village, b.village);
  const block = wordsLike(a.block, b.block);
  if (village >= SAME_NAME && a.village.length === b.village.length) return block >= 0 && block < VILLAGE_ALIKE ? 'villageOtherBlock' : 'village';
  if (village >= VILLAGE_ALIKE) return 'villageAlike';
  if (village < 0 && Math.max(wordsLike(a.village, b.school), wordsLike(a.school, b.village)) >= SAME_NAME) return 'schoolsVillage';
  // The block is written where the village should be, too.
  if (Math.max(wordsLike(a.block, b.village), wordsLike(a.village, b.block)) >= SAME_NAME) return 'block';
  if (block >= SAME_NAME) return village < 0 ? 'block' : 'blockOnly';
  if (districtSaid) return village < 0 && block < 0 ? 'district' : 'districtOnly';
  return village < 0 ? 'unsaid' : 'otherVillage';
}

function compareSchools(a: readonly PreparedWord[], b: readonly PreparedWord[], count: number): SchoolLevel {
  const likeness = wordsLike(a, b);
  if (likeness < 0) return 'unsaid';
  if (likeness < SAME_NAME) return 'differs';
  return count >= SCHOOL_OF_MANY ? 'shared' : 'same';
}

function comparePhones(a: number, b: number, count: number): PhoneLevel {
  if (a === 0 || b === 0) return 'unsaid';
  if (a === b) return count >= PHONE_OF_MANY ? 'shared' : 'same';
  return isDigitSlip(a, b) ? 'slip' : 'differs';
}

function compareTails(a: number, b: number): NumberLevel {
  if (a === 0 || b === 0) return 'unsaid';
  if (a === b) return 'same';
  return isDigitSlip(a - 1, b - 1) ? 'slip' : 'differs';
}

/** One digit written wrong, at any place. */
function isDigitSlip(a: number, b: number): boolean {
  let difference = Math.abs(a - b);
  while (difference >= 10 && difference % 10 === 0) difference /= 10;
  return difference < 10;
}

/** How like the words of two places are: the shorter's words, each by its best; -1: not said. */
function wordsLike(a: readonly PreparedWord[], b: readonly PreparedWord[]): number {
  if (a.length === 0 || b.length === 0) return -1;
  const few = a.length <= b.length ? a : b;
  const many = few === a ? b : a;
  let worst = 1;
  for (const left of few) {
    let best = 0;
    for (const right of many) {
      const likeness = placeWordLikeness(left, right);
      if (likeness > best) best = likeness;
    }
    if (best < worst) worst = best;
    if (worst === 0) return 0;
  }
  return worst;
}

function placeWordLikeness(a: PreparedWord, b: PreparedWord): number {
  const likeness = likenessOf(a, b);
  if (likeness >= SAME_NAME) return likeness;
  if (differsInLastA(a, b)) return SAME_NAME;
  return isSlip(a.token, b.token) ? Math.max(likeness, VILLAGE_ALIKE) : likeness;
}

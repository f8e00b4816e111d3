// Are two rows of lists one child? Each field's finding moves the odds of three stories: one child; two children
// of one family; strangers (Fellegi and Sunter's weights, with brothers and sisters as a story of their own).
// The score is the share of the first. Whatever the score, no field decides alone: `certain` needs the name and
// two more findings that stand on their own, and nothing that speaks strongly against it.
import { SAME_NAME, wordLikeness, type PreparedWord } from '../names.ts';
import type { Band, Judged, Likeness, Reason } from './judged.ts';
import { compareNames, type NameLevel } from './person-name.ts';
import type { PreparedIdentity } from './prepare.ts';
import { ASK, CERTAIN, PRIOR, WEIGHTS, type Weight } from './weights.ts';

/**
 * How many rows of all lists have the value that both rows have: the caller counts, since one pair cannot know.
 * Absent: taken as a family's phone and an ordinary school. From `PHONE_OF_MANY` and `SCHOOL_OF_MANY` on the value
 * is an institution's (`shared`) and no evidence. Counting only matters where both rows have the same value.
 */
export interface Sharing {
  readonly phoneShared?: number;
  readonly schoolShared?: number;
}
export const PHONE_OF_MANY = 13;
export const SCHOOL_OF_MANY = 400;

/** The same in either order. `different` without reasons: refused at once, since neither name nor father nor number is alike. */
export function judgePair(a: PreparedIdentity, b: PreparedIdentity, sharing: Sharing = {}): Judged {
  const name = compareNames(a.name, b.name);
  const crossed = name === 'same' || name === 'near' ? 'none' : crossing(a, b);
  if (crossed === 'none' && (name === 'differs' || name === 'unsaid')) {
    if (name === 'differs') return UNLIKE;
  }
  const father = crossed === 'none' ? compareNames(a.father, b.father) : 'unsaid';
  const mother = compareNames(a.mother, b.mother);
  const birth = compareBirths(a, b);
  const sex = a.sex === 0 || b.sex === 0 ? 'unsaid' : a.sex === b.sex ? 'same' : 'differs';
  const place = comparePlaces(a, b);
  const school = compareSchools(a.school, b.school, sharing.schoolShared ?? 0);
  const phone = comparePhones(a.phone, b.phone, sharing.phoneShared ?? 0);
  const number = compareTails(a.idTail, b.idTail);

  const odds: Odds = { same: PRIOR[0], sibling: PRIOR[1] };
  add(odds, crossed === 'none' ? WEIGHTS.name[name] : WEIGHTS.crossed[crossed]);
  add(odds, WEIGHTS.father[father]);
  add(odds, WEIGHTS.mother[mother]);
  add(odds, WEIGHTS.birth[birth]);
  add(odds, WEIGHTS.sex[sex]);
  add(odds, WEIGHTS.place[place]);
  add(odds, WEIGHTS.school[school]);
  add(odds, WEIGHTS.phone[phone]);
  add(odds, WEIGHTS.number[number]);
  const same = 2 ** Math.min(200, odds.same);
  const score = same / (same + 2 ** Math.min(200, odds.sibling) + 1);

  const reasons: Reason[] = [];
  const tell = (field: Reason['field'], how: Likeness): void => { reasons.push({ field, how }); };
  tell('name', crossed === 'none' ? NAME_HOW[name] : 'crossed');
  tell('father', crossed === 'none' ? NAME_HOW[father] : 'crossed');
  tell('mother', NAME_HOW[mother]);
  tell('birth', BIRTH_HOW[birth]);
  tell('sex', sex);
  tell('place', PLACE_HOW[place]);
  tell('school', school);
  tell('phone', phone === 'slip' ? 'alike' : phone);
  tell('number', number === 'slip' ? 'alike' : number);

  let others = 0;
  if (GOOD_NAME.has(father) || GOOD_NAME.has(mother)) others += 1;
  if (GOOD_BIRTH.has(birth)) others += 1;
  if (place === 'village' || place === 'block' || school === 'same') others += 1;
  if (phone === 'same') others += 1;
  if (number === 'same') others += 1;
  const against = sex === 'differs' || AGAINST_BIRTH.has(birth) || number === 'differs' || father === 'differs';
  const sure = GOOD_NAME.has(name) && crossed === 'none' && others >= 2 && !against;
  return { score, band: bandOf(score, sure), reasons };
}

const UNLIKE: Judged = { score: 0, band: 'different', reasons: [{ field: 'name', how: 'differs' }] };

function bandOf(score: number, sure: boolean): Band {
  if (score >= CERTAIN && sure) return 'certain';
  return score >= ASK ? 'ask' : 'different';
}

interface Odds {
  same: number;
  sibling: number;
}

function add(odds: Odds, weight: Weight): void {
  odds.same += weight[0];
  odds.sibling += weight[1];
}

type Level<F extends keyof typeof WEIGHTS> = keyof (typeof WEIGHTS)[F];

const GOOD_NAME: ReadonlySet<NameLevel> = new Set<NameLevel>(['same', 'near']);
const GOOD_BIRTH: ReadonlySet<Level<'birth'>> = new Set<Level<'birth'>>(['day', 'turned', 'slip', 'year', 'age']);
const AGAINST_BIRTH: ReadonlySet<Level<'birth'>> = new Set<Level<'birth'>>(['apart', 'far']);
const NAME_HOW: Readonly<Record<NameLevel, Likeness>> = { unsaid: 'unsaid', same: 'same', near: 'same', alike: 'alike', differs: 'differs', turned: 'crossed' };
const BIRTH_HOW: Readonly<Record<Level<'birth'>, Likeness>> = { unsaid: 'unsaid', day: 'same', turned: 'alike', slip: 'alike', year: 'alike', age: 'alike', near: 'alike', apart: 'differs', far: 'differs' };
const PLACE_HOW: Readonly<Record<Level<'place'>, Likeness>> = { unsaid: 'unsaid', village: 'same', villageAlike: 'alike', block: 'alike', district: 'alike', otherVillage: 'unsaid', otherDistrict: 'differs' };

/** The child's and the father's name in each other's column, or the father's in the child's. */
function crossing(a: PreparedIdentity, b: PreparedIdentity): 'none' | 'both' | 'one' {
  const ab = isOneName(a.name, b.father);
  const ba = isOneName(b.name, a.father);
  if (ab && ba) return 'both';
  return ab || ba ? 'one' : 'none';
}

function isOneName(a: readonly PreparedWord[], b: readonly PreparedWord[]): boolean {
  return GOOD_NAME.has(compareNames(a, b));
}

const YEAR = 365;
const YEAR_AND_A_HALF = 548;

function compareBirths(a: PreparedIdentity, b: PreparedIdentity): Level<'birth'> {
  if (a.birth === 'unsaid' || b.birth === 'unsaid') return 'unsaid';
  const gap = Math.max(0, a.bornFrom - b.bornTo, b.bornFrom - a.bornTo);
  if (a.birth === 'day' && b.birth === 'day') {
    if (gap === 0) return 'day';
    if (gap <= 1) return 'slip';
    if (gap % YEAR <= 1 && gap < 3 * YEAR) return 'slip';
    return gap > YEAR_AND_A_HALF ? 'far' : gap > YEAR / 2 ? 'apart' : 'near';
  }
  if (gap === 0) return a.birth === 'age' || b.birth === 'age' ? 'age' : 'year';
  if (gap <= YEAR) return 'near';
  return gap > 3 * YEAR ? 'far' : 'apart';
}

function comparePlaces(a: PreparedIdentity, b: PreparedIdentity): Level<'place'> {
  const districtSaid = a.district !== '' && b.district !== '';
  if (districtSaid && a.district !== b.district) return 'otherDistrict';
  const village = wordsLike(a.village, b.village);
  if (village >= SAME_NAME) return 'village';
  if (village >= 0.7) return 'villageAlike';
  if (wordsLike(a.block, b.block) >= SAME_NAME) return 'block';
  if (districtSaid) return 'district';
  return village < 0 ? 'unsaid' : 'otherVillage';
}

function compareSchools(a: readonly PreparedWord[], b: readonly PreparedWord[], count: number): Level<'school'> {
  const likeness = wordsLike(a, b);
  if (likeness < 0) return 'unsaid';
  if (likeness < SAME_NAME) return 'differs';
  return count >= SCHOOL_OF_MANY ? 'shared' : 'same';
}

function comparePhones(a: number, b: number, count: number): Level<'phone'> {
  if (a === 0 || b === 0) return 'unsaid';
  if (a === b) return count >= PHONE_OF_MANY ? 'shared' : 'same';
  return isDigitSlip(a, b) ? 'slip' : 'differs';
}

function compareTails(a: number, b: number): Level<'number'> {
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
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  let worst = 1;
  for (const left of few) {
    let best = 0;
    for (const right of many) best = Math.max(best, left === right ? 1 : wordLikeness(left, right));
    worst = Math.min(worst, best);
  }
  return worst;
}


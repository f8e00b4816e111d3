// Are two rows of lists one child? Each field's finding moves the odds of four stories: one child; brother and
// sister; twins; strangers (weights after Fellegi and Sunter, with the family as stories of their own, because a
// family shares father, mother, place and phone). The score is the share of the first story. Whatever the score,
// no field decides alone: `certain` needs the name and two more findings that stand on their own, and nothing
// that speaks strongly against it.
import { compareLikely, type Findings, type Sharing } from './compare.ts';
import { COMPARED, LIKENESSES, type Band, type Compared, type Judged, type Likeness, type Reason } from './judged.ts';
import type { PreparedIdentity } from './prepare.ts';
import { ASK, CERTAIN, FEWEST_ROWS, PRIOR, ROWS_OF_A_STATE, STEEPER, TWINS, TYPICAL, WEIGHTS, type Weight } from './weights.ts';

/**
 * The same in either order. Reasons: one for every field, in the order of `COMPARED`; of two rows whose names have
 * nothing in common, and which no number holds together, only that, for the rest is not looked at.
 */
export function judgePair(a: PreparedIdentity, b: PreparedIdentity, sharing: Sharing = {}): Judged {
  const findings = compareLikely(a, b, sharing);
  if (findings === undefined) return UNLIKE;
  const score = scoreOf(findings, sharing);
  return { score, band: bandOf(findings, score), reasons: reasonsOf(findings) };
}

const UNLIKE: Judged = { score: 0, band: 'different', reasons: [{ field: 'name', how: 'differs' }] };

/** 0 to 1: how likely one child is beside the other stories. */
export function scoreOf(found: Findings, { nameShare, fatherShare, rows: held = ROWS_OF_A_STATE }: Sharing = {}): number {
  const name: Weight = found.crossed === 'none' ? WEIGHTS.name[found.name] : WEIGHTS.crossed[found.crossed];
  const chance = -Math.log2(FEWEST_ROWS) - STEEPER * Math.log2(Math.max(1, held / FEWEST_ROWS));
  const rest: readonly Weight[] = [
    WEIGHTS.father[found.father], WEIGHTS.mother[found.mother], WEIGHTS.sex[found.sex], whereabouts(found),
    WEIGHTS.phone[found.phone], WEIGHTS.number[found.number],
  ];
  const birth: Weight = WEIGHTS.birth[found.birth];
  let same = chance + PRIOR[0] + name[0] + birth[0];
  let family = chance + PRIOR[1] + name[1];
  for (const weight of rest) {
    same += weight[0];
    family += weight[1];
  }
  if (agrees(found.name)) same += rarity(nameShare, TYPICAL.name);
  if (agrees(found.father)) {
    const rare = rarity(fatherShare, TYPICAL.father);
    same += rare;
    family += rare;
  }
  const one = 2 ** same;
  return one / (one + 2 ** (family + birth[1]) + 2 ** (family + birth[0] + TWINS) + 1);
}

/** Children of one village go to one school: of the two only the stronger counts. */
function whereabouts(found: Findings): Weight {
  const place: Weight = WEIGHTS.place[found.place];
  const school: Weight = WEIGHTS.school[found.school];
  if (place[0] <= 0 || school[0] <= 0) return [place[0] + school[0], place[1] + school[1]];
  return place[0] >= school[0] ? place : school;
}

/** Bits that a name rarer than most tells more, a commoner one less. */
function rarity(share: number | undefined, typical: number): number {
  return share === undefined || share <= 0 ? 0 : Math.max(-MOST_RARITY, Math.min(MOST_RARITY, Math.log2(typical / share)));
}
const MOST_RARITY = 5;

function bandOf(found: Findings, score: number): Band {
  if (score >= CERTAIN && mayBeCertain(found)) return 'certain';
  return score >= ASK ? 'ask' : 'different';
}

/** The name and two findings of their own, none against. A name with a slip in it could be a twin's: then the number must agree, which twins have not in common, and two findings more. */
function mayBeCertain(found: Findings): boolean {
  if (found.crossed !== 'none') return false;
  if (found.sex === 'differs' || found.birth === 'apart' || found.birth === 'far' || found.number === 'differs' || found.father === 'differs') return false;
  let others = 0;
  if (agrees(found.father)) others += 1;
  if (agrees(found.mother)) others += 1;
  if (found.birth === 'day' || found.birth === 'turned' || found.birth === 'slip' || found.birth === 'year' || found.birth === 'age') others += 1;
  if (WHERE.has(found.place) || found.school === 'same') others += 1;
  if (found.phone === 'same') others += 1;
  if (found.number === 'same') others += 1;
  if (found.name === 'same' || found.name === 'near') return others >= 2;
  return (found.name === 'alike' || found.name === 'faint') && found.number === 'same' && others >= 3;
}

const WHERE: ReadonlySet<Findings['place']> = new Set<Findings['place']>(['village', 'villageOtherBlock', 'villageAlike', 'schoolsVillage', 'block']);

function agrees(level: Findings['name']): boolean {
  return level === 'same' || level === 'near' || level === 'otherFamily';
}

const NAME_HOW: Readonly<Record<Findings['name'], Likeness>> = { unsaid: 'unsaid', same: 'same', near: 'same', otherFamily: 'same', alike: 'alike', faint: 'alike', turned: 'crossed', differs: 'differs' };
const BIRTH_HOW: Readonly<Record<Findings['birth'], Likeness>> = { unsaid: 'unsaid', day: 'same', turned: 'alike', slip: 'alike', year: 'alike', age: 'alike', near: 'alike', rough: 'differs', apart: 'differs', far: 'differs' };
const PLACE_HOW: Readonly<Record<Findings['place'], Likeness>> = { unsaid: 'unsaid', village: 'same', villageOtherBlock: 'alike', villageAlike: 'alike', schoolsVillage: 'alike', block: 'alike', blockOnly: 'alike', district: 'alike', districtOnly: 'alike', otherVillage: 'differs', otherDistrict: 'differs' };

function reasonsOf(found: Findings): readonly Reason[] {
  const crossed = found.crossed !== 'none';
  return [
    reason('name', crossed ? 'crossed' : NAME_HOW[found.name]), reason('father', crossed ? 'crossed' : NAME_HOW[found.father]), reason('mother', NAME_HOW[found.mother]),
    reason('birth', BIRTH_HOW[found.birth]), reason('sex', found.sex), reason('place', PLACE_HOW[found.place]), reason('school', found.school),
    reason('phone', found.phone === 'slip' ? 'alike' : found.phone), reason('number', found.number === 'slip' ? 'alike' : found.number),
  ];
}

/** Few exist, and millions of pairs share them. */
const REASONS = new Map(COMPARED.map((field) => [field, new Map(LIKENESSES.map((how) => [how, { field, how }]))]));

function reason(field: Compared, how: Likeness): Reason {
  return REASONS.get(field)?.get(how) ?? { field, how };
}

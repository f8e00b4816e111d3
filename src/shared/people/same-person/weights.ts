// What each finding is worth, in bits (log2 of how much likelier it is than among strangers): first for rows of
// one child, then for rows of brothers and sisters, who share all but the given name and the birth. Learnt on
// made-up lists (learnt-weights.ts), and held back where life is less tidy than they are.
import type { Findings } from './compare.ts';
import { LEARNT } from './learnt-weights.ts';

export type Weight = readonly [sameChild: number, sibling: number];

/** Before anything is compared: how many rows of the same child, of brothers and sisters a row has, in bits; among `rows` others. */
export const PRIOR: Weight = [-0.4, 0.6];
export const ROWS_OF_A_STATE = 1_000_000;
/** Fewer rows are a part of something larger: chance is not thought smaller. */
export const FEWEST_ROWS = 20_000;
/** Findings are not wholly independent (names go by place and time), which tells more the more rows there are: bits for each doubling. */
export const STEEPER = 1.8;
/** Of brothers and sisters, twins are one in so many (bits). */
export const TWINS = -6;

/** Share of rows that have the name, where the weights of names are right as they stand. */
export const TYPICAL = LEARNT.typical;

const NOTHING: Weight = [0, 0];

/** What agrees in a family agrees in one child as well: where counting says otherwise, it is chance. */
function noSurer<L extends string>(learnt: Readonly<Record<L, Weight>>): Readonly<Record<L, Weight>> {
  const out: Record<L, Weight> = { ...learnt };
  for (const level in learnt) {
    const [same, sibling] = learnt[level];
    if (same > 0) out[level] = [same, Math.min(same, sibling)];
  }
  return out;
}

export const WEIGHTS: {
  readonly [F in Exclude<keyof Findings, 'crossed'>]: Readonly<Record<Findings[F], Weight>>;
} & { readonly crossed: Readonly<Record<Exclude<Findings['crossed'], 'none'>, Weight>> } = {
  name: {
    ...LEARNT.name, unsaid: NOTHING,
    // Brothers and sisters are called alike more often than chance has it: Rani and Rina.
    alike: [LEARNT.name.alike[0], 2], near: [LEARNT.name.near[0], -1],
    // Hardly ever in the made-up lists by chance; a family's names are no evidence.
    turned: [LEARNT.name.same[0] - 2, 0],
  },
  crossed: { both: LEARNT.name['crossed-both'], one: LEARNT.name['crossed-one'] },
  // A stepfather, an uncle as guardian: other names are no proof of another child.
  father: { ...noSurer(LEARNT.father), unsaid: NOTHING, turned: [4, 4], alike: [3, 3], differs: [-3.7, -3.8] },
  mother: { ...noSurer(LEARNT.mother), unsaid: NOTHING, turned: [4, 4], alike: [3, 3], differs: [-4, -4] },
  birth: { ...LEARNT.birth, unsaid: NOTHING, far: [-8, -0.1] },
  sex: { ...LEARNT.sex, unsaid: NOTHING },
  // Who was taken away is found elsewhere.
  place: { ...noSurer(LEARNT.place), unsaid: NOTHING, otherDistrict: [-3, -3], otherVillage: [-1, -1] },
  school: { ...noSurer(LEARNT.school), unsaid: NOTHING, shared: NOTHING, differs: [-1.5, -1] },
  phone: { ...noSurer(LEARNT.phone), unsaid: NOTHING, shared: NOTHING, slip: [9, 9] },
  number: { ...LEARNT.number, unsaid: NOTHING, same: [LEARNT.number.same[0], 0], slip: [2.5, 0], differs: [-5, 0] },
};

/** At or above: certain, when the rules allow it. Set so that over several populations made for it, and used for nothing else, 99 of 100 joins are right. */
export const CERTAIN = 0.9;
/** At or above: a person is asked. */
export const ASK = 0.6;

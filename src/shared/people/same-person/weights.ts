// What each finding is worth, in bits (log2 of how much likelier it is than among strangers): first for rows of
// one child, then for rows of brothers and sisters, who share all but the given name and the birth.
export type Weight = readonly [sameChild: number, sibling: number];

/** Before anything is compared: one row in so many (bits) is of the same child, or of a brother or sister. */
export const PRIOR: Weight = [-19, -18.5];

export const WEIGHTS = {
  name: { unsaid: [0, 0], same: [7, -0.5], near: [6, 0.5], alike: [0.5, 0.5], differs: [-6, 0], turned: [4, 0] },
  crossed: { both: [9, -2], one: [2, 1] },
  father: { unsaid: [0, 0], same: [6, 6.3], near: [5, 5.3], alike: [-0.5, -0.5], differs: [-5, -6], turned: [4, 4] },
  mother: { unsaid: [0, 0], same: [6, 6.3], near: [5, 5.3], alike: [-0.5, -0.5], differs: [-4, -5], turned: [4, 4] },
  birth: { unsaid: [0, 0], day: [12, -2], turned: [8, -2], slip: [5, -2], year: [3, -1.5], age: [2.8, -1], near: [1, 0.3], apart: [-3, 0.2], far: [-7, 0] },
  sex: { unsaid: [0, 0], same: [1, 0], differs: [-6, 0] },
  place: { unsaid: [0, 0], village: [9, 9], villageAlike: [5, 5], block: [5.5, 5.5], district: [3, 3], otherVillage: [0, 0], otherDistrict: [-3.5, -5] },
  school: { unsaid: [0, 0], same: [6, 5], shared: [0, 0], differs: [-1.5, -0.5] },
  phone: { unsaid: [0, 0], same: [16, 15.5], shared: [0, 0], slip: [8, 8], differs: [-1.5, -1.5] },
  number: { unsaid: [0, 0], same: [13, -2], slip: [3, -1], differs: [-6, 0] },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Weight>>>>;

/** At or above: certain, when the rules allow it. */
export const CERTAIN = 0.97;
/** At or above: a person is asked. */
export const ASK = 0.3;

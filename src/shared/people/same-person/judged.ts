// What the comparison of two rows says, and to whom it is said: a band, and the reasons field by field. No
// reason names a surname or what it could tell (dossier H), and no single field decides.

/** `certain`: one person. `ask`: a person looks at both. `different`: nobody is asked. */
export const BANDS = ['certain', 'ask', 'different'] as const;
export type Band = (typeof BANDS)[number];

export const COMPARED = ['name', 'father', 'mother', 'birth', 'sex', 'place', 'school', 'phone', 'number'] as const;
export type Compared = (typeof COMPARED)[number];

/** `same`: in other letters perhaps. `alike`: could be the same. `crossed`: found in the other's place (father for child, given for family name). `shared`: the same, but of many. */
export const LIKENESSES = ['same', 'alike', 'crossed', 'shared', 'differs', 'unsaid'] as const;
export type Likeness = (typeof LIKENESSES)[number];

/** Words: `subjects:reason.field.<field>` and `subjects:reason.how.<how>`. */
export interface Reason {
  readonly field: Compared;
  readonly how: Likeness;
}

export interface Judged {
  /** 0 to 1: how sure that both are one person. */
  readonly score: number;
  readonly band: Band;
  readonly reasons: readonly Reason[];
}

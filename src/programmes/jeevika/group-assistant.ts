// Drafts groups from women who stand in none: pure, offline, one tap. Rules (dossier C2): 10 to 15
// women of one tola, 5 at least in a special case, 18 or older, one woman per family. A tola is never
// split across drafts with another, so a Mahadalit tola stays together by itself.
import type { Candidate } from '#shared/field-work.ts';

export const GROUP_SIZE = { min: 10, max: 15 } as const;
export const SMALL_MIN = 5;
export const ADULT = 18;
/** New groups lean to this size, so that a family found later still has a place. */
const USUAL_SIZE = 12.5;

export type LeftCode = 'under-age' | 'age-unknown' | 'not-asked' | 'same-family' | 'too-few' | 'one-too-many';

export interface Drafted {
  readonly hamlet: string;
  readonly members: readonly Candidate[];
  /** Fewer than ten: only with a reason. */
  readonly small: boolean;
}

export interface AssistantResult {
  readonly drafts: readonly Drafted[];
  readonly left: readonly { readonly candidate: Candidate; readonly code: LeftCode }[];
}

/**
 * @param candidates in walking order; neighbours stay together as far as sizes allow.
 * @param small also draft groups of five to nine where a tola has no more women.
 */
export function draftGroups(candidates: readonly Candidate[], { small }: { readonly small: boolean }): AssistantResult {
  const left: { candidate: Candidate; code: LeftCode }[] = [];
  const families = new Set<string>();
  const byHamlet = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const code = whyNot(candidate, families);
    if (code !== undefined) {
      left.push({ candidate, code });
      continue;
    }
    families.add(candidate.door);
    const hamlet = candidate.hamlet ?? '';
    const women = byHamlet.get(hamlet);
    if (women === undefined) byHamlet.set(hamlet, [candidate]);
    else women.push(candidate);
  }

  const drafts: Drafted[] = [];
  for (const [hamlet, women] of byHamlet) {
    const sizes = groupSizes(women.length, small);
    let from = 0;
    for (const size of sizes) {
      drafts.push({ hamlet, members: women.slice(from, from + size), small: size < GROUP_SIZE.min });
      from += size;
    }
    const code: LeftCode = sizes.length === 0 ? 'too-few' : 'one-too-many';
    for (const candidate of women.slice(from)) left.push({ candidate, code });
  }
  return { drafts, left };
}

/**
 * Sizes of the groups that `count` women of one tola make, each 10 to 15, differing by one at most:
 * 23 → 12 + 11. Sixteen to nineteen make one full group and leave the rest (two groups would both
 * be too small). Fewer than ten make none, or one if `small` and at least five.
 */
export function groupSizes(count: number, small: boolean): readonly number[] {
  const { min, max } = GROUP_SIZE;
  if (count < min) return small && count >= SMALL_MIN ? [count] : [];
  const [fewest, most] = [Math.ceil(count / max), Math.floor(count / min)];
  if (fewest > most) return Array.from({ length: most }, () => max);
  let groups = fewest;
  for (let n = fewest + 1; n <= most; n++) {
    if (Math.abs(count / n - USUAL_SIZE) < Math.abs(count / groups - USUAL_SIZE)) groups = n;
  }
  const [size, bigger] = [Math.floor(count / groups), count % groups];
  return Array.from({ length: groups }, (_, i) => (i < bigger ? size + 1 : size));
}

function whyNot(candidate: Candidate, families: ReadonlySet<string>): LeftCode | undefined {
  if (families.has(candidate.door)) return 'same-family';
  if (candidate.willing !== true) return 'not-asked';
  if (candidate.age === undefined) return 'age-unknown';
  return candidate.age < ADULT ? 'under-age' : undefined;
}

// What somebody of the centre may know of one row of a department's list: one decision, asked by every way
// out of the lists (dossier E1, E2; POCSO Act s.23, JJ Act s.74, HIV Act 2017 s.8). Written out by hand, cell by cell,
// in tests/fixtures/subjects/sight.txt.
import type { Grant } from '../access/access.ts';
import { decideDesk } from '../access/decide-desk.ts';
import type { PlaceCode } from '../place/place.ts';
import type { LookedAt } from './child.ts';
import type { Disclosure } from './category.ts';

/**
 * Without a look, each more than the one before: `nothing`: not even that there is such a row. `there`: that there is one. `listed`:
 * and whose list of which category. `facts`: what happened, needs and services, not who she is.
 */
export const SEEN = ['nothing', 'there', 'listed', 'facts'] as const;
export type Seen = (typeof SEEN)[number];

export interface Sight {
  readonly seen: Seen;
  /** All that the row says, identity too, each time in the audit log: at once, by the word of a second person, or not by her. */
  readonly look: 'yes' | 'second' | 'no';
}

export interface SeenRow {
  readonly disclosure: Disclosure;
  /** Another row of hers has her name: then the category of a covered one is not told beside it. */
  readonly isNamedElsewhere: boolean;
  /** What a second person has opened to the one who asks, of this child, now. */
  readonly opened: LookedAt | undefined;
  /** She has looked at as many children today as one person may by herself. */
  readonly isSpent: boolean;
}

/** Children whose identity one person may look at in a day by herself, where no programme brings the number `looksPerDay`. */
export const LOOKS_PER_DAY = 40;
/** Children whom the queue of pairs names to one person in a day, where no programme brings the number `namesPerDay`. */
export const NAMES_PER_DAY = 1_000;

const NONE: Sight = { seen: 'nothing', look: 'no' };

/** @param state place code of the state whose centre it is @param day ISO day */
export function sightOf(grants: readonly Grant[], state: PlaceCode, day: string, { disclosure, isNamedElsewhere, opened, isSpent }: SeenRow): Sight {
  if (disclosure === 'named') {
    if (!decideDesk(grants, 'match', state, day).ok) return NONE;
    return { seen: 'facts', look: isSpent && opened === undefined ? 'second' : 'yes' };
  }
  if (!decideDesk(grants, 'protect', state, day).ok) return NONE;
  return { seen: isNamedElsewhere ? 'there' : 'listed', look: opened === 'protected' ? 'yes' : 'second' };
}

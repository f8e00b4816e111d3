// Who asks about persons of the lists, for which state, and what she may know of each category.
import { decideDesk } from '#shared/access/decide-desk.ts';
import { stateOf, type PlaceCode } from '#shared/place/place.ts';
import { isProtected, type SubjectCategory } from '#shared/subjects/category.ts';
import { sightOf } from '#shared/subjects/sight.ts';
import type { Session } from '../auth/session.ts';
import { Refused } from '../http/errors.ts';
import { today, type Services } from '../services.ts';

export interface Asker {
  readonly session: Session;
  readonly person: string;
  readonly state: number;
  /** Place code of the state. */
  readonly place: PlaceCode;
  /** ISO day. */
  readonly day: string;
  /** She is the second person for others, and may ask for what is covered. */
  readonly protects: boolean;
  /** Categories whose facts she may see, and those of which she may only know that there are rows. For anybody else they do not exist. */
  readonly shown: readonly string[];
  readonly covered: readonly string[];
}

/** @throws Refused `not-found` for whom there are no children here */
export function askerOf(services: Services, session: Session, at: PlaceCode): Asker {
  const state = stateOf(at);
  const place = String(state);
  const day = today(services);
  const seenOf = (category: SubjectCategory): string => sightOf(session.grants, place, day, { disclosure: category.disclosure, isNamedElsewhere: false, opened: undefined, isSpent: false }).seen;
  const known = services.registry.subjects?.categories ?? [];
  const ids = (of: readonly SubjectCategory[]): string[] => of.map(({ id }) => id);
  const asker: Asker = {
    session, person: session.person, state, place, day, protects: decideDesk(session.grants, 'protect', place, day).ok,
    shown: ids(known.filter((c) => seenOf(c) === 'facts')), covered: ids(known.filter((c) => isProtected(c) && seenOf(c) !== 'nothing')),
  };
  if (asker.shown.length + asker.covered.length === 0) throw new Refused('not-found');
  return asker;
}

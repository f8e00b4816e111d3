// What a person may do at the desk and where, by her grants: only to hide what would be refused.
import { deskVerbOf, isInForce, type DeskVerb, type Grant } from '#shared/access/access.ts';
import { decideDesk } from '#shared/access/decide-desk.ts';
import { isWithin, type PlaceCode } from '#shared/place/place.ts';
import { rulePlaces } from './rules/rule-rows.ts';

export interface DeskRights {
  /** Those in force. */
  readonly grants: readonly Grant[];
  /** Places where her grants allow it, none within another. */
  readonly roots: (verb: DeskVerb) => readonly PlaceCode[];
  readonly may: (verb: DeskVerb, place: PlaceCode) => boolean;
  /** For the state or a district. */
  readonly setsRules: boolean;
}

/** @param day ISO day of today. */
export function deskOf(all: readonly Grant[], day: string): DeskRights {
  const grants = all.filter((g) => isInForce(g, day));
  return {
    grants,
    roots: (verb) => outermost(grants.filter((g) => deskVerbOf(g.role, verb)).map((g) => g.place)),
    may: (verb, place) => decideDesk(grants, verb, place, day).ok,
    setsRules: rulePlaces(grants, [], day).length > 0,
  };
}

function outermost(places: readonly PlaceCode[]): readonly PlaceCode[] {
  return [...new Set(places)].filter((p, _, all) => !all.some((other) => other !== p && isWithin(p, other))).sort();
}

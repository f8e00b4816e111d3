// Who may take in which list where: a list of records by the desk verb `import`, a list about persons by `lists` at the
// department it is of. A list that is protected is its department's own, and of those with the duty.
import type { Grant } from '#shared/access/access.ts';
import { decideDesk } from '#shared/access/decide-desk.ts';
import { deskVerbOf, isInForce } from '#shared/access/access.ts';
import type { Decision } from '#shared/access/access.ts';
import type { ProgrammeList } from '#shared/import/target.ts';
import { isWithin, levelOf, officeKindOf, type PlaceCode } from '#shared/place/place.ts';
import { isProtected } from '#shared/subjects/category.ts';
import type { Registry } from '../registry.ts';
import { mayTakeIn } from './type-lists.ts';

const NO: Decision = { ok: false, reason: 'not-your-role' };

/** May she know of lists of this kind that were given for the place? @param day ISO day */
export function decideKnown(registry: Registry, grants: readonly Grant[], { target: { subjects } }: ProgrammeList, place: PlaceCode, day: string): Decision {
  return subjects === undefined ? decideDesk(grants, 'import', place, day) : decideSource(registry, grants, subjects.category, place, day);
}

/** May she load one, take one back? */
export function decideImport(registry: Registry, grants: readonly Grant[], list: ProgrammeList, place: PlaceCode, day: string): Decision {
  const decision = decideKnown(registry, grants, list, place, day);
  return decision.ok && list.target.subjects === undefined && !mayTakeIn(decision.grant.role, registry, list.target) ? NO : decision;
}

/** The same for a category's list by itself. */
export function decideSource(registry: Registry, grants: readonly Grant[], category: string, place: PlaceCode, day: string): Decision {
  const known = registry.subjects?.categories.find(({ id }) => id === category);
  if (known === undefined || !keeps(registry, category, place)) return NO;
  return decideDesk(isProtected(known) && !decideDesk(grants, 'protect', place, day).ok ? grants.filter((g) => g.place === place) : grants, 'lists', place, day);
}

/** Places of departments that keep lists of the category, at or below where she holds `lists`. */
export function sourcesFor(registry: Registry, grants: readonly Grant[], category: string, day: string): PlaceCode[] {
  const places = grants.filter((g) => isInForce(g, day) && deskVerbOf(g.role, 'lists')).flatMap(({ place }) => {
    if (officeKindOf(place) === 'dep') return [place];
    return levelOf(place) === 'state' ? (registry.subjects?.departments ?? []).map(({ office }) => `${place}.dep${office}`).filter((of) => isWithin(of, place)) : [];
  });
  return [...new Set(places)].filter((place) => decideSource(registry, grants, category, place, day).ok).sort();
}

function keeps({ subjects }: Registry, category: string, place: PlaceCode): boolean {
  const office = officeKindOf(place) === 'dep' ? Number(/(\d+)$/u.exec(place)?.[1]) : undefined;
  return subjects?.departments.some((d) => d.office === office && d.categories.includes(category)) === true;
}

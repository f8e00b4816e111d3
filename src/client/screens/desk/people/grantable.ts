// Whom she may manage: by her own grants at the place, as the server decides it too.
import { GRANTABLE, type DeskGrant, type DeskPerson } from '#shared/desk/people.ts';
import { isWithin, type PlaceCode } from '#shared/place/place.ts';
import type { DeskRights } from '../desk-rights.ts';

/** Roles she may give at a place, by her own grants there. */
export function grantableAt(desk: DeskRights, place: PlaceCode): ReadonlySet<string> {
  return new Set(desk.grants.filter((g) => isWithin(place, g.place)).flatMap((g) => GRANTABLE[g.role]));
}

export function mayGrant(desk: DeskRights, grant: DeskGrant): boolean {
  return grantableAt(desk, grant.place.code).has(grant.role);
}

export function mayManage(desk: DeskRights, person: DeskPerson): boolean {
  return person.grants.some((g) => mayGrant(desk, g));
}

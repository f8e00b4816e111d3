// Who may manage whom. A person may be given a sign-in code only by someone who stands above all she
// may do; otherwise a code would be a way to more rights than one's own.
import { isInForce, type Grant } from '#shared/access/access.ts';
import { decideDesk } from '#shared/access/decide-desk.ts';
import type { Role } from '#shared/access/table.ts';
import { GRANTABLE } from '#shared/desk/people.ts';
import { isWithin, type PlaceCode } from '#shared/place/place.ts';
import type { Session } from '../auth/session.ts';
import { today, type Services } from '../services.ts';

/** May she give `role` at `place`? */
export function mayGrant(services: Services, { grants }: Session, role: Role, place: PlaceCode): boolean {
  const day = today(services);
  return grants.some((g) => GRANTABLE[g.role].includes(role) && decideDesk([g], 'people', place, day).ok);
}

/** May she act as the keeper of a person with these grants (codes)? */
export function mayManage(services: Services, session: Session, hers: readonly Grant[]): boolean {
  const day = today(services);
  const current = hers.filter((g) => isInForce(g, day) || g.from > day);
  return current.length > 0 ? current.every((g) => mayGrant(services, session, g.role, g.place)) : maySee(services, session, hers);
}

/** Has the person ever worked where she keeps the people? Enough to see her and to stop a lost phone. */
export function maySee(services: Services, { grants }: Session, hers: readonly Grant[]): boolean {
  const day = today(services);
  return hers.some((g) => decideDesk(grants, 'people', g.place, day).ok);
}

/** Is the place at, below or above one of her grants of today? Then she may know its name. */
export function mayKnowPlace(services: Services, { grants }: Session, place: PlaceCode): boolean {
  const day = today(services);
  return grants.some((g) => isInForce(g, day) && (isWithin(place, g.place) || isWithin(g.place, place)));
}

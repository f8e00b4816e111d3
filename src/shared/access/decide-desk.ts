import { isWithin, type PlaceCode } from '../place/place.ts';
import { deskVerbOf, isInForce, type Decision, type DeskVerb, type Grant } from './access.ts';

/** May the holder of `grants` do a desk verb for `place`? */
export function decideDesk(grants: readonly Grant[], verb: DeskVerb, place: PlaceCode, day: string): Decision {
  if (grants.length === 0) return { ok: false, reason: 'no-grant' };
  const near = grants.filter((g) => isWithin(place, g.place));
  if (near.length === 0) return { ok: false, reason: 'outside-place' };
  const current = near.filter((g) => isInForce(g, day));
  if (current.length === 0) return { ok: false, reason: 'grant-ended' };
  const grant = current.find((g) => deskVerbOf(g.role, verb));
  return grant === undefined ? { ok: false, reason: 'not-your-role' } : { ok: true, grant, leave: 'yes', relation: 'here' };
}

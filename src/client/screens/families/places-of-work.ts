import { useMemo } from 'react';
import { levelOf, type PlaceCode } from '#shared/place/place.ts';
import { useDehri } from '#client/app/context.tsx';

/** The smallest places of her area: its tolas, or what lies lowest where no tolas are known. */
export function usePlacesOfWork(): readonly PlaceCode[] {
  const { session, store, field } = useDehri();
  const profile = session.profile();
  const doors = store.ofType(field.doors.recordType);
  return useMemo(() => {
    const mine = profile.places.map(([code]) => code).filter((code) => profile.grants.some((g) => code === g.place || code.startsWith(`${g.place}.`)));
    const lowest = mine.filter((code) => levelOf(code) === 'tola');
    const lived = new Set(doors.map((d) => field.doors.placeOf(d)));
    const codes = lowest.length > 0 ? lowest : mine.length > 0 ? mine.filter((code) => !mine.some((other) => other.startsWith(`${code}.`))) : [...lived];
    return [...codes].sort();
  }, [profile, doors, field]);
}

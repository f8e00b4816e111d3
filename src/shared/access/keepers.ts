// Who keeps the people of a place: administrators there or above who can come in. Whoever changes grants
// or phones may not leave a place without any of them, or nobody could ever let anybody in again.
import { addDays } from '../report/period.ts';
import { isWithin, type PlaceCode } from '../place/place.ts';

/** A grant to keep people, of a person with a phone that is not shut out. Days as in a grant. */
export interface Keeper {
  readonly grant: string;
  readonly person: string;
  readonly place: PlaceCode;
  readonly from: string;
  readonly to: string | null;
}

/**
 * The first day from `today` on which `place` has nobody to keep its people although it would have had
 * without the change; undefined: there is no such day.
 */
export function firstDayAlone(before: readonly Keeper[], after: readonly Keeper[], place: PlaceCode, today: string): string | undefined {
  const kept = (keepers: readonly Keeper[], day: string): boolean => keepers.some((k) => isWithin(place, k.place) && k.from <= day && (k.to === null || day <= k.to));
  // Between these days nothing changes.
  const days = [today, ...before.map((k) => k.from), ...after.flatMap((k) => (k.to === null ? [] : [addDays(k.to, 1)]))].filter((day) => day >= today).sort();
  return days.find((day) => kept(before, day) && !kept(after, day));
}

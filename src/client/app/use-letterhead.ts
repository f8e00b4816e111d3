import type { PlaceCode } from '#shared/place/place.ts';
import { letterheadOf, type Letterhead } from '#shared/report/letterhead.ts';
import { useDehri } from './context.tsx';

/** What an administrator has set for the head of papers of a place; undefined: the app's own stands there. */
export function useLetterhead(place: PlaceCode): Letterhead | undefined {
  return letterheadOf(useDehri().store.ofType('rulebook'), place);
}

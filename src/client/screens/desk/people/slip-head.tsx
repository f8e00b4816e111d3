// Which office a slip comes from, where its letterhead is set: one line, for slips are small.
import type { PlaceCode } from '#shared/place/place.ts';
import { officeLine } from '#shared/report/letterhead.ts';
import { useLetterhead } from '#client/app/use-letterhead.ts';

export function SlipHead({ place }: { readonly place: PlaceCode }) {
  const letterhead = useLetterhead(place);
  return letterhead === undefined ? null : <p className="slip-head">{letterhead.lines[officeLine(letterhead)]}</p>;
}

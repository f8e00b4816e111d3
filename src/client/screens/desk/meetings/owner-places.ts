// Where the owner of a direction may be: the place under review itself, its offices, and what lies right below it.
import { useMemo } from 'react';
import { isWithin, levelOf, type PlaceCode, type PlaceLevel } from '#shared/place/place.ts';
import { useDehri, usePlaces } from '#client/app/context.tsx';
import type { Meetings } from './use-meetings.ts';

/** Of a meeting at such a place directions go to places of these levels, in this order. */
const BELOW: Readonly<Partial<Record<PlaceLevel, readonly PlaceLevel[]>>> = {
  state: ['district', 'office', 'block'], district: ['district', 'office', 'block'], block: ['block', 'panchayat'],
};

export interface OwnerPlaces {
  readonly level: PlaceLevel;
  readonly places: readonly { readonly code: PlaceCode; readonly name: string }[];
}

export function useOwnerPlaces(meetingPlace: PlaceCode, mayGive: Meetings['mayGive']): readonly OwnerPlaces[] {
  const { session } = useDehri();
  const names = usePlaces();
  const { places } = session.profile();
  return useMemo(() => (BELOW[levelOf(meetingPlace)] ?? []).flatMap((level) => {
    const found = places
      .flatMap(([code]) => (levelOf(code) === level && isWithin(code, meetingPlace) && mayGive(code) ? [{ code, name: level === 'district' || levelOf(meetingPlace) !== 'state' ? names.name(code) : names.near(code) }] : []))
      .sort((a, b) => a.name.localeCompare(b.name));
    return found.length === 0 ? [] : [{ level, places: found }];
  }), [places, names, meetingPlace, mayGive]);
}

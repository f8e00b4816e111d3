// Where the owner of a direction may be: the place under review itself, its offices, and what lies right below it.
import { useMemo } from 'react';
import { isWithin, levelOf, type PlaceCode, type PlaceLevel } from '#shared/place/place.ts';
import { useDehri, usePlaces } from '#client/app/context.tsx';
import { OWNER_LEVELS, type MeetingRights } from './meeting-rights.ts';

export interface OwnerPlaces {
  readonly level: PlaceLevel;
  readonly places: readonly { readonly code: PlaceCode; readonly name: string }[];
}

export function useOwnerPlaces(meetingPlace: PlaceCode, mayGive: MeetingRights['mayGive']): readonly OwnerPlaces[] {
  const { session } = useDehri();
  const names = usePlaces();
  const { places } = session.profile();
  return useMemo(() => (OWNER_LEVELS[levelOf(meetingPlace)] ?? []).flatMap((level) => {
    const found = places
      .flatMap(([code]) => (levelOf(code) === level && isWithin(code, meetingPlace) && mayGive(code) ? [{ code, name: level === 'district' || levelOf(meetingPlace) !== 'state' ? names.name(code) : names.near(code) }] : []))
      .sort((a, b) => a.name.localeCompare(b.name));
    return found.length === 0 ? [] : [{ level, places: found }];
  }), [places, names, meetingPlace, mayGive]);
}

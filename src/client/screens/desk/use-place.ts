// Names of places in the language of the app, and what lies below a place.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { parentOf, type PlaceCode } from '#shared/place/place.ts';
import { usePlaces } from '#client/app/context.tsx';
import { useDesk } from './desk-context.tsx';
import { useQuery, type Query } from './use-query.ts';

export function usePlaceName(): (place: { readonly hi: string; readonly en: string }) => string {
  const { i18n } = useTranslation();
  return useCallback(({ hi, en }) => (i18n.language === 'hi' ? hi || en : en || hi), [i18n.language]);
}

export interface PlacesBelow {
  readonly trail: readonly { readonly code: string; readonly hi: string; readonly en: string }[];
  readonly places: readonly { readonly code: string; readonly hi: string; readonly en: string; readonly children: number }[];
}

export function usePlacesBelow(place: PlaceCode): Query<PlacesBelow> {
  const { api } = useDesk();
  return useQuery<PlacesBelow>(`places:${place}`, (signal) => api.places(place, signal));
}

/**
 * "पूरब टोला, फरका"; of a place so far down that its name is not at hand, the nearest one above it
 * (a district's officer carries names down to the panchayat).
 */
export function useNear(): (place: PlaceCode) => string {
  const places = usePlaces();
  return useCallback((place) => {
    for (let at: PlaceCode | undefined = place; at !== undefined; at = parentOf(at)) {
      const near = places.near(at);
      if (near !== '') return near;
    }
    return place;
  }, [places]);
}

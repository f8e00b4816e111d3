// Offices, and names and shapes of places.
import type * as z from 'zod/mini';
import { officesResponseSchema, placeChangedResponseSchema, type addOfficeRequestSchema, type markPlaceRequestSchema, type renamePlaceRequestSchema } from '#shared/desk/offices.ts';
import { askJson, type DeskHttpDeps } from './http.ts';

export type OfficesApi = ReturnType<typeof createOfficesApi>;

export function createOfficesApi(deps: DeskHttpDeps) {
  return {
    list: (place: string, signal?: AbortSignal) => askJson(deps, officesResponseSchema, { path: `/api/offices?place=${encodeURIComponent(place)}`, signal }),
    add: (office: z.infer<typeof addOfficeRequestSchema>) => askJson(deps, placeChangedResponseSchema, { path: '/api/offices', body: office }),
    rename: (names: z.infer<typeof renamePlaceRequestSchema>) => askJson(deps, placeChangedResponseSchema, { path: '/api/places/rename', body: names }),
    mark: (change: z.infer<typeof markPlaceRequestSchema>) => askJson(deps, placeChangedResponseSchema, { path: '/api/places/mark', body: change }),
  };
}

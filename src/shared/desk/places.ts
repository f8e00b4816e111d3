// Messages of the desk about places: walking down the tree and finding a place by name.
import * as z from 'zod/mini';
import { PLACE_LEVELS } from '../place/place.ts';
import { cleanLine, placeCode } from './people.ts';

export const deskPlaceSchema = z.object({
  code: z.string(), hi: z.string(), en: z.string(), level: z.enum(PLACE_LEVELS),
  /** How many places lie directly below. */
  children: z.int(),
});
export type DeskPlace = z.infer<typeof deskPlaceSchema>;

/** GET /api/places?parent= : places directly below; without parent, the places of her grants. */
export const placesQuerySchema = z.object({ parent: z.optional(placeCode) });
export const placesResponseSchema = z.object({
  /** From the state down to the parent itself; empty without a parent. */
  trail: z.array(z.object({ code: z.string(), hi: z.string(), en: z.string() })),
  places: z.array(deskPlaceSchema),
});

/** GET /api/places/search?q= : up to 50 places within her grants whose name begins like it, in either script. */
export const placeSearchQuerySchema = z.object({ q: z.string().check(z.trim(), z.minLength(1), z.maxLength(60), cleanLine) });
export const placeSearchResponseSchema = z.object({
  places: z.array(z.extend(deskPlaceSchema, { /** Names of what it lies in, nearest first. */ within: z.array(z.object({ hi: z.string(), en: z.string() })) })),
});

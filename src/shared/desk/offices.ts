// Messages about offices and places: an office is opened, a place gets another name, places are divided or joined. Each
// change of a place is kept with its day, so that a review can say why its figures jump.
import * as z from 'zod/mini';
import { OFFICE_KINDS } from '../place/place.ts';
import { cleanLine, isoDay, placeCode, placeNameSchema } from './people.ts';

export const PLACE_CHANGES = ['renamed', 'divided', 'joined'] as const;
export type PlaceChangeKind = (typeof PLACE_CHANGES)[number];

const placeWords = z.string().check(z.trim(), z.minLength(1), z.maxLength(100), cleanLine);

export const placeChangeSchema = z.object({
  kind: z.enum(PLACE_CHANGES), day: z.string(), place: placeNameSchema,
  /** Its name before; or what it came out of, or what was joined into it. */
  was: placeNameSchema,
});
export type PlaceChange = z.infer<typeof placeChangeSchema>;

/** GET /api/offices?place= : offices at or below it, and what has happened to its places, newest first, at most 200. */
export const officesQuerySchema = z.object({ place: placeCode });
export const officesResponseSchema = z.object({
  offices: z.array(z.extend(placeNameSchema, { kind: z.enum(OFFICE_KINDS), people: z.int() })),
  changes: z.array(placeChangeSchema),
});
export type Office = z.infer<typeof officesResponseSchema>['offices'][number];

/** POST /api/offices → its place. `conflict`: the district has an office of that kind and number. */
export const addOfficeRequestSchema = z.object({
  district: placeCode, kind: z.enum(OFFICE_KINDS), number: z.int().check(z.minimum(1), z.maximum(999)), hi: placeWords, en: placeWords,
});

/** POST /api/places/rename. `was…` are the names she saw; others by now are a `conflict`. */
export const renamePlaceRequestSchema = z.object({
  code: placeCode, hi: placeWords, en: placeWords, wasHi: z.string().check(z.maxLength(200)), wasEn: z.string().check(z.maxLength(200)), day: isoDay,
});

/** POST /api/places/mark : a block or panchayat came out of `other`, or `other` was joined into it. `conflict`: noted already. */
export const markPlaceRequestSchema = z.object({ code: placeCode, kind: z.enum(['divided', 'joined']), other: placeCode, day: isoDay });
export const placeChangedResponseSchema = z.object({ place: placeNameSchema });

// What the read API asks and answers. Documented in /api/openapi.json; once published, a field keeps its
// name and meaning for as long as the path says v1.
import * as z from 'zod/mini';
import { isoDay, placeCode } from '#shared/desk/people.ts';
import { PLACE_LEVELS } from '#shared/place/place.ts';

/** Most records or places of one page. */
export const PAGE_LIMIT = 1_000;

const cursor = z.optional(z.string().check(z.maxLength(300)));
const limit = z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(PAGE_LIMIT)), 200);

export const selfResponseSchema = z.object({
  name: z.string(), place: z.string(), counts: z.boolean(), types: z.array(z.string()),
  /** ISO time after which the token works no longer. */
  expires: z.string(),
});

export const placesQuerySchema = z.object({ place: z.optional(placeCode), level: z.optional(z.enum(PLACE_LEVELS)), cursor, limit });
export const placesResponseSchema = z.object({
  places: z.array(z.object({ code: z.string(), hi: z.string(), en: z.string(), level: z.enum(PLACE_LEVELS) })), next: z.nullable(z.string()),
});

export const sumsQuerySchema = z.object({ place: z.optional(placeCode), level: z.optional(z.enum(PLACE_LEVELS)), from: z.optional(isoDay), to: z.optional(isoDay) });
export const reviewQuerySchema = z.object({ place: z.optional(placeCode), from: isoDay, to: isoDay });

export const recordsParamsSchema = z.object({ type: z.string().check(z.maxLength(60)) });
export const recordsQuerySchema = z.object({
  place: z.optional(placeCode),
  /** A day field of the type, and the ISO days that it must lie within. */
  by: z.optional(z.string().check(z.maxLength(60))), from: z.optional(isoDay), to: z.optional(isoDay),
  cursor, limit,
});
export const recordsResponseSchema = z.object({
  records: z.array(z.object({ id: z.string(), place: z.string(), values: z.record(z.string(), z.unknown()), contested: z.array(z.string()) })), next: z.nullable(z.string()),
});

const count = z.optional(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(10_000_000)));
export const odataParamsSchema = z.object({ set: z.string().check(z.maxLength(60)) });
export const odataQuerySchema = z.looseObject({
  $top: count, $skip: count, $skiptoken: cursor, $count: z.optional(z.enum(['true', 'false'])), $select: z.optional(z.string().check(z.maxLength(2_000))), $filter: z.optional(z.string().check(z.maxLength(500))),
});

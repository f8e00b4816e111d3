// Messages of the coverage sheet: one row per place, one column per count, read from running sums.
import * as z from 'zod/mini';
import { PLACE_LEVELS } from '../place/place.ts';
import { isoDay, placeCode, placeNameSchema } from './people.ts';

/**
 * GET /api/sheet?place=&level=&from=&to=
 * `level`: level of the rows, default the one directly below the place. With `from`/`to` (ISO days,
 * inclusive) dated counts are of those days only; standing counts are always as of now.
 */
export const sheetQuerySchema = z.object({
  place: placeCode, level: z.optional(z.enum(PLACE_LEVELS)), from: z.optional(isoDay), to: z.optional(isoDay),
});

export const sheetRowSchema = z.object({
  code: z.string(), hi: z.string(), en: z.string(),
  /** One number per name in `counts`; null: hidden, for it is small, or another could be found by it. */
  values: z.array(z.nullable(z.number())),
});

export const sheetResponseSchema = z.object({
  place: placeNameSchema,
  level: z.enum(PLACE_LEVELS),
  /** `<programme>.<count>`, in the order the programmes list them. */
  counts: z.array(z.string()),
  /** Every place of the level, those without any record too. */
  rows: z.array(sheetRowSchema),
  /** Of the whole place, including what lies in none of the rows. */
  total: z.array(z.nullable(z.number())),
  /** Server time, milliseconds since 1970. */
  at: z.int(),
});
export type SheetResponse = z.infer<typeof sheetResponseSchema>;

// Messages of exports: records or a sheet as a file. A POST, so that the reason stands in no address.
import * as z from 'zod/mini';
import { PLACE_LEVELS } from '../place/place.ts';
import { isoDay, placeCode } from './people.ts';

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
const language = z._default(z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/u)), 'hi');

/**
 * POST /api/exports/records → the file. Needs the right to export at the place and to read records of the
 * type there. The audit log keeps who, when, what and the reason.
 */
export const exportRecordsRequestSchema = z.object({
  place: placeCode,
  /** Record type; with `repeat` one line per row of that repeat (`members`) instead of one per record. */
  type: z.string().check(z.maxLength(60)), repeat: z.optional(z.string().check(z.maxLength(60))),
  format: z.enum(EXPORT_FORMATS), language,
  /** Why it is needed. No personal data. */
  reason: z.string().check(z.trim(), z.minLength(5), z.maxLength(200)),
});
export type ExportRecordsRequest = z.infer<typeof exportRecordsRequestSchema>;

/** POST /api/exports/sheet → the coverage sheet as a file; counts only, needs the right to see the sheet. */
export const exportSheetRequestSchema = z.object({
  place: placeCode, level: z.optional(z.enum(PLACE_LEVELS)), from: z.optional(isoDay), to: z.optional(isoDay),
  format: z.enum(EXPORT_FORMATS), language,
});
export type ExportSheetRequest = z.infer<typeof exportSheetRequestSchema>;

/** GET /api/exports/types?place= : what she may export there. */
export const exportTypesQuerySchema = z.object({ place: placeCode });
export const exportTypesResponseSchema = z.object({
  types: z.array(z.object({ programme: z.string(), type: z.string(), repeats: z.array(z.string()), records: z.int() })),
});

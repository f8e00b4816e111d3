// Messages of exports: records or a sheet as a file. A POST, so that the reason stands in no address.
// Files of records are made in the background, kept for a day and fetched as often as the line breaks.
import * as z from 'zod/mini';
import { PLACE_LEVELS } from '../place/place.ts';
import { cleanLine, isoDay, placeCode, shortId } from './people.ts';

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export const EXPORT_STATUSES = ['waiting', 'running', 'done', 'failed', 'cancelled', 'expired'] as const;
/** Fewest letters of a reason. */
export const REASON_LENGTH = 5;
export const exportLanguage = z._default(z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/u)), 'hi');
const fieldPath = z.string().check(z.regex(/^[A-Za-z0-9_]{1,40}(\.\*\.[A-Za-z0-9_]{1,40})?$/u));

/**
 * POST /api/exports → the job. Needs the right to export at the place and to read records of the type
 * there. The audit log keeps who, when, what, where, the period and the reason.
 */
export const exportRequestSchema = z.object({
  place: placeCode,
  /** Record type; with `repeat` one line per row of that repeat (`members`) instead of one per record. */
  type: z.string().check(z.maxLength(60)), repeat: z.optional(z.string().check(z.maxLength(60))),
  /** What the period is measured by: `changed` (the last change, as the server took it) or a day field (`outcomeDay`, `members.*.ayushmanDay`). */
  by: z.optional(fieldPath),
  /** ISO days, both included; without `by` they may not be given. */
  from: z.optional(isoDay), to: z.optional(isoDay),
  format: z.enum(EXPORT_FORMATS), language: exportLanguage,
  /** Why it is needed. No personal data. */
  reason: z.string().check(z.trim(), z.minLength(REASON_LENGTH), z.maxLength(200), cleanLine),
});
export type ExportRequest = z.infer<typeof exportRequestSchema>;

export const exportItemSchema = z.object({
  district: z.int(), id: z.string(), place: z.string(), type: z.string(), repeat: z.nullable(z.string()),
  by: z.nullable(z.string()), from: z.nullable(z.string()), to: z.nullable(z.string()),
  format: z.enum(EXPORT_FORMATS), reason: z.string(), status: z.enum(EXPORT_STATUSES),
  /** Records gone through, of how many (null: not counted yet); lines and bytes of the file so far. */
  seen: z.int(), total: z.nullable(z.int()), rows: z.int(), bytes: z.int(),
  /** Milliseconds since 1970. The file is there until `expiresAt`. */
  madeAt: z.int(), endedAt: z.nullable(z.int()), expiresAt: z.nullable(z.int()),
});
export type ExportItem = z.infer<typeof exportItemSchema>;

/** `already`: the same is being made for her, and that is what is answered. */
export const exportResponseSchema = z.object({ export: exportItemSchema, already: z.boolean() });

/** GET /api/exports?place= : her own, at or below the place, newest first, at most 50. */
export const exportsQuerySchema = z.object({ place: placeCode });
export const exportsResponseSchema = z.object({ exports: z.array(exportItemSchema) });

/**
 * GET /api/exports/:district/:id : how far it is.
 * GET /api/exports/:district/:id/file : the file, only whole ones; a part of it by `Range`.
 * POST /api/exports/:district/:id/cancel : stops it, or takes the file away.
 */
export const exportParamsSchema = z.object({ district: z.coerce.number().check(z.int(), z.minimum(1), z.maximum(9_999)), id: shortId });

/** POST /api/exports/sheet → the coverage sheet as a file; counts only, needs the right to see the sheet. */
export const exportSheetRequestSchema = z.object({
  place: placeCode, level: z.optional(z.enum(PLACE_LEVELS)), from: z.optional(isoDay), to: z.optional(isoDay),
  format: z.enum(EXPORT_FORMATS), language: exportLanguage,
});
export type ExportSheetRequest = z.infer<typeof exportSheetRequestSchema>;

/** GET /api/exports/types?place= : what she may export there, and the day fields a period can be measured by. */
export const exportTypesQuerySchema = z.object({ place: placeCode });
export const exportTypesResponseSchema = z.object({
  types: z.array(z.object({ programme: z.string(), type: z.string(), repeats: z.array(z.string()), days: z.array(z.string()), records: z.int() })),
});

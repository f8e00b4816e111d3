// Messages of the review: every programme's part for one place and period, its rows one level down, beside
// the period before. Which cells a part has, and their order, follows from the programmes (`cellsOf`).
import * as z from 'zod/mini';
import { PLACE_LEVELS } from '../place/place.ts';
import { EXPORT_FORMATS, exportLanguage } from './exports.ts';
import { isoDay, placeCode, placeNameSchema } from './people.ts';

/** GET /api/review?place=&from=&to= : ISO days, both included. */
export const reviewQuerySchema = z.object({ place: placeCode, from: isoDay, to: isoDay });

/** `hidden`: small, or another could be found by it. null: there is nothing to say (a share of nothing). */
export const reviewValueSchema = z.union([z.number(), z.null(), z.literal('hidden')]);
export type ReviewValue = z.infer<typeof reviewValueSchema>;

export const reviewPartSchema = z.object({
  programme: z.string(), part: z.string(),
  /** Names of its cells; each row of values has one for each. */
  cells: z.array(z.string()),
  total: z.array(reviewValueSchema),
  /** Of the period before; null for what only counts as of now. */
  before: z.array(reviewValueSchema),
  /** Level of its rows; offices where the part counts at offices, and beside the others where it counts everywhere. Null: nothing lies below. */
  level: z.nullable(z.enum(PLACE_LEVELS)),
  /** Only what lies below and has any count, or should have; in the order of their codes. A row with the code of the place is what lies at it itself. */
  rows: z.array(z.object({ code: z.string(), hi: z.string(), en: z.string(), values: z.array(reviewValueSchema), before: z.array(reviewValueSchema) })),
});

/** Something that changed in the period and explains a figure. */
export const reviewNoteSchema = z.object({ kind: z.enum(['renamed', 'divided', 'joined']), place: placeNameSchema, day: z.string(), was: placeNameSchema });

export const reviewResponseSchema = z.object({
  place: placeNameSchema,
  from: z.string(), to: z.string(),
  before: z.object({ from: z.string(), to: z.string() }),
  parts: z.array(reviewPartSchema),
  notes: z.array(reviewNoteSchema),
  /** Nothing at all is counted in the period. */
  empty: z.boolean(),
  /** Server time, milliseconds since 1970. */
  at: z.int(),
});
export type ReviewResponse = z.infer<typeof reviewResponseSchema>;

/** GET /api/review/figure?place=&from=&to=&programme=&part=&cell= : what one figure is made of. */
export const figureQuerySchema = z.object({ ...reviewQuerySchema.shape, programme: z.string().check(z.maxLength(40)), part: z.string().check(z.maxLength(40)), cell: z.string().check(z.maxLength(60)) });
export const figureResponseSchema = z.object({
  place: placeNameSchema, from: z.string(), to: z.string(),
  value: reviewValueSchema, before: reviewValueSchema,
  /** Every place one level down, and the offices beside them; a row with the code of the place is what lies at it itself. */
  rows: z.array(z.object({ code: z.string(), hi: z.string(), en: z.string(), value: reviewValueSchema })),
  /** `2026-04`, oldest first: the months of the period, at least twelve up to its end. Empty for what only counts as of now. */
  months: z.array(z.object({ month: z.string(), value: reviewValueSchema })),
  at: z.int(),
});
export type FigureResponse = z.infer<typeof figureResponseSchema>;

/** POST /api/exports/review → the review as a file: a sheet for each part (XLSX), or a line for each figure (CSV). Needs what the review needs. */
export const exportReviewRequestSchema = z.object({ ...reviewQuerySchema.shape, format: z.enum(EXPORT_FORMATS), language: exportLanguage });

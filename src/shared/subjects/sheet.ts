// Messages of the sheet of a State Resource Centre: how many children, by district, category, department and month,
// who is on several lists, what they need and what they got. Every count is told as `disclose.ts` tells it.
import * as z from 'zod/mini';
import { EXPORT_FORMATS, exportLanguage } from '../desk/exports.ts';
import { placeCode, placeNameSchema } from '../desk/people.ts';

const month = z.string().check(z.regex(/^20\d\d-(?:0[1-9]|1[0-2])$/u));

/** `district` by category, `department`, `overlap` of two categories, `lists` (on how many departments' lists), `service`, `month`. */
export const SHEET_TABLES = ['district', 'department', 'overlap', 'lists', 'service', 'month'] as const;
export type SheetTableKey = (typeof SHEET_TABLES)[number];

/** GET /api/subjects/sheet?place=&from=&to=&category=&source= : of a state or a district; months, both included. */
export const subjectSheetQuerySchema = z.object({
  place: placeCode, from: month, to: month, category: z.optional(z.string().check(z.regex(/^[a-z_]{1,40}$/u))), source: z.optional(placeCode),
});
export type SubjectSheetQuery = z.infer<typeof subjectSheetQuerySchema>;

export const toldCountSchema = z.union([z.int(), z.literal('hidden')]);

export const subjectSheetSchema = z.object({
  place: placeNameSchema,
  from: month, to: month,
  /** Categories and departments that the programme knows; the columns of several tables. */
  categories: z.array(z.string()),
  tables: z.array(z.object({
    key: z.enum(SHEET_TABLES),
    /** A category, or a word `subjects:sheet.column.<column>`. */
    columns: z.array(z.string()),
    /** `of`: place code, category, number of lists, service or month. */
    rows: z.array(z.object({ of: z.string(), values: z.array(z.nullable(toldCountSchema)) })),
    total: z.nullable(z.array(z.nullable(toldCountSchema))),
  })),
  /** Places named in the rows. */
  places: z.array(placeNameSchema),
  /** Counts below this are hidden, all others rounded to its multiples. */
  limit: z.int(),
  /** Server time, milliseconds since 1970. */
  at: z.int(),
});
export type SubjectSheet = z.infer<typeof subjectSheetSchema>;
export type SubjectSheetTable = SubjectSheet['tables'][number];

/** POST /api/exports/subjects → the same as a workbook or CSV. */
export const exportSubjectSheetSchema = z.extend(subjectSheetQuerySchema, { format: z.enum(EXPORT_FORMATS), language: exportLanguage });

// Messages of the desk about loading lists.
//
//   POST /api/imports (the file) ─▶ received: preview, suggested columns ─▶ POST …/start (dry or not)
//   ─▶ GET …/:id until `done` or `failed` ─▶ GET …/report: the bad rows to mend and load again
import * as z from 'zod/mini';
import { placeCode } from '../desk/people.ts';
import { FILE_CODES } from './file-fault.ts';

/** Largest file taken in, after unpacking. */
export const MAX_FILE_BYTES = 300_000_000;

export const fileFaultSchema = z.object({
  /** Words: `import:file.<code>` with `what` and `where`. */
  code: z.enum(FILE_CODES), where: z.optional(z.int()), what: z.optional(z.string()),
});

const targetName = z.string().check(z.regex(/^[a-z][A-Za-z0-9_-]{0,39}$/u));
const columnName = z.string().check(z.minLength(1), z.maxLength(60));
/** Keys of words. */
const columnSchema = { name: z.string(), required: z.boolean(), words: z.string() };

/** GET /api/imports/targets : the lists that she can take in. */
export const importTargetsResponseSchema = z.object({
  targets: z.array(z.object({
    programme: z.string(), target: z.string(),
    /** Key of its title. */
    title: z.string(),
    /** Its rows may be known again by columns that the person chooses. */
    choosesKey: z.boolean(),
    /** Its rows may lie at the state itself. */
    atState: z.optional(z.literal(true)),
    /** Of a list about persons: its category, and the places of the departments for which she may hand it in. */
    subjects: z.optional(z.object({ category: z.string(), sources: z.array(placeCode) })),
    columns: z.array(z.object(columnSchema)),
  })),
});

/**
 * POST /api/imports?place=&programme=&target=&source= with the file as body (`application/octet-stream`,
 * may be gzip by `content-encoding`) and its name, percent-encoded, in the header `x-file-name`.
 */
export const uploadQuerySchema = z.object({
  place: placeCode, programme: targetName, target: targetName,
  /** What the person calls the sender of the list: `epds`. */
  source: z.string().check(z.regex(/^[0-9A-Za-z_-]{1,40}$/u)),
});

export const importStatusSchema = z.object({
  district: z.int(), id: z.string(), programme: z.string(), target: z.string(), source: z.string(), place: z.string(), fileName: z.string(),
  status: z.enum(['uploaded', 'waiting', 'running', 'done', 'failed']), dry: z.boolean(),
  /** Milliseconds since 1970. */
  madeAt: z.int(), endedAt: z.nullable(z.int()),
  /** Lines settled, of how many; the total of a workbook is not known before the end. */
  line: z.int(), totalLines: z.nullable(z.int()),
  rows: z.int(), created: z.int(), changed: z.int(), unchanged: z.int(), faulty: z.int(),
  /** New panchayats, villages and tolas. */
  places: z.int(),
  /** Keys of the words of its columns, and of the whole list. */
  title: z.string(), columnWords: z.record(z.string(), z.string()),
  /** It was taken back. */
  undone: z.boolean(),
  /** Of a list about persons: its category, and rows that the department had there and the file does not name. They stay. */
  category: z.optional(z.string()), absent: z.optional(z.int()),
  fault: z.nullable(fileFaultSchema),
});
export type ImportStatus = z.infer<typeof importStatusSchema>;

const mappedColumnSchema = z.object({
  ...columnSchema,
  /** Which header, counted from 0, it was found to be; null: none. */
  header: z.nullable(z.int()),
  /** 1: known or confirmed before; below: alike, let a person look. */
  sureness: z.number(),
});

/** A file that is no list is an answer too: what is wrong with it and what to do. */
export const uploadResponseSchema = z.union([
  z.object({ ok: z.literal(false), fault: fileFaultSchema }),
  z.object({
    ok: z.literal(true),
    batch: importStatusSchema,
    kind: z.enum(['csv', 'xlsx']), encoding: z.nullable(z.string()), delimiter: z.nullable(z.string()),
    headers: z.array(z.string()),
    /** The first rows as they stand in the file. */
    preview: z.array(z.array(z.string())),
    columns: z.array(mappedColumnSchema),
    /** By which columns a row is known again; null: the list itself says. A suggestion to begin with. */
    key: z.nullable(z.array(z.string())),
    /** A person confirmed these columns before: nothing to ask. */
    remembered: z.boolean(),
    /** Of a list about persons: what to know before it is started. */
    beware: z.optional(z.object({
      /** Its columns or its words are those of another list: key of that one's title. */
      looksLike: z.nullable(z.object({ target: z.string(), title: z.string() })),
      /** Headers, counted from 0, under which names stand that such a list must not hold: nothing of them is shown or taken in. */
      names: z.array(z.int()),
    })),
  }),
]);
export type UploadResponse = z.infer<typeof uploadResponseSchema>;

export const batchParamsSchema = z.object({ district: z.coerce.number().check(z.int()), id: z.string().check(z.regex(/^[0-9a-z]{1,20}$/u)) });

/** POST /api/imports/:district/:id/start → `importStatusSchema`. The mapping is remembered for lists with the same headers. */
export const startImportRequestSchema = z.object({
  /** Column → number of the header from 0. */
  mapping: z.record(z.string().check(z.maxLength(60)), z.int().check(z.minimum(0), z.maximum(999))),
  /** Of a list that lets choose: columns by which a row is known again; none: by all it says. */
  key: z.optional(z.array(columnName).check(z.maxLength(6))),
  /** Only look: count what would happen, write nothing. */
  dry: z.boolean(),
});
export const startImportResponseSchema = z.union([
  z.object({ ok: z.literal(false), fault: fileFaultSchema }),
  z.object({ ok: z.literal(true), batch: importStatusSchema }),
]);

/** GET /api/imports?place= : newest first, at most 100. */
export const importsQuerySchema = z.object({ place: placeCode });
export const importsResponseSchema = z.object({ batches: z.array(importStatusSchema) });

/** GET /api/imports/:district/:id/faults?after= : 100 bad rows after a line, with what is wrong. */
export const faultsQuerySchema = z.object({ after: z.optional(z.coerce.number().check(z.int())) });
export const faultsResponseSchema = z.object({
  rows: z.array(z.object({
    line: z.int(), cells: z.array(z.string()),
    /** Words: `words` with `values` if there, `<programme>:import.<target>.error.<code>` when `ofTarget`, else `import:fault.<code>`, with `other`. */
    faults: z.array(z.object({ code: z.string(), columns: z.array(z.string()), ofTarget: z.boolean(), other: z.optional(z.string()), words: z.optional(z.string()), values: z.optional(z.record(z.string(), z.number())) })),
  })),
});

/**
 * GET /api/imports/:district/:id/report?language=&format= : the bad rows as a file to mend and load again.
 * Offer XLSX first: opening a CSV, a spreadsheet rounds long card numbers.
 */
export const reportQuerySchema = z.object({ format: z.optional(z.enum(['csv', 'xlsx'])), language: z.optional(z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/u))) });

/** GET /api/imports/template?place=&programme=&target=&language= : an empty sheet to fill in. */
export const templateQuerySchema = z.object({ place: placeCode, programme: targetName, target: targetName, language: z.optional(z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/u))) });

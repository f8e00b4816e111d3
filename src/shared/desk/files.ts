// Messages about files of persons online: opening one that this phone may not keep or she may not see by
// herself, the second person's word, what everyone of the office may know of files that are not theirs,
// and handing a file over to another office. A file that there is none of, and one that is not hers to
// know of, look alike.
import * as z from 'zod/mini';
import { LOOK_REASONS } from '../access/look.ts';
import type { Phrase } from '../field-work.ts';
import { placeCode, placeNameSchema } from './people.ts';

/** Milliseconds for which a second person opens a file, and for which a request waits for her. */
export const OPEN_FOR = 4 * 3_600_000;
export const WAITS_FOR = 24 * 3_600_000;

const recordId = z.string().check(z.regex(/^[\x21-\x7e]{1,120}$/u));

export const fileParamsSchema = z.object({ record: recordId });

/**
 * POST /api/files/:record/open : the file as it stands, with the names of the colleagues in it. Every time
 * is one row of the audit log, so the phone writes no `look` of its own for it. 403 `opening-waits`: a second
 * person has been asked; once she has allowed it the same question is answered with the file.
 */
export const openFileRequestSchema = z.object({
  /** Any place of the file's district. */
  place: placeCode,
  reason: z.enum(LOOK_REASONS),
  note: z.optional(z.string().check(z.maxLength(200))),
});
export const openFileResponseSchema = z.object({
  bucket: z.string(),
  /** One record in the wire form of `wire-records.ts`. */
  rows: z.unknown(),
  /** Person id → name. */
  names: z.record(z.string(), z.string()),
});
export type OpenedFile = z.infer<typeof openFileResponseSchema>;

const plain = [z.string(), z.number()] as const;
const bare = z.object({ key: z.string() });
const innermost = z.union([z.object({ key: z.string(), values: z.record(z.string(), z.union(plain)) }), bare]);
const inner = z.union([z.object({ key: z.string(), values: z.record(z.string(), z.union([...plain, innermost])) }), bare]);
/** No deeper than programmes put phrases into phrases. */
const phraseSchema: z.ZodMiniType<Phrase> = z.union([z.object({ key: z.string(), values: z.record(z.string(), z.union([...plain, inner])) }), bare]);

const stateSchema = z.object({ key: z.string(), tone: z.enum(['done', 'todo', 'later', 'closed', 'mend']), word: phraseSchema });

/** Number and state as the programme says them to those who may not know who it is; '' where she may not even know that. */
const maskedParts = { record: z.string(), type: z.string(), title: z.string(), detail: z.nullable(z.union([z.string(), phraseSchema])), state: z.nullable(stateSchema) };

export const openingSchema = z.object({
  id: z.string(),
  ...maskedParts,
  /** The office whose file it is. */
  place: z.string(),
  /** Who asked, why, when. */
  person: z.string(), personName: z.string(), reason: z.enum(LOOK_REASONS), note: z.string(), at: z.int(),
  /** `over`: the hours for which it was opened are past. */
  standing: z.enum(['waiting', 'open', 'over', 'refused']),
  until: z.nullable(z.int()),
  mine: z.boolean(),
  /** She may answer it. */
  answers: z.boolean(),
});
export type Opening = z.infer<typeof openingSchema>;

/** GET /api/files/openings?place= : what waits for her word, and her own requests, of the last day; newest first. */
export const openingsQuerySchema = z.object({ place: placeCode });
export const openingsResponseSchema = z.object({ openings: z.array(openingSchema) });

/** POST /api/files/openings/:id/allow, /refuse ; 409: it has been answered. */
export const openingParamsSchema = z.object({ id: z.string().check(z.regex(/^\d{1,5}\.[0-9A-Za-z_-]{12}$/u)) });
export const openingAnswerSchema = z.object({ until: z.nullable(z.int()) });

export const maskedFileSchema = z.object({
  ...maskedParts,
  /** How it can be opened online: at once, saying why, by a second person, or not by her. */
  leave: z.enum(['yes', 'reason', 'second', 'no']),
});
export type MaskedFile = z.infer<typeof maskedFileSchema>;

/** GET /api/files/masked?place= : files at or below the place that she may know of and that her phone does not hold. */
export const maskedQuerySchema = z.object({ place: placeCode });
export const maskedResponseSchema = z.object({ files: z.array(maskedFileSchema) });

/** POST /api/files/:record/move : to another office of the district that keeps such files. Asking twice under one id moves once. 409 with paths as in `moves.ts`. */
export const moveFileRequestSchema = z.object({
  id: z.string().check(z.regex(/^[0-9A-Za-z_-]{16,40}$/u)),
  /** The office where the file is. */
  place: placeCode,
  office: placeCode,
});
export const moveFileResponseSchema = z.object({ place: placeNameSchema });

// Messages about one person as the centre knows her: what each list said, what she needs and got, who is
// responsible, what comes next. Whose she is stands in `said`, only for those with the duty, and only after a look
// (`sight.ts`). Who holds `match` and not `protect` is answered as if protected rows did not exist, counts included.
import * as z from 'zod/mini';
import { placeCode } from '../desk/people.ts';
import { LOOK_REASONS } from '../access/look.ts';
import { entryId, subjectToken } from './pair.ts';

const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);

/**
 * GET /api/subjects?place=&category=&source=&district=&lists=&covered=&token=&after= : tokens and what is counted of them, no
 * identity, 50 at a time. `lists`: at least so many lists know her. `token`: how hers begins. `covered`: only those with rows
 * that are covered. Category, source and district are asked of one and the same row.
 */
export const subjectsQuerySchema = z.object({
  place: placeCode, category: z.optional(z.string().check(z.maxLength(40))), source: z.optional(placeCode), district: z.optional(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(9_999))),
  lists: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(20))), covered: z.optional(z.literal('yes')), token: z.optional(z.string().check(z.maxLength(12))), after: z.optional(subjectToken),
});
export const subjectRowSchema = z.object({
  token: subjectToken,
  /** LGD code, 0 when not said; what is not known of her: 0 or ''. */
  district: z.int(), sex: z.string(), birthYear: z.int(),
  categories: z.array(z.string()), sources: z.array(placeCode), lists: z.int(),
  /** Codes: still open, and given. */
  needs: z.array(z.string()), services: z.array(z.string()),
  /** ISO day on which somebody met her last; ''. */
  seenDay: z.string(), hasFile: z.boolean(),
  /** Rows that are covered; null to who may not know whether there are any. */
  coveredRows: z.nullable(z.int()),
});
export type SubjectRow = z.infer<typeof subjectRowSchema>;
export const subjectsResponseSchema = z.object({ rows: z.array(subjectRowSchema), next: z.nullable(subjectToken) });

/** GET /api/subjects/counts?place= : rows by list. A department's place: of its own lists; the state: of all that she may know of; where rows are covered, a small number is null. */
export const subjectCountsSchema = z.object({ counts: z.array(z.object({ source: placeCode, category: z.string(), rows: z.nullable(z.int()), lastAt: z.int() })) });

/** What one list said: values by path, with who said it and when. Identity paths only after a look. */
export const subjectEntrySchema = z.object({
  entry: entryId, source: placeCode, category: z.string(), at: z.int(), version: z.int(), how: z.enum(['alone', 'certain', 'person']),
  /** Nothing of it is told without a second person: `said` is empty. */
  covered: z.boolean(),
  said: z.record(z.string(), valueSchema),
});
export type SubjectEntry = z.infer<typeof subjectEntrySchema>;
/** Of her file with those who work for her: no name. */
export const subjectFileSchema = z.object({
  district: z.int(), record: z.string(), place: placeCode,
  /** Code, words `<programme>:state.<code>`. */
  state: z.string(), responsible: z.nullable(z.string()), nextDay: z.nullable(z.string()),
  /** Referrals: to which department, what is asked, since when, until when, its state. */
  referrals: z.array(z.object({ row: z.string(), department: z.string(), service: z.string(), day: z.string(), due: z.nullable(z.string()), state: z.string() })),
});
export type SubjectFile = z.infer<typeof subjectFileSchema>;

/** `identity`: of the rows that name her. `protected`: all that is covered, and with it her identity. */
export const LOOKED_AT = ['identity', 'protected'] as const;
export type LookedAt = (typeof LOOKED_AT)[number];
const leaveSchema = z.enum(['yes', 'second', 'no']);

/** GET /api/subjects/:token?place= : without identity. `protectedRows`: rows that are covered; null to who may not even know whether there are any. */
export const subjectViewSchema = z.object({
  token: subjectToken, district: z.int(), sex: z.string(), birthYear: z.int(),
  entries: z.array(subjectEntrySchema), protectedRows: z.nullable(z.int()), needs: z.array(z.string()), services: z.array(z.string()),
  /** Identity paths on which the lists that she may see differ. */
  differs: z.array(z.string()),
  files: z.array(subjectFileSchema),
  /** How each look can be had now: at once, by a second person, or not by her. */
  looks: z.object({ identity: leaveSchema, protected: leaveSchema }),
  /** What she asked for in the last day and what is not over yet, the latest first. */
  openings: z.array(z.object({ id: z.string(), what: z.enum(LOOKED_AT), standing: z.enum(['asked', 'allowed', 'refused']), until: z.nullable(z.int()) })),
});
export type SubjectView = z.infer<typeof subjectViewSchema>;
export const subjectQuerySchema = z.object({ place: placeCode });
export const subjectParamsSchema = z.object({ token: subjectToken });

/** POST /api/subjects/:token/look : the same with identity. 403 `opening-waits`: a second person has been asked. Each is one row of the audit log. */
export const lookSubjectSchema = z.object({ place: placeCode, what: z.enum(LOOKED_AT), reason: z.enum(LOOK_REASONS), note: z.optional(z.string().check(z.maxLength(200))) });

/** GET /api/subjects/openings?place= : of the last day, what waits for her word and her own. POST /api/subjects/openings/:id { place, allow } : never by who asked; 409: it is answered. */
export const subjectOpeningSchema = z.object({
  id: z.string(), token: subjectToken, what: z.enum(LOOKED_AT), askedBy: z.string(), askedByName: z.string(), askedAt: z.int(), reason: z.enum(LOOK_REASONS), note: z.string(),
  standing: z.enum(['asked', 'allowed', 'refused']), answeredBy: z.nullable(z.string()), until: z.nullable(z.int()), own: z.boolean(),
});
export type SubjectOpening = z.infer<typeof subjectOpeningSchema>;
export const subjectOpeningsSchema = z.object({ openings: z.array(subjectOpeningSchema) });
export const subjectOpeningParamsSchema = z.object({ id: z.string().check(z.regex(/^[0-9A-Za-z_-]{12}$/u)) });
export const answerOpeningSchema = z.object({ place: placeCode, allow: z.boolean() });
export const answeredOpeningSchema = z.object({ until: z.nullable(z.int()) });

/**
 * POST /api/subjects/:token/file : hands her over to the unit of her district, which begins a file. What is covered goes with her
 * only while it is open to who hands her over. Asked again: the same file. 400 `unit`: no unit that keeps such files, or not of her district.
 */
export const beginFileSchema = z.object({ place: placeCode, unit: placeCode, reason: z.enum(LOOK_REASONS) });
export const beganFileSchema = z.object({ district: z.int(), record: z.string(), place: placeCode });

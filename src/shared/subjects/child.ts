// Messages about one person as the centre knows her: what each list said, what she needs and got, who is
// responsible, what comes next. Whose she is stands in `who`, only for those with the duty.
import * as z from 'zod/mini';
import { placeCode } from '../desk/people.ts';
import { LOOK_REASONS } from '../access/look.ts';
import { entryId, subjectToken } from './pair.ts';

const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);

/** GET /api/subjects?place=&category=&source=&district=&lists=&after= : tokens and what is counted of them, no identity. `lists`: at least so many lists know her. */
export const subjectsQuerySchema = z.object({
  place: placeCode, category: z.optional(z.string()), source: z.optional(placeCode), district: z.optional(z.coerce.number().check(z.int())),
  lists: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(20))), token: z.optional(z.string().check(z.maxLength(12))), after: z.optional(subjectToken),
});
export const subjectRowSchema = z.object({
  token: subjectToken, district: z.int(), sex: z.string(), birthYear: z.int(), categories: z.array(z.string()), lists: z.int(),
  needs: z.array(z.string()), services: z.array(z.string()), seenDay: z.string(), hasFile: z.boolean(),
});
export type SubjectRow = z.infer<typeof subjectRowSchema>;
export const subjectsResponseSchema = z.object({ rows: z.array(subjectRowSchema), next: z.nullable(subjectToken) });

/** What one list said: values by path, with who said it and when. Identity paths only where she may see them. */
export const subjectEntrySchema = z.object({
  entry: entryId, source: placeCode, category: z.string(), at: z.int(), version: z.int(), how: z.enum(['alone', 'certain', 'person']), covered: z.boolean(),
  said: z.record(z.string(), valueSchema),
});
/** Of her file with those who work for her: no name. */
export const subjectFileSchema = z.object({
  district: z.int(), record: z.string(), place: placeCode, state: z.string(), responsible: z.nullable(z.string()), nextDay: z.nullable(z.string()),
  /** Referrals: to which department, what is asked, since when, until when, its state. */
  referrals: z.array(z.object({ row: z.string(), department: z.string(), service: z.string(), day: z.string(), due: z.nullable(z.string()), state: z.string() })),
});

/** GET /api/subjects/:token?place= : without identity. `protectedRows`: rows that are covered; null to who may not even know whether there are any. */
export const subjectViewSchema = z.object({
  token: subjectToken, entries: z.array(subjectEntrySchema), protectedRows: z.nullable(z.int()), needs: z.array(z.string()), services: z.array(z.string()),
  files: z.array(subjectFileSchema), hold: z.boolean(),
  /** What was asked for and not yet answered, or is open now. */
  opening: z.nullable(z.object({ what: z.enum(['identity', 'protected']), standing: z.enum(['asked', 'allowed', 'refused']), until: z.nullable(z.int()) })),
});
export type SubjectView = z.infer<typeof subjectViewSchema>;
export const subjectQuerySchema = z.object({ place: placeCode });

/** POST /api/subjects/:token/look : the same with identity. 403 `opening-waits`: a second person has been asked. Each is a row of the audit log. */
export const lookSubjectSchema = z.object({ place: placeCode, what: z.enum(['identity', 'protected']), reason: z.enum(LOOK_REASONS), note: z.optional(z.string().check(z.maxLength(200))) });

/** GET /api/subjects/openings?place= , POST /api/subjects/openings/:id { place, allow } : never by who asked. */
export const subjectOpeningSchema = z.object({
  id: z.string(), token: subjectToken, what: z.enum(['identity', 'protected']), askedBy: z.string(), askedByName: z.string(), askedAt: z.int(), reason: z.enum(LOOK_REASONS), note: z.string(),
  standing: z.enum(['asked', 'allowed', 'refused']), answeredBy: z.nullable(z.string()), until: z.nullable(z.int()), own: z.boolean(),
});
export const subjectOpeningsSchema = z.object({ openings: z.array(subjectOpeningSchema) });
export const answerOpeningSchema = z.object({ place: placeCode, allow: z.boolean() });

// Messages about what a person of the lists may ask for, how long what is known of her is kept, and her erasure for
// good. Nothing in them says whose it is: she is a token.
import * as z from 'zod/mini';
import { ERASE_REASONS } from '../desk/erase.ts';
import { isoDay, placeCode, shortId } from '../desk/people.ts';
import { subjectToken } from './pair.ts';

/** A copy of what is known of her, a correction, erasure (DPDP Act 2023 s.11, s.12). Words `subjects:rights.kind.<kind>`. */
export const REQUEST_KINDS = ['copy', 'correction', 'erasure'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];
/** Words `subjects:rights.from.<who>`. */
export const REQUESTERS = ['child', 'parent', 'guardian', 'committee', 'court'] as const;
/** Who may order that nothing is erased. Words `subjects:rights.authority.<who>`. */
export const HOLD_AUTHORITIES = ['court', 'committee', 'police', 'audit'] as const;

/** The clock that the answer runs by. */
export function clockOfRequest(kind: RequestKind): string {
  return `rights-${kind}`;
}

/** The number of years for which rows of the category are kept after the list last said anything of her. */
export function yearsKept(category: string): string {
  return `keepYears-${category}`;
}

const note = z.string().check(z.maxLength(500));

/** POST /api/subjects/requests, and /api/subjects/requests/:id to answer it. */
export const makeRequestSchema = z.object({ place: placeCode, token: subjectToken, kind: z.enum(REQUEST_KINDS), from: z.enum(REQUESTERS), day: isoDay, note: z.optional(note) });
export const answerRequestSchema = z.object({ place: placeCode, outcome: z.enum(['done', 'refused']), note: z.optional(note) });
/** POST /api/subjects/holds, and /api/subjects/holds/:id/end. */
export const makeHoldSchema = z.object({ place: placeCode, token: subjectToken, authority: z.enum(HOLD_AUTHORITIES) });
export const atPlaceSchema = z.object({ place: placeCode });
/** POST /api/subjects/erasures: asks for it, with the end of the token typed by hand. Another person confirms: /api/subjects/erasures/:id. 409: a hold stands against it. */
export const askErasureSchema = z.object({ place: placeCode, token: subjectToken, reason: z.enum(ERASE_REASONS), typed: z.string().check(z.maxLength(12)) });
export const answerErasureSchema = z.object({ place: placeCode, confirm: z.boolean() });
export const erasedSubjectSchema = z.object({ rows: z.int(), files: z.int() });
/** POST /api/subjects/retention: erases what a category's years have run out for, so many rows at most in one go. */
export const releaseSchema = z.object({ place: placeCode, category: z.string().check(z.regex(/^[a-z_]{1,40}$/u)), years: z.int() });
export const releasedSchema = z.object({ rows: z.int(), left: z.int() });
export const rightParamsSchema = z.object({ id: shortId });
export const madeRightSchema = z.object({ id: z.string() });
export const doneSchema = z.object({ ok: z.literal(true) });

const tokens = z.array(z.string());

/** GET /api/subjects/rights?place= */
export const rightsSchema = z.object({
  requests: z.array(z.object({
    id: z.string(), tokens, kind: z.enum(REQUEST_KINDS), from: z.enum(REQUESTERS), day: z.string(), due: z.string(), overdue: z.boolean(), standing: z.enum(['open', 'done', 'refused']), note: z.string(),
    /** Departments whose lists would have to be put right. */
    sources: z.array(z.string()),
  })),
  holds: z.array(z.object({ id: z.string(), tokens, authority: z.enum(HOLD_AUTHORITIES), by: z.string(), at: z.int(), endedAt: z.nullable(z.int()) })),
  erasures: z.array(z.object({ id: z.string(), tokens, reason: z.enum(ERASE_REASONS), by: z.string(), at: z.int(), standing: z.enum(['asked', 'done', 'refused']), rows: z.nullable(z.int()), own: z.boolean(), held: z.boolean() })),
  retention: z.array(z.object({ category: z.string(), years: z.int(), rows: z.int(), due: z.int(), held: z.int() })),
  /** Rows that no list can bring back. */
  denied: z.int(),
});
export type SubjectRights = z.infer<typeof rightsSchema>;

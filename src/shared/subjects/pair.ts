// Messages about rows that could be one person: the queue, and what somebody decides.
import * as z from 'zod/mini';
import { placeCode } from '../desk/people.ts';
import { BANDS, COMPARED, LIKENESSES } from '../people/same-person/judged.ts';

export const entryId = z.string().check(z.regex(/^[0-9A-Za-z_-]{8,32}$/u));
/** `7K3-F9QX`: letters that cannot be taken for one another, the last a check. */
export const subjectToken = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}$/u));

export const PAIR_STANDINGS = ['open', 'joined', 'apart', 'later'] as const;
export type PairStanding = (typeof PAIR_STANDINGS)[number];

/**
 * One row as it may be shown to who asks: what of her identity she may see, by path, as written in the list.
 * `covered`: whose it is stands behind the token, and only the reasons say how alike the rows are.
 */
export const sideSchema = z.object({
  entry: entryId, token: subjectToken, source: placeCode, category: z.string(), covered: z.boolean(),
  /** When the row was loaded, milliseconds since 1970. */
  at: z.int(),
  /** `name`, `father`, `birthDay`, … → text. */
  said: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Rows that are known to be about the same person already. */
  others: z.int(),
});
export type PairSide = z.infer<typeof sideSchema>;

export const pairSchema = z.object({
  a: sideSchema, b: sideSchema, score: z.number(), band: z.enum(BANDS), standing: z.enum(PAIR_STANDINGS),
  reasons: z.array(z.object({ field: z.enum(COMPARED), how: z.enum(LIKENESSES) })),
  by: z.nullable(z.string()), at: z.int(),
});
export type SubjectPair = z.infer<typeof pairSchema>;

/** GET /api/subjects/pairs?place=&standing=&category=&after= : surest first, 20 at a time. Showing a name is a look in the audit log. */
export const pairsQuerySchema = z.object({
  place: placeCode, standing: z.optional(z.enum(PAIR_STANDINGS)), category: z.optional(z.string()), district: z.optional(z.coerce.number().check(z.int())),
  after: z.optional(z.string().check(z.maxLength(200))),
});
export const pairsResponseSchema = z.object({ pairs: z.array(pairSchema), open: z.int(), next: z.nullable(z.string()) });

/**
 * POST /api/subjects/pairs → `pairSchema` : 409 `conflict` when somebody else has decided meanwhile, or one of the two is joined
 * to a row told apart from the other. `again`: what was said last of the two is taken back; they are asked anew.
 */
export const PAIR_DECISIONS = ['same', 'different', 'later', 'again'] as const;
export type PairDecision = (typeof PAIR_DECISIONS)[number];
export const decidePairSchema = z.object({ place: placeCode, a: entryId, b: entryId, decision: z.enum(PAIR_DECISIONS), why: z.optional(z.string().check(z.maxLength(300))) });

/** POST /api/subjects/:token/part : takes rows out of a person again, to a token of their own; told apart from then on. */
export const partSchema = z.object({ place: placeCode, entries: z.array(entryId).check(z.minLength(1), z.maxLength(50)), why: z.string().check(z.minLength(3), z.maxLength(300)) });
export const partResponseSchema = z.object({ token: subjectToken });

/** POST /api/subjects/:token/join → `partResponseSchema` : by hand, without the rows having been found alike; told as a joining of all rows of both. */
export const joinSchema = z.object({ place: placeCode, with: subjectToken, why: z.string().check(z.minLength(3), z.maxLength(300)) });

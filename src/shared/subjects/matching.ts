// Messages about the comparison of all rows: how far it is, what it found, and its turning back.
import * as z from 'zod/mini';
import { placeCode, shortId } from '../desk/people.ts';

/** `running`: rows are compared. `joining`: what is certain is being joined. `turning`: that is being turned back. */
export const RUN_STANDINGS = ['running', 'joining', 'done', 'turning', 'turned'] as const;
export type RunStanding = (typeof RUN_STANDINGS)[number];

export const matchRunSchema = z.object({
  id: shortId, standing: z.enum(RUN_STANDINGS), begunAt: z.int(), endedAt: z.nullable(z.int()),
  /** Rows: compared so far, of so many. */
  done: z.int(), of: z.int(),
  /** Pairs found: certain, for a person to look at; no longer alike and taken out of the queue. From here on null to who may not know of covered rows. */
  certain: z.nullable(z.int()), asked: z.nullable(z.int()), dropped: z.nullable(z.int()),
  /** Of the certain: joined by the rule; left to a person, because a pair told apart or another row of the same list stands against it. */
  joined: z.nullable(z.int()), refused: z.nullable(z.int()),
  /** Groups of rows too large to be looked through: their rows are compared by what else they say. */
  skipped: z.nullable(z.int()),
});
export type MatchRun = z.infer<typeof matchRunSchema>;

/** GET /api/subjects/matching?place= : the latest runs first. */
export const matchingQuerySchema = z.object({ place: placeCode });
export const matchingResponseSchema = z.object({
  runs: z.array(matchRunSchema),
  /** Rows that came or changed since they were last compared. */
  waiting: z.int(),
  /** Rows were last compared all anew by rules that are no longer those of now. */
  rulesChanged: z.boolean(),
});
export type Matching = z.infer<typeof matchingResponseSchema>;

/** POST /api/subjects/matching : all rows wait to be compared anew → `matchingResponseSchema`. */
export const matchAllSchema = z.object({ place: placeCode });

/** POST /api/subjects/matching/:run/back : what the rule joined in the run is turned back, and waits for a person. 409 `conflict`: the run is not done, or turned back already. */
export const turnBackParamsSchema = z.object({ run: shortId });
export const turnBackSchema = z.object({ place: placeCode, why: z.string().check(z.minLength(3), z.maxLength(300)) });

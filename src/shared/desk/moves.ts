// Messages of the desk about moving families: a tola is split, or two are joined.
import * as z from 'zod/mini';
import { cleanLine, placeCode, placeNameSchema } from './people.ts';

/** Most records in one move. */
export const MOST_MOVED = 1_000;

const tolaName = z.string().check(z.trim(), z.minLength(1), z.maxLength(60), cleanLine);

/**
 * POST /api/moves: takes records from one place to another of the same district. Needs the right to manage
 * people at both places, and to read the records. Asking twice under one id moves once.
 * 409 with a path: `records` some are no longer there, `name` the village has a tola of that name,
 * `district` the places lie in two districts, `to` it is the same place, `id` another move has this id.
 */
export const moveRequestSchema = z.object({
  /** Made by whoever asks. */
  id: z.string().check(z.regex(/^[0-9A-Za-z_-]{16,40}$/u)),
  from: placeCode,
  to: z.union([
    z.object({ place: placeCode }),
    /** A new tola of the village; `en`: in Roman letters, where it is known. */
    z.object({ village: placeCode, hi: tolaName, en: z.optional(tolaName) }),
  ]),
  records: z.array(z.string().check(z.regex(/^[\x21-\x7e]{1,120}$/u))).check(z.minLength(1), z.maxLength(MOST_MOVED)),
});
export type MoveRequest = z.infer<typeof moveRequestSchema>;

/** Where they are now, and how many they are. */
export const moveResponseSchema = z.object({ place: placeNameSchema, records: z.int() });

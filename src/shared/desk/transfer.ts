// Messages of the desk about a transfer: what is still open with someone who goes, and who takes over.
import * as z from 'zod/mini';
import { ROLES } from '../access/table.ts';
import { deskGrantSchema, deskPersonSchema, isoDay, placeCode, shortId } from './people.ts';

/** What is still to be done at a place, from sums; null: not counted at places so high. */
export const openWorkSchema = z.object({
  /** Doors on the list, and those of them not yet visited. */
  doors: z.int(), left: z.int(),
  /** Counts of what is begun and not finished, words `<programme>:count.<count>`. */
  unfinished: z.array(z.object({ programme: z.string(), count: z.string(), number: z.int() })),
});
export type OpenWork = z.infer<typeof openWorkSchema>;

export const takerSchema = z.object({
  person: z.string(), name: z.string(),
  /** Holds the role there already: nothing has to be given. */
  has: z.boolean(),
  /** Works at the same place, whatever her role. */
  near: z.boolean(),
});
export type Taker = z.infer<typeof takerSchema>;

/** GET /api/people/:person/transfer : her grants that are not over and that the asker may give. */
export const transferResponseSchema = z.object({
  person: deskPersonSchema,
  /** How many grants she has where the asker keeps no people. */
  elsewhere: z.int(),
  places: z.array(z.object({
    grant: deskGrantSchema,
    work: z.nullable(openWorkSchema),
    /** Records in which answers differ and wait for a person's choice. */
    contested: z.nullable(z.int()),
    /** Open files of persons that she is responsible for; null: her role keeps none. */
    files: z.nullable(z.int()),
    takers: z.array(takerSchema),
  })),
});
export type TransferView = z.infer<typeof transferResponseSchema>;

/**
 * POST /api/people/:person/transfer : all her grants that the asker may give end on `to`, others take over from the
 * day after, and she begins elsewhere: all of it or nothing. Refusals: `conflict` when her grants are
 * not those seen any more, `last-administrator`.
 */
export const transferRequestSchema = z.object({
  /** Her last day here. */
  to: isoDay,
  seen: z.array(z.object({ id: shortId, version: z.int().check(z.minimum(1), z.maximum(2_000_000_000)) })).check(z.minLength(1), z.maxLength(100)),
  /** Who takes over which grant; of one that is not named nobody does, yet. */
  takers: z.array(z.object({ grant: shortId, person: shortId })).check(z.maxLength(100)),
  next: z.nullable(z.object({ role: z.enum(ROLES), place: placeCode, from: isoDay })),
});
export type TransferRequest = z.infer<typeof transferRequestSchema>;

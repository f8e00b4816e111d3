// Messages of the desk about rescue files: loaded at an office, where only numbers are told.
import * as z from 'zod/mini';
import { sealedRequestSchema } from '../sync/sealed.ts';
import { placeCode } from './people.ts';

/** POST /api/held/rescue: a part of a rescue file, loaded by someone who settles held work at that place. */
export const loadRescueRequestSchema = z.extend(sealedRequestSchema, { place: placeCode });
export const loadRescueResponseSchema = z.object({
  /** Changes that are with the server now, those of them that wait for a decision, and those it would not take. */
  received: z.int(), held: z.int(), refused: z.int(),
});
export type LoadRescueResponse = z.infer<typeof loadRescueResponseSchema>;

// Messages of the desk about phones: who has not been heard of, and what still lies on which phone.
import * as z from 'zod/mini';
import { placeCode, placeNameSchema } from './people.ts';

export const deskPhoneSchema = z.object({
  device: z.string(),
  person: z.string(), personName: z.string(),
  /** Where she works today. */
  places: z.array(placeNameSchema),
  /** Milliseconds since 1970. */
  enrolledAt: z.int(),
  lastSeen: z.nullable(z.int()),
  /** Changes not yet sent, as the phone said at its last contact. */
  unsent: z.int(),
  /** Her changes that wait here for her or for a decision, now. */
  held: z.int(),
  /** Numbers of its changes that never arrived although later ones did. */
  missing: z.int(),
  app: z.string(),
});
export type DeskPhone = z.infer<typeof deskPhoneSchema>;

/** GET /api/phones?place= : phones in use of those who work at or below the place today, longest silent first; at most 10,000. */
export const phonesQuerySchema = z.object({ place: placeCode });
export const phonesResponseSchema = z.object({
  phones: z.array(deskPhoneSchema),
  /** Version of the app that the server serves today. */
  app: z.string(),
});

// Messages of the desk about assignments: which mitra works in which village or tola.
// An assignment is a mitra's grant; setting one adds a grant, clearing one ends it.
import * as z from 'zod/mini';
import { PLACE_LEVELS } from '../place/place.ts';
import { placeCode, placeNameSchema, shortId } from './people.ts';

export const assignedSchema = z.object({ grant: z.string(), person: z.string(), name: z.string(), from: z.string() });

export const assignmentRowSchema = z.object({
  code: z.string(), hi: z.string(), en: z.string(), level: z.enum(PLACE_LEVELS),
  /** Families listed in the records of the place, for sharing out the work. */
  records: z.int(),
  /** Families of the list not yet visited; null above the block. */
  left: z.nullable(z.int()),
  mitras: z.array(assignedSchema),
  /** Mitras of a place above who therefore also work here. */
  fromAbove: z.array(assignedSchema),
});
export type AssignmentRow = z.infer<typeof assignmentRowSchema>;

/** GET /api/assignments?place= : the places directly below (or the place itself when it is a tola). */
export const assignmentsQuerySchema = z.object({ place: placeCode });
export const assignmentsResponseSchema = z.object({
  rows: z.array(assignmentRowSchema),
  /** Mitras who may be chosen: all with a current grant in the same block. */
  mitras: z.array(z.object({ person: z.string(), name: z.string(), places: z.int() })),
});

/** GET /api/assignments/people?place= : every mitra who works at or below the place, with her places there. */
export const assigneeSchema = z.object({
  person: z.string(), name: z.string(), places: z.array(placeNameSchema),
  /** Families of the list at her places there, and those not yet visited. */
  families: z.int(), left: z.int(),
});
export type Assignee = z.infer<typeof assigneeSchema>;
export const assigneesResponseSchema = z.object({ people: z.array(assigneeSchema) });

/** POST /api/assignments → `assignmentResponseSchema`. Setting what is set already changes nothing. */
export const setAssignmentRequestSchema = z.object({ person: shortId, place: placeCode });
export const assignmentResponseSchema = z.object({ grant: z.string() });

/** POST /api/assignments/clear */
export const clearAssignmentRequestSchema = z.object({ grant: shortId });

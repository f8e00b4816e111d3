// Messages of the desk about taking a loaded list back.
//
//   POST …/:id/undo (dry) ─▶ GET …/undo until `done`: how much would go, what stays and why
//   ─▶ POST …/:id/undo with a reason ─▶ the same, done ─▶ GET …/undo/report: what stayed
import * as z from 'zod/mini';

/** Words: `import:undo.reason.<code>`. */
export const UNDO_REASONS = ['wrong-file', 'wrong-place', 'wrong-columns', 'old-list', 'other'] as const;
export type UndoReason = (typeof UNDO_REASONS)[number];

/**
 * Why something stays, words `import:undo.kept.<code>`: a person wrote in the record since; a later list
 * speaks of it; work on it waits to be settled; it was moved; a photo belongs to it; another record names
 * it; a value was written anew; the number it had before is another's now.
 */
export const KEPT_REASONS = ['written', 'later-list', 'waiting', 'moved', 'photo', 'named', 'value-written', 'number-taken'] as const;
export type KeptReason = (typeof KEPT_REASONS)[number];

export const undoStatusSchema = z.object({
  status: z.enum(['waiting', 'running', 'done']),
  /** Only looked. */
  dry: z.boolean(),
  reason: z.nullable(z.enum(UNDO_REASONS)),
  at: z.int(), endedAt: z.nullable(z.int()),
  /** Changes of the list settled, of how many. */
  done: z.int(), total: z.int(),
  /** Records that go, records that get earlier values back, records not there any more, entries on the list of what stays. */
  gone: z.int(), restored: z.int(), absent: z.int(), kept: z.int(),
  why: z.partialRecord(z.enum(KEPT_REASONS), z.int()),
});
export type UndoStatus = z.infer<typeof undoStatusSchema>;

/** GET /api/imports/:district/:id/undo */
export const undoResponseSchema = z.object({ undo: z.nullable(undoStatusSchema) });

/** POST /api/imports/:district/:id/undo → `undoResponseSchema`. Not dry: with a reason. */
export const undoRequestSchema = z.union([
  z.strictObject({ dry: z.literal(true) }),
  z.strictObject({ dry: z.literal(false), reason: z.enum(UNDO_REASONS) }),
]);

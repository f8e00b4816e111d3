// Messages of the audit log: who did what at the desk, and who looked at protected history.
import * as z from 'zod/mini';
import { LOOK_REASONS } from '../access/look.ts';
import { placeCode } from './people.ts';

export const AUDIT_ACTS = [
  'person-created', 'identity-set', 'grant-added', 'grant-ended', 'code-made', 'device-enrolled', 'device-revoked',
  'assignment-set', 'assignment-cleared', 'held-applied', 'held-closed', 'held-withdrawn', 'rescue-loaded', 'history-read', 'held-read', 'record-moved', 'photo-read', 'record-erased',
  'files-sent', 'file-opened', 'file-named', 'file-printed', 'file-searched', 'opening-asked', 'opening-allowed', 'opening-refused',
  'subject-looked', 'subject-uncovered', 'subject-asked', 'subject-allowed', 'subject-refused', 'subject-filed', 'referral-answered',
  'subject-erase-asked', 'subject-erased', 'subject-held', 'subject-released', 'subject-request', 'subject-request-answered', 'subject-rows-released',
  'pairs-shown', 'pair-joined', 'pair-apart', 'pair-later', 'pair-again', 'rows-parted', 'subjects-joined', 'matching-begun', 'matching-turned',
  'import', 'import-undone', 'export', 'export-taken', 'token-made', 'token-revoked', 'token-used', 'webhook-made', 'webhook-ended',
  'grant-changed', 'person-renamed', 'people-loaded', 'transferred', 'place-added', 'place-renamed', 'place-divided', 'place-joined', 'audit-checked',
] as const;
export type AuditAct = (typeof AUDIT_ACTS)[number];

export const auditItemSchema = z.object({
  district: z.int(), n: z.int(), at: z.int(), act: z.enum(AUDIT_ACTS),
  actor: z.string(), actorName: z.string(),
  /** Where it was done, and the id of the person, grant, device, record or change it was done to. */
  place: z.string(), subject: z.string(),
  /** Why a file was looked at or asked for: a code, words `cases:reason.<code>`. */
  reason: z.optional(z.enum(LOOK_REASONS)),
});
export type AuditItem = z.infer<typeof auditItemSchema>;

/** GET /api/audit?place=&before= : newest first, 100 at a time; `before` is the last `n` received. */
export const auditQuerySchema = z.object({ place: placeCode, before: z.optional(z.coerce.number().check(z.int())) });
export const auditResponseSchema = z.object({
  items: z.array(auditItemSchema),
  more: z.boolean(),
  /** Every row listed fits the row before it in its chain. */
  unbroken: z.boolean(),
});

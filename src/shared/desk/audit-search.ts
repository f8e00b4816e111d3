// Messages of searching, checking and taking out the audit log. Names are asked for in bodies, never in an address.
import * as z from 'zod/mini';
import { AUDIT_ACTS, auditItemSchema } from './audit.ts';
import { cleanLine, isoDay, placeCode } from './people.ts';

const words = z.string().check(z.trim(), z.maxLength(100), cleanLine);

/** All that is given must hold. Days are whole local days. */
export const auditFilterSchema = z.object({
  place: placeCode,
  acts: z.optional(z.array(z.enum(AUDIT_ACTS)).check(z.maxLength(AUDIT_ACTS.length))),
  /** Who did it: the beginning of a name or of a part of it. */
  who: z.optional(words),
  /** To whom or what: an id, or a person's name, which stands for her grants and phones too. */
  what: z.optional(words),
  from: z.optional(isoDay), to: z.optional(isoDay),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

/** POST /api/audit/search : newest first, 100 at a time; `before` is the last `n` received. */
export const auditSearchRequestSchema = z.extend(auditFilterSchema, { before: z.optional(z.int().check(z.minimum(1))) });
export const foundAuditSchema = z.extend(auditItemSchema, {
  /** Whose it is or was, where the subject is a person, her grant or her phone. */
  subjectName: z.optional(z.string()),
});
export type FoundAudit = z.infer<typeof foundAuditSchema>;
export const auditSearchResponseSchema = z.object({
  items: z.array(foundAuditSchema),
  more: z.boolean(),
  /** The newest listed row that does not fit the one before it; null: all listed fit. */
  broken: z.nullable(z.int()),
});

/** GET /api/audit/chains?place= : the chains that can be checked from there, and how long each is. */
export const chainsQuerySchema = z.object({ place: placeCode });
export const chainsResponseSchema = z.object({ chains: z.array(z.object({ district: z.int(), hi: z.string(), en: z.string(), rows: z.int() })) });

/**
 * POST /api/audit/check : checks a piece of a district's chain after row `after`. Asked again with the `checked` of the
 * answer until it is `done` or says which row is `broken`. The end is noted in the log.
 */
export const checkChainRequestSchema = z.object({ place: placeCode, district: z.int().check(z.minimum(0), z.maximum(9999)), after: z.int().check(z.minimum(0)) });
export const checkChainResponseSchema = z.object({ checked: z.int(), rows: z.int(), done: z.boolean(), broken: z.nullable(z.int()) });

/** POST /api/audit/export → the file. Why it is taken out is kept in the log itself. */
export const exportAuditRequestSchema = z.extend(auditFilterSchema, {
  reason: z.string().check(z.trim(), z.minLength(5), z.maxLength(200)), language: z._default(z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/u)), 'hi'),
});

// Messages of the desk about held changes: work that arrived but could not be applied.
import * as z from 'zod/mini';
import { HELD_CODES } from '../sync/protocol.ts';
import { cleanLine, placeCode } from './people.ts';

export const HELD_STATUSES = ['open', 'mended', 'applied', 'closed', 'withdrawn'] as const;

export const heldItemSchema = z.object({
  /** Change id, or `?<hash>` for what could not be read. */
  id: z.string(), district: z.int(),
  code: z.enum(HELD_CODES), paths: z.array(z.string()),
  status: z.enum(HELD_STATUSES),
  /** When it arrived, milliseconds since 1970. */
  at: z.int(),
  person: z.string(), personName: z.string(), device: z.string(),
  record: z.nullable(z.string()), type: z.nullable(z.string()), bucket: z.nullable(z.string()),
  /** Milliseconds since 1970 by the phone's clock. */
  deviceTime: z.nullable(z.int()),
  /** What she wrote; null unless the reader may read records of that class there, or it is unreadable. */
  values: z.nullable(z.record(z.string(), z.unknown())),
  /** What its author was told when it was closed. */
  note: z.nullable(z.string()),
});
export type HeldItem = z.infer<typeof heldItemSchema>;

/** GET /api/held?place=&status= : newest first, at most 200. */
export const heldQuerySchema = z.object({ place: placeCode, status: z.optional(z.enum(HELD_STATUSES)) });
export const heldResponseSchema = z.object({ items: z.array(heldItemSchema) });

/**
 * POST /api/held/settle. `apply`: judge it again, the settler vouching for access; `close`: it will not be
 * applied (what was handed in stays kept). `note` is kept in the audit log, `toAuthor` is shown to the
 * author on her phone: no personal data in either.
 */
export const settleHeldRequestSchema = z.object({
  district: z.int(), id: z.string().check(z.regex(/^[\x21-\x7e]{1,120}$/u)), action: z.enum(['apply', 'close']),
  note: z.optional(z.string().check(z.maxLength(200), cleanLine)),
  toAuthor: z.optional(z.string().check(z.maxLength(200), cleanLine)),
});
/** `code` says why it still cannot be applied. */
export const settleHeldResponseSchema = z.object({ status: z.enum(HELD_STATUSES), code: z.optional(z.enum(HELD_CODES)), paths: z.optional(z.array(z.string())) });

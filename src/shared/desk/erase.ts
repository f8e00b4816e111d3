// Messages about erasing a record for good. Nothing in them says whose it is.
import * as z from 'zod/mini';

/** Why; words in `locales/<language>/desk.json` under `erase.reason.<code>`. */
export const ERASE_REASONS = ['asked', 'mistake', 'order'] as const;
export type EraseReason = (typeof ERASE_REASONS)[number];

const recordId = z.string().check(z.regex(/^[0-9A-Za-z_.:-]{1,64}$/u));
const district = z.coerce.number().check(z.int(), z.minimum(1), z.maximum(2 ** 31 - 1));

/** GET /api/erase/:district/:record : what would go. */
export const eraseParamsSchema = z.object({ district, record: recordId });
export const eraseLookSchema = z.object({
  record: z.string(), type: z.string(), bucket: z.string(),
  changes: z.int(), held: z.int(), photos: z.int(),
  /** First and last change taken by the server, milliseconds since 1970. */
  from: z.int(), to: z.int(),
  /** Other records that name it; what they say stays. */
  namedBy: z.array(z.object({ record: z.string(), type: z.string() })),
});
export type EraseLook = z.infer<typeof eraseLookSchema>;

/** POST /api/erase/:district/:record. `typed`: the last four characters of the record's id, typed by hand. */
export const eraseRequestSchema = z.object({ reason: z.enum(ERASE_REASONS), typed: z.string().check(z.maxLength(64)) });
/** What went. */
export const eraseResponseSchema = z.object({ changes: z.int(), held: z.int(), photos: z.int() });

export function isTypedRight(record: string, typed: string): boolean {
  return typed.trim().toLowerCase() === record.slice(-TYPED_LENGTH).toLowerCase();
}

export const TYPED_LENGTH = 4;

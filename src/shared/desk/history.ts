// The history of one record: every change ever applied to it, in the server's order.
import * as z from 'zod/mini';
import { placeCode } from './people.ts';

export const historyItemSchema = z.object({
  id: z.string(), seq: z.int(),
  /** When the server took it; when the phone says it was captured. Milliseconds since 1970. */
  at: z.int(), deviceTime: z.int(),
  author: z.string(), authorName: z.string(),
  form: z.nullable(z.string()),
  values: z.record(z.string(), z.unknown()),
  replaces: z.record(z.string(), z.array(z.string())),
});
export type HistoryItem = z.infer<typeof historyItemSchema>;

/** GET /api/history/:record?place= : `place` is any place of the record's district. */
export const historyParamsSchema = z.object({ record: z.string().check(z.regex(/^[0-9A-Za-z_.:-]{1,64}$/u)) });
export const historyQuerySchema = z.object({ place: placeCode });
export const historyResponseSchema = z.object({
  record: z.string(), type: z.string(), bucket: z.string(), items: z.array(historyItemSchema),
});

// Messages of connecting other programs: tokens that read, and webhooks that tell.
import * as z from 'zod/mini';
import { cleanLine, isoDay, placeCode, shortId } from './people.ts';

/** Classes of records that name nobody: any token may be given them. */
export const OPEN_CLASSES: ReadonlySet<string> = new Set(['notice', 'mission', 'direction']);
/** Classes that name people at their doors: only by name of the type, and with a reason. No other class ever goes out. */
export const EXPLICIT_CLASSES: ReadonlySet<string> = new Set(['family', 'group']);
/** Longest life of a token, in days. */
export const TOKEN_DAYS = 365;

const name = z.string().check(z.trim(), z.minLength(3), z.maxLength(80), cleanLine);

export const tokenSchema = z.object({
  id: z.string(), name: z.string(), place: z.string(),
  /** The sheet and the review. */
  counts: z.boolean(),
  types: z.array(z.string()),
  madeBy: z.string(), madeAt: z.int(), expiresAt: z.int(), revokedAt: z.nullable(z.int()), lastUsedAt: z.nullable(z.int()),
});
export type Token = z.infer<typeof tokenSchema>;

/** GET /api/connect/tokens?place= : those at or below the place; and the types that she may give to one. */
export const connectQuerySchema = z.object({ place: placeCode });
export const tokensResponseSchema = z.object({
  tokens: z.array(tokenSchema),
  types: z.array(z.object({ programme: z.string(), type: z.string(), named: z.boolean() })),
});

/** POST /api/connect/tokens : needs `connect` at the place, and to read there what the token shall read. */
export const makeTokenRequestSchema = z.object({
  name, place: placeCode, counts: z.boolean(), types: z.array(z.string().check(z.maxLength(60))).check(z.maxLength(20)),
  /** Last day on which it works. */
  until: isoDay,
  /** Asked for types that name people. */
  reason: z.optional(z.string().check(z.trim(), z.minLength(5), z.maxLength(200), cleanLine)),
});
export type MakeTokenRequest = z.infer<typeof makeTokenRequestSchema>;
/** The token is shown this once. */
export const makeTokenResponseSchema = z.object({ token: tokenSchema, secret: z.string() });

/** POST /api/connect/tokens/:id/revoke */
export const connectParamsSchema = z.object({ id: shortId });
export const tokenResponseSchema = z.object({ token: tokenSchema });

/**
 * `import-done`: a list was loaded. `export-ready`: a file waits to be fetched. `change-held`: a worker's change
 * waits for a decision. `directions-day`: what was directed yesterday and what is overdue. `counts-day`: every
 * count of the place as of yesterday. `ping`: asked for at the desk, to see that the line works.
 */
export const HOOK_EVENTS = ['import-done', 'export-ready', 'change-held', 'directions-day', 'counts-day'] as const;
export type HookEvent = (typeof HOOK_EVENTS)[number];

export const hookSchema = z.object({
  id: z.string(), name: z.string(), place: z.string(), url: z.string(), events: z.array(z.enum(HOOK_EVENTS)),
  madeBy: z.string(), madeAt: z.int(), endedAt: z.nullable(z.int()),
  /** Deliveries that wait, and that were given up. */
  waiting: z.int(), dead: z.int(),
});
export type Hook = z.infer<typeof hookSchema>;

/** GET /api/connect/hooks?place= */
export const hooksResponseSchema = z.object({ hooks: z.array(hookSchema) });
/** POST /api/connect/hooks */
export const makeHookRequestSchema = z.object({
  name, place: placeCode, url: z.string().check(z.maxLength(500), z.regex(/^https?:\/\/[^\s@]+$/u)), events: z.array(z.enum(HOOK_EVENTS)).check(z.minLength(1), z.maxLength(HOOK_EVENTS.length)),
});
export type MakeHookRequest = z.infer<typeof makeHookRequestSchema>;
/** What its messages are signed with; shown this once. */
export const makeHookResponseSchema = z.object({ hook: hookSchema, secret: z.string() });
/** POST /api/connect/hooks/:id/end, POST /api/connect/hooks/:id/ping */
export const hookResponseSchema = z.object({ hook: hookSchema });

export const DELIVERY_STATUSES = ['waiting', 'sent', 'dead'] as const;
/** Why the last attempt failed: the receiver answered `status`, or what happened on the way. */
export const DELIVERY_FAULTS = ['status', 'redirect', 'too-slow', 'unreachable', 'forbidden-address', 'not-found', 'tls'] as const;
export type DeliveryFault = (typeof DELIVERY_FAULTS)[number];
export const deliverySchema = z.object({
  id: z.string(), event: z.enum([...HOOK_EVENTS, 'ping']), at: z.int(), attempts: z.int(), status: z.enum(DELIVERY_STATUSES),
  fault: z.nullable(z.enum(DELIVERY_FAULTS)), answered: z.nullable(z.int()), nextAt: z.nullable(z.int()), sentAt: z.nullable(z.int()),
});
export type Delivery = z.infer<typeof deliverySchema>;
/** GET /api/connect/hooks/:id/deliveries : newest first, at most 100. */
export const deliveriesResponseSchema = z.object({ deliveries: z.array(deliverySchema) });
/** POST /api/connect/hooks/:id/again : sends what was given up once more. */
export const againRequestSchema = z.object({ delivery: shortId });

// Messages of the desk about people: who works where, their phones, their sign-in codes.
import * as z from 'zod/mini';
import { ROLES, type Role } from '../access/table.ts';

/** Which roles the holder of a role may give to others, within her own place. */
export const GRANTABLE: Readonly<Record<Role, readonly Role[]>> = {
  mitra: [],
  coordinator: [],
  'block-manager': ['mitra', 'coordinator'],
  'district-officer': [],
  administrator: ROLES,
  'centre-administrator': ['case-worker', 'specialist'],
  'case-worker': [],
  specialist: [],
  'mission-coordinator': [],
  department: [],
  'resource-operator': [],
  'resource-officer': [],
};

export const isoDay = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u));
export const placeCode = z.string().check(z.regex(/^\d{1,3}(\.[0-9A-Za-z_-]{1,16}){0,5}$/u));
export const shortId = z.string().check(z.regex(/^[0-9A-Za-z_-]{1,40}$/u));
/** One line of words: no control characters, no half characters. */
export const cleanLine = z.regex(/^[^\p{Cc}\p{Cs}]*$/u);
export const placeNameSchema = z.object({ code: z.string(), hi: z.string(), en: z.string() });

export const deskGrantSchema = z.object({
  id: z.string(), role: z.enum(ROLES), place: placeNameSchema, from: z.string(), to: z.nullable(z.string()),
  /** In force today by the server's clock. */
  current: z.boolean(),
  /** Goes up with every change; a change names the one it has seen. */
  version: z.int(),
  /** Who changed it last, and when (milliseconds since 1970); null: as it was given. */
  changedBy: z.nullable(z.string()), changedAt: z.nullable(z.int()),
});
export type DeskGrant = z.infer<typeof deskGrantSchema>;

export type GrantTime = 'current' | 'coming' | 'past' | 'cancelled';

/** @param day ISO day of today. A grant that was ended before it began is cancelled. */
export function grantTime({ from, to }: Pick<DeskGrant, 'from' | 'to'>, day: string): GrantTime {
  if (to !== null && to < from) return 'cancelled';
  if (from > day) return 'coming';
  return to === null || day <= to ? 'current' : 'past';
}

export const deskDeviceSchema = z.object({
  id: z.string(),
  /** Milliseconds since 1970. */
  enrolledAt: z.int(),
  lastSeen: z.nullable(z.int()),
  /** Changes not yet sent, as the phone last said. */
  unsent: z.int(),
  /** Her changes that wait here, now. */
  held: z.int(),
  app: z.string(),
  revokedAt: z.nullable(z.int()),
  /** Numbers of its changes that never arrived although later ones did. */
  missing: z.array(z.int()),
});
export type DeskDevice = z.infer<typeof deskDeviceSchema>;

export const deskPersonSchema = z.object({
  id: z.string(), name: z.string(),
  grants: z.array(deskGrantSchema),
  /** Of her devices that are not revoked. */
  devices: z.int(), unsent: z.int(), held: z.int(), lastSeen: z.nullable(z.int()),
  /** A sign-in code is waiting to be used. */
  codeWaiting: z.boolean(),
});
export type DeskPerson = z.infer<typeof deskPersonSchema>;

/** GET /api/people?place= : everyone with a grant, present or past, at or below the place. */
export const peopleQuerySchema = z.object({ place: placeCode });
export const peopleResponseSchema = z.object({ people: z.array(deskPersonSchema) });

const personName = z.string().check(z.trim(), z.minLength(1), z.maxLength(100), cleanLine);

/** POST /api/people */
export const createPersonRequestSchema = z.object({
  name: personName,
  role: z.enum(ROLES), place: placeCode, from: z.optional(isoDay), to: z.optional(z.nullable(isoDay)),
});
/** The code is shown once, to be read out or shown as QR; only its hash is kept. */
export const codeResponseSchema = z.object({ person: z.string(), code: z.string(), expiresAt: z.int() });

/** POST /api/people/:person/code → `codeResponseSchema`; older unused codes stop working. */
export const personParamsSchema = z.object({ person: shortId });

/** POST /api/people/:person/grants */
export const addGrantRequestSchema = z.object({
  role: z.enum(ROLES), place: placeCode, from: z.optional(isoDay), to: z.optional(z.nullable(isoDay)),
});
export const grantResponseSchema = z.object({ grant: deskGrantSchema });

/** POST /api/grants/:grant/end : `to` is the last day in force, default yesterday (ends at once). */
export const grantParamsSchema = z.object({ grant: shortId });
const version = z.int().check(z.minimum(1), z.maximum(2_000_000_000));
export const endGrantRequestSchema = z.object({ to: z.optional(isoDay), version: z.optional(version) });

/**
 * POST /api/grants/:grant/days : its first and last day in force. Refusals: `conflict` when it is not the
 * version she saw any more, `last-administrator` when a place would have nobody left to manage people.
 */
export const grantDaysRequestSchema = z.object({ version, from: isoDay, to: z.nullable(isoDay) });

/** GET /api/people/:person : her grants at places whose people the reader manages, and how many elsewhere. */
export const personResponseSchema = z.object({ person: deskPersonSchema, elsewhere: z.int() });

/** POST /api/people/:person/name : `was` is the name she saw; another by now is a `conflict`. */
export const renamePersonRequestSchema = z.object({ name: personName, was: z.string().check(z.maxLength(200)) });

/**
 * POST /api/people/:person/release : ends all her grants that the asker may give, those to come too.
 * `seen` names every one of them that is not past, each with its version; anything else is a `conflict`.
 */
export const releaseRequestSchema = z.object({
  to: z.optional(isoDay), seen: z.array(z.object({ id: shortId, version })).check(z.minLength(1), z.maxLength(100)),
});

/** POST /api/people/:person/revoke : shuts out all her phones. */
export const revokeAllResponseSchema = z.object({ revoked: z.int() });

/** POST /api/people/codes : fresh codes for people chosen, to be printed; the older unused ones stop working. */
export const MOST_CODES = 200;
export const codesRequestSchema = z.object({ people: z.array(shortId).check(z.minLength(1), z.maxLength(MOST_CODES)) });
export const codeSlipSchema = z.object({
  person: z.string(), name: z.string(), role: z.enum(ROLES), place: placeNameSchema, code: z.string(), expiresAt: z.int(),
});
export type CodeSlip = z.infer<typeof codeSlipSchema>;
export const codesResponseSchema = z.object({ slips: z.array(codeSlipSchema) });

/** GET /api/people/:person/devices */
export const devicesResponseSchema = z.object({ devices: z.array(deskDeviceSchema) });

/** POST /api/devices/:device/revoke : its work can still be handed in, nothing more comes to it. */
export const deviceParamsSchema = z.object({ device: shortId });
export const okResponseSchema = z.object({ ok: z.literal(true) });

/** GET and POST /api/people/:person/identity : under which name the issuer knows her; '': none. */
export const identitySchema = z.object({ subject: z.string().check(z.maxLength(200), cleanLine) });

/** GET /api/me : what the desk needs to draw itself. */
export const meResponseSchema = z.object({
  person: z.object({ id: z.string(), name: z.string() }), device: z.string(), grants: z.array(deskGrantSchema),
});

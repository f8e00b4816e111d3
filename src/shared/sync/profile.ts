// What a phone knows about its person: who she is, her grants, the places below them.
// Fetched at enrolment and again whenever its digest changes; kept encrypted in the vault.
import * as z from 'zod/mini';
import { ROLES } from '../access/table.ts';

export const grantSchema = z.object({
  id: z.string(), person: z.string(), role: z.enum(ROLES), place: z.string(), from: z.string(), to: z.nullable(z.string()),
});

/** The server's public key that work is sealed to, an ECDH P-256 point as in a JWK. */
export const sealKeySchema = z.object({ id: z.string(), x: z.string(), y: z.string() });
export type SealKey = z.infer<typeof sealKeySchema>;

export const profileSchema = z.object({
  digest: z.string(),
  epoch: z.string(),
  person: z.object({ id: z.string(), name: z.string() }),
  device: z.string(),
  grants: z.array(grantSchema),
  /** Every place at or below her grants and their ancestors, of an office also the other offices of its district: [code, Hindi, Roman]. */
  places: z.array(z.tuple([z.string(), z.string(), z.string()])),
  /** Names of colleagues she may meet in a conflict or history: person id → name. */
  colleagues: z.record(z.string(), z.string()),
  /**
   * Who keeps files of persons at her offices, today or from a day to come: a file of nobody among them has nobody
   * responsible. Only for those who keep such files; absent from servers before it.
   */
  staff: z.optional(z.array(grantSchema)),
  /** Days without contact after which the vault locks until the next contact. */
  leaseDays: z.int(),
  /** Minutes without a touch after which the app locks. */
  idleMinutes: z.int(),
  /** In which this phone numbers its files, unique in the state (`shared/case-number.ts`); absent from servers before casework. */
  series: z.optional(z.string().check(z.regex(/^[0-9A-Z]{2,8}$/u))),
  /** Absent from servers before sealing. */
  sealTo: z.optional(sealKeySchema),
});
export type Profile = z.infer<typeof profileSchema>;

/**
 * A profile as a phone reads it: grants of roles that a newer server knows and this app does not are
 * left out, for it could do nothing under them. Its digest is then empty, so that it is asked for
 * again, and comes whole once the app is newer. All else stays as strict.
 */
export const arrivedProfileSchema = z.pipe(z.transform(withKnownRoles), profileSchema);

const anyRoles = z.array(z.looseObject({ role: z.string() }));
const anyGrantsSchema = z.looseObject({ grants: anyRoles, staff: z.optional(anyRoles) });

function withKnownRoles(profile: unknown): unknown {
  const read = anyGrantsSchema.safeParse(profile);
  if (!read.success) return profile;
  const { grants, staff } = read.data;
  const isKnown = ({ role }: { readonly role: string }): boolean => ROLES.some((known) => known === role);
  if (grants.every(isKnown) && staff?.every(isKnown) !== false) return profile;
  return { ...read.data, grants: grants.filter(isKnown), ...(staff !== undefined && { staff: staff.filter(isKnown) }), digest: '' };
}

/** POST /api/enrol */
export const enrolRequestSchema = z.object({
  /** One-time code from the supervisor, 8 digits (typed in either script, spaces ignored). */
  code: z.string().check(z.maxLength(16)),
  /** JWK of the device's public signing key (ECDSA P-256). */
  publicKey: z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() }),
  app: z.string().check(z.maxLength(32)),
  /** Of a phone that the server has forgotten (it was restored to a time before): its work stands under these. */
  again: z.optional(z.object({ device: z.string().check(z.maxLength(64)), person: z.string().check(z.maxLength(64)) })),
});
export const enrolResponseSchema = z.object({ profile: profileSchema });
export const arrivedEnrolmentSchema = z.object({ profile: arrivedProfileSchema });

/** GET /api/oidc : what the button of the department's own sign-in says; null: there is none here. */
export const signInResponseSchema = z.object({ name: z.nullable(z.string()) });

/** POST /api/session: renews the cookie. `proof` is base64url ECDSA-SHA256 of `dehri-session:<device>:<nonce>`. */
export const nonceResponseSchema = z.object({ nonce: z.string() });
export const sessionRequestSchema = z.object({ device: z.string(), nonce: z.string(), proof: z.string() });

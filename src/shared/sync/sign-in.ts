// Messages about signing in at the department's own issuer.
import * as z from 'zod/mini';

/** GET /api/oidc : what the button says; null: there is none here. */
export const signInResponseSchema = z.object({ name: z.nullable(z.string()) });

/** Fragment of the address that she comes back to when it did not work: `#sign-in=unknown`. */
export const SIGN_IN_TROUBLES = ['unknown', 'refused', 'away'] as const;
export type SignInTrouble = (typeof SIGN_IN_TROUBLES)[number];

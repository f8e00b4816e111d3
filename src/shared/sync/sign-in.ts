// Coming back from the department's own sign-in. Apart from the messages: the very first page reads it.

/** Fragment of the address that she comes back to when it did not work: `#sign-in=unknown`. */
export const SIGN_IN_TROUBLES = ['unknown', 'refused', 'away'] as const;
export type SignInTrouble = (typeof SIGN_IN_TROUBLES)[number];

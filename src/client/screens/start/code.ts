import { latinDigits } from '#shared/form/digits.ts';
import { SIGN_IN_TROUBLES, type SignInTrouble } from '#shared/sync/sign-in.ts';

export const CODE_LENGTH = 8;

/** What was typed, in either script, with spaces or dashes → at most eight Latin digits. */
export function codeDigits(typed: string): string {
  return latinDigits(typed).replaceAll(/\D/g, '').slice(0, CODE_LENGTH);
}

/** The code of a slip that a camera has read: `#code=12345678`. */
export function scannedCode(hash: string): string | undefined {
  return /^#code=(\d{8})$/.exec(hash)?.[1];
}

/** Why the department's own sign-in led back without a code: `#sign-in=unknown`. */
export function signInTrouble(hash: string): SignInTrouble | undefined {
  return SIGN_IN_TROUBLES.find((why) => hash === `#sign-in=${why}`);
}

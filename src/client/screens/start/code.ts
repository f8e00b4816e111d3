import { latinDigits } from '#shared/form/digits.ts';

export const CODE_LENGTH = 8;

/** What was typed, in either script, with spaces or dashes → at most eight Latin digits. */
export function codeDigits(typed: string): string {
  return latinDigits(typed).replaceAll(/\D/g, '').slice(0, CODE_LENGTH);
}

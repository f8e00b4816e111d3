// Does a text hold what looks like an Aadhaar number? Twelve digits in either script, in one piece or in
// fours, the first from 2 to 9, and the last the Verhoeff check digit of the others (UIDAI). Only to warn: one
// twelve-digit number in ten passes by chance.
import { latinDigits } from '../form/digits.ts';

const TWELVE = /(?<!\d)[2-9]\d{3}[\s-]?\d{4}[\s-]?\d{4}(?!\d)/g;

export function looksLikeAadhaar(text: string): boolean {
  const found = latinDigits(text).match(TWELVE) ?? [];
  return found.some((number) => isVerhoeff(number.replaceAll(/\D/g, '')));
}

/** The last digit is the Verhoeff check digit of those before it. */
export function isVerhoeff(digits: string): boolean {
  let check = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    check = times(check, permuted(digit, i % 8));
  }
  return check === 0;
}

/** Multiplication in the group of the turns and flips of a pentagon; 0–4 turn, 5–9 flip. */
function times(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5);
  return b < 5 ? 5 + ((a - b + 5) % 5) : (a - b + 5) % 5;
}

/** The permutation that Verhoeff chose, applied as often as the place says. */
function permuted(digit: number, often: number): number {
  let d = digit;
  for (let i = 0; i < often; i += 1) d = CYCLE[d] ?? 0;
  return d;
}

const CYCLE = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

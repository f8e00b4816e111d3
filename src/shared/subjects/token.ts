// The number by which a person of the lists is known: `7K3-F9QX`. It is drawn, says nothing about her, and is read
// out, typed and written on paper: its letters cannot be taken for one another, and the last one tells a slip.
import { latinDigits } from '../form/digits.ts';

/** Without I, L, O and U. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const DRAWN = 6;
/** How many different ones there are. */
export const TOKENS = 32 ** DRAWN;

/** @param drawn a whole number from 0 to `TOKENS` − 1 */
export function tokenOf(drawn: number): string {
  const values = Array.from({ length: DRAWN }, (_, at) => Math.floor(drawn / 32 ** (DRAWN - 1 - at)) % 32);
  const text = [...values, sumOf(values)].map((value) => LETTERS.charAt(value)).join('');
  return `${text.slice(0, 3)}-${text.slice(3)}`;
}

/** What somebody typed or read off paper: small letters, other hyphens and spaces, digits of either script, O for 0, I and L for 1. Undefined: a slip. */
export function readToken(typed: string): string | undefined {
  const text = latinDigits(typed.normalize('NFKC')).toUpperCase().replace(/[\s\p{Pd}\p{Cf}.]/gu, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const values = [...text].map((letter) => LETTERS.indexOf(letter));
  if (values.length !== DRAWN + 1 || values.includes(-1) || sumOf(values.slice(0, DRAWN)) !== values[DRAWN]) return undefined;
  return `${text.slice(0, 3)}-${text.slice(3)}`;
}

/** Reckoned in the field of 32 elements (x⁵ + x² + 1): one wrong letter, or any two changed for each other, give another sum. */
function sumOf(values: readonly number[]): number {
  const doubled = (value: number): number => ((value << 1) & 32 ? (value << 1) ^ 37 : value << 1);
  return doubled(values.reduce((sum, value) => doubled(sum) ^ value, 0));
}

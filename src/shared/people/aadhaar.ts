// Does a text hold an Aadhaar number? Twelve digits in either script, in one piece or with spaces or hyphens
// between them, the first from 2 to 9, and the last the Verhoeff check digit of the others (UIDAI). The full
// number may be kept nowhere: it is refused wherever it can be typed, by the phone and again by the server.
// One twelve-digit number of another kind in ten passes the check by chance; fields of such numbers say so.
import { latinDigits } from '../form/digits.ts';
import type { FieldValue } from '../record/change.ts';
import type { FieldDef } from '../record/record-type.ts';

const DIGITS = 12;

/** Is it no answer of this field because it holds an Aadhaar number? `def` undefined: a field that this version does not know. */
export function saysAadhaar(def: Pick<FieldDef, 'kind' | 'length' | 'choices'> | undefined, value: FieldValue): boolean {
  if (typeof value === 'number') return value > 1e11 && value < 1e12 && looksLikeAadhaar(String(value));
  if (typeof value === 'boolean' || value === null || !isTyped(def)) return false;
  return typeof value === 'string' ? looksLikeAadhaar(value) : value.some(looksLikeAadhaar);
}

/** Phones, and cards whose numbers have a told length, are numbers of another kind; names of photos, places and records are not typed. */
function isTyped(def: Pick<FieldDef, 'kind' | 'length' | 'choices'> | undefined): boolean {
  switch (def?.kind) {
    case undefined: case 'text': return true;
    case 'digits': return def.length === undefined;
    case 'choice': case 'choices': return def.choices === undefined;
    default: return false;
  }
}

export function looksLikeAadhaar(text: string): boolean {
  if (text.length < DIGITS) return false;
  const digits = latinDigits(text);
  if ((digits.match(/\d/g)?.length ?? 0) < DIGITS) return false;
  const pieces = [...digits.replace(OTHER_NUMBERS, '#').matchAll(/\d+/g)];
  return pieces.some((_, from) => startsNumber(pieces, from));
}

/** A phone, with the country before it or in one piece; a date with hyphens beside another number. */
const OTHER_NUMBERS = /\+91[\s-]*[6-9](?:[\s-]*\d){9}(?!\d)|(?<!\d)[6-9]\d{9}(?!\d)|(?<![\d-])(?:[0-3]\d-[01]\d-(?:19|20)\d\d|(?:19|20)\d\d-[01]\d-[0-3]\d)(?![\d-])/g;
/** Spaces, hyphens and dashes, and marks that cannot be seen. */
const BETWEEN = /^[\s\p{Pd}\p{Cf}\u2212]{1,3}$/u;
/** Between fours, as the card prints them, also other marks. */
const BETWEEN_FOURS = /^[\s\p{Pd}\p{Cf}\u2212._,/:|·]{1,3}$/u;

/** Do whole pieces from this one on make up the number? */
function startsNumber(pieces: readonly RegExpExecArray[], from: number): boolean {
  let number = '';
  let fours = true;
  let plain = true;
  for (let i = from; i < pieces.length && number.length < DIGITS; i += 1) {
    const [piece] = pieces[i] ?? [''];
    if (i > from) {
      const before = pieces[i - 1];
      const between = before === undefined ? '' : before.input.slice(before.index + before[0].length, pieces[i]?.index);
      if (!BETWEEN_FOURS.test(between)) return false;
      plain &&= BETWEEN.test(between);
    }
    number += piece;
    fours &&= piece.length === 4;
  }
  return number.length === DIGITS && (plain || fours) && number >= '2' && isVerhoeff(number);
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

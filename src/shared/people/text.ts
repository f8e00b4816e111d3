// Text as people type it, brought to one form before anything compares it.
// For comparison only: what a person sees stays as it was written.

/** Zero-width, joiner, bidi and soft-hyphen characters: invisible, and never part of a name. */
const INVISIBLE = /[\ufe00-\ufe0f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;
const LATIN_MARKS = /[\u0300-\u036f]/g;
const DEVANAGARI_DIGITS = /[\u0966-\u096f]/g;
/** Already decomposed and without marks: printable ASCII and Devanagari without built-in nuktas. */
const PLAIN = /^[\u0900-\u0928\x20-\x7e\u092a-\u0930\u0932\u0933\u0935-\u0957\u0960-\u097f]*$/;

/** Devanagari digits as Latin ones: `१२३` → `123`; everything else is left alone. */
export function latinDigits(text: string): string {
  return text.replace(DEVANAGARI_DIGITS, (digit) => String(digit.charCodeAt(0) - 0x0966));
}

/** Only the digits of `text`, in Latin: `कार्ड १०-२०` → `1020`. */
export function digitsOf(text: string): string {
  return latinDigits(text).replace(/[^0-9]/g, '');
}

/**
 * One comparable form: compatibility-decomposed (so a nukta is always its own character), without
 * invisible characters and Latin diacritics, lower case, Latin digits, single spaces.
 */
export function normaliseText(text: string): string {
  return latinDigits(plainLetters(text)).replace(/\s+/g, ' ').trim();
}

/** As `normaliseText`, but digits and spaces stay: `०` after a letter is an abbreviation mark (मो०). */
export function plainLetters(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(INVISIBLE, '').replace(LATIN_MARKS, '').toLowerCase();
}

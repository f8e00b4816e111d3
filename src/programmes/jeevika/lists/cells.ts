// How cells of a ration-card list are read: as people and offices really type them, in either
// script, with the marks of spreadsheets around them. Pure; every refusal is a code.
import { bareWord, cleanText, NOTHING, yesOrNo } from '#shared/import/cell-words.ts';
import type { ParsedCell } from '#shared/import/target.ts';
import { digitsOf } from '#shared/people/text.ts';

const EMPTY: ParsedCell = { ok: true, value: null };
export function optionalText(maxLength = 200): (text: string) => ParsedCell {
  return (text) => {
    const clean = cleanText(text);
    if (clean === '' || NOTHING.test(clean)) return EMPTY;
    return clean.length > maxLength ? { ok: false, code: 'too-long' } : { ok: true, value: clean };
  };
}

/** A person's name: at least one letter, no digits among them. */
export function personName(text: string): ParsedCell {
  const clean = cleanText(text);
  if (clean === '' || NOTHING.test(clean)) return { ok: false, code: 'name-missing' };
  if (!/\p{L}/u.test(clean)) return { ok: false, code: 'name-no-letters' };
  if (/[0-9]/.test(clean)) return { ok: false, code: 'name-digits' };
  return clean.length > 200 ? { ok: false, code: 'too-long' } : { ok: true, value: clean };
}

/**
 * A ration card's number: 8 to 20 digits, kept as text with its leading zeros (dossier C4; no check
 * digit is known). Zeros at the end say nothing about one number; a list whose numbers a spreadsheet
 * has cut off is refused as a whole.
 */
export function cardNumber(text: string): ParsedCell {
  const clean = cleanText(text);
  if (clean === '' || NOTHING.test(clean)) return { ok: false, code: 'card-missing' };
  if (/\p{L}/u.test(clean.replace(/[०-९]/g, '0'))) return { ok: false, code: 'card-letters' };
  if (/^[\d०-९]+[.,][0०]*$/.test(clean)) return cardNumber(clean.replace(/[.,].*$/, ''));
  const digits = digitsOf(clean);
  if (digits.length < 8 || digits.length > 20) return { ok: false, code: 'card-length' };
  return { ok: true, value: digits };
}

/**
 * A mobile number of ten digits. A list's number only helps to find the family, so one that cannot
 * be a number is left out rather than keeping the family off the list.
 */
export function listPhone(text: string): ParsedCell {
  const digits = digitsOf(text).replace(/^0*91(?=\d{10}$)|^0+(?=\d{10}$)/, '');
  return /^[6-9]\d{9}$/.test(digits) ? { ok: true, value: digits } : EMPTY;
}

export function memberCount(text: string): ParsedCell {
  const clean = cleanText(text);
  if (clean === '' || NOTHING.test(clean)) return EMPTY;
  const digits = digitsOf(clean.replace(/[.,]0+$/, ''));
  const count = Number(digits);
  return digits !== '' && count >= 1 && count <= 40 ? { ok: true, value: count } : { ok: false, code: 'member-count' };
}

/** One of a few words, compared without case, spaces, punctuation and nukta. */
export function wordList(words: Readonly<Record<string, readonly string[]>>, code: string): (text: string) => ParsedCell {
  const known = new Map(Object.entries(words).flatMap(([value, spellings]) => [value, ...spellings].map((s) => [bareWord(s), value] as const)));
  return (text) => {
    const clean = cleanText(text);
    if (clean === '') return EMPTY;
    const value = known.get(bareWord(clean));
    if (value !== undefined) return { ok: true, value };
    return NOTHING.test(clean) ? EMPTY : { ok: false, code };
  };
}

const MAHADALIT = new Map([['महादलित', true], ['mahadalit', true], ['गैरमहादलित', false]].map(([word, value]) => [bareWord(String(word)), value === true]));

export function yesNo(text: string): ParsedCell {
  const clean = cleanText(text);
  if (bareWord(clean) === '') return EMPTY;
  const value = yesOrNo(clean) ?? MAHADALIT.get(bareWord(clean));
  return value === undefined ? { ok: false, code: 'yes-no' } : { ok: true, value };
}

/** A code that is digits only, e.g. a place's; its length is judged by who uses it. */
export function digitCode(minimum: number, maximum: number, code: string): (text: string) => ParsedCell {
  return (text) => {
    const clean = cleanText(text);
    if (clean === '' || NOTHING.test(clean)) return EMPTY;
    const digits = digitsOf(clean.replace(/[.]0+$/, ''));
    return digits.length >= minimum && digits.length <= maximum && !/\p{L}/u.test(clean) ? { ok: true, value: digits } : { ok: false, code };
  };
}

// How cells of departments' lists are read: as offices type them, in either script. Pure; every refusal is a
// code, its words `resource-centre:import.list.error.<code>`.
import { bareWord, cleanText, NOTHING, yesOrNo } from '#shared/import/cell-words.ts';
import { readDate } from '#shared/import/read-cell.ts';
import type { ParsedCell } from '#shared/import/target.ts';
import { looksLikeAadhaar } from '#shared/people/aadhaar.ts';
import { latinDigits } from '#shared/people/text.ts';

export type ReadCell = (text: string) => ParsedCell;

const EMPTY: ParsedCell = { ok: true, value: null };
/** Nothing said; a number 0 is an answer. */
const BLANK = /^(?:[-–—.*/\\]+|n\.?\/?a\.?|nil|none|null|not available|नहीं|उपलब्ध नहीं|अनुपलब्ध|अज्ञात|ज्ञात नहीं|unknown|not known)$/iu;

function filled(read: ReadCell): ReadCell {
  return (text) => {
    const clean = cleanText(text);
    return clean === '' || BLANK.test(clean) ? EMPTY : read(clean);
  };
}

export function required(read: ReadCell, code: string): ReadCell {
  return (text) => {
    const cell = read(text);
    return cell.ok && cell.value === null ? { ok: false, code } : cell;
  };
}

export function textOf(limit = 120): ReadCell {
  return filled((text) => {
    if (NOTHING.test(text)) return EMPTY;
    if (looksLikeAadhaar(text)) return { ok: false, code: 'aadhaar' };
    return text.length > limit ? { ok: false, code: 'too-long' } : { ok: true, value: text };
  });
}

/** A person's name in any script or in two, as it is written. */
export const personName: ReadCell = (text) => {
  const cell = textOf(100)(text);
  return cell.ok && typeof cell.value === 'string' && !/\p{L}/u.test(cell.value) ? { ok: false, code: 'name-no-letters' } : cell;
};

/** A number of a case or of a list: letters, digits and strokes; a spreadsheet's `.0` is not part of it. */
export const listNumber: ReadCell = (text) => {
  const cell = textOf(60)(text);
  if (!cell.ok || typeof cell.value !== 'string') return cell;
  const plain = latinDigits(cell.value).replace(/^(\d+)\.0+$/u, '$1').toUpperCase();
  return /\d/u.test(plain) ? { ok: true, value: plain } : { ok: false, code: 'case-number' };
};

export const day: ReadCell = filled(readDate);

/** Completed years: `8`, `8 वर्ष`, `8 साल 6 माह`, `18 months`. More than 25 is no age of a child's list. */
export const ageYears: ReadCell = filled((text) => {
  const plain = latinDigits(text).toLowerCase();
  const years = /^(\d{1,3})(?:\.\d{1,2})?\s*(?:वर्षीय|वर्ष|साल|बरस|years?|yrs?|y)?\.?(?:[\s,]*(?:व|और|and)?\s*\d{1,2}\s*(?:माह|महीने|महीना|months?|m)\.?)?$/u.exec(plain);
  const months = /^(\d{1,3})\s*(?:माह|महीने|महीना|months?|mths?)$/u.exec(plain);
  if (/^\d{1,3}\s*(?:दिन|days?)$/u.test(plain)) return { ok: true, value: 0 };
  const found = years === null ? (months === null ? undefined : Math.floor(Number(months[1]) / 12)) : Number(years[1]);
  if (found === undefined) return { ok: false, code: 'age' };
  return found > OLDEST ? { ok: false, code: 'age-too-old' } : { ok: true, value: found };
});
export const OLDEST = 25;

/** Ten digits, the first of several numbers in a cell; a number of one digit alone stands for none. */
export const phone: ReadCell = filled((text) => {
  if (NOTHING.test(text)) return EMPTY;
  const found = latinDigits(text).split(/[,/;|]|\s{2,}/u).map((part) => part.replace(/\.0+$/u, '').replace(/\D/gu, '').replace(/^0*91(?=\d{10}$)|^0+(?=\d{10}$)/u, ''))
    .find((digits) => /^[6-9]\d{9}$/u.test(digits));
  if (found === undefined) return /^\D*(\d)(?:\D*\1){5,}\D*$/u.test(latinDigits(text)) ? EMPTY : { ok: false, code: 'phone' };
  return /^(\d)\1{9}$/u.test(found) ? EMPTY : { ok: true, value: found };
});

/** The last four digits of an identity number; of a whole one no more than that is taken (dossier E3). */
export const idTail: ReadCell = filled((text) => {
  const shown = latinDigits(text).replace(/[\s*xX•.-]/gu, '');
  return /^(?:\d{4}|\d{12}|\d{16})$/u.test(shown) ? { ok: true, value: shown.slice(-4) } : { ok: false, code: 'id-tail' };
});

export function numberIn(least: number, most: number, code: string): ReadCell {
  return filled((text) => {
    const plain = latinDigits(text).replace(/^(?:₹|rs\.?|रु\.?|रू\.?)\s*/iu, '').replace(/\s*(?:\/-|%|kgs?|किग्रा|किलो|cms?|सेमी|g\/?dl|gm%?|रुपये|प्रतिशत)\.?$/iu, '').replace(/[\s,]/gu, '');
    const number = Number(plain);
    return /^\d+(?:\.\d+)?$/u.test(plain) && number >= least && number <= most ? { ok: true, value: number } : { ok: false, code };
  });
}

export const yesNo: ReadCell = (text) => {
  const clean = cleanText(text);
  if (clean === '') return EMPTY;
  const value = yesOrNo(clean);
  if (value !== undefined) return { ok: true, value };
  return BLANK.test(clean) ? EMPTY : { ok: false, code: 'yes-no' };
};

/** Code → words it is known by. */
export type WordTable = Readonly<Record<string, readonly string[]>>;

/** One of a few; a longer text is known by a word that stands in it. */
export function oneOf(words: WordTable, code: string): ReadCell {
  const find = finder(words);
  return filled((text) => {
    const value = find(text);
    return value === undefined ? { ok: false, code } : { ok: true, value };
  });
}

/** Several of them, between commas, strokes or lines. */
export function someOf(words: WordTable, code: string): ReadCell {
  const find = finder(words);
  return filled((text) => {
    const whole = find(text, false);
    const found = whole === undefined ? text.split(/[,;|\n/+]|\s(?:व|और|एवं|तथा|and)\s/u).filter((part) => part.trim() !== '').map((part) => find(part)) : [whole];
    const known = found.filter((value) => value !== undefined);
    return known.length === 0 || known.length < found.length ? { ok: false, code } : { ok: true, value: [...new Set(known)].sort() };
  });
}

/** Shortest word that counts when it stands within a longer text. */
const WITHIN = 4;

function finder(words: WordTable): (text: string, within?: boolean) => string | undefined {
  const known = Object.entries(words).flatMap(([value, spellings]) => [value, ...spellings].map((spelling) => [bareWord(spelling), value] as const));
  const exact = new Map(known);
  const longest = known.filter(([word]) => word.length >= WITHIN).sort(([a], [b]) => b.length - a.length);
  const search = (text: string): { readonly whole: string | undefined; readonly within: string | undefined } => {
    const bare = bareWord(text);
    const whole = exact.get(bare);
    return { whole, within: whole ?? longest.find(([word]) => bare.includes(word))?.[1] };
  };
  // What lists say is said again and again; names never come here.
  const remembered = new Map<string, ReturnType<typeof search>>();
  return (text, within = true) => {
    let found = remembered.get(text);
    if (found === undefined) {
      if (remembered.size > 5_000) remembered.clear();
      found = search(text);
      remembered.set(text, found);
    }
    return within ? found.within : found.whole;
  };
}

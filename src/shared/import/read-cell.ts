// A cell read by the kind of its field: as people and offices write dates, amounts, numbers of phones
// and choices, in either script. Every refusal is a code; its words are `import:fault.<code>`.
import { dayFromNumber, dayText, daysInMonth } from '../form/calendar.ts';
import { latinDigits, onlyDigits } from '../form/digits.ts';
import type { FieldDef } from '../record/record-type.ts';
import { bareWord, cleanText, yesOrNo } from './cell-words.ts';
import type { ParsedCell } from './target.ts';

/** Value of a choice → every word it is known by. */
export type ChoiceWords = Readonly<Record<string, readonly string[]>>;

const EMPTY: ParsedCell = { ok: true, value: null };
/** What stands for nothing; a number 0 is an answer. */
const BLANK = /^(?:[-–—.*/\\]+|n\.?\/?a\.?|nil|null|not available|उपलब्ध नहीं|अनुपलब्ध)$/iu;

/** Undefined: a field whose answers no sheet can hold (photos, points on the map, other records). */
export function cellReader(def: FieldDef, words: ChoiceWords): ((text: string) => ParsedCell) | undefined {
  switch (def.kind) {
    case 'text': return filled((text) => ({ ok: true, value: text }));
    case 'integer': return filled((text) => readNumber(text, true));
    case 'decimal': return filled((text) => readNumber(text, false));
    case 'date': return filled(readDate);
    case 'boolean': return filled(readYesNo);
    case 'phone': return filled(readPhone);
    case 'digits': return filled(readDigits);
    case 'choice': return filled(choiceReader(words, def.open === true));
    case 'choices': return filled(choicesReader(words, def.open === true));
    default: return undefined;
  }
}

function filled(read: (text: string) => ParsedCell): (text: string) => ParsedCell {
  return (text) => {
    const clean = cleanText(text);
    return clean === '' || BLANK.test(clean) ? EMPTY : read(clean);
  };
}

const MONTHS: readonly (readonly string[])[] = [
  ['जनवरी', 'jan', 'january'], ['फरवरी', 'feb', 'february'], ['मार्च', 'mar', 'march'], ['अप्रैल', 'apr', 'april'], ['मई', 'may'], ['जून', 'jun', 'june'],
  ['जुलाई', 'jul', 'july'], ['अगस्त', 'aug', 'august'], ['सितंबर', 'सितम्बर', 'sep', 'sept', 'september'], ['अक्टूबर', 'अक्तूबर', 'oct', 'october'],
  ['नवंबर', 'नवम्बर', 'nov', 'november'], ['दिसंबर', 'दिसम्बर', 'dec', 'december'],
];
const MONTH_OF = new Map(MONTHS.flatMap((names, i) => names.map((name) => [bareWord(name), i + 1] as const)));
/** Days that a spreadsheet counts from 30 December 1899: 1927 to 2119, so that no year is taken for one. */
const SERIAL = /^(?:[1-7]\d{4})(?:\.\d+)?$/;
const SERIAL_OF_1970 = 25_569;

/** `22/11/2026`, `22-11-26`, `22.11.2026`, `2026-11-22`, `22 नवंबर 2026`, a spreadsheet's 46348. The day comes first, as in India. */
export function readDate(text: string): ParsedCell {
  const plain = latinDigits(text).replace(/[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/u, '').trim();
  if (SERIAL.test(plain)) {
    const found = dayFromNumber(Math.floor(Number(plain)) - SERIAL_OF_1970);
    return found === undefined ? { ok: false, code: 'date-unreadable' } : { ok: true, value: found };
  }
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain);
  if (iso !== null) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const indian = /^(\d{1,2})[-/.\s](\d{1,2})[-/.\s](\d{4}|\d{2})$/.exec(plain);
  if (indian !== null) return day(wholeYear(indian[3] ?? ''), Number(indian[2]), Number(indian[1]));
  const named = /^(\d{1,2})[-/.,\s]*(\p{L}[\p{L}\p{M}]*)[-/.,\s]*(\d{4}|\d{2})$/u.exec(plain);
  if (named !== null) return day(wholeYear(named[3] ?? ''), MONTH_OF.get(bareWord(named[2] ?? '')) ?? 0, Number(named[1]));
  return { ok: false, code: 'date-unreadable' };
}

function wholeYear(text: string): number {
  return text.length === 4 ? Number(text) : Number(text) + (Number(text) < 70 ? 2000 : 1900);
}

function day(year: number, month: number, date: number): ParsedCell {
  const real = year >= 1900 && year < 2200 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month);
  return real ? { ok: true, value: dayText({ year, month, day: date }) } : { ok: false, code: 'date-unreadable' };
}

/** Lakh grouping (`5,32,630`) and thousands (`532,630`); a comma elsewhere is a mistake, not a number. */
function readNumber(text: string, whole: boolean): ParsedCell {
  const plain = latinDigits(text).replace(/^(?:₹|rs\.?|रु\.?|रू\.?|रुपये)\s*/iu, '').replace(/\s*\/-$/u, '').replaceAll(' ', '');
  if (!/^[+-]?(?:\d+|\d{1,3}(?:,\d{2,3})*,\d{3})(?:\.\d+)?$/u.test(plain)) return { ok: false, code: 'number-unreadable' };
  const number = Number(plain.replaceAll(',', ''));
  if (whole && !Number.isSafeInteger(number)) return { ok: false, code: 'number-whole' };
  return { ok: true, value: number };
}

function readYesNo(text: string): ParsedCell {
  const value = yesOrNo(text);
  return value === undefined ? { ok: false, code: 'yes-no' } : { ok: true, value };
}

function readPhone(text: string): ParsedCell {
  const digits = onlyDigits(text.replace(/\.0+$/u, ''));
  const own = digits.length > 10 ? digits.replace(/^0*91(?=\d{10}$)|^0+(?=\d{10}$)/u, '') : digits;
  return /\p{L}/u.test(text.replace(/[०-९]/gu, '0')) || own.length < 3 || own.length > 15 ? { ok: false, code: 'phone-unreadable' } : { ok: true, value: own };
}

function readDigits(text: string): ParsedCell {
  const plain = latinDigits(text).replace(/\.0+$/u, '').replace(/[\s./-]/gu, '');
  return /^\d+$/u.test(plain) ? { ok: true, value: plain } : { ok: false, code: 'digits-unreadable' };
}

function choiceReader(words: ChoiceWords, open: boolean): (text: string) => ParsedCell {
  const find = chooser(words, open);
  return (text) => {
    const value = find(text);
    return value === undefined ? { ok: false, code: 'choice-unknown' } : { ok: true, value };
  };
}

/** A word may itself hold a comma or a stroke: the longest stretches are tried first. */
function choicesReader(words: ChoiceWords, open: boolean): (text: string) => ParsedCell {
  const find = chooser(words, open);
  const split = (text: string, marks: readonly RegExp[]): readonly string[] | undefined => {
    const whole = find(text);
    if (whole !== undefined) return [whole];
    const [mark, ...rest] = marks;
    if (mark === undefined) return undefined;
    const parts = text.split(mark).filter((part) => part.trim() !== '').map((part) => split(part, rest));
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  };
  return (text) => {
    const found = split(text, [/[;|\n]/u, /,/u, /\/|\+/u]);
    return found === undefined || found.length === 0 ? { ok: false, code: 'choice-unknown' } : { ok: true, value: [...new Set(found)].sort() };
  };
}

function chooser(words: ChoiceWords, open: boolean): (text: string) => string | undefined {
  const known = new Map(Object.entries(words).flatMap(([value, spellings]) => [value, ...spellings].map((s) => [bareWord(s), value] as const)));
  return (text) => known.get(bareWord(text)) ?? (open && /^x_[0-9a-z_-]{1,38}$/u.test(text.trim()) ? text.trim() : undefined);
}

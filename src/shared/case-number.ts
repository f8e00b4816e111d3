// The number of a file, made on the phone without a network and never given twice: the office and its
// year, the phone's own series (`Profile.series`, unique in the state), a count, two letters of the record's
// random id (a phone restored from a copy counts on from the same number, but never makes the same record),
// and a letter by which a slip of the pen is seen: `OSC1/2026-27/A7-0012-QFK`.
import type { PlaceCode } from './place/place.ts';
import type { RecordId } from './record/change.ts';
import { crc32Text } from './sync/digest.ts';

/** Crockford's base 32: no letter that is read as a digit. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const NUMBER = /^([A-Z]+\d*)\/(\d{4}-\d{2})\/([0-9A-Z]+)-(\d{4,})-([0-9A-Z]{2})([0-9A-Z])$/u;

export interface CaseNumberParts {
  /** `OSC` */
  readonly prefix: string;
  /** `10.208.osc1` */
  readonly office: PlaceCode;
  /** ISO day of the registration. */
  readonly day: string;
  readonly series: string;
  /** From 1. */
  readonly count: number;
  readonly record: RecordId;
}

export function caseNumber({ prefix, office, day, series, count, record }: CaseNumberParts): string {
  const body = `${headOf(prefix, office, day)}/${series}-${String(count).padStart(4, '0')}-${lettersOf(record)}`;
  return body + checkLetter(body);
}

/**
 * One more than the highest count of the series in that office and year.
 * @param numbers of all files and unfinished forms on the phone
 */
export function nextCount(numbers: Iterable<unknown>, { prefix, office, day, series }: Pick<CaseNumberParts, 'prefix' | 'office' | 'day' | 'series'>): number {
  const head = headOf(prefix, office, day);
  let highest = 0;
  for (const number of numbers) {
    const [, by, year, of, count] = NUMBER.exec(typeof number === 'string' ? number : '') ?? [];
    if (of === series && `${by}/${year}` === head) highest = Math.max(highest, Number(count));
  }
  return highest + 1;
}

/** The number as it is written, from how it was typed or read out (small letters, spaces, O for 0); undefined when it is none or has a slip in it. */
export function readCaseNumber(typed: string): string | undefined {
  const text = typed.toUpperCase().replaceAll(/\s/gu, '');
  const cut = text.lastIndexOf('/') + 1;
  const found = text.slice(0, cut) + plain(text.slice(cut));
  return NUMBER.test(found) && checkLetter(found.slice(0, -1)) === found.at(-1) ? found : undefined;
}

/** `2026-27`: the financial year runs from April to March. */
export function financialYear(day: string): string {
  const year = Number(day.slice(0, 4)) - (day.slice(5, 7) < '04' ? 1 : 0);
  return `${year}-${String((year + 1) % 100).padStart(2, '0')}`;
}

/** A series of so many symbols from random bytes. */
export function seriesFrom(bytes: Uint8Array): string {
  return [...bytes].map((byte) => SYMBOLS[byte % 32]).join('');
}

/** What a phone counts in whose server gives no series: long enough that no other phone has it. */
export function seriesOfDevice(device: string): string {
  const hash = crc32Text(device);
  return Array.from({ length: 6 }, (_, i) => SYMBOLS[Math.floor(hash / 32 ** i) % 32]).join('');
}

function headOf(prefix: string, office: PlaceCode, day: string): string {
  return `${prefix}${/\d*$/u.exec(office.slice(office.lastIndexOf('.') + 1))?.[0] ?? ''}/${financialYear(day)}`;
}

function lettersOf(record: RecordId): string {
  const hash = crc32Text(record);
  return `${SYMBOLS[hash % 32] ?? ''}${SYMBOLS[Math.floor(hash / 32) % 32] ?? ''}`;
}

/** Luhn's check to the base 32: every wrong symbol is seen, and two changed about but for 0 with Z. */
function checkLetter(body: string): string {
  let sum = 0;
  [...plain(body)].filter((symbol) => SYMBOLS.includes(symbol)).reverse().forEach((symbol, place) => {
    const value = SYMBOLS.indexOf(symbol);
    const weighed = place % 2 === 0 ? value * 2 : value;
    sum += Math.floor(weighed / 32) + (weighed % 32);
  });
  return SYMBOLS[(32 - (sum % 32)) % 32] ?? '';
}

/** Letters that are taken for a digit, and U for V. */
function plain(text: string): string {
  return text.replaceAll('O', '0').replaceAll(/[IL]/gu, '1').replaceAll('U', 'V');
}

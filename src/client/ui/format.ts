// Numbers and dates as the person's language writes them: Latin digits, lakh grouping in Hindi and
// Indian English. Formatters are kept, because making one costs more than using it.

const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

/** 532630 → 5,32,630 */
export function formatNumber(language: string, value: number, digits = 0): string {
  const key = `${language}/${digits}`;
  let format = numbers.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: digits });
    numbers.set(key, format);
  }
  return format.format(value);
}

export type DateLook = 'long' | 'short' | 'day' | 'weekday' | 'time' | 'date-time';

const LOOKS: Readonly<Record<DateLook, Intl.DateTimeFormatOptions>> = {
  long: { day: '2-digit', month: 'long', year: 'numeric' },
  short: { day: '2-digit', month: '2-digit', year: 'numeric' },
  day: { day: 'numeric', month: 'short' },
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
  time: { hour: 'numeric', minute: '2-digit' },
  'date-time': { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
};

/** A calendar date `2026-02-02` (no time zone applies) or a moment in milliseconds since 1970. */
export function formatDate(language: string, date: string | number, look: DateLook = 'long'): string {
  const calendar = typeof date === 'string';
  const key = `${language}/${look}/${calendar}`;
  let format = dates.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(localeOf(language), { ...LOOKS[look], ...(calendar ? { timeZone: 'UTC' } : {}) });
    dates.set(key, format);
  }
  return format.format(calendar ? Date.parse(`${date}T00:00:00Z`) : date);
}

/** India's conventions for whatever language the words are in. */
function localeOf(language: string): string {
  return `${language.split('-')[0]}-IN-u-nu-latn`;
}

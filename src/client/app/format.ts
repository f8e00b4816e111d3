// Numbers, days and times as people here write them: Latin digits with lakh grouping (5,32,630),
// "21 नव. 2026" or 21/11/2026, in whichever language the app speaks. Nothing here knows a language by name.

export interface Format {
  /** 532630 → 5,32,630 */
  readonly number: (n: number) => string;
  /** ISO day or milliseconds → "21 नव. 2026" */
  readonly day: (when: string | number) => string;
  /** "शनि 21 नव." */
  readonly dayShort: (when: string | number) => string;
  /** "सुबह 9:40" */
  readonly clock: (ms: number) => string;
  /** "आज सुबह 9:40", "कल शाम 4:10", else the day and the time */
  readonly when: (ms: number, now: number) => string;
  /** "22–25 नव. 2026" */
  readonly days: (from: string, to: string) => string;
  /** ISO day → "आज", "कल" or the day */
  readonly dayNear: (iso: string, today: string) => string;
  readonly bytes: (bytes: number) => string;
  /** "3 सेकंड", "2 मिनट" */
  readonly duration: (seconds: number) => string;
}

export function createFormat(language: string): Format {
  const locale = `${language}-IN-u-nu-latn`;
  const numbers = new Intl.NumberFormat(locale);
  const days = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' });
  const times = timeFormat(locale);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const unit = (unit: 'second' | 'minute' | 'hour'): Intl.NumberFormat => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
  const seconds = unit('second');
  const minutes = unit('minute');
  const hours = unit('hour');
  const tidy = (text: string): string => text.replaceAll('॰', '.').replaceAll(',', '');
  const day = (when: string | number): string => tidy(days.format(toDate(when)));

  return {
    number: (n) => numbers.format(n),
    day,
    dayShort: (when) => tidy(weekdays.format(toDate(when))),
    days: (from, to) => (from === to ? day(from) : tidy(days.formatRange(toDate(from), toDate(to)))),
    clock: (ms) => times.format(ms),
    when: (ms, now) => {
      const away = dayDistance(isoDay(ms), isoDay(now));
      return `${away === 0 || away === -1 ? relative.format(away, 'day') : day(ms)} ${times.format(ms)}`;
    },
    dayNear: (iso, today) => {
      const away = dayDistance(iso, today);
      return Math.abs(away) <= 1 ? relative.format(away, 'day') : day(iso);
    },
    bytes: (bytes) => {
      const kilobytes = bytes / 1024;
      if (kilobytes < 1000) return `${numbers.format(Math.max(bytes === 0 ? 0 : 1, Math.round(kilobytes)))} KB`;
      const megabytes = kilobytes / 1024;
      return megabytes < 1000 ? `${numbers.format(Math.round(megabytes * 10) / 10)} MB` : `${numbers.format(Math.round(megabytes / 102.4) / 10)} GB`;
    },
    duration: (s) => {
      const whole = Math.max(1, Math.round(s));
      if (whole < 90) return seconds.format(whole);
      return whole < 90 * 60 ? minutes.format(Math.round(whole / 60)) : hours.format(Math.round(whole / 3600));
    },
  };
}

/** Parts of the day in words where the language has short ones ("शाम 5:05"), else am and pm. */
function timeFormat(locale: string): Intl.DateTimeFormat {
  const options = { hour: 'numeric', minute: '2-digit', hourCycle: 'h12' } as const;
  const halves = new Intl.DateTimeFormat(locale, options);
  const words = new Intl.DateTimeFormat(locale, { ...options, dayPeriod: 'short' });
  return words.format(0).length <= halves.format(0).length + 4 ? words : halves;
}

/** ISO day or milliseconds → dd/mm/yyyy. */
export function dayMonthYear(when: string | number): string {
  const [year, month, date] = (typeof when === 'string' ? when : isoDay(when)).split('-');
  return `${date ?? ''}/${month ?? ''}/${year ?? ''}`;
}

/** The calendar day on this phone, ISO. */
export function isoDay(ms: number): string {
  const d = new Date(ms);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
}

/** An ISO day is a calendar day here, not midnight in Greenwich. */
function toDate(when: string | number): Date {
  if (typeof when === 'number') return new Date(when);
  const [y, m, d] = when.slice(0, 10).split('-').map(Number);
  return new Date(y ?? 1970, (m ?? 1) - 1, d ?? 1);
}

/** Days from `today` to `iso`. */
export function dayDistance(iso: string, today: string): number {
  return Math.round((Date.parse(`${iso.slice(0, 10)}T00:00Z`) - Date.parse(`${today.slice(0, 10)}T00:00Z`)) / 86_400_000);
}

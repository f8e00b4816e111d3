// Phrases of a programme said in the language of the app: what is put into them is said first.
import type { TFunction } from 'i18next';
import type { Phrase } from '#shared/field-work.ts';
import { isDay } from '#shared/form/calendar.ts';
import type { Format } from './format.ts';

/** Plain text passes through; an ISO day is said as a day. */
export function sayPhrase(t: TFunction, format: Format, namespace: string, said: Phrase | string): string {
  if (typeof said === 'string') return isDay(said) ? format.day(said) : said;
  const values = Object.entries(said.values ?? {}).map(([name, value]) => [name, typeof value === 'number' ? value : sayPhrase(t, format, namespace, value)] as const);
  return t(`${namespace}:${said.key}`, Object.fromEntries(values));
}

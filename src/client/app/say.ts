// Phrases of a programme said in the language of the app: what is put into them is said first.
import type { TFunction } from 'i18next';
import type { Phrase } from '#shared/field-work.ts';
import { isDay } from '#shared/form/calendar.ts';
import { isAddedValue } from '#shared/record/added-value.ts';
import type { Rulebook } from '#shared/task/rulebook.ts';
import type { Format } from './format.ts';

/**
 * Plain text passes through; an ISO day is said as a day, a number grouped in lakhs (`count`, by which the words are chosen, stays one).
 * @param added the rulebook's: a choice that an administrator has added (`choice.agency.x_…`) is in no file of words
 */
export function sayPhrase(t: TFunction, format: Format, namespace: string, said: Phrase | string, added?: Rulebook['added']): string {
  if (typeof said === 'string') return isDay(said) ? format.day(said) : said;
  const values = Object.entries(said.values ?? {}).map(([name, value]) => [name, typeof value !== 'number' ? sayPhrase(t, format, namespace, value, added) : name === 'count' ? value : format.number(value)] as const);
  const [kind, list, code] = said.key.split('.');
  if (kind === 'choice' && isAddedValue(code)) return added?.(`${namespace}.${list}`).find((choice) => choice.value === code)?.word ?? t(`${namespace}:choice.${list}.other`);
  return t(`${namespace}:${said.key}`, Object.fromEntries(values));
}

// What the server says on its console, in every language there is, Hindi first: nobody has chosen one yet.
import { languages, word } from './imports/words.ts';

/** "हिन्दी / English" of `server:<key>`. */
export function consoleWords(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  const said = ['hi', ...languages().sort()].map((language) => word(language, `server:${key}`, values));
  return [...new Set(said)].join(' / ');
}

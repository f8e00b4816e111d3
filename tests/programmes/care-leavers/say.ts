// Phrases as a person reads them, from the words of a language. Throws where a word or a value is missing.
import { readFileSync } from 'node:fs';
import type { Phrase } from '#shared/field-work.ts';

const trees = new Map<string, unknown>();

export function wordAt(key: string, language = 'hi'): string | undefined {
  if (!trees.has(language)) trees.set(language, JSON.parse(readFileSync(`locales/${language}/care-leavers.json`, 'utf8')));
  const found = key.split('.').reduce<unknown>((node, part) => (node !== null && typeof node === 'object' ? Object.entries(node).find(([name]) => name === part)?.[1] : undefined), trees.get(language));
  return typeof found === 'string' && found !== '' ? found : undefined;
}

export function say(said: Phrase | string, language = 'hi'): string {
  if (typeof said === 'string') return said;
  const word = wordAt(said.key, language) ?? wordAt(`${said.key}_other`, language);
  if (word === undefined) throw new Error(`no word ${said.key}`);
  return word.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = said.values?.[name];
    if (value === undefined) throw new Error(`${said.key} lacks ${name}`);
    return typeof value === 'number' ? String(value) : say(value, language);
  });
}

// Words of reports and exports, from `locales/`: the server writes files that people read.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LOCALES = fileURLToPath(new URL('../../../locales/', import.meta.url));
const CANONICAL = 'hi';
const files = new Map<string, unknown>();

export function languages(): string[] {
  return readdirSync(LOCALES, { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => e.name);
}

/**
 * The words of `<namespace>:<key>` with `{{name}}` filled in; Hindi where the language has none,
 * the key itself where nobody has.
 */
export function word(language: string, key: string, values: Readonly<Record<string, string | number>> = {}): string {
  const colon = key.indexOf(':');
  const [namespace, path] = [key.slice(0, colon), key.slice(colon + 1)];
  const text = lookUp(language, namespace, path) ?? lookUp(CANONICAL, namespace, path) ?? key;
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(Object.hasOwn(values, name) ? values[name] : ''));
}

/** The word in just that language, or undefined. */
export function ownWord(language: string, key: string): string | undefined {
  const colon = key.indexOf(':');
  return lookUp(language, key.slice(0, colon), key.slice(colon + 1));
}

/** `import:<key>` in both languages of a place's name. */
export function importWords(key: string): { readonly hi: string; readonly en: string } {
  return { hi: word('hi', `import:${key}`), en: word('en', `import:${key}`) };
}

function lookUp(language: string, namespace: string, path: string): string | undefined {
  if (!/^[a-z-]{2,40}$/.test(language) || !/^[a-z0-9-]{1,40}$/.test(namespace)) return undefined;
  let node = load(join(LOCALES, language, `${namespace}.json`));
  for (const part of path.split('.')) node = typeof node === 'object' && node !== null ? new Map(Object.entries(node)).get(part) : undefined;
  return typeof node === 'string' ? node : undefined;
}

function load(path: string): unknown {
  if (!files.has(path)) {
    let content: unknown;
    try {
      content = JSON.parse(readFileSync(path, 'utf8'));
    } catch {
      content = undefined;
    }
    files.set(path, content);
  }
  return files.get(path);
}

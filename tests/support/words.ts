// The Hindi words, as the app reads them: tests find what a person would read.
import { readFileSync } from 'node:fs';

const files = new Map<string, unknown>();

/** `app:tabs.today` → आज. Placeholders are filled from `values`. */
export function hi(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  const [namespace = '', path = ''] = key.split(':');
  if (!files.has(namespace)) files.set(namespace, JSON.parse(readFileSync(new URL(`../../locales/hi/${namespace}.json`, import.meta.url), 'utf8')));
  let node = files.get(namespace);
  for (const part of path.split('.')) node = node !== null && typeof node === 'object' ? Object.entries(node).find(([k]) => k === part)?.[1] : undefined;
  if (typeof node !== 'string') throw new Error(`no Hindi word ${key}`);
  return node.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}

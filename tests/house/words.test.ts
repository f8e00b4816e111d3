// Hindi first: every word a person sees stands in `locales/`, Hindi is complete, and no code speaks.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseSync } from 'vite';
import { PROGRAMMES } from '#programmes/index.ts';
import type { FormNode } from '#shared/form/definition.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const LANGUAGES = readdirSync(join(ROOT, 'locales')).filter((n) => !n.includes('.'));
const OTHERS = LANGUAGES.filter((l) => l !== 'hi');
type Words = Map<string, string>;

function words(language: string): Words {
  const out: Words = new Map();
  for (const file of readdirSync(join(ROOT, 'locales', language)).filter((n) => n.endsWith('.json'))) {
    const collect = (node: unknown, path: string): void => {
      if (typeof node === 'string') out.set(path, node);
      else if (node !== null && typeof node === 'object') for (const [k, v] of Object.entries(node)) collect(v, path.endsWith(':') ? path + k : `${path}.${k}`);
    };
    collect(JSON.parse(readFileSync(join(ROOT, 'locales', language, file), 'utf8')), `${file.slice(0, -5)}:`);
  }
  return out;
}

const hindi = words('hi');
const PLURAL = /_(zero|one|two|few|many|other)$/;
const plain = (w: Words): string[] => [...new Set([...w.keys()].map((k) => k.replace(PLURAL, '')))].sort();
const has = (key: string): boolean => hindi.has(key) || hindi.has(`${key}_other`);

describe('the words', () => {
  test.each(OTHERS)('%s has exactly the keys that Hindi has', (language) => {
    expect(plain(words(language))).toEqual(plain(hindi));
  });

  test('every Hindi word is written in Devanagari, or is a bare name, number or mark', () => {
    const latin = [...hindi].filter(([, text]) => /[A-Za-z]{3,}/.test(text.replace(/\{\{.*?\}\}|\$t\(.*?\)|<\/?\w+\/?>/g, '')) && !/[\u0900-\u097F]/.test(text));
    const allowed = new Set(['English']);
    expect(latin.filter(([, text]) => !allowed.has(text)).map(([key, text]) => `${key} = ${text}`)).toEqual([]);
  });

  test('counted Hindi words say zero apart, because Hindi counts zero as one', () => {
    const counted = [...hindi.keys()].filter((k) => k.endsWith('_other')).map((k) => k.slice(0, -6));
    expect(counted.filter((k) => !hindi.has(`${k}_zero`) || !hindi.has(`${k}_one`))).toEqual([]);
  });

  test('no Devanagari digits are written; they are only understood', () => {
    expect([...hindi].filter(([, text]) => /[०-९]/.test(text)).map(([key]) => key)).toEqual([]);
  });

  test('every form of every programme has all its words in Hindi', () => {
    const missing: string[] = [];
    for (const programme of PROGRAMMES) {
      for (const form of programme.forms) {
        const short = form.id.slice(form.id.indexOf('.') + 1);
        const visit = (node: FormNode): void => {
          if (!('type' in node)) return;
          if (node.label === undefined && node.type !== 'calculate' && !has(`${programme.id}:form.${short}.${node.name}.label`)) {
            missing.push(`${programme.id}:form.${short}.${node.name}.label`);
          }
          if ('constraint' in node && node.constraint !== undefined && node.constraintMessage === undefined && !has(`${programme.id}:form.${short}.${node.name}.error`)) {
            missing.push(`${programme.id}:form.${short}.${node.name}.error`);
          }
          if ('children' in node) node.children.forEach(visit);
        };
        form.children.forEach(visit);
        for (const [list, choices] of Object.entries(form.choices)) {
          for (const choice of choices) {
            if (choice.label === undefined && !has(`${programme.id}:choice.${list}.${choice.value}`)) missing.push(`${programme.id}:choice.${list}.${choice.value}`);
          }
        }
      }
    }
    expect([...new Set(missing)]).toEqual([]);
  });

  test('every rule, time limit, number and open list of every programme has its words in Hindi', () => {
    const needed = PROGRAMMES.flatMap(({ id, recordTypes, rules }) => [
      ...recordTypes.flatMap((type) => (type.rules ?? []).map(({ code }) => `${id}:rule.${code}`)),
      ...(rules?.clocks ?? []).map((clock) => `${id}:clock.${clock.id}`),
      ...(rules?.numbers ?? []).map((number) => `${id}:setting.${number.id}`),
      ...[...(rules?.clocks ?? []), ...(rules?.numbers ?? [])].filter(({ source }) => source !== 'convention').map((row) => `${id}:source.${row.id}`),
      ...(rules?.lists ?? []).map((list) => list.id.replace('.', ':openList.')),
    ]);
    expect(needed.filter((key) => !has(key))).toEqual([]);
  });

  test('every kind of record and every field of it has a name in Hindi: lists, exports and settings say it', () => {
    const needed = PROGRAMMES.flatMap(({ id, recordTypes }) => recordTypes.flatMap((type) => [
      `${id}:recordType.${type.name}`, ...Object.keys(type.fields).map((path) => `${id}:field.${type.name}.${path.replace('.*.', '.')}`),
    ]));
    expect(needed.filter((key) => !has(key))).toEqual([]);
  });
});

const SOURCES = [...walk('src/client'), ...walk('src/programmes'), ...walk('src/shared')].filter((f) => /\.tsx?$/.test(f));
function walk(dir: string): string[] {
  return readdirSync(join(ROOT, dir), { recursive: true, encoding: 'utf8' }).map((f) => join(dir, f));
}

describe('the code', () => {
  test('holds no text for people: no text in JSX, none in the attributes people see or hear', () => {
    const SPOKEN = new Set(['title', 'alt', 'placeholder', 'aria-label', 'aria-description', 'label', 'hint']);
    const found: string[] = [];
    for (const file of SOURCES.filter((f) => f.endsWith('.tsx'))) {
      visit(parseSync(file, readFileSync(join(ROOT, file), 'utf8')).program, (node) => {
        if (node['type'] === 'JSXText' && /[\p{L}]/u.test(String(node['value']))) found.push(`${file}: ${String(node['value']).trim()}`);
        if (node['type'] !== 'JSXAttribute') return;
        const name = (node['name'] as { name?: unknown } | null)?.name;
        const value = node['value'] as { type?: unknown; value?: unknown } | null;
        if (typeof name === 'string' && SPOKEN.has(name) && value?.type === 'Literal' && /\p{L}/u.test(String(value.value))) found.push(`${file}: ${name}="${String(value.value)}"`);
      });
    }
    expect(found).toEqual([]);
  });

  test('holds no Devanagari sentence outside comments and the tables of names and headers', () => {
    const TABLES = [/shared\/people\//, /programmes\/.*\/lists\//, /shared\/import\//, /shared\/form\/digits/, /client\/search\/compound-words/];
    const found: string[] = [];
    for (const file of SOURCES.filter((f) => !TABLES.some((t) => t.test(f)))) {
      visit(parseSync(file, readFileSync(join(ROOT, file), 'utf8')).program, (node) => {
        if (node['type'] === 'Literal' && typeof node['value'] === 'string' && /[\u0904-\u0939]{2,}/.test(node['value'])) found.push(`${file}: ${node['value']}`);
        if (node['type'] === 'TemplateElement' && /[\u0904-\u0939]{2,}/.test(JSON.stringify(node['value']))) found.push(file);
      });
    }
    expect(found).toEqual([]);
  });

  test('asks only for words that exist', () => {
    const missing: string[] = [];
    for (const file of SOURCES) {
      visit(parseSync(file, readFileSync(join(ROOT, file), 'utf8')).program, (node) => {
        if (node['type'] !== 'CallExpression') return;
        const callee = node['callee'] as { type?: unknown; name?: unknown } | null;
        const first = (node['arguments'] as { type?: unknown; value?: unknown }[])[0];
        if (callee?.type !== 'Identifier' || callee.name !== 't' || first?.type !== 'Literal' || typeof first.value !== 'string') return;
        if (first.value.includes(':') && !has(first.value)) missing.push(`${file}: ${first.value}`);
      });
    }
    expect([...new Set(missing)]).toEqual([]);
  });
});

function visit(node: unknown, see: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(node)) for (const n of node) visit(n, see);
  else if (node !== null && typeof node === 'object') {
    const record = node as Record<string, unknown>;
    if (typeof record['type'] === 'string') see(record);
    for (const value of Object.values(record)) visit(value, see);
  }
}

import { createInstance } from 'i18next';
import { expect, test } from 'vitest';
import { createFormat } from '#client/app/format.ts';
import { sayPhrase } from '#client/app/say.ts';

const i18n = createInstance();
await i18n.init({ lng: 'hi', interpolation: { escapeValue: false }, resources: { hi: { p: { line: '{{kind}} · {{day}} · {{n}}', kind: 'परामर्श', choice: { agency: { other: 'अन्य' } } } } } });

test('a phrase says the phrases and days that are put into it', () => {
  const said = sayPhrase(i18n.t, createFormat('hi'), 'p', { key: 'line', values: { kind: { key: 'kind' }, day: '2026-11-22', n: 3 } });
  expect(said).toBe('परामर्श · 22 नव. 2026 · 3');
});

test('a choice that an administrator has added is said by its word, and by "other" while that has not arrived', () => {
  const added = (list: string) => (list === 'p.agency' ? [{ value: 'x_mahila_thana', word: 'महिला थाना, सबौर' }] : []);
  const phrase = { key: 'line', values: { kind: { key: 'choice.agency.x_mahila_thana' }, day: '', n: 1 } };
  expect(sayPhrase(i18n.t, createFormat('hi'), 'p', phrase, added)).toBe('महिला थाना, सबौर ·  · 1');
  expect(sayPhrase(i18n.t, createFormat('hi'), 'p', phrase)).toBe('अन्य ·  · 1');
});

test('plain text passes through, also what only looks like a phrase', () => {
  expect(sayPhrase(i18n.t, createFormat('hi'), 'p', '$t(p:kind) {{n}}')).toBe('$t(p:kind) {{n}}');
});

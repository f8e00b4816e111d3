import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readConfig, SETTINGS, WrongSettings } from '#server/config.ts';
import { consoleWords } from '#server/console-words.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
/** Rows of the table of settings: name and default. */
const rows = [...README.slice(README.indexOf('## Running it for real')).matchAll(/^\| `([A-Z_]+)` \| .* \| (.*) \|$/gmu)].map(([, name = '', fallback = '']) => ({ name, fallback }));

describe('the settings', () => {
  test('are those that the README names, no more and no fewer', () => {
    expect(rows.map((r) => r.name).sort()).toEqual([...SETTINGS].sort());
  });

  test('have the defaults that the README says', () => {
    const said = Object.fromEntries(rows.flatMap(({ name, fallback }) => (/^`[^`/]+`$/u.test(fallback) ? [[name, fallback.slice(1, -1)]] : [])));
    expect(Object.keys(said).length).toBeGreaterThan(8);
    expect(readConfig({})).toEqual(readConfig(said));
    expect(readConfig({}).host).toBe('127.0.0.1');
  });

  test('that make no sense are named, all at once', () => {
    const wrong = (): unknown => readConfig({ PORT: 'x', DEMO: 'off', METRICS_TOKEN: 'short' });
    expect(wrong).toThrow(WrongSettings);
    expect(wrong).toThrow('wrong settings: PORT, DEMO, METRICS_TOKEN');
  });
});

describe('the console', () => {
  test('speaks Hindi first, then every other language', () => {
    expect(consoleWords('wrongSettings', { names: 'PORT' })).toBe('ये सेटिंग ठीक नहीं हैं, README देखें: PORT / These settings make no sense, see the README: PORT');
  });
});

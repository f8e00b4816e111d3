import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { compressFiles } from './src/server/compress-files.ts';
import { plant } from './tests/sim/build.ts';
import { MUTANTS } from './tests/sim/mutant-list.ts';
import { findChromium } from './tests/support/chromium.ts';

// Few files: on a slow line every request costs a round trip. What the first page names is one file;
// then the phone (vault, store, sync), the field's screens, the form, and a file of words per language (`words`).
// Files of persons (`cases`: screens and programmes) are fetched only where somebody keeps such files.
const CHUNKS = [
  { name: 'first', tags: ['$initial' as const], priority: 9 },
  { name: 'phone', test: /\/src\/client\/(phone\.ts|vault|store(?!\/memory-)|sync|search|pwa|ui\/speak-button)|\/src\/shared\/(task\/(rulebook-from|working-days)|report\/period)\.ts/, priority: 7 },
  { name: 'field', test: /\/src\/client\/(app\/work\.tsx|screens\/(today|coverage|families\/(families|family-page)|groups|camp|send|shell|settings\/settings))/, priority: 6 },
  { name: 'form', test: /\/src\/client\/screens\/(form|families)\//, priority: 5 },
  { name: 'case-programmes', test: /\/src\/programmes\/(case-programmes|one-stop-centre|care-leavers)/, priority: 4.5 },
  { name: 'office-programmes', test: /\/src\/programmes\/(office-programmes|mission-shakti|directions)/, priority: 4.5 },
  { name: 'library', test: /\/src\/(programmes\/library|client\/screens\/library\/)/, priority: 4.6 },
  { name: 'practice', test: /\/src\/(client\/practice|programmes\/practice|client\/store\/memory-)/, priority: 2 },
  { name: 'help', test: /\/src\/client\/screens\/help\//, priority: 3 },
  { name: 'cases', test: /\/src\/client\/screens\/cases\//, priority: 3 },
  { name: 'desk', test: /\/src\/client\/(screens\/desk\/(?!review\/map\/|centre\/)|ui\/desk\/)|\/node_modules\/(d3-(scale|shape|path|array|interpolate|format|color|time|time-format)|internmap)\//, priority: 4 },
  // For those of a State Resource Centre.
  { name: 'centre', test: /\/src\/client\/(screens\/desk\/centre\/|desk-api\/subjects-api)/, priority: 3 },
  // The outlines of the districts, drawn on wide screens only. After the desk: what both use is the desk's.
  { name: 'map', test: /\/src\/client\/screens\/desk\/review\/map\/|\/node_modules\/(d3-geo|topojson-client)\//, priority: 3 },
];

export default defineConfig(async ({ command, mode }) => ({
  plugins: [
    react(),
    words(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/client',
      filename: 'sw.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: { globPatterns: ['**/*.{js,css,html,woff2,svg,png,json,webmanifest}', 'help/*.webp'], globIgnores: ['icons/diary-*.png'], maximumFileSizeToCacheInBytes: 2_000_000, manifestTransforms: [shortRevisions] },
      devOptions: { enabled: false },
    }),
    precompress(),
    // Tests only, and only when asked for by name.
    ...(mode === 'test' ? MUTANTS.filter(({ name }) => name === process.env['PLANT']).map(plant) : []),
  ],
  // Its form without helpers for browsers that cannot run this app anyhow.
  resolve: { alias: command === 'build' ? [{ find: /^dexie$/, replacement: resolve(import.meta.dirname, 'node_modules/dexie/dist/modern/dexie.min.mjs') }] : [] },
  build: {
    target: 'es2022', sourcemap: false, cssCodeSplit: true,
    // Browsers that run this app load modules ahead by themselves, or do without.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // A schema does nothing by being made: those that only the server reads fall away.
      treeshake: { manualPureFunctions: ['z'] },
      output: { codeSplitting: { groups: CHUNKS } },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  test: {
    projects: [
      {
        extends: true as const,
        test: {
          name: 'node',
          environment: 'node',
          globalSetup: ['tests/support/postgres-setup.ts'],
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.browser.test.*', 'tests/**/*.e2e.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true as const,
        // Bundled before the first test: found half-way they would be loaded twice, and React with them.
        optimizeDeps: {
          include: [
            'react', 'react/jsx-runtime', 'react/jsx-dev-runtime', 'react-dom/client', 'react-i18next', 'i18next', 'react-hook-form',
            'wouter', 'zod/mini', 'dexie', 'fast-check', 'axe-core',
          ],
        },
        test: {
          name: 'browser',
          // Keys go to the page in front; among many pages on a busy machine one may miss. Twice is a failure.
          retry: 1,
          expect: { poll: { timeout: 10_000 } },
          include: ['tests/**/*.browser.test.{ts,tsx}'],
          testTimeout: 30_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: mode === 'test' ? await launchOptions() : {} }),
            instances: [{ browser: 'chromium' as const, viewport: { width: 360, height: 740 } }],
          },
        },
      },
      {
        extends: true as const,
        test: {
          name: 'e2e',
          environment: 'node',
          globalSetup: ['tests/support/build-setup.ts', 'tests/support/postgres-setup.ts'],
          include: ['tests/**/*.e2e.test.ts'],
          // Servers, databases and browsers of their own; more than two at once would wait for each other.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          // A busy machine is slow, not wrong.
          expect: { poll: { timeout: 30_000 } },
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
}));

/** Beside each file of text its brotli and gzip forms, which the server gives to browsers that take them. */
function precompress(): Plugin {
  let outDir = '';
  return {
    name: 'dehri-precompress',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      // After the service worker has been written.
      handler: () => compressFiles(outDir),
    },
  };
}

/** Namespaces that only the desk, only who keeps files of persons or registers, or only the library, the guide, the gallery or the page for developers, asks for; the console's words are the server's own. */
const WORDS_APART: Readonly<Record<string, string>> = { desk: 'desk-words', import: 'desk-words', gallery: 'gallery-words', debug: 'debug-words', cases: 'case-words', paper: 'case-words', 'one-stop-centre': 'case-words', 'care-leavers': 'case-words', 'mission-shakti': 'office-words', 'resource-centre': 'case-words', subjects: 'centre-words', directions: 'office-words', library: 'library-words', help: 'help-words', server: '' };
/** These are in the first file already (`app/i18n.ts`). */
const FIRST_WORDS = ['hi/app', 'hi/ui', 'hi/errors'];

/**
 * `virtual:words`: language → namespace → its words, in files `words-hi`, `desk-words-hi` … A namespace
 * loaded by itself would be a file, and on a slow line a round trip, of its own.
 */
function words(): Plugin {
  const folder = resolve(import.meta.dirname, 'locales');
  const partOf = (namespace: string): string => WORDS_APART[namespace] ?? 'words';
  const namespaces = (language: string): string[] =>
    readdirSync(resolve(folder, language)).map((file) => file.replace(/\.json$/, '')).filter((n) => partOf(n) !== '' && !FIRST_WORDS.includes(`${language}/${n}`));
  const fields = (names: readonly string[], valueOf: (name: string) => string): string => `{${names.map((name) => `${JSON.stringify(name)}: ${valueOf(name)}`).join()}}`;
  return {
    name: 'dehri-words',
    resolveId: (id) => (/^virtual:words(\/|$)/.test(id) ? `\0${id}` : undefined),
    load(id) {
      if (id === '\0virtual:words') {
        const partsOf = (language: string): string[] => [...new Set(namespaces(language).map(partOf))];
        return `
          const of = (load, names) => Object.fromEntries(names.split(' ').map((n) => [n, () => load().then((m) => m.default[n])]));
          export default ${fields(readdirSync(folder), (language) => `{${partsOf(language).map((part) => `...of(() => import('virtual:words/${part}-${language}'), '${namespaces(language).filter((n) => partOf(n) === part).join(' ')}')`).join()}}`)};`;
      }
      const [, part, language] = /virtual:words\/(.*words)-(.+)$/.exec(id) ?? [];
      if (language === undefined) return undefined;
      return `export default ${fields(namespaces(language).filter((n) => partOf(n) === part), (n) => {
        const file = resolve(folder, language, `${n}.json`);
        this.addWatchFile(file);
        const text = readFileSync(file, 'utf8');
        return part === 'help-words' ? quoteWords(text, resolve(folder, language)) : text;
      })};`;
    },
  };
}

/**
 * The guide says the very words of the buttons: `$t(desk:print)` in its files. They are filled in here, so
 * that a phone that opens the guide need not fetch the words of the desk for it.
 */
function quoteWords(text: string, folder: string): string {
  return text.replaceAll(/\$t\(([\w-]+):([\w.-]+)\)/g, (_, namespace: string, key: string) => {
    let word: unknown = JSON.parse(readFileSync(resolve(folder, `${namespace}.json`), 'utf8'));
    for (const part of key.split('.')) word = typeof word === 'object' && word !== null ? Reflect.get(word, part) : undefined;
    if (typeof word !== 'string') throw new Error(`the guide quotes ${namespace}:${key}, which is no word`);
    return JSON.stringify(word).slice(1, -1);
  });
}

/** Every phone has the list of the guide's pictures: six letters tell their versions apart too. */
function shortRevisions(entries: { url: string; revision: string | null; size: number }[]): { manifest: typeof entries } {
  return { manifest: entries.map((entry) => (entry.url.startsWith('help/') ? { ...entry, revision: entry.revision?.slice(0, 6) ?? null } : entry)) };
}

async function launchOptions(): Promise<{ executablePath: string; args: string[] }> {
  const { executablePath, args } = await findChromium();
  return { executablePath, args };
}

// The quick exit and the neutral name in a real browser: the real page, the real service worker, the real
// calendar, around screens that only show where they are.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findChromium } from '#tests/support/chromium.ts';
import { staticSite, type StaticSite } from '#tests/support/static-site.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const NAME = 'सुनीता देवी';
const CALENDAR = '/samay.html';

let work: string;
let site: StaticSite;
let context: BrowserContext;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'dehri-exit-'));
  // Vite takes a build for one of development while the test runner's own mode is set.
  const mode = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  await build({
    configFile: false, root, logLevel: 'error',
    build: { outDir: join(work, 'dist'), target: 'es2022', emptyOutDir: true },
    plugins: [
      { name: 'exit-app', transformIndexHtml: { order: 'pre', handler: (html) => html.replace('/src/client/main.tsx', '/tests/fixtures/exit-app/main.ts') } },
      VitePWA({
        strategies: 'injectManifest', srcDir: 'src/client', filename: 'sw.ts', injectRegister: false, manifest: false,
        injectManifest: { globPatterns: ['**/*.{js,css,html,svg,webmanifest}'] },
      }),
    ],
  });
  process.env['NODE_ENV'] = mode;
});
afterAll(() => rm(work, { recursive: true, force: true }));

beforeEach(async () => {
  site = staticSite(() => join(work, 'dist'));
  await site.up();
  const { executablePath, args } = await findChromium();
  context = await chromium.launchPersistentContext(await mkdtemp(join(work, 'profile-')), { executablePath, args, headless: true });
  context.setDefaultTimeout(30_000);
});
afterEach(async () => {
  await context.close();
  await site.down();
});

describe('after the quick exit', () => {
  test('the screen is empty and the vault locked before anything else happens', async () => {
    const page = await open('/');
    await walk(page, '/cases', '/cases/1');
    expect(await leave(page)).toEqual({ seen: '', locks: 1 });
    await calendar(page);
    expect(await page.content()).not.toContain(NAME);
    expect(await page.evaluate(() => [Object.keys(sessionStorage), Object.keys(localStorage), document.cookie])).toEqual([[], [], '']);
  });

  test('neither back nor forward leads to a page of the app, wherever in its history she was', async () => {
    for (const steps of [0, 1, 3]) {
      const page = await open('/');
      await walk(page, '/cases', '/cases/1', '/cases/1/form/x', '/cases/1/paper/dir');
      for (let i = 0; i < steps; i += 1) await page.goBack();
      await leave(page);
      await calendar(page);
      await expect.poll(() => addresses(page)).toEqual([CALENDAR]);
      await page.goForward().catch(() => null);
      expect(await page.content()).not.toContain(NAME);
      for (let i = 0; i < 3; i += 1) {
        await page.goBack().catch(() => null);
        expect(page.url()).toMatch(/samay\.html$|^about:blank$/u);
      }
      await page.close();
    }
  });

  test('nor to what an earlier load of the app left in the history', async () => {
    const page = await open('/cases/7');
    await walk(page, '/cases/8');
    await page.goto(url('/cases/9'));
    await walk(page, '/cases/9/form/y');
    await leave(page);
    await calendar(page);
    await expect.poll(() => addresses(page)).toEqual([CALENDAR]);
    expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  });

  test('the calendar shows itself without a network, and typing the address opens the app at its lock', async () => {
    const page = await open('/');
    await walk(page, '/cases/1');
    await site.down();
    await leave(page);
    await calendar(page);
    await expect.poll(() => page.locator('td.today').count()).toBe(1);
    expect(await page.title()).toBe('कैलेंडर');
    await page.locator('#after').click();
    expect(await page.locator('td.today').count()).toBe(0);
    await page.goto(url('/'));
    expect(await page.locator('#root').innerText()).toBe('ताला');
  });

  test('what the calendar says names neither the app nor any work', async () => {
    const page = await open(CALENDAR);
    const said = `${await page.content()} ${await page.title()}`.replace(/<!--.*?-->/gsu, '');
    expect(said).not.toMatch(/देहरी|dehri|महिला|हिंसा|केस|मामला/iu);
  });
});

describe('the neutral name', () => {
  test('is worn by title, icon and manifest from the first moment, and can be taken off again', async () => {
    const page = await open('/');
    expect(await worn(page)).toEqual(['देहरी', '/manifest.webmanifest', '/icons/icon.svg']);
    await page.evaluate(() => { Reflect.get(window, 'setAppName')('diary'); });
    await expect.poll(() => worn(page)).toEqual(['डायरी', '/diary.webmanifest', '/icons/diary.svg']);

    await page.addInitScript(() => {
      const seen: string[] = [];
      Reflect.set(window, 'seen', seen);
      new MutationObserver(() => { if (document.title !== '') seen.push(document.title); }).observe(document, { subtree: true, childList: true, characterData: true });
    });
    await page.reload();
    await page.waitForLoadState('load');
    expect(await worn(page)).toEqual(['डायरी', '/diary.webmanifest', '/icons/diary.svg']);
    expect(await page.evaluate(() => [...new Set(Reflect.get(window, 'seen') as string[])])).toEqual(['डायरी']);
    const manifest: unknown = await (await page.request.get(url('/diary.webmanifest'))).json();
    expect(JSON.stringify(manifest)).not.toMatch(/देहरी|dehri/iu);
    const cdp = await context.newCDPSession(page);
    const { url: found, errors } = await cdp.send('Page.getAppManifest');
    expect([new URL(found).pathname, errors]).toEqual(['/diary.webmanifest', []]);

    await page.evaluate(() => { Reflect.get(window, 'setAppName')('dehri'); });
    await expect.poll(() => worn(page)).toEqual(['देहरी', '/manifest.webmanifest', '/icons/icon.svg']);
  });
});

async function open(path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url(path));
  await page.waitForFunction(() => location.pathname === '/samay.html' || navigator.serviceWorker.controller !== null);
  return page;
}

async function walk(page: Page, ...paths: string[]): Promise<void> {
  for (const path of paths) await page.evaluate((to) => { Reflect.get(window, 'walk')(to); }, path);
}

const leave = (page: Page): Promise<unknown> => page.evaluate(() => Reflect.get(window, 'leave')());
const calendar = (page: Page): Promise<void> => page.waitForURL(`**${CALENDAR}`).then(() => page.locator('#days td').first().waitFor());
/** Pages of the origin in the tab's history, each once. */
async function addresses(page: Page): Promise<string[]> {
  const { entries } = await (await context.newCDPSession(page)).send('Page.getNavigationHistory');
  return [...new Set(entries.flatMap((entry) => (entry.url.startsWith('http') ? [new URL(entry.url).pathname] : [])))];
}

const worn = (page: Page): Promise<unknown[]> => page.evaluate(() => [document.title, ...['manifest', 'icon'].map((rel) => document.querySelector(`link[rel="${rel}"]`)?.getAttribute('href'))]);
const url = (path: string): string => site.url(path);

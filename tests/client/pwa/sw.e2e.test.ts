// The real service worker, built by the real plugin, in a real browser: a small app in two versions,
// a server that can vanish.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { WAKE_MESSAGE, WAKE_TAG } from '#client/sync/triggers.ts';
import { findChromium } from '#tests/support/chromium.ts';
import { staticSite, type StaticSite } from '#tests/support/static-site.ts';

const root = fileURLToPath(new URL('../../fixtures/pwa-app/', import.meta.url));
const publicDir = fileURLToPath(new URL('../../../public/', import.meta.url));

let work: string;
let served: string;
let site: StaticSite;
let context: BrowserContext;
let full: boolean;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'dehri-sw-'));
  // Vite takes a build for one of development while the test runner's own mode is set.
  const mode = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  for (const version of ['v1', 'v2']) await buildVersion(version);
  process.env['NODE_ENV'] = mode;
});
afterAll(() => rm(work, { recursive: true, force: true }));

beforeEach(async () => {
  served = 'v1';
  site = staticSite(() => join(work, served), 'from the server');
  await site.up();
  const browser = await findChromium();
  full = browser.full;
  context = await chromium.launchPersistentContext(await mkdtemp(join(work, 'profile-')), { executablePath: browser.executablePath, args: browser.args, headless: true });
  context.setDefaultTimeout(30_000);
});
afterEach(async () => {
  await context.close();
  await site.down();
});

test('the app opens with the server gone, at any address, with chunks never loaded before', async () => {
  const page = await open('/');
  await site.down();
  expect(await late(page)).toBe('late v1');
  await page.goto(url('/families/k-1?tab=2'));
  expect(await version(page)).toBe('v1');
  expect(await late(page)).toBe('late v1');
});

test('the API goes past the service worker and is never answered from the phone', async () => {
  const page = await open('/');
  expect(await page.evaluate(async () => (await fetch('/api/profile')).text())).toBe('from the server');
  await site.down();
  expect(await page.evaluate(() => fetch('/api/profile').then(() => 'answered', () => 'unreachable'))).toBe('unreachable');
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    return (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((r) => new URL(r.url).pathname)))).flat();
  });
  expect(kept.filter((path) => path.startsWith('/api'))).toEqual([]);
  expect(kept).toContain('/index.html');
});

test('a new version waits for a tap and for forms; other tabs go on with the old one', async () => {
  const one = await open('/');
  const two = await open('/survey');
  served = 'v2';
  await one.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await one.waitForFunction(() => Reflect.get(window, 'shell').state().update);
  await one.reload();
  expect(await version(one)).toBe('v1');

  await one.waitForFunction(() => Reflect.get(window, 'shell').state().update);
  await two.evaluate(() => { Reflect.set(window, 'close', Reflect.get(window, 'shell').holdUpdates()); });
  await one.evaluate(() => Reflect.get(window, 'shell').applyUpdate());
  await one.waitForTimeout(500);
  expect([await version(one), await version(two)]).toEqual(['v1', 'v1']);

  await two.evaluate(() => Reflect.get(window, 'close')());
  await tapUpdate(one);
  await one.waitForFunction(() => document.querySelector('#version')?.textContent === 'v2');
  expect(await version(two)).toBe('v1');
  await site.down();
  expect(await late(two)).toBe('late v1');
  expect(await late(one)).toBe('late v2');

  await two.waitForFunction(() => Reflect.get(window, 'shell').state().update);
  await two.close();
  await one.reload();
  await one.waitForFunction(async () => !(await caches.has('dehri-old-files')));
  expect(await late(one)).toBe('late v2');
});

test('what only the desk needs is fetched when first opened, and opens without the server from then on', async () => {
  const page = await open('/');
  expect(await keptDesk(page)).toEqual([]);
  await site.down();
  expect(await page.evaluate(() => Reflect.get(window, 'desk')().then(() => 'opened', () => 'unreachable'))).toBe('unreachable');
  await site.up();
  const second = await open('/desk');
  expect(await desk(second)).toBe('desk v1');
  expect(await keptDesk(second)).toHaveLength(1);
  await site.down();
  const third = await open('/desk');
  expect(await desk(third)).toBe('desk v1');
});

test('the words of another language are fetched when first shown, and kept even if that was before there was a service worker', async () => {
  const hindi = await open('/');
  expect(await keptFiles(hindi, '/assets/words-')).toEqual([]);
  await hindi.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await hindi.close();
  const page = await context.newPage();
  await page.goto(url('/'));
  expect(await page.evaluate(() => Reflect.get(window, 'words')())).toBe('words v1');
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await expect.poll(() => keptFiles(page, '/assets/words-')).toHaveLength(1);
  await site.down();
  await page.goto(url('/families'));
  expect(await page.evaluate(() => Reflect.get(window, 'words')())).toBe('words v1');
});

test('a new version brings along what was opened once, and forgets the old form of it with the last page that may need it', async () => {
  const page = await open('/');
  await desk(page);
  const [old] = await keptDesk(page);
  served = 'v2';
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await page.waitForFunction(() => Reflect.get(window, 'shell').state().update);
  await tapUpdate(page);
  await page.waitForFunction(() => document.querySelector('#version')?.textContent === 'v2');
  await site.down();
  expect(await desk(page)).toBe('desk v2');
  await page.waitForFunction(async () => !(await caches.has('dehri-old-files')));
  const kept = await keptDesk(page);
  expect(kept).toHaveLength(1);
  expect(kept).not.toEqual([old]);
});

test('who never opened the desk does not fetch it with a new version either', async () => {
  const page = await open('/');
  served = 'v2';
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await page.waitForFunction(() => Reflect.get(window, 'shell').state().update);
  await tapUpdate(page);
  await page.waitForFunction(() => document.querySelector('#version')?.textContent === 'v2');
  expect(await keptDesk(page)).toEqual([]);
});

test('a picture of the guide is no part of the first copy; once shown it opens without the server, and a new version brings its new form', async () => {
  const page = await open('/');
  const picture = (): Promise<string> => page.evaluate(() => fetch('/help/trial.webp').then((response) => response.text(), () => 'unreachable'));
  expect(await keptFiles(page, '/help/')).toEqual([]);
  await site.down();
  expect(await picture()).toBe('unreachable');
  await site.up();
  expect(await picture()).toBe('picture v1');
  expect(await keptFiles(page, '/help/')).toEqual(['/help/trial.webp']);
  await site.down();
  expect(await picture()).toBe('picture v1');
  // The guide's own addresses are the app's, not a folder's.
  await page.goto(url('/help'));
  expect(await version(page)).toBe('v1');

  await site.up();
  served = 'v2';
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await page.waitForFunction(() => Reflect.get(window, 'shell').state().update);
  expect(await picture()).toBe('picture v1');
  await tapUpdate(page);
  await page.waitForFunction(() => document.querySelector('#version')?.textContent === 'v2');
  await site.down();
  expect(await picture()).toBe('picture v2');
  await page.waitForFunction(async () => !(await caches.has('dehri-old-files')));
  expect(await keptFiles(page, '/help/')).toEqual(['/help/trial.webp']);
});

test('a background wake reaches open pages; where there is none nothing breaks', async () => {
  const page = await open('/');
  expect(await wake(page)).toEqual(full ? [{ type: WAKE_MESSAGE }] : []);
});

test('a browser may install the app', async () => {
  const page = await open('/');
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  expect(installabilityErrors).toEqual([]);
});

async function wake(page: Page): Promise<unknown> {
  if (!full) return page.evaluate(() => Reflect.get(window, 'wakes'));
  const session = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0] !== undefined) resolve(registrations[0].registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.dispatchSyncEvent', { origin: url(''), registrationId: await registered, tag: WAKE_TAG, lastChance: false });
  await page.waitForFunction(() => Reflect.get(window, 'wakes').length > 0);
  return page.evaluate(() => Reflect.get(window, 'wakes'));
}

/** The page reloads under the call. */
async function tapUpdate(page: Page): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.evaluate(() => { void Reflect.get(window, 'shell').applyUpdate(); })]);
}

async function open(path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url(path));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return page;
}

const version = (page: Page): Promise<string> => page.locator('#version').innerText();
const late = (page: Page): Promise<unknown> => page.evaluate(() => Reflect.get(window, 'late')());
const desk = (page: Page): Promise<unknown> => page.evaluate(() => Reflect.get(window, 'desk')());
/** Files of the desk in any cache. */
const keptDesk = (page: Page): Promise<string[]> => keptFiles(page, '/assets/desk-');
const keptFiles = (page: Page, beginning: string): Promise<string[]> => page.evaluate(async (start) => {
  const names = await caches.keys();
  return (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((r) => new URL(r.url).pathname)))).flat().filter((path) => path.startsWith(start));
}, beginning);
const url = (path: string): string => site.url(path);

async function buildVersion(name: string): Promise<void> {
  await build({
    configFile: false, root, publicDir, logLevel: 'error',
    define: { 'import.meta.env.VITE_TEST_VERSION': JSON.stringify(name) },
    build: { outDir: join(work, name), target: 'es2022', emptyOutDir: true },
    plugins: [{ name: 'guide', generateBundle() { this.emitFile({ type: 'asset', fileName: 'help/trial.webp', source: `picture ${name}` }); } }, VitePWA({
      strategies: 'injectManifest', srcDir: '../../../src/client', filename: 'sw.ts', injectRegister: false, manifest: false,
      injectManifest: { globPatterns: ['**/*.{js,html,svg,png,webmanifest}', 'help/*.webp'] },
    })],
  });
}

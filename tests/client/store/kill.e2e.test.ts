// The browser is killed with SIGKILL while families are being saved; then the newest log of its
// IndexedDB is cut, as a power cut does. Chromium answers damage there by deleting every database of
// the origin: what was called saved must still all be there.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../../support/chromium.ts';

let vite: ViteDevServer;
let url = '';
const profiles: string[] = [];

beforeAll(async () => {
  vite = await createServer({
    root: new URL('../../..', import.meta.url).pathname,
    configFile: false,
    logLevel: 'error',
    cacheDir: 'node_modules/.cache/vite-kill',
    optimizeDeps: { include: ['dexie', 'zod/mini', '@noble/hashes/argon2.js'] },
    server: { port: 0, host: '127.0.0.1', watch: null, hmr: false },
    plugins: [{
      name: 'kill-page',
      configureServer(server) {
        server.middlewares.use('/kill-page', (_request, response) => {
          response.setHeader('content-type', 'text/html');
          response.end('<!doctype html><script type="module" src="/tests/client/store/kill-page.ts"></script>');
        });
      },
    }],
  });
  await vite.listen();
  url = `${vite.resolvedUrls?.local[0] ?? ''}kill-page`;
});

afterAll(async () => {
  await vite.close();
  for (const profile of profiles) rmSync(profile, { recursive: true, force: true });
});

interface Phone {
  readonly page: Page;
  kill(): Promise<void>;
}

async function start(profile: string): Promise<Phone> {
  const { executablePath, args } = await findChromium();
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const child: ChildProcess = spawn(executablePath, [...args, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'], { detached: true, stdio: 'ignore' });
  await expect.poll(() => existsSync(portFile) && readFileSync(portFile, 'utf8').includes('\n'), { timeout: 20_000 }).toBe(true);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${readFileSync(portFile, 'utf8').split('\n')[0]}`);
  const page = await browser.contexts()[0]?.newPage();
  if (page === undefined || child.pid === undefined) throw new Error('the browser did not start');
  const group = -child.pid;
  return {
    page,
    async kill() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      process.kill(group, 'SIGKILL');
      await gone;
      await browser.close().catch(() => undefined);
    },
  };
}

/** Cuts bytes off the end of the newest log of IndexedDB's LevelDB. @returns bytes really cut */
function cutNewestLog(profile: string, bytes: number): number {
  const home = join(profile, 'Default', 'IndexedDB');
  const folder = readdirSync(home).find((name) => name.endsWith('.leveldb'));
  if (folder === undefined) throw new Error('no IndexedDB on the disk');
  const logs = readdirSync(join(home, folder)).filter((name) => name.endsWith('.log')).map((name) => join(home, folder, name));
  const newest = logs.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
  if (newest === undefined) throw new Error('no log');
  const size = statSync(newest).size;
  truncateSync(newest, Math.max(0, size - bytes));
  return Math.min(bytes, size);
}

describe('killed while saving', () => {
  test.each([0, 1, 300, 3000])('with %i bytes torn off the database\'s log, everything that was called saved is there', async (cut) => {
    const profile = mkdtempSync(join(tmpdir(), 'dehri-kill-'));
    profiles.push(profile);
    const working = await start(profile);
    let told = 0;
    await working.page.exposeFunction('told', (n: number) => void (told = n));
    await working.page.goto(url);
    void working.page.evaluate(() => window.killTest.work()).catch(() => undefined);
    await expect.poll(() => told, { timeout: 30_000, interval: 5 }).toBeGreaterThan(40);
    await working.kill();
    expect(cutNewestLog(profile, cut)).toBe(cut);

    const again = await start(profile);
    await again.page.goto(url);
    const seen = await again.page.evaluate(() => window.killTest.look());
    await again.kill();
    expect(seen.families).toEqual(expect.arrayContaining(Array.from({ length: told }, (_, i) => `family ${i + 1}`)));
    expect(seen.families.length).toBeLessThanOrEqual(told + 1);
    expect(seen.counters).toEqual(seen.families.map((_, i) => i + 1));
    expect(seen.drafts[0]).toBeGreaterThanOrEqual(told);
  });
});

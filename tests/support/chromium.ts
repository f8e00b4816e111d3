// Which Chromium the tests drive: CHROMIUM_PATH, the system's, Playwright's own, and last the one
// inside the @sparticuz/chromium package (a headless shell: no Background Sync, no install prompt).
import { existsSync, mkdirSync } from 'node:fs';
import { chromium as playwright } from 'playwright-core';

export interface TestBrowser {
  readonly executablePath: string;
  readonly args: string[];
  /** False for the bundled headless shell. */
  readonly full: boolean;
}

const COMMON_ARGS = [
  '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

const SYSTEM_PATHS = [
  '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

export async function findChromium(): Promise<TestBrowser> {
  const named = process.env['CHROMIUM_PATH'];
  const path = [named, ...SYSTEM_PATHS, playwright.executablePath()].find((p) => p !== undefined && p !== '' && existsSync(p));
  if (path !== undefined) return { executablePath: path, args: COMMON_ARGS, full: true };

  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs20.x';
  const unpackDir = new URL('../../node_modules/.cache/chromium/', import.meta.url).pathname;
  mkdirSync(unpackDir, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = unpackDir;
  const { default: bundled } = await import('@sparticuz/chromium');
  const executablePath = await bundled.executablePath();
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  return { executablePath, args: [...COMMON_ARGS, '--no-zygote', '--disable-gpu'], full: false };
}

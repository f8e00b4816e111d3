// A phone: a real Chromium with a profile on the disk, 360×740, that can be slowed and killed, and
// what a person does on it, by the words she reads.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { findChromium } from './chromium.ts';
import { hi } from './words.ts';

export interface PhoneOptions {
  readonly width?: number;
  readonly height?: number;
  /** 6 is a cheap phone beside this machine. */
  readonly slowdown?: number;
}

export const PIN = '482915';

export class BrowserPhone {
  readonly profile = mkdtempSync(join(tmpdir(), 'dehri-phone-'));
  readonly #options: PhoneOptions;
  #kill: (() => Promise<void>) | undefined;
  #page: Page | undefined;
  browser: Browser | undefined;
  cdp: CDPSession | undefined;

  constructor(options: PhoneOptions = {}) {
    this.#options = options;
  }

  get isOn(): boolean {
    return this.#page !== undefined;
  }

  get page(): Page {
    if (this.#page === undefined) throw new Error('the phone is off');
    return this.#page;
  }

  async turnOn(url: string): Promise<void> {
    const { executablePath, args } = await findChromium();
    const portFile = join(this.profile, 'DevToolsActivePort');
    rmSync(portFile, { force: true });
    const { width = 360, height = 740, slowdown = 1 } = this.#options;
    const child = spawn(executablePath, [...args, '--headless', '--lang=hi-IN', `--window-size=${width},${height}`, '--remote-debugging-port=0', `--user-data-dir=${this.profile}`, 'about:blank'], { detached: true, stdio: 'ignore' });
    const deadline = Date.now() + 60_000;
    while (!(existsSync(portFile) && readFileSync(portFile, 'utf8').includes('\n'))) {
      if (Date.now() > deadline) throw new Error('the browser did not start');
      await new Promise((wait) => setTimeout(wait, 50));
    }
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${readFileSync(portFile, 'utf8').split('\n')[0]}`);
    const context = browser.contexts()[0];
    if (context === undefined) throw new Error('the browser has no context');
    const page = context.pages()[0] ?? (await context.newPage());
    this.#prepare(page);
    const cdp = await context.newCDPSession(page);
    await cdp.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 600 });
    if (slowdown > 1) await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    this.browser = browser;
    this.cdp = cdp;
    this.#page = page;
    this.#kill = async () => {
      const gone = once(child, 'exit');
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      await gone;
      await browser.close().catch(() => undefined);
    };
    await page.goto(url);
  }

  /** From now on she looks at another window of the same browser. */
  async useWindow(page: Page): Promise<void> {
    this.cdp = await page.context().newCDPSession(page);
    this.#page = this.#prepare(page);
  }

  /** SIGKILL: the battery is pulled. */
  async kill(): Promise<void> {
    await this.#kill?.();
    this.#kill = undefined;
    this.#page = undefined;
  }

  async throwAway(): Promise<void> {
    await this.kill();
    rmSync(this.profile, { recursive: true, force: true });
  }

  /** Patience for a machine that is busy with other things. */
  #prepare(page: Page): Page {
    page.setDefaultTimeout(20_000 * Math.max(1, (this.#options.slowdown ?? 1) / 2));
    return page;
  }

  button(words: string): ReturnType<Page['getByRole']> {
    return this.page.getByRole('button', { name: words });
  }

  async press(words: string): Promise<void> {
    await this.button(words).first().click();
  }

  async type(pin: string): Promise<void> {
    for (const digit of pin) await this.page.getByRole('button', { name: digit, exact: true }).click();
  }

  /** From the first page (from the code's own when `welcomed`) to the lock being made; the first list is not fetched yet. */
  async enrol(code: string, { picture = 'lotus', pin = PIN, welcomed = false }: { picture?: string; pin?: string; welcomed?: boolean } = {}): Promise<void> {
    const { page } = this;
    const start = this.button(hi('app:welcome.start'));
    const field = page.getByLabel(hi('app:enrol.code'));
    if (!welcomed) {
      await start.or(field).first().waitFor();
      if (await start.count() > 0) await start.click();
    }
    await field.fill(code);
    await this.press(hi('app:enrol.check'));
    await this.press(hi('app:privacy.agree'));
    await this.press(hi(`app:pictures.${picture}`));
    await page.getByText(hi('app:pin.setHelp')).waitFor();
    await this.type(pin);
    await page.getByText(hi('app:pin.againHelp')).waitFor();
    await this.type(pin);
    await page.getByText(hi('app:download.title')).waitFor();
  }

  /** Shows the cost, fetches the list, opens the app. */
  async firstList(): Promise<void> {
    await this.press(hi('app:download.start'));
    await this.press(hi('app:download.open'));
    await this.tab('today').waitFor();
  }

  async unlock(pin = PIN): Promise<void> {
    await this.page.getByText(hi('app:pin.enter')).first().waitFor();
    await this.type(pin);
    await this.tab('today').waitFor();
  }

  tab(name: 'today' | 'families' | 'groups' | 'send'): ReturnType<Page['getByRole']> {
    return this.page.getByRole('navigation', { name: hi('ui:places') }).getByRole('link', { name: hi(`app:tabs.${name}`) });
  }

  async goTab(name: 'today' | 'families' | 'groups' | 'send'): Promise<void> {
    await this.tab(name).click();
  }
}

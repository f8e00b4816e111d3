// The form of sixty questions on a slow phone: until it is ready, a choice that shows or hides
// questions, a keystroke; each against the same page as bare HTML.
import type { Page } from 'playwright-core';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { builtPages, pagePath } from './built.ts';
import { median, percentile, printFigure } from './line.ts';
import { slowDown, SLOW_PHONE, timed } from './slow-page.ts';
import { openWorld } from './world.ts';

const ROUNDS = 2;
const OPENINGS = 2;
const KEYS = 30;
const TAPS_EACH = 2;

interface FormTimes {
  readonly ready: number[];
  readonly choice: number[];
  readonly key: number[];
}

export async function benchForm(): Promise<void> {
  const world = await openWorld();
  const phone = new BrowserPhone();
  try {
    const port = await world.serve(await builtPages());
    await phone.turnOn('about:blank');
    phone.page.setDefaultTimeout(60_000);
    const form: FormTimes = { ready: [], choice: [], key: [] };
    const bare: FormTimes = { ready: [], choice: [], key: [] };
    // By turns, so that what else this machine does falls on both sides alike.
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [name, all] of [['form', form], ['bare', bare]] as const) {
        const times = await measure(phone, `http://localhost:${port}${pagePath(name)}`);
        for (const what of ['ready', 'choice', 'key'] as const) all[what].push(...times[what]);
      }
    }
    printFigure({ name: 'form.ready-slow', value: median(form.ready), unit: 'ms', target: '<= 1000', beside: { name: 'bare HTML', value: median(bare.ready), unit: 'ms' } });
    for (const [what, times] of [['choice', 1.3], ['key', 1.2]] as const) {
      const floor = percentile(bare[what], 95);
      printFigure({ name: `form.${what}-slow-p95`, value: percentile(form[what], 95), unit: 'ms', target: `<= ${Math.round(floor * times)} (${times} × bare HTML)`, beside: { name: 'bare HTML', value: floor, unit: 'ms' }, note: `p50 ${Math.round(median(form[what]))} ms, bare ${Math.round(median(bare[what]))} ms` });
    }
  } finally {
    await phone.throwAway();
    await world.close();
  }
}

async function measure({ page, cdp }: BrowserPhone, url: string): Promise<FormTimes> {
  const ready: number[] = [];
  for (let i = 0; i < OPENINGS; i += 1) {
    await slowDown(cdp, 1);
    await page.goto(url);
    const begin = page.getByRole('button', { name: 'begin' });
    await begin.waitFor();
    await slowDown(cdp, SLOW_PHONE);
    ready.push(await timed(page, () => begin.click()));
  }
  return { ready, choice: await choices(page), key: await keys(page) };
}

/** Every switch to yes and no again: the first yes draws what hangs on it, later ones show it. */
async function choices(page: Page): Promise<number[]> {
  const times: number[] = [];
  const switches = page.locator('.choices');
  const count = await switches.count();
  for (let i = 0; i < count; i += 1) {
    const options = switches.nth(i).locator('.choice');
    for (let tap = 0; tap < TAPS_EACH; tap += 1) for (const option of [0, 1]) {
      times.push(await timed(page, () => options.nth(option).click()));
      await pause(page, times.length);
    }
  }
  return times;
}

async function keys(page: Page): Promise<number[]> {
  await page.locator('input.input:visible').last().click();
  const times: number[] = [];
  for (let i = 0; i < KEYS; i += 1) {
    times.push(await timed(page, () => page.keyboard.press('a')));
    await pause(page, i);
  }
  return times;
}

/** People do not type in step with the keeping of drafts: gaps from nothing to a third of a second. */
async function pause(page: Page, i: number): Promise<void> {
  await page.waitForTimeout((i * 97) % 330);
}

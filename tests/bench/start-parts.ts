// A mitra's phone with 5,000 families, slow and without a network: from her PIN to the list, one
// survey saved, and the memory of the open app. The app as it is built, its service worker included.
import type { Page } from 'playwright-core';
import { BrowserPhone, PIN } from '#tests/support/browser-phone.ts';
import { LINE_FREE, openSlowLine } from '#tests/support/slow-line.ts';
import { hi } from '#tests/support/words.ts';
import { builtApp, builtPages, pagePath } from './built.ts';
import { median, percentile, printFigure } from './line.ts';
import { slowDown, SLOW_PHONE, timed, timePages } from './slow-page.ts';
import { openWorld } from './world.ts';

const FAMILIES = 5_000;
const STARTS = 5;
const SAVES = 20;

declare global {
  interface Window {
    /** Moments of the present page, set by the script below. */
    moments: { key: number; list: number };
  }
}

export async function benchStart(): Promise<void> {
  const world = await openWorld(FAMILIES);
  // Slow from the first: how dear the PIN's key is is measured on the phone when it is set.
  const phone = new BrowserPhone({ slowdown: SLOW_PHONE });
  const closers: (() => Promise<unknown>)[] = [() => phone.throwAway()];
  try {
    const [place = ''] = world.places;
    const line = await openSlowLine(await world.serve(await builtApp()), LINE_FREE);
    closers.push(() => line.close());
    const pages = `http://localhost:${await world.serve(await builtPages())}`;
    await phone.turnOn('about:blank');
    const { page } = phone;
    page.setDefaultTimeout(120_000);
    await timePages(page);
    await watchStart(page);
    await page.goto(`http://localhost:${line.port}/`);
    await phone.enrol(await world.mitra(place));
    await phone.firstList();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.reload();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    line.cut(true);

    const starts: number[] = [];
    const keys: number[] = [];
    for (let i = 0; i < STARTS; i += 1) {
      await page.goto(`http://localhost:${line.port}/families`);
      await page.getByText(hi('app:pin.enter')).first().waitFor();
      await phone.type(PIN);
      await page.waitForFunction(() => window.moments.list > 0);
      const { key, list, tap } = await page.evaluate(() => ({ ...window.moments, tap: performance.getEntriesByName('tap').at(-1)?.startTime ?? 0 }));
      starts.push(list - key);
      keys.push(key - tap);
    }

    await saves(phone);
    await memory(phone);

    const rows = (await world.records(place)).map(({ id, values, bucket, seq, heads }) => ({ id, values, bucket, seq, heads }));
    await page.goto(`${pages}${pagePath('dexie')}`);
    for (let at = 0; at < rows.length; at += 1_000) await page.evaluate((some) => window.dexieBench.fill(some), rows.slice(at, at + 1_000));
    const floors: number[] = [];
    for (let i = 0; i < STARTS; i += 1) {
      await page.reload();
      floors.push(await page.evaluate(() => window.dexieBench.readAll()));
    }
    printFigure({
      name: `start.pin-to-list-${FAMILIES}-slow-offline`, value: median(starts), unit: 'ms', target: '<= 1500',
      beside: { name: 'plain Dexie reads the same rows', value: median(floors), unit: 'ms' }, note: `after the PIN's own hashing, which took ${Math.round(median(keys))} ms`,
    });
  } finally {
    for (const close of closers) await close();
    await world.close();
  }
}

async function saves(phone: BrowserPhone): Promise<void> {
  const { page } = phone;
  const times: number[] = [];
  for (let i = 0; i < SAVES; i += 1) {
    await phone.goTab('today');
    await page.getByRole('link', { name: hi('today:start') }).click();
    await choose(page, hi('jeevika:form.survey.outcome.label'), hi('jeevika:choice.outcome.refused'));
    await choose(page, hi('jeevika:form.survey.refusalReason.label'), hi('jeevika:choice.refusal.no_time'));
    await phone.press(hi('form:toReview'));
    await page.getByText(hi('form:review.title')).waitFor();
    times.push(await timed(page, () => phone.button(hi('form:save')).click(), hi('families:savedHere')));
    await page.getByRole('link', { name: hi('families:savedList') }).first().click();
  }
  printFigure({ name: `save.survey-${FAMILIES}-slow-p95`, value: percentile(times, 95), unit: 'ms', target: '<= 250', note: `tap to "saved" on the screen, in both copies; p50 ${Math.round(median(times))} ms` });
}

async function choose(page: Page, question: string, answer: string): Promise<void> {
  await page.getByRole('group', { name: question }).getByText(answer, { exact: true }).click();
}

/** With the list shown and the names searched once: everything that is built when first needed is there. */
async function memory(phone: BrowserPhone): Promise<void> {
  const { page, cdp } = phone;
  await slowDown(cdp, 1);
  await phone.goTab('families');
  await page.getByRole('searchbox').fill('sunita');
  await page.locator('.families__count').waitFor();
  await page.getByRole('searchbox').fill('');
  await page.locator('.door').first().waitFor();
  await cdp?.send('HeapProfiler.enable');
  await cdp?.send('HeapProfiler.collectGarbage');
  await cdp?.send('HeapProfiler.collectGarbage');
  const heap = await cdp?.send('Runtime.getHeapUsage');
  printFigure({ name: `memory.open-app-${FAMILIES}`, value: (heap?.usedSize ?? Number.NaN) / 1e6, unit: 'MB', target: '<= 60', note: 'heap in use after collecting garbage' });
  await slowDown(cdp, SLOW_PHONE);
}

/** Marks the end of the PIN's hashing (its worker answers) and the frame with the first door. */
async function watchStart(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.moments = { key: 0, list: 0 };
    const Plain = window.Worker;
    window.Worker = class extends Plain {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        if (!String(url).includes('argon2')) return;
        performance.mark('tap');
        this.addEventListener('message', () => { window.moments.key = performance.now(); });
      }
    };
    const look = new MutationObserver(() => {
      if (window.moments.key === 0 || document.querySelector('.door') === null) return;
      look.disconnect();
      requestAnimationFrame(() => { setTimeout(() => { window.moments.list = performance.now(); }); });
    });
    look.observe(document, { subtree: true, childList: true });
  });
}

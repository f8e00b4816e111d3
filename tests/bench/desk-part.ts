// Part `desk`: how soon an officer sees the figures of a review at an office PC, on the real server with its demo
// district. The app's files come from the service worker, the figures over HTTP. What she types and the PIN's own
// hashing (a second by design) are left out.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { BrowserPhone, PIN } from '#tests/support/browser-phone.ts';
import { runServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';
import { median, printFigure } from './line.ts';

const TIMES = 7;
/** An office PC of some years beside this machine. */
const OFFICE_PC = 2;
const FIGURE = '.part-card__number';

export async function benchDesk(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dehri-desk-bench-'));
  const server = await runServer({ DATA_DIR: folder });
  const desk = new BrowserPhone({ width: 1366, height: 768, slowdown: OFFICE_PC });
  try {
    await desk.turnOn('about:blank');
    const { page } = desk;
    page.setDefaultTimeout(60_000);
    await markMoments(page);
    const home = `http://localhost:${server.port}/`;
    await page.goto(home);
    await desk.enrol(server.codes().find((c) => c.role === 'district-officer')?.code ?? '');
    await desk.press(hi('app:download.start'));
    await desk.press(hi('app:download.open'));
    await page.locator(FIGURE).first().waitFor();
    const review = page.url();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.reload();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);

    const [opened, unlocked]: [number[], number[]] = [[], []];
    for (let i = 0; i < TIMES; i += 1) {
      await page.goto(review);
      await page.getByText(hi('app:pin.enter')).first().waitFor();
      await desk.type(PIN);
      await page.waitForFunction(() => performance.getEntriesByName('figures').length > 0);
      const [lock = 0, key = 0, figures = 0] = await page.evaluate(() => ['lock', 'key', 'figures'].map((name) => performance.getEntriesByName(name)[0]?.startTime ?? 0));
      opened.push(lock + figures - key);
      unlocked.push(figures - key);
    }
    const note = `median of ${TIMES}, demo district, processor slowed ${OFFICE_PC} times`;
    printFigure({ name: 'desk.navigation-to-figures', value: median(opened), unit: 'ms', target: '<= 1500', note: `${note}; slowest ${Math.round(Math.max(...opened))} ms` });
    printFigure({ name: 'desk.unlocked-to-figures', value: median(unlocked), unit: 'ms', target: '<= 1500', note });
    printFigure({ name: 'desk.place-to-figures', value: median(await places(page)), unit: 'ms', target: '<= 500', note: 'another place by the rail, never asked for before' });
  } finally {
    await desk.throwAway();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From the click on a block in the rail to the frame with its figures. */
async function places(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < TIMES; i += 1) {
    times.push(await page.evaluate(async ([at, figure]) => {
      const link = [...document.querySelectorAll<HTMLElement>('.rail__place:not(.rail__place--above)')][at];
      const begun = performance.now();
      link?.click();
      await new Promise<void>((resolve) => {
        const look = new MutationObserver(() => {
          if (!location.pathname.endsWith(link?.getAttribute('href')?.split(/[/?]/u)[3] ?? '') || document.querySelector(figure) === null) return;
          look.disconnect();
          requestAnimationFrame(() => { setTimeout(resolve); });
        });
        look.observe(document, { subtree: true, childList: true });
      });
      return performance.now() - begun;
    }, [i, FIGURE] as const));
    await page.goBack();
    await page.locator(FIGURE).first().waitFor();
  }
  return times;
}

/** Marks of each load: the PIN is asked for, its hashing has ended (its worker answers), the first figure is drawn. */
async function markMoments(page: Page): Promise<void> {
  await page.addInitScript((figure) => {
    const Plain = window.Worker;
    window.Worker = class extends Plain {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        if (String(url).includes('argon2')) this.addEventListener('message', () => { performance.mark('key'); });
      }
    };
    const wanted: [name: string, selector: string][] = [['lock', '.number-pad'], ['figures', figure]];
    const look = new MutationObserver(() => {
      const [next] = wanted;
      if (next === undefined || document.querySelector(next[1]) === null) return;
      wanted.shift();
      requestAnimationFrame(() => { setTimeout(() => performance.mark(next[0])); });
    });
    look.observe(document, { subtree: true, childList: true });
  }, FIGURE);
}

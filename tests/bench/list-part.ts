// The list of doors: typing a name and choosing a state, from the key to the frame that shows the
// result, against the same list over a plain array. On a slow phone with 5,000 doors, and with 50,000.
import type { Page } from 'playwright-core';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { builtPages, pagePath } from './built.ts';
import { percentile, printFigure } from './line.ts';
import { slowDown, SLOW_PHONE, timed } from './slow-page.ts';
import { openWorld } from './world.ts';

const TYPED = ['sunita', 'राम', '4561', 'mira yadav'];
const ROUNDS = 3;

export async function benchList(): Promise<void> {
  const world = await openWorld();
  const phone = new BrowserPhone();
  try {
    const port = await world.serve(await builtPages());
    await phone.turnOn('about:blank');
    phone.page.setDefaultTimeout(60_000);
    const base = `http://localhost:${port}${pagePath('list')}`;
    const { app, plain } = await inTurn(phone, base, 5_000, SLOW_PHONE);
    for (const what of ['search', 'filter'] as const) {
      for (const p of [50, 95]) {
        const floor = percentile(plain[what], p);
        printFigure({ name: `list.${what}-5000-slow-p${p}`, value: percentile(app[what], p), unit: 'ms', target: `<= ${Math.round(floor * 1.2)} (1.2 × the plain list)`, beside: { name: 'plain array in the same list', value: floor, unit: 'ms' } });
      }
    }
    const { app: many, plain: plainMany } = await inTurn(phone, base, 50_000, 1);
    for (const what of ['search', 'filter'] as const) {
      printFigure({ name: `list.${what}-50000-p95`, value: percentile(many[what], 95), unit: 'ms', target: '<= 30', beside: { name: 'plain array in the same list', value: percentile(plainMany[what], 95), unit: 'ms' } });
    }
  } finally {
    await phone.throwAway();
    await world.close();
  }
}

type Times = Record<'search' | 'filter', number[]>;

/** By turns, so that what else this machine does falls on both sides alike. */
async function inTurn(phone: BrowserPhone, base: string, doors: number, slowdown: number): Promise<Record<'app' | 'plain', Times>> {
  const all: Record<'app' | 'plain', Times> = { app: { search: [], filter: [] }, plain: { search: [], filter: [] } };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const side of ['app', 'plain'] as const) {
      const { search, filter } = await measure(phone, `${base}#${side}/${doors}`, slowdown);
      all[side].search.push(...search);
      all[side].filter.push(...filter);
    }
  }
  return all;
}

async function measure({ page, cdp }: BrowserPhone, url: string, slowdown: number): Promise<Times> {
  await slowDown(cdp, 1);
  await page.goto('about:blank');
  await page.goto(url);
  const box = page.getByRole('searchbox');
  await box.waitFor();
  await page.locator('.door').first().waitFor();
  await slowDown(cdp, slowdown);
  const search: number[] = [];
  const filter: number[] = [];
  // The first word builds what is built once; it is not counted on either side.
  await typeOut(page, 'an');
  for (const text of TYPED) search.push(...await typeOut(page, text));
  const chips = page.locator('.filter-chip');
  const states = await chips.count();
  for (let round = 0; round < 2; round += 1) {
    for (let i = 0; i < states; i += 1) {
      const ms = await timed(page, () => chips.nth((i + 1) % states).click());
      if (round > 0) filter.push(ms);
    }
  }
  return { search, filter };
}

/** Each key one sample; the field is emptied after, uncounted. */
async function typeOut(page: Page, text: string): Promise<number[]> {
  const times: number[] = [];
  await page.getByRole('searchbox').focus();
  for (const letter of text) times.push(await timed(page, () => page.keyboard.insertText(letter)));
  await timed(page, () => page.keyboard.press('Control+A'));
  await timed(page, () => page.keyboard.press('Delete'));
  return times;
}

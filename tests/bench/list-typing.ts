// Typing into a list and choosing among its states, from the key to the frame that shows the result: the
// app's list and the same list over a plain array, by turns.
import type { Page } from 'playwright-core';
import type { BrowserPhone } from '#tests/support/browser-phone.ts';
import { percentile, printFigure } from './line.ts';
import { slowDown, timed } from './slow-page.ts';

const ROUNDS = 3;

/** Milliseconds of each key and each choice. */
export type Times = Record<'search' | 'filter', number[]>;

export interface ListTyping {
  readonly urlOf: (side: 'app' | 'plain') => string;
  /** Selector of a row, and of the chips of states. */
  readonly row: string;
  readonly chips: string;
  readonly typed: readonly string[];
  readonly slowdown: number;
}

/** By turns, so that what else this machine does falls on both sides alike. */
export async function inTurn(phone: BrowserPhone, typing: ListTyping): Promise<Record<'app' | 'plain', Times>> {
  const all: Record<'app' | 'plain', Times> = { app: { search: [], filter: [] }, plain: { search: [], filter: [] } };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const side of ['app', 'plain'] as const) {
      const { search, filter } = await measure(phone, typing, typing.urlOf(side));
      all[side].search.push(...search);
      all[side].filter.push(...filter);
    }
  }
  return all;
}

/** p50 and p95 of both, against 1.2 times the plain list of the same run. @param name `list.$what-5000-slow` */
export function printAgainstPlain({ app, plain }: Record<'app' | 'plain', Times>, name: string): void {
  for (const what of ['search', 'filter'] as const) {
    for (const p of [50, 95]) {
      const floor = percentile(plain[what], p);
      printFigure({ name: `${name.replace('$what', what)}-p${p}`, value: percentile(app[what], p), unit: 'ms', target: `<= ${Math.round(floor * 1.2)} (1.2 × the plain list)`, beside: { name: 'plain array in the same list', value: floor, unit: 'ms' } });
    }
  }
}

async function measure({ page, cdp }: BrowserPhone, { row, chips: selector, typed, slowdown }: ListTyping, url: string): Promise<Times> {
  await slowDown(cdp, 1);
  await page.goto('about:blank');
  await page.goto(url);
  await page.getByRole('searchbox').waitFor();
  await page.locator(row).first().waitFor();
  await slowDown(cdp, slowdown);
  const search: number[] = [];
  const filter: number[] = [];
  // The first word builds what is built once; it is not counted on either side.
  await typeOut(page, 'an');
  for (const text of typed) search.push(...await typeOut(page, text));
  const chips = page.locator(selector);
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

// A page on a slow phone, touched through the browser's own input and timed by `pages/paint.ts`.
import type { CDPSession, Page } from 'playwright-core';
import { installPaint } from './pages/paint.ts';

/** A cheap phone beside this machine. Reaches the page and its workers. */
export const SLOW_PHONE = 6;
/** Nothing has changed for so long: the page is at rest. */
const REST_MS = 120;

/** Times pages that do not do it themselves: the built app. Before it is opened. */
export async function timePages(page: Page): Promise<void> {
  await page.addInitScript({ content: `globalThis.__name ??= (f) => f;(${installPaint.toString()})();` });
}

/** Milliseconds from the touch that `act` makes to the frame with its whole effect. */
export async function timed(page: Page, act: () => Promise<unknown>, until?: string): Promise<number> {
  await page.evaluate(() => window.paint.arm());
  await act();
  return page.evaluate(([rest, text]) => window.paint.settled(rest, text), [REST_MS, until] as const);
}

export async function slowDown(cdp: CDPSession | undefined, rate: number): Promise<void> {
  await cdp?.send('Emulation.setCPUThrottlingRate', { rate });
}

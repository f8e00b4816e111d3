// The phone's clock as the page reads it, moved by any amount and back; timers run on as they did.
import type { Page } from 'playwright-core';

const KEY = 'test-clock';
const PASSED = 'test-time-passed';

/** Before the page is loaded (or followed by a reload). */
export async function withMovableClock(page: Page): Promise<void> {
  await page.addInitScript(([key, passed]) => {
    const RealDate = Date;
    const gone = (): number => Number(sessionStorage.getItem(passed) ?? '0');
    const moved = (): number => RealDate.now() + Number(sessionStorage.getItem(key) ?? '0') + gone();
    const steady = performance.now.bind(performance);
    performance.now = () => steady() + gone();
    class MovedDate extends RealDate {
      constructor(...parts: [] | [number | string | Date]) {
        if (parts.length === 0) super(moved());
        else super(...(parts as [number]));
      }
      static override now(): number {
        return moved();
      }
    }
    // Called with year, month, … it is the real one.
    globalThis.Date = new Proxy(MovedDate, { construct: (target, parts, made) => (parts.length > 1 ? Reflect.construct(RealDate, parts, made) : Reflect.construct(target, parts, made)) as object }) as unknown as DateConstructor;
  }, [KEY, PASSED] as const);
}

/** @param ms from the true time; also holds after a reload. */
export async function moveClock(page: Page, ms: number): Promise<void> {
  await page.evaluate(([key, by]) => sessionStorage.setItem(key, by), [KEY, String(ms)] as const);
}

/** So much time has passed in the open page, by the clock and by its own count alike. */
export async function letTimePass(page: Page, ms: number): Promise<void> {
  await page.evaluate(([key, by]) => sessionStorage.setItem(key, String(Number(sessionStorage.getItem(key) ?? '0') + Number(by))), [PASSED, String(ms)] as const);
}

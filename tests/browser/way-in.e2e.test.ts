// Whoever comes in by the wrong key, or has been away too long: what the phone says, and that nothing
// is lost by it. Real server, real browser.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { openBetween, type Between } from '#tests/support/between.ts';
import { BrowserPhone, PIN } from '#tests/support/browser-phone.ts';
import { sendAll, surveyRefused, waiting } from '#tests/support/door-work.ts';
import { letTimePass, moveClock, withMovableClock } from '#tests/support/movable-clock.ts';
import { openOffice, type Office } from '#tests/support/office.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

const WRONG_PIN = '193746';
let server: RunningServer;
let between: Between;
let office: Office;
let person = '';
const mitra = new BrowserPhone();
const url = (): string => `http://localhost:${between.port}/`;

beforeAll(async () => {
  const database = await demoDatabaseUrl();
  server = await runServer({ DATABASE_URL: database });
  between = await openBetween(server.port);
  office = await openOffice(database);
  person = await office.newPerson('गीता कुमारी', 'mitra');
  await mitra.turnOn(url());
});
afterAll(async () => {
  await mitra.throwAway();
  await office.close();
  await between.close();
  await server.stop();
});

describe.sequential('a code', () => {
  let code = '';
  async function tryCode(typed: string): Promise<void> {
    await mitra.page.getByLabel(hi('app:enrol.code')).fill(typed);
    await mitra.press(hi('app:enrol.check'));
  }
  /** The word about an earlier code may still stand there for a moment. */
  const told = async (): Promise<string[]> => (await mitra.page.locator('.notice').allInnerTexts()).map((text) => text.trim());

  test('that nobody gave, that is used or too old says which, and what to do', async () => {
    await mitra.press(hi('app:welcome.start'));
    await tryCode('00000000');
    await expect.poll(told).toEqual([hi('app:enrol.error.code-wrong')]);

    const used = await office.codeFor(person);
    await office.db.pool.query('UPDATE enrolment_code SET used_at = 1 WHERE person = $1', [person]);
    await tryCode(used);
    await expect.poll(told).toEqual([hi('app:enrol.error.code-used')]);

    const old = await office.codeFor(person);
    await office.letCodesRunOut();
    await tryCode(old);
    await expect.poll(told).toEqual([hi('app:enrol.error.code-expired')]);
  });

  test('typed on a Wi-Fi that shows its own page is not spent, and the page is named', async () => {
    code = await office.codeFor(person);
    between.be('login');
    await tryCode(code);
    await expect.poll(told).toEqual([hi('app:enrol.error.captive-portal')]);
    between.be('open');
  });

  test('that is right opens the way; what went before did not spoil it', async () => {
    await mitra.press(hi('ui:back'));
    await mitra.enrol(code);
    await mitra.firstList();
    await expect.poll(() => waiting(mitra)).toBe(hi('sync:allSent'));
  });
});

describe.sequential('a wrong PIN', () => {
  async function wrong(times: number): Promise<void> {
    for (let n = 0; n < times; n += 1) {
      await mitra.type(WRONG_PIN);
      await mitra.page.locator('.number-pad__message').filter({ hasText: /./ }).waitFor();
      if (n < times - 1) await mitra.page.locator('.number-pad[aria-busy=false]').waitFor();
    }
  }
  const message = async (): Promise<string> => (await mitra.page.locator('.number-pad__message').innerText()).trim();

  test('is told in words; after the fifth the phone waits and says that the work is safe', async () => {
    between.be('dead');
    await surveyRefused(mitra);
    await mitra.page.reload();
    await mitra.page.getByText(hi('app:pin.enter')).first().waitFor();
    await wrong(1);
    await expect.poll(message).toBe(hi('app:pin.wrong'));
    await wrong(4);
    await expect.poll(message).toMatch(/30|2\d/);
    expect(await message()).toContain(hi('app:pin.wrongWait'));
    await mitra.page.getByText(hi('app:pin.safe')).waitFor();
  });

  test('is still counted after the battery was pulled, and the right PIN has to wait too', async () => {
    await mitra.kill();
    await mitra.turnOn(url());
    await withMovableClock(mitra.page);
    await mitra.page.reload();
    await expect.poll(message).toContain(hi('app:pin.wait', { time: '' }).trim());
    await mitra.type(PIN);
    expect(await mitra.page.getByText(hi('app:pin.opening')).count()).toBe(0);
    expect(await mitra.tab('today').count()).toBe(0);
  });

  test('after the wait makes the next wait longer; the right one then opens on everything', async () => {
    const { page } = mitra;
    // Setting the clock forward is no way round it.
    await moveClock(page, 31_000);
    await page.reload();
    await expect.poll(message).toContain(hi('app:pin.wait', { time: '' }).trim());
    await letTimePass(page, 31_000);
    await mitra.page.locator('.number-pad[aria-busy=false]').waitFor();
    await wrong(1);
    await expect.poll(message).toMatch(/60|5\d|1 मिनट/);
    await letTimePass(page, 61_000);
    await mitra.page.locator('.number-pad[aria-busy=false]').waitFor();
    await mitra.unlock();
    await moveClock(page, 0);
    expect(await waiting(mitra)).toBe(hi('sync:waiting_one', { count: 1 }));
  });
});

describe.sequential('a session', () => {
  test('that has run out is renewed without a word, and her work goes', async () => {
    await office.endSessions();
    const before = between.asked().length;
    between.be('open');
    await sendAll(mitra);
    expect(between.asked().slice(before)).toContain('/api/session');
    expect(await office.handedIn(person)).toMatchObject({ applied: 1, held: 0 });
  });

  test('whose cookie the browser lost is renewed just so', async () => {
    await surveyRefused(mitra);
    await mitra.page.context().clearCookies();
    await sendAll(mitra);
    expect(await office.handedIn(person)).toMatchObject({ applied: 2, different: 2, held: 0 });
  });
});

describe.sequential('two windows', () => {
  let second: Page;

  test('the second says where the work is open, and the first goes on undisturbed', async () => {
    between.be('dead');
    await surveyRefused(mitra);
    second = await mitra.page.context().newPage();
    second.setDefaultTimeout(10_000);
    await second.goto(url()); // From the phone's own copy of the app.
    for (const digit of PIN) await second.getByRole('button', { name: digit, exact: true }).click();
    await second.getByText(hi('app:unlock.elsewhere')).waitFor();
    expect(await mitra.tab('today').isVisible()).toBe(true);
    await mitra.page.bringToFront();
    await surveyRefused(mitra);
  });

  test('on her word it goes on in the second, with all that waited; the first says so', async () => {
    await second.bringToFront();
    await second.getByRole('button', { name: hi('app:unlock.here') }).click();
    const tab = second.getByRole('navigation', { name: hi('ui:places') }).getByRole('link', { name: hi('app:tabs.send') });
    await tab.click();
    await expect.poll(() => second.locator('.send__headline').innerText()).toBe(hi('sync:waiting_other', { count: 2 }));
    await mitra.page.getByText(hi('app:unlock.moved')).waitFor();
    between.be('open');
    await second.getByRole('button', { name: hi('sync:send') }).click();
    await second.getByText(hi('sync:allSent')).waitFor();
    expect(await office.handedIn(person)).toEqual({ applied: 4, different: 4, highest: 4, held: 0 });
    await second.close();
  });
});

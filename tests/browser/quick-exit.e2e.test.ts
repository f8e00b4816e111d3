// The quick exit in the whole app: real server, real files, real vault. Whatever she had open, nothing of it
// can be found by going back or forward, in the page, or in what the browser keeps in clear.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBetween, type Between } from '#tests/support/between.ts';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { openOffice, type Office } from '#tests/support/office.ts';
import { dumpOrigin } from '#tests/support/origin-dump.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

let server: RunningServer;
let between: Between;
let office: Office;
const worker = new BrowserPhone();
const url = (path = '/'): string => `http://localhost:${between.port}${path}`;

beforeAll(async () => {
  const database = await demoDatabaseUrl();
  server = await runServer({ DATABASE_URL: database });
  between = await openBetween(server.port);
  office = await openOffice(database);
  await worker.turnOn(url());
  await worker.enrol(await office.codeFor('demo-osc-worker-1'));
  await worker.firstList();
  await worker.page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated' && navigator.serviceWorker.controller !== null);
});
afterAll(async () => {
  await worker.throwAway();
  await office.close();
  await between.close();
  await server.stop();
});

test('leads out of a file with its name shown, and back into the app only by its address and the PIN', async () => {
  const { page } = worker;
  await page.getByRole('navigation', { name: hi('ui:places') }).getByRole('link', { name: hi('cases:tabs.cases') }).click();
  await page.locator('a.file').first().click();
  const number = await page.getByRole('heading', { level: 1 }).innerText();
  const show = page.getByRole('button', { name: hi('cases:names.show') });
  const why = page.getByRole('radio', { name: hi('cases:reason.worker_absent') });
  await show.or(why).first().waitFor();
  if (await why.isVisible()) {
    await why.click({ force: true });
    await page.getByRole('button', { name: hi('cases:why.open') }).click();
  }
  await show.first().click();
  const name = await page.locator('.who__name').innerText();
  expect([name, number].every((word) => word.length > 3)).toBe(true);
  expect(page.url()).toContain('/cases/');

  between.be('dead');
  await page.getByRole('button', { name: hi('cases:safety.exit') }).click();
  await page.waitForURL('**/samay.html');
  await page.locator('#days td.today').waitFor();

  const dump = await dumpOrigin(page);
  const seen = `${await page.content()} ${page.url()} ${dump.small} ${dump.caches} ${dump.databases} ${dump.files}`;
  expect([name, number].flatMap((word) => [word, Buffer.from(word).toString('latin1')]).filter((word) => seen.includes(word))).toEqual([]);
  expect(dump.small).not.toContain('leaving');

  const { entries } = await (worker.cdp ?? await page.context().newCDPSession(page)).send('Page.getNavigationHistory');
  expect(entries.filter((entry) => entry.url.startsWith('http')).map((entry) => new URL(entry.url).pathname).filter((path) => path !== '/samay.html')).toEqual([]);
  for (const step of ['goForward', 'goBack', 'goBack'] as const) {
    await page[step]().catch(() => null);
    expect(page.url()).toMatch(/samay\.html$|^about:blank$/u);
  }

  await page.goto(url());
  await page.getByText(hi('app:pin.enter')).first().waitFor();
  expect(await page.content()).not.toContain(name);
  await worker.unlock();
});

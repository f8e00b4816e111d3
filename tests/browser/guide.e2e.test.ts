// The guide on a real phone: it comes by itself after the first list, and opens, with the pictures of her
// role, when there is no server any more; at the lock too.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressOf, GENERAL, picturesOf, ROLE_TOPICS } from '#client/screens/help/guide.ts';
import { BrowserPhone, PIN } from '#tests/support/browser-phone.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

let server: RunningServer;
const mitra = new BrowserPhone();
const url = (path = ''): string => `http://localhost:${server.port}/${path}`;

beforeAll(async () => {
  server = await runServer({ DATABASE_URL: await demoDatabaseUrl() });
  await mitra.turnOn(url());
});
afterAll(async () => {
  await mitra.throwAway();
  await server.stop();
});

const keptPictures = (): Promise<readonly string[]> => mitra.page.evaluate(async () => {
  const names = await caches.keys();
  const all = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url: address }) => new URL(address).pathname)));
  return all.flat().filter((path) => path.startsWith('/help/'));
});

/** Words and pictures of the topic that is open. */
async function expectTopic(id: string): Promise<void> {
  const { page } = mitra;
  await page.getByRole('heading', { level: 1, name: hi(`help:topic.${id}.title`) }).waitFor();
  const pictures = page.locator('.help__picture');
  await expect.poll(() => pictures.count()).toBeGreaterThan(0);
  await expect.poll(() => pictures.evaluateAll((all) => all.every((one) => one instanceof HTMLImageElement && one.naturalWidth > 0))).toBe(true);
  expect(await page.getByText(hi('help:notYet')).count()).toBe(0);
}

describe.sequential('the guide', () => {
  test('opens before anybody has signed in, where the server answers its address as the app', async () => {
    const { page } = mitra;
    expect((await (await fetch(url('help'))).text())).toContain('<div id="root">');
    await page.getByRole('link', { name: hi('app:help') }).click();
    await page.getByRole('link', { name: hi('help:topic.code.title') }).click();
    await expectTopic('code');
    await mitra.press(hi('ui:back'));
    await mitra.press(hi('ui:back'));
    await mitra.button(hi('app:welcome.start')).waitFor();
  });

  test('comes by itself after a complete sync: the pictures of her role, and no others', async () => {
    const code = server.codes().find(({ role }) => role === 'mitra')?.code ?? '';
    await mitra.enrol(code);
    await mitra.firstList();
    const hers = picturesOf([...ROLE_TOPICS.mitra, ...GENERAL]).map(addressOf).sort();
    await expect.poll(async () => [...await keptPictures()].sort(), { timeout: 90_000 }).toEqual(hers);
  });

  test('opens with the server gone, words and pictures', async () => {
    const { page: before } = mitra;
    await before.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await server.kill();
    await mitra.kill();
    await mitra.turnOn(url());
    const { page } = mitra;
    await mitra.unlock();
    await page.getByRole('link', { name: hi('app:settings') }).click();
    await page.getByRole('link', { name: hi('app:help') }).click();
    await page.getByRole('link', { name: hi('help:topic.survey.title') }).click();
    await expectTopic('survey');
    await page.goBack();
    await page.getByText(hi('help:others')).click();
    await page.getByRole('link', { name: hi('help:topic.rules.title') }).click();
    await expect.poll(() => page.getByText(hi('help:notYet')).count()).toBe(1);
  });

  test('opens at the lock too, by its address, with what concerns everybody', async () => {
    const { page } = mitra;
    await page.goto(url('help/start'));
    await page.getByRole('link', { name: hi('help:topic.forgot.title') }).click();
    await expectTopic('forgot');
    await mitra.press(hi('ui:back'));
    expect(await page.getByRole('link', { name: hi('help:topic.survey.title') }).count()).toBe(0);
    await mitra.press(hi('ui:back'));
    await page.getByText(hi('app:pin.enter')).first().waitFor();
    await mitra.type(PIN);
    await mitra.tab('today').waitFor();
  });
});

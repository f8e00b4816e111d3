// The library with a real server and real browsers: a slow phone at a door with no network finds a scheme in
// either script, reads it, and asks which may fit; at the desk a scheme is added, printed and reaches the phone.
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

let server: RunningServer;
const mitra = new BrowserPhone({ slowdown: 4 });
const keeper = new BrowserPhone({ width: 1366, height: 768 });
const url = (): string => `http://localhost:${server.port}/`;
const word = (key: string): string => hi(`library:${key}`);

beforeAll(async () => {
  server = await runServer({ DATABASE_URL: await demoDatabaseUrl() });
});
afterAll(async () => {
  await mitra.throwAway();
  await keeper.throwAway();
  await server.stop();
});

const requests: string[] = [];
const search = (words: string): Promise<void> => mitra.page.getByRole('searchbox').fill(words);
const rows = () => mitra.page.getByRole('main').getByRole('listitem');

/** Two taps from today. */
async function toSchemes(): Promise<void> {
  const { page } = mitra;
  await page.getByRole('link', { name: hi('app:settings') }).click();
  await page.getByRole('link', { name: hi('app:schemes') }).click();
  await page.getByRole('heading', { level: 1, name: word('screen.title') }).waitFor();
}

/** Chooses by the words of the option, or types a number, whichever is asked. */
async function answerWith(answers: Readonly<Record<string, string>>): Promise<boolean> {
  const { page } = mitra;
  await page.locator('.ask__number, .choice').or(page.getByText(word('screen.mayFit'), { exact: true })).first().waitFor();
  const number = page.locator('.ask__number');
  if (await number.count() > 0) {
    await number.fill('14');
    await mitra.press(hi('form:next'));
    return true;
  }
  if (await page.locator('.choice').count() === 0) return false;
  const question = (await page.locator('.field__label').first().textContent())?.trim() ?? '';
  const known = Object.entries(answers).find(([code]) => word(`ask.${code}`) === question);
  if (known === undefined) await mitra.press(word('screen.skip'));
  else await page.locator('.choice', { hasText: known[1] }).first().click();
  // The next one stands there.
  await expect.poll(async () => (await page.locator('.field__label').first().textContent({ timeout: 1000 }).catch(() => ''))?.trim()).not.toBe(question);
  return true;
}

describe.sequential('schemes on a slow phone', () => {
  test('come with the first list; laws and studies never do', async () => {
    await mitra.turnOn(url());
    await mitra.enrol(server.codes().find(({ role }) => role === 'mitra')?.code ?? '');
    await mitra.firstList();
    await mitra.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    // The screens are brought quietly, with the guide.
    await expect.poll(() => mitra.page.evaluate(async () => {
      const names = await caches.keys();
      const kept = (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url: address }) => new URL(address).pathname)))).flat();
      return ['library-words-hi-', 'library-'].every((start) => kept.some((path) => path.startsWith(`/assets/${start}`)));
    }), { timeout: 120_000 }).toBe(true);
  });

  test('open with the server gone, after the phone was switched off', async () => {
    await server.kill();
    await mitra.kill();
    await mitra.turnOn(url());
    await mitra.unlock();
    mitra.page.on('request', (request) => requests.push(request.url()));
    await toSchemes();
    await expect.poll(() => rows().count()).toBeGreaterThan(5);
  });

  test('are found in Roman and in Hindi, by the words people use', async () => {
    for (const [said, scheme] of [['viklang', 'दिव्यांगता प्रमाण पत्र'], ['दिव्यांग', 'दिव्यांगता प्रमाण पत्र'], ['school dropout', 'स्कूल में नाम लिखाना'], ['स्कूल छूटा', 'स्कूल में नाम लिखाना'], ['aayushman', 'आयुष्मान कार्ड']] as const) {
      await search(said);
      await expect.poll(() => rows().first().textContent()).toContain(scheme);
    }
    await search('कोईनहींऐसा');
    await mitra.page.getByText(word('screen.notFound')).waitFor();
  });

  test('are read in big type: where to go, what to take, and that it is to be checked', async () => {
    const { page } = mitra;
    await search('pension');
    await rows().first().getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'सामाजिक सुरक्षा पेंशन' }).waitFor();
    for (const key of ['where', 'papers', 'limit', 'source', 'notChecked', 'advice']) expect(await page.getByText(word(`screen.${key}`)).first().isVisible()).toBe(true);
    expect(await page.locator('.scheme__summary').evaluate((one) => parseFloat(getComputedStyle(one).fontSize))).toBeGreaterThanOrEqual(20);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
    await mitra.press(hi('ui:back'));
    // The search stands as she left it.
    await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('pension');
    await search('');
  });

  test('are asked about one question at a time; advice is said to be advice', async () => {
    const { page } = mitra;
    await page.getByRole('link', { name: word('screen.ask') }).click();
    await page.getByText(word('screen.private')).waitFor();
    let asked = 0;
    while (asked < 9 && await answerWith({ sex: word('choice.option.sex-female'), card: word('choice.option.card-aay'), parents: word('choice.option.parents-none'), rescued: word('answer.no'), violence: word('answer.no') })) asked += 1;
    expect(asked).toBeGreaterThan(2);
    expect(asked).toBeLessThanOrEqual(8);
    const fits = page.locator('.card', { hasText: word('screen.mayFit') }).first();
    expect(await fits.textContent()).toContain('आयुष्मान कार्ड');
    expect(await fits.textContent()).not.toContain('वय वंदना');
    await page.getByText(word('screen.notFit')).click();
    expect(await page.locator('.ask__not').textContent()).toContain('वय वंदना');
    expect(await page.getByText(word('screen.advice')).isVisible()).toBe(true);
    // A scheme may be looked at and the answers are there again; who leaves has taken them along.
    await fits.getByRole('link').first().click();
    await mitra.press(hi('ui:back'));
    await page.locator('.ask__not').waitFor();
    await mitra.press(hi('ui:back'));
    await mitra.press(hi('ui:back'));
    await page.getByRole('link', { name: hi('app:schemes') }).click();
    await page.getByRole('link', { name: word('screen.ask') }).click();
    await page.getByText('1/8').waitFor();
  });

  test('nothing of the answers is kept or asked of the network', async () => {
    const { page } = mitra;
    const kept = await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), location.href, history.state]));
    expect(kept).not.toMatch(/parents|violence|aay/u);
    expect(requests.filter((address) => /parents|violence|aay|fit/u.test(new URL(address).search))).toEqual([]);
  });
});

describe.sequential('the library at the desk', () => {
  test('is kept by the administrator: a new scheme with a condition', async () => {
    await server.start();
    const { page } = await begin();
    await page.getByRole('navigation', { name: hi('desk:sections'), exact: true }).getByRole('link', { name: hi('desk:section.library') }).click();
    await page.getByRole('row', { name: 'परवरिश योजना' }).waitFor();
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
    await keeper.press(word('desk.new.scheme'));
    await page.locator('[name="name"]').fill('परीक्षा की योजना');
    await page.locator('[name="summary"]').fill('केवल परीक्षा के लिए।');
    await page.locator('.choice', { hasText: word('choice.topic.school') }).click();
    await keeper.press(hi('form:rows.addFirst'));
    await page.locator('.choice', { hasText: word('choice.question.age') }).click();
    await page.locator('.choice', { hasText: word('choice.how.most') }).click();
    await page.getByRole('textbox', { name: word('form.scheme.number.label') }).fill('17');
    await keeper.press(hi('form:save'));
    await page.getByRole('heading', { level: 2, name: 'परीक्षा की योजना' }).waitFor();
    expect(await page.locator('.pane').last().textContent()).toContain('17');
  });

  test('prints a scheme on one page of A4 in Hindi', async () => {
    const { page, cdp } = keeper;
    await page.getByRole('searchbox').fill('parvarish');
    await page.getByRole('row', { name: 'परवरिश योजना' }).getByRole('link').click();
    await page.getByRole('heading', { level: 2, name: 'परवरिश योजना' }).waitFor();
    await page.evaluate(() => { window.print = () => undefined; });
    await keeper.press(word('screen.print'));
    await page.locator('.sheet').waitFor({ state: 'attached' });
    expect(await page.locator('.sheet').textContent()).toContain('₹1,000');
    const { data = '' } = (await cdp?.send('Page.printToPDF', { preferCSSPageSize: true })) ?? {};
    const pdf = Buffer.from(data, 'base64').toString('latin1');
    expect(pdf.match(/\/Type \/Page\b(?!s)/gu)?.length).toBe(1);
    expect(pdf).toMatch(/MediaBox \[0 0 59[45][.\d]* 84[12]/u);
  });

  test('shows laws and trainings with what came of them', async () => {
    const { page } = keeper;
    await page.getByRole('link', { name: word('desk.policy') }).click();
    await page.getByRole('searchbox').fill('posco');
    await page.getByRole('row', { name: /पोक्सो/u }).getByRole('link').click();
    await page.getByText('apnilaw.com').or(page.getByText('advocatetanmoy.com')).first().waitFor();
    await page.getByRole('link', { name: word('desk.training'), exact: true }).click();
    await page.getByText(word('task.training-write')).waitFor();
    expect(await page.locator('.month-grid__day').count()).toBeGreaterThan(27);
  });

  test('and the phone has the new scheme after its next contact', async () => {
    const { page } = mitra;
    await page.evaluate(() => {
      history.pushState(null, '', '/send');
      dispatchEvent(new PopStateEvent('popstate'));
    });
    await mitra.press(hi('sync:check'));
    await mitra.goTab('today');
    await toSchemes();
    await search('pariksha');
    await expect.poll(() => rows().first().textContent()).toContain('परीक्षा की योजना');
    expect(await page.getByRole('link', { name: word('desk.policy') }).count()).toBe(0);
  });
});

async function begin(): Promise<BrowserPhone> {
  await keeper.turnOn(url());
  await keeper.enrol(server.codes().find(({ role }) => role === 'administrator')?.code ?? '');
  await keeper.press(hi('app:download.start'));
  await keeper.press(hi('app:download.open'));
  await keeper.page.getByRole('heading', { level: 1 }).first().waitFor();
  return keeper;
}

// A phone that is full, loses half of its memory, or has a clock that is ten years off: what was called
// saved stays, what is typed stays on the screen, and the words say what to do. Real server, real browser.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBetween, type Between } from '#tests/support/between.ts';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { beginRefusal, choose, saveForm, sendAll, surveyRefused, untilKept, waiting } from '#tests/support/door-work.ts';
import { moveClock, withMovableClock } from '#tests/support/movable-clock.ts';
import { openOffice, type Office } from '#tests/support/office.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

const TEN_YEARS = 3652 * 86_400_000;
let server: RunningServer;
let between: Between;
let office: Office;
let person = '';
const mitra = new BrowserPhone();
const origin = (): string => `http://localhost:${between.port}`;
const notice = (words: string): ReturnType<BrowserPhone['page']['locator']> => mitra.page.locator('.notice', { hasText: words });

beforeAll(async () => {
  const database = await demoDatabaseUrl();
  server = await runServer({ DATABASE_URL: database });
  between = await openBetween(server.port);
  office = await openOffice(database);
  person = await office.newPerson('गीता कुमारी', 'mitra');
  await mitra.turnOn(`${origin()}/`);
  await mitra.enrol(await office.codeFor(person));
  await mitra.firstList();
  // The app itself is on the phone before its server goes away.
  await mitra.page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated');
  between.be('dead');
});
afterAll(async () => {
  await mitra.throwAway();
  await office.close();
  await between.close();
  await server.stop();
});

/** Saved, sent, different: the same number, with no gap and nothing held. */
async function expectHandedIn(changes: number): Promise<void> {
  expect(await office.handedIn(person)).toEqual({ applied: changes, different: changes, highest: changes, held: 0 });
}

/** Locks, lets `happen` happen, and opens again as after a day. */
async function whileLocked(happen: () => Promise<void>): Promise<void> {
  await mitra.page.reload();
  await mitra.page.getByText(hi('app:pin.enter')).first().waitFor();
  await happen();
  await mitra.page.reload();
  await mitra.unlock();
}

describe.sequential('a full phone', () => {
  // Less than is there already: nothing more can be written, not even in place of the ballast. The
  // browser looks at the space left when it opens its databases and now and then after that.
  const fill = (): Promise<unknown> | undefined => mitra.cdp?.send('Storage.overrideQuotaForOrigin', { origin: origin(), quotaSize: 10_000 });
  const makeRoom = (): Promise<unknown> | undefined => mitra.cdp?.send('Storage.overrideQuotaForOrigin', { origin: origin() });

  test('still opens with the PIN', async () => {
    await whileLocked(async () => { await fill(); });
    expect(await waiting(mitra)).toBe(hi('sync:waiting_zero'));
  });

  test('says while she types that the answer could not be kept, and what to do', async () => {
    await beginRefusal(mitra);
    await choose(mitra, 'refusalReason', 'refusal.no_trust');
    await notice(hi('form:notKept.do')).waitFor();
    expect(await mitra.page.getByText(hi('form:keptNow')).count()).toBe(0);
  });

  test('refuses the whole save, says what to do, and the form stands there with its answers', async () => {
    const { page } = mitra;
    await mitra.press(hi('form:toReview'));
    await mitra.press(hi('form:save'));
    await notice(hi('form:failed.storage-full')).waitFor();
    expect(await page.getByText(hi('families:savedHere')).count()).toBe(0);
    await page.locator('.action-bar').getByRole('button', { name: hi('form:previous') }).click();
    expect(await page.getByRole('radio', { name: hi('jeevika:choice.refusal.no_trust') }).isChecked()).toBe(true);
  });

  test('does not let her leave what it could not keep; going back by the phone\'s own key loses nothing either', async () => {
    const { page } = mitra;
    const reason = page.getByRole('radio', { name: hi('jeevika:choice.refusal.no_trust') });
    await mitra.press(hi('ui:back'));
    await page.waitForTimeout(500);
    expect(await notice(hi('form:notKept.do')).isVisible()).toBe(true);
    expect(await reason.isChecked()).toBe(true);
    await page.goBack();
    await page.getByRole('link', { name: hi('today:resume') }).click();
    expect(await reason.isChecked()).toBe(true);
  });

  test('saves when there is room again, once', async () => {
    await makeRoom();
    await saveForm(mitra);
    expect(await waiting(mitra)).toBe(hi('sync:waiting_one', { count: 1 }));
  });

  test('says so too where a new family is begun, and keeps the name on the screen', async () => {
    const { page } = mitra;
    await whileLocked(async () => { await fill(); });
    await mitra.goTab('families');
    await page.getByRole('link', { name: hi('families:add'), exact: true }).click();
    const name = page.getByLabel(hi('families:addName'));
    await name.fill('ज़ुबैदा ख़ातून');
    const tola = page.getByRole('group', { name: hi('families:addPlace') });
    if (await tola.isVisible()) await tola.locator('label').first().click();
    await mitra.press(hi('families:addGo').replace(/^.*?, /, ''));
    await notice(hi('sync:saveFailed.storage-full')).waitFor();
    expect(await name.inputValue()).toBe('ज़ुबैदा ख़ातून');
    await mitra.press(hi('ui:back'));
  });

  test('hands in what waits all the same; the receipt that found no room is asked for again, without effect', async () => {
    between.be('open');
    await mitra.goTab('send');
    await mitra.press(hi('sync:send'));
    await expect.poll(() => office.handedIn(person)).toEqual({ applied: 1, different: 1, highest: 1, held: 0 });
    await notice(hi('sync:problem.storage-full')).waitFor();
    expect(await mitra.page.getByText(hi('sync:allSent')).count()).toBe(0);
    await whileLocked(async () => { await makeRoom(); });
    await sendAll(mitra);
    await expectHandedIn(1);
    between.be('dead');
  });
});

describe.sequential('a phone that lost its database', () => {
  test('is no new phone: what waited and what was begun come back from the journal, and it says so', async () => {
    await surveyRefused(mitra);
    await beginRefusal(mitra);
    await untilKept(mitra);
    await whileLocked(async () => {
      await mitra.page.goto(`${origin()}/manifest.webmanifest`);
      await mitra.cdp?.send('Storage.clearDataForOrigin', { origin: origin(), storageTypes: 'indexeddb' });
      await mitra.page.goto(`${origin()}/`);
    });
    await mitra.goTab('today');
    await mitra.page.getByText(hi('app:incident.rebuilt-from-journal')).waitFor();
    expect(await mitra.button(hi('app:welcome.start')).count()).toBe(0);
    expect(await waiting(mitra)).toBe(hi('sync:waiting_one', { count: 1 }));
    await mitra.goTab('today');
    await mitra.page.getByRole('link', { name: hi('today:resume') }).click();
    expect(await mitra.page.getByRole('radio', { name: hi('jeevika:choice.refusal.no_time') }).isChecked()).toBe(true);
    await saveForm(mitra);
    between.be('open');
    await sendAll(mitra);
    await expectHandedIn(3);
    between.be('dead');
  });
});

describe.sequential('a phone that lost its files', () => {
  test('keeps all that waited in the database, writes the journal anew, and says so', async () => {
    await surveyRefused(mitra);
    await whileLocked(() => mitra.page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
    }));
    await mitra.goTab('today');
    await mitra.page.getByText(hi('app:incident.journal-rebuilt')).waitFor();
    expect(await waiting(mitra)).toBe(hi('sync:waiting_one', { count: 1 }));
  });

  test('survives the loss of the database after that', async () => {
    await whileLocked(async () => {
      await mitra.page.goto(`${origin()}/manifest.webmanifest`);
      await mitra.cdp?.send('Storage.clearDataForOrigin', { origin: origin(), storageTypes: 'indexeddb' });
      await mitra.page.goto(`${origin()}/`);
    });
    expect(await waiting(mitra)).toBe(hi('sync:waiting_one', { count: 1 }));
    between.be('open');
    await sendAll(mitra);
    await expectHandedIn(4);
  });
});

describe.sequential('a clock', () => {
  let done = 4;

  test.each([['back', -TEN_YEARS], ['ahead', TEN_YEARS]])('ten years %s: she is told, saves and sends; put right, everything is there and nobody is locked out', async (_, by) => {
    const { page } = mitra;
    between.be('open');
    await withMovableClock(page);
    await page.reload();
    await moveClock(page, by);
    await page.reload();
    // Ahead, the lease seems over: one contact while opening renews it.
    await mitra.unlock();
    between.be('dead');
    await surveyRefused(mitra);
    expect(await waiting(mitra)).toBe(hi('sync:waiting_one', { count: 1 }));
    between.be('open');
    await mitra.press(hi('sync:send'));
    await notice(hi('sync:problem.clock-wrong')).waitFor();
    done += 1;
    await expectHandedIn(done);

    // Put right in the middle of the work, without a network.
    between.be('dead');
    await moveClock(page, 0);
    await surveyRefused(mitra);
    await whileLocked(async () => undefined);
    expect(await waiting(mitra)).toBe(hi('sync:waiting_one', { count: 1 }));
    between.be('open');
    await sendAll(mitra);
    done += 1;
    await expectHandedIn(done);
    expect(await page.getByText(hi('sync:problem.clock-wrong')).count()).toBe(0);
  });
});

// A line that lies, breaks off, garbles and comes and goes: the phone keeps what came whole, says what
// is wrong, and in the end both sides hold the same. Real server, real browser.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBetween, type Answer, type Between } from '#tests/support/between.ts';
import { BrowserPhone, PIN } from '#tests/support/browser-phone.ts';
import { beginRefusal, choose, saveForm, sendAll, surveyRefused, waiting } from '#tests/support/door-work.ts';
import { openOffice, type Office } from '#tests/support/office.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { LINE_2G, LINE_FREE, openSlowLine, type SlowLine } from '#tests/support/slow-line.ts';
import { hi } from '#tests/support/words.ts';

let server: RunningServer;
let between: Between;
let line: SlowLine;
let office: Office;
let person = '';
const mitra = new BrowserPhone();

beforeAll(async () => {
  const database = await demoDatabaseUrl();
  server = await runServer({ DATABASE_URL: database });
  between = await openBetween(server.port);
  line = await openSlowLine(between.port, LINE_FREE);
  office = await openOffice(database);
  person = await office.newPerson('गीता कुमारी', 'mitra');
  await mitra.turnOn(`http://localhost:${line.port}/`);
  await mitra.enrol(await office.codeFor(person));
});
afterAll(async () => {
  await mitra.throwAway();
  await office.close();
  await line.close();
  await between.close();
  await server.stop();
});

const isPull = (path: string, { body }: Answer): boolean => path === '/api/sync' && body.includes('"t":"page"');
const notice = (words: string): ReturnType<BrowserPhone['page']['locator']> => mitra.page.locator('.notice', { hasText: words });
/** Families on this phone, by the count on the list's first filter. */
async function families(): Promise<number> {
  await mitra.goTab('families');
  const chip = mitra.page.getByRole('group', { name: hi('families:byState') }).getByRole('button').first();
  return Number((await chip.innerText()).replaceAll(/\D/g, ''));
}

describe.sequential('the first list', () => {
  /** Presses, and waits until that run has ended. */
  async function fetchIt(words: string): Promise<void> {
    const before = between.asked().length;
    await mitra.press(words);
    await expect.poll(() => between.asked().slice(before)).toContain('/api/sync');
    await mitra.page.locator('.action-bar [aria-busy=true]').waitFor({ state: 'detached' });
  }

  test('that is cut off after every page, is told so, and is not called whole', async () => {
    between.be((path, answer) => (isPull(path, answer) ? { breaksAfter: Math.floor(answer.body.length / 2) } : undefined));
    await fetchIt(hi('app:download.start'));
    await notice(hi('sync:problem.damaged-answer')).waitFor();
    expect(await mitra.page.getByText(hi('app:download.done')).count()).toBe(0);
  });

  test('of which a letter was changed on the way is told so, and is not called whole', async () => {
    between.be((path, answer) => {
      if (!isPull(path, answer)) return undefined;
      const body = Buffer.from(answer.body);
      const at = body.indexOf('"rows"') + 200;
      body[at] = (body[at] ?? 0) ^ 1;
      return { body };
    });
    await fetchIt(hi('app:download.resume'));
    await notice(hi('sync:problem.damaged-answer')).waitFor();
    expect(await mitra.page.getByText(hi('app:download.done')).count()).toBe(0);
  });

  test('whose last line never comes is not called whole, though every page came', async () => {
    between.be((path, { body }) => (path === '/api/sync' && body.includes('"t":"end"') ? { body: body.subarray(0, body.lastIndexOf('\n', body.length - 2) + 1) } : undefined));
    await fetchIt(hi('app:download.resume'));
    await notice(hi('sync:problem.damaged-answer')).waitFor();
    expect(await mitra.page.getByText(hi('app:download.done')).count()).toBe(0);
  });

  test('is whole in the end: as many families as the server has for her', async () => {
    between.be('open');
    await fetchIt(hi('app:download.resume'));
    await mitra.press(hi('app:download.open'));
    await mitra.tab('today').waitFor();
    const { rows: [row] } = await office.db.pool.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM record r JOIN role_grant g ON g.person = $1 WHERE r.type = 'household' AND (r.bucket LIKE g.place || '/%' OR r.bucket LIKE g.place || '.%')", [person],
    );
    expect(row?.n).toBeGreaterThan(10);
    expect(await families()).toBe(row?.n);
  });
});

describe.sequential('a network with a page of its own', () => {
  test('is named; the work waits, and goes on the next good line', async () => {
    between.be('login');
    await surveyRefused(mitra);
    expect(await waiting(mitra)).toBe(hi('sync:waiting_one', { count: 1 }));
    await mitra.press(hi('sync:send'));
    await notice(hi('sync:problem.captive-portal')).waitFor();
    expect(await mitra.page.getByText(hi('sync:allSent')).count()).toBe(0);
    between.be('open');
    await sendAll(mitra);
    expect(await office.handedIn(person)).toEqual({ applied: 1, different: 1, highest: 1, held: 0 });
  });
});

describe.sequential('a network that comes and goes every second', () => {
  test('brings 200 changes in, each once', async () => {
    const { page } = mitra;
    line.cut(true);
    await mitra.goTab('today');
    await page.locator('a[href^="/camps/"]').first().click();
    await page.getByText(hi('groups:campAll'), { exact: true }).first().click();
    // Each tick, and each tick taken back, is saved by itself.
    const before = await keptChanges();
    const guests = page.locator('.guest__input');
    await guests.first().waitFor();
    const ticks = Math.min(20, await guests.count());
    for (let n = 0; n < 200; n += 1) {
      const one = guests.nth(n % ticks);
      await one.evaluate((box: HTMLInputElement) => { box.click(); });
      await expect.poll(keptChanges, { interval: 2 }).toBe(before + n + 1);
    }
    await mitra.press(hi('ui:back'));
    const whole = await waiting(mitra);
    line.shape({ ...LINE_2G, bitsPerSecond: 60_000 });
    let on = false;
    const flapping = setInterval(() => { on = !on; line.cut(!on); }, 1_000);
    const pressing = setInterval(() => { void mitra.button(hi('sync:send')).click({ timeout: 300 }).catch(() => undefined); }, 400);
    await new Promise((wait) => setTimeout(wait, 14_000));
    clearInterval(pressing);
    clearInterval(flapping);
    expect(whole).not.toBe(hi('sync:allSent'));
    line.cut(false);
    line.shape(LINE_FREE);
    await sendAll(mitra);
    expect(await office.handedIn(person)).toEqual({ applied: 201, different: 201, highest: 201, held: 0 });
  });
});

/** Changes kept on this phone, counted in its database. */
async function keptChanges(): Promise<number> {
  return mitra.page.evaluate(async () => {
    const name = (await indexedDB.databases()).map((d) => d.name ?? '').find((n) => /^dehri-[0-9a-f]{8,}$/.test(n)) ?? '';
    const db = await new Promise<IDBDatabase>((done, fail) => {
      const open = indexedDB.open(name);
      open.addEventListener('success', () => done(open.result));
      open.addEventListener('error', () => fail(new Error('not opened')));
    });
    const counted = await new Promise<number>((done) => {
      const count = db.transaction('outbox').objectStore('outbox').count();
      count.addEventListener('success', () => done(count.result));
    });
    db.close();
    return counted;
  });
}

describe.sequential('a newer app', () => {
  test('that comes while a form is open and work waits does not touch either', async () => {
    const { page } = mitra;
    between.be((path, { body }) => (path === '/api/sync' ? { status: 503, body: Buffer.from('{"code":"busy"}') } : path === '/sw.js' ? { body: Buffer.concat([body, Buffer.from('\n// newer\n')]) } : undefined));
    await surveyRefused(mitra);
    await beginRefusal(mitra);
    await page.getByText(hi('form:keptNow')).waitFor();
    await page.evaluate(() => { Reflect.set(window, 'sameDocument', true); });
    await page.evaluate(async () => {
      const found = await navigator.serviceWorker.getRegistration();
      await found?.update();
      for (let n = 0; n < 200 && found?.waiting === null; n += 1) await new Promise((wait) => setTimeout(wait, 50));
      if (found?.waiting === null) throw new Error('no newer app came');
    });
    await page.waitForTimeout(500);
    expect(await page.evaluate(() => Reflect.get(window, 'sameDocument'))).toBe(true);
    const outcome = page.getByRole('group', { name: hi('jeevika:form.survey.outcome.label') });
    expect(await outcome.getByRole('radio', { name: hi('jeevika:choice.outcome.refused') }).isChecked()).toBe(true);
    await choose(mitra, 'refusalReason', 'refusal.no_trust');
    await page.getByText(hi('form:keptNow')).waitFor();
  });

  test('is taken on her tap, outside of the form; draft and work are there in the new one', async () => {
    const { page } = mitra;
    await mitra.press(hi('ui:back'));
    await page.getByText(hi('families:facts')).waitFor();
    await mitra.press(hi('ui:back'));
    await notice(hi('app:update.ready')).waitFor();
    await Promise.all([page.waitForEvent('load'), mitra.press(hi('app:update.apply'))]);
    await mitra.unlock(PIN);
    expect(await page.evaluate(() => Reflect.get(window, 'sameDocument'))).toBeUndefined();
    expect(await waiting(mitra)).toBe(hi('sync:waiting_one', { count: 1 }));
    await mitra.goTab('today');
    await page.getByRole('link', { name: hi('today:resume') }).click();
    const reason = page.getByRole('group', { name: hi('jeevika:form.survey.refusalReason.label') });
    expect(await reason.getByRole('radio', { name: hi('jeevika:choice.refusal.no_trust') }).isChecked()).toBe(true);
    await saveForm(mitra);
    between.be('open');
    await sendAll(mitra);
    expect(await office.handedIn(person)).toEqual({ applied: 203, different: 203, highest: 203, held: 0 });
  });
});

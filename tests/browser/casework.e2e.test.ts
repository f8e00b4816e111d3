// A case worker's whole way without a network, on a real phone and a real server: a call to 181 becomes a
// file, she is helped, referred, the answer comes, the file is closed; nothing is asked twice, no name is
// seen unasked, and when the line is back the office has it all, with who looked.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { openOffice, type Office } from '#tests/support/office.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

const P = 'one-stop-centre';
/** Of nobody in the made-up year. */
const NAME = 'उर्मिला तारणी';
let server: RunningServer;
let office: Office;
const worker = new BrowserPhone();
const mitra = new BrowserPhone();
const url = (): string => `http://localhost:${server.port}/`;

beforeAll(async () => {
  const database = await demoDatabaseUrl();
  server = await runServer({ DATABASE_URL: database });
  office = await openOffice(database);
});
afterAll(async () => {
  await worker.throwAway();
  await mitra.throwAway();
  await office.close();
  await server.stop();
});

/** @param place part of its name, where several hold the role. */
const codeOf = (role: string, place = ''): string => {
  const found = server.codes().find((c) => c.role === role && c.line.includes(place));
  if (found === undefined) throw new Error(`no code for a ${role}`);
  return found.code;
};

async function answer(question: string, choice: string): Promise<void> {
  await worker.page.getByRole('group', { name: hi(`${P}:form.${question}.label`) }).getByText(choice, { exact: true }).click();
}
const choice = (key: string): string => hi(`${P}:choice.${key}`);
const next = (): Promise<void> => worker.press(hi('form:next'));
async function toSave(): Promise<void> {
  await worker.press(hi('form:toReview'));
  await worker.press(hi('form:save'));
}
/** Opens a part of the file and begins its form. */
async function begin(part: string, form: string): Promise<void> {
  const { page } = worker;
  const box = page.locator('details.part', { has: page.locator('summary', { hasText: hi(`${P}:part.${part}`) }) });
  const link = box.getByRole('link', { name: hi(`${P}:form.${form}.title`) }).first();
  if (!(await link.isVisible())) await box.locator('summary').click();
  await link.click();
}
const kept = (phone: BrowserPhone): Promise<readonly string[]> => phone.page.evaluate(async () => {
  const names = await caches.keys();
  return (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname)))).flat();
});
const isOfCases = (path: string): boolean => path.startsWith('/assets/case');

describe.sequential('casework', () => {
  test('the app for files is fetched and kept by the phone of a case worker, and never by that of a mitra', async () => {
    await worker.turnOn(url());
    await worker.enrol(codeOf('case-worker', 'सेंटर'));
    await worker.firstList();
    await expect.poll(async () => (await kept(worker)).filter(isOfCases).map((path) => path.replace(/-[\w-]{8}\.\w+$/, '')).sort(), { timeout: 60_000 })
      .toEqual(expect.arrayContaining(['/assets/case-programmes', '/assets/case-words-hi', '/assets/cases']));
    await mitra.turnOn(url());
    await mitra.enrol(codeOf('mitra'));
    await mitra.firstList();
    await mitra.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    expect((await kept(mitra)).filter(isOfCases)).toEqual([]);
    await mitra.kill();
  });

  test('it opens without the server, and one tap on the call pad leads to the intake', async () => {
    await server.kill();
    await worker.kill();
    await worker.turnOn(url());
    await worker.unlock();
    await worker.page.getByRole('link', { name: hi('cases:tabs.calls') }).click();
    await worker.press(choice('disposition.registrable'));
    await worker.page.getByRole('group', { name: hi(`${P}:form.intake.risks.label`) }).waitFor();
    expect(worker.page.url()).toMatch(/\/cases\/from\/[\w-]+\/case$/);
  });

  test('the intake needs no paper; what must be read is read before it is saved', async () => {
    const { page } = worker;
    await answer('intake.risks', choice('risk.none'));
    await next();
    await answer('intake.onBehalf', hi('form:no'));
    await next();
    await next();
    await answer('intake.nameTold', hi('form:yes'));
    await page.getByRole('textbox', { name: hi(`${P}:form.intake.name.label`) }).first().fill(NAME);
    await next();
    await next();
    await answer('intake.violence', choice('violence.domestic'));
    await answer('intake.primaryViolence', choice('violence.domestic'));
    for (let i = 0; i < 5; i += 1) await next();
    await answer('intake.consentRegister', hi('form:yes'));
    await answer('intake.consentContact', hi('form:yes'));
    await next();
    await page.getByRole('searchbox').fill(choice('agency.women_police_station'));
    await page.getByText(choice('agency.women_police_station'), { exact: true }).click();
    await toSave();
    await page.getByText(hi('cases:objection.read')).waitFor();
    await page.getByText(hi(`${P}:objection.ageUnknown`)).waitFor();
    await worker.press(hi('form:save'));
    await worker.button(hi('cases:names.show')).waitFor();
    expect(await page.locator('body').innerText()).not.toContain(NAME);
    expect(page.url()).toMatch(/\/cases\/[\w-]+$/);
  });

  test('she is helped and referred; the answer goes on with the line it belongs to', async () => {
    const { page } = worker;
    await begin('services', 'service');
    await answer('service.kind', choice('service.counselling'));
    await answer('service.outcome', choice('serviceOutcome.given'));
    await toSave();
    await begin('referrals', 'referral-send');
    await page.getByRole('searchbox').fill(choice('agency.women_police_station'));
    await page.getByText(choice('agency.women_police_station'), { exact: true }).click();
    await toSave();

    // It cannot end while the answer is open; nothing of it is written.
    await begin('ending', 'close');
    await answer('close.outcome', choice('outcome.helped'));
    await next();
    await answer('close.feedback', choice('feedback.good'));
    await toSave();
    await page.getByText(hi('cases:objection.title')).waitFor();
    await page.locator('.top-bar .icon-button').click();

    await begin('referrals', 'referral-answer');
    await next();
    await answer('referral-answer.answer', choice('answer.helped'));
    await toSave();
    await worker.button(hi('cases:names.show')).waitFor();
    expect(await page.getByText(hi('cases:objection.title')).count()).toBe(0);
  });

  test('then it is closed, and its names are seen only by asking', async () => {
    const { page } = worker;
    await page.getByRole('link', { name: hi('cases:resume') }).click();
    for (let i = 0; i < 3 && !(await worker.button(hi('form:save')).isVisible()); i += 1) await worker.button(hi('form:next')).or(worker.button(hi('form:toReview'))).click();
    await worker.press(hi('form:save'));
    await worker.button(hi('cases:names.show')).waitFor();
    await page.getByText(hi(`${P}:state.closed`)).first().waitFor();
    await worker.press(hi('cases:names.show'));
    await page.getByText(NAME).first().waitFor();
    expect(await page.title()).not.toContain(NAME);
  });

  test('when the line is back all goes in, and the office knows who looked', async () => {
    await server.start();
    await worker.page.locator('.top-bar .icon-button').first().click();
    await worker.goTab('send');
    await worker.button(hi('sync:send')).or(worker.button(hi('sync:check'))).click();
    await worker.page.getByText(hi('sync:allSent')).waitFor({ timeout: 60_000 });
    expect((await office.db.pool.query("SELECT FROM record WHERE state::text LIKE '%' || $1 || '%'", [NAME])).rowCount).toBe(0);
    const { rows: all } = await office.db.pool.query<{ id: string; type: string; state: unknown }>('SELECT id, type, state FROM record');
    const rows = all.filter(({ state }) => JSON.stringify(state).includes(NAME));
    expect(rows.map(({ type }) => type)).toEqual(['case']);
    expect(JSON.stringify(rows[0]?.state)).toContain('closed');
    const { rows: looks } = await office.db.pool.query<{ act: string; n: number }>("SELECT act, count(*)::int AS n FROM audit WHERE subject = $1 AND act LIKE 'file-%' GROUP BY act ORDER BY act", [rows[0]?.id]);
    expect(looks.map(({ act }) => act)).toEqual(['file-named', 'file-opened']);
    expect(looks.find(({ act }) => act === 'file-named')?.n).toBe(1);
  });
});

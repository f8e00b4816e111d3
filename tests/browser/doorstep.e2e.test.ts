// The whole way, as a mitra goes it: install, enrol, first list, the server dies, five families
// surveyed, one added, a group formed, the phone dies in the middle of a form; nothing is lost, and
// when the server is back her coordinator sees it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BrowserPhone, PIN } from '#tests/support/browser-phone.ts';
import { untilKept } from '#tests/support/door-work.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { hi } from '#tests/support/words.ts';

let server: RunningServer;
const mitra = new BrowserPhone();
const coordinator = new BrowserPhone({ width: 1366, height: 768 });
const url = (): string => `http://localhost:${server.port}/`;

beforeAll(async () => {
  server = await runServer({ DATABASE_URL: await demoDatabaseUrl() });
});
afterAll(async () => {
  await mitra.throwAway();
  await coordinator.throwAway();
  await server.stop();
});

const codeOf = (role: string): string => {
  const found = server.codes().find((c) => c.role === role);
  if (found === undefined) throw new Error(`no code for a ${role}`);
  return found.code;
};

async function surveyNext(outcome: string, reason?: string): Promise<void> {
  const { page } = mitra;
  await mitra.goTab('today');
  await page.getByRole('link', { name: hi('today:start') }).click();
  await choose(hi('jeevika:form.survey.outcome.label'), hi(`jeevika:choice.outcome.${outcome}`));
  if (reason !== undefined) await choose(hi('jeevika:form.survey.refusalReason.label'), hi(`jeevika:choice.refusal.${reason}`));
}

async function choose(question: string, answer: string): Promise<void> {
  await mitra.page.getByRole('group', { name: question }).getByText(answer, { exact: true }).click();
}

async function saveForm(): Promise<void> {
  await mitra.press(hi('form:toReview'));
  await mitra.button(hi('form:save')).click();
  await mitra.page.getByText(hi('families:savedHere')).waitFor();
  await mitra.page.getByRole('link', { name: hi('families:savedList') }).first().click();
}

/** Records that wait, as the screen says it. */
async function waiting(): Promise<string> {
  await mitra.goTab('send');
  return (await mitra.page.locator('.send__headline').textContent()) ?? '';
}

describe.sequential('a day at the doorstep', () => {
  let groupName = '';

  test('a code, a picture and a PIN make the phone hers, and the cost is shown before the list comes', async () => {
    await mitra.turnOn(url());
    await mitra.enrol(codeOf('mitra'));
    await mitra.page.getByText(hi('app:download.size')).waitFor();
    await mitra.firstList();
    await expect.poll(() => mitra.page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state), { timeout: 20_000 }).toBe('activated');
  });

  test('with the server gone the app opens again from nothing but the phone', async () => {
    await server.kill();
    await mitra.page.reload();
    await mitra.unlock();
    await mitra.goTab('families');
    await expect.poll(() => mitra.page.getByRole('link').count()).toBeGreaterThan(5);
  });

  test('five families are surveyed without a network, and the screen says how many records wait', async () => {
    for (const [outcome, reason] of [['refused', 'no_time'], ['migrated'], ['locked'], ['no_woman'], ['refused', 'no_trust']] as const) {
      await surveyNext(outcome, reason);
      await saveForm();
    }
    expect(await waiting()).toBe(hi('sync:waiting_other', { count: 5 }));
  });

  test('a family that is not on the list is added, after the phone has looked for it', async () => {
    const { page } = mitra;
    await mitra.goTab('families');
    await page.getByRole('link', { name: hi('families:add'), exact: true }).or(page.getByRole('link', { name: hi('families:addLong') })).first().click();
    await page.getByLabel(hi('families:addName')).fill('ज़ुबैदा ख़ातून');
    await page.getByLabel(hi('families:addRelative')).fill('मो० इदरीस');
    const tola = page.getByRole('group', { name: hi('families:addPlace') });
    if (await tola.isVisible()) await tola.locator('label').first().click();
    await mitra.press(hi('families:addGo').replace(/^.*?, /, ''));
    await choose(hi('jeevika:form.add-family.guardianRelation.label'), hi('jeevika:choice.relation.husband'));
    await mitra.press(hi('form:next'));
    await saveForm();
    expect(await waiting()).toBe(hi('sync:waiting_other', { count: 6 }));
  });

  test('a group is formed from unlinked women of one tola, in a tap and a few choices', async () => {
    const { page } = mitra;
    await mitra.goTab('groups');
    await page.getByRole('link', { name: hi('groups:make') }).click();
    await page.locator('.list-row').first().click();
    await mitra.press(hi('app:next'));
    for (const office of ['president', 'secretary', 'treasurer']) {
      await page.getByRole('button', { name: hi(`groups:officer.${office}`) }).click();
      await page.getByRole('dialog').locator('label:visible, button:visible').filter({ hasText: /देवी|कुमारी|खातून|DEVI|KUMARI|KHATUN/ }).nth(['president', 'secretary', 'treasurer'].indexOf(office)).click();
    }
    await mitra.press(hi('app:next'));
    await page.getByRole('group', { name: hi('groups:meetingDay') }).locator('label').first().click();
    await page.getByRole('group', { name: hi('groups:saving') }).locator('label').first().click();
    const typed = 'देहरी जाँच समूह';
    await page.getByLabel(hi('groups:name')).fill(typed);
    await mitra.press(hi('groups:submit'));
    await page.getByText(hi('groups:submittedHelp')).waitFor();
    groupName = typed;
    expect(groupName).not.toBe('');
    await page.getByRole('link', { name: hi('groups:title'), exact: true }).click();
  });

  let afterGroup = '';
  test('the phone dies in the middle of a form, and nothing is lost', async () => {
    afterGroup = await waiting();
    await surveyNext('refused', 'bad_experience');
    await untilKept(mitra);
    await mitra.kill();

    await mitra.turnOn(url());
    await mitra.unlock();
    expect(await waiting()).toBe(afterGroup);
    await mitra.goTab('today');
    await mitra.page.getByRole('link', { name: hi('today:resume') }).click();
    const outcome = mitra.page.getByRole('group', { name: hi('jeevika:form.survey.outcome.label') });
    expect(await outcome.getByRole('radio', { name: hi('jeevika:choice.outcome.refused') }).isChecked()).toBe(true);
    await saveForm();
  });

  test('when the server is back everything is sent, and only then does the screen say so', async () => {
    await waiting();
    expect(await mitra.page.getByText(hi('sync:allSent')).isVisible()).toBe(false);
    await server.start();
    // It may have gone by itself already: the phone tries again when it can.
    await mitra.button(hi('sync:send')).or(mitra.button(hi('sync:check'))).click();
    await mitra.page.getByText(hi('sync:allSent')).waitFor({ timeout: 30_000 });
  });

  test('her coordinator sees the group waiting for approval and the added family at her desk', async () => {
    await coordinator.turnOn(url());
    const { page } = coordinator;
    await coordinator.enrol(codeOf('coordinator'), { picture: 'peacock', pin: PIN });
    await coordinator.press(hi('app:download.start'));
    await coordinator.press(hi('app:download.open'));
    await page.getByRole('link', { name: hi('desk:section.groups') }).first().click();
    await page.getByText(groupName).first().waitFor();
    expect(await page.getByText(groupName).count()).toBeGreaterThan(0);

    await page.goto(`${url()}families`);
    await coordinator.type(PIN);
    await page.getByRole('searchbox').fill('zubaida');
    await page.getByText('ज़ुबैदा ख़ातून').first().waitFor();
    expect(await page.getByText('ज़ुबैदा ख़ातून').count()).toBe(1);
  });

  test('no name, number or answer stands in what the server printed', () => {
    expect(server.output()).not.toMatch(/ज़ुबैदा|इदरीस|no_time|bad_experience/);
  });
});

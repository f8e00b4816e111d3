// Meetings and directions as a district officer works with them: real server, real browser.
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BrowserPhone, PIN } from '#tests/support/browser-phone.ts';
import { openOffice } from '#tests/support/office.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

let server: RunningServer;
const officer = new BrowserPhone({ width: 1366, height: 768 });
const second = new BrowserPhone({ width: 1366, height: 768 });
const centre = new BrowserPhone();
let database = '';

async function enrol(phone: BrowserPhone, role: string, code = server.codes().find((c) => c.role === role && !c.line.includes('मनोज'))?.code): Promise<void> {
  await phone.turnOn(`http://localhost:${server.port}/`);
  await phone.enrol(code ?? '');
  await phone.press(hi('app:download.start'));
  await phone.press(hi('app:download.open'));
}

beforeAll(async () => {
  database = await demoDatabaseUrl();
  server = await runServer({ DATABASE_URL: database });
  await enrol(officer, 'district-officer');
});
afterAll(async () => {
  await officer.throwAway();
  await centre.throwAway();
  await second.throwAway();
  await server.stop();
});

const list = async (): Promise<void> => {
  await officer.page.getByRole('navigation', { name: hi('desk:sections'), exact: true }).getByRole('link', { name: hi('desk:section.meetings') }).click();
  await officer.page.getByRole('heading', { level: 1, name: hi('desk:section.meetings') }).waitFor();
};
/** Rows of the nth table of the page. */
const rows = (at: number): Locator => officer.page.locator('.data-table').nth(at).locator('tbody tr');
const SUBJECT = 'मिशन शक्ति और महिला सुरक्षा की मासिक समीक्षा';

/** The last review that was held, and the one that comes. */
async function openReview(which: 'held' | 'ahead'): Promise<void> {
  await list();
  await rows(0).filter({ hasText: SUBJECT }).filter({ hasText: hi(`directions:meeting.state.${which}`) }).getByRole('link').click();
  await officer.page.getByRole('heading', { level: 1, name: SUBJECT }).waitFor();
}

describe.sequential('meetings at the desk', () => {
  test('show what is not closed first, and nothing that is', async () => {
    await list();
    const open = await rows(1).count();
    expect(open).toBeGreaterThan(5);
    expect(await rows(1).filter({ hasText: hi('directions:direction.state.closed') }).count()).toBe(0);
    await officer.page.getByRole('button', { name: hi('desk:meetings.all'), exact: false }).last().click();
    expect(await rows(1).filter({ hasText: hi('directions:direction.state.closed') }).count()).toBe(1);
    expect(await rows(1).count()).toBe(open + 1);
  });

  test('open the next review with what is still open from before, above everything else', async () => {
    await openReview('ahead');
    const headings = await officer.page.locator('main h2').allTextContents();
    expect(headings[0]).toMatch(/पिछली बैठकों के \d+ निर्देश बाकी/u);
    await rows(0).filter({ hasText: 'कंबल' }).waitFor();
    // Of the block's own meeting the district's review says nothing.
    expect(await rows(0).filter({ hasText: 'हर टोले में शेष परिवारों' }).count()).toBe(0);
    const { violations } = await new AxeBuilder({ page: officer.page }).withTags(['wcag2a', 'wcag2aa']).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  test('take down directions one after another by keyboard, without a network', async () => {
    await openReview('held');
    const before = await rows(0).count();
    await officer.page.context().setOffline(true);
    await officer.page.getByLabel(hi('desk:meetings.ownerPlace')).focus();
    for (const text of ['हर सप्ताह लंबित मामलों की संख्या भेजें।', 'नए सत्र से पहले विद्यालयों में शिविर लगाएँ।']) {
      await officer.page.keyboard.press('Tab');
      await officer.page.keyboard.press('Tab');
      await officer.page.keyboard.type(text);
      await officer.page.keyboard.press('Enter');
      await rows(0).filter({ hasText: text }).waitFor();
    }
    expect(await rows(0).count()).toBe(before + 2);
    await officer.page.context().setOffline(false);
  });

  test('send one to an office, get its answer back, and close it', async () => {
    await officer.page.getByLabel(hi('desk:meetings.ownerPlace')).selectOption('10.192.osc1');
    expect(await officer.page.getByLabel(hi('desk:meetings.post'), { exact: true }).inputValue()).toBe(hi('directions:post.centre_head'));
    const text = 'वाहन की व्यवस्था का प्रस्ताव भेजें।';
    await officer.page.locator('.give textarea').fill(text);
    await officer.press(hi('desk:meetings.add'));
    await rows(0).filter({ hasText: text }).getByRole('link').click();
    await officer.page.getByText(hi('families:receipt.server')).first().waitFor();

    await enrol(centre, 'centre-administrator');
    await centre.page.locator('a[href="/office"]').first().click();
    await centre.page.getByRole('link', { name: hi('directions:list.directions.title') }).click();
    await centre.page.getByRole('link', { name: text }).click();
    await centre.page.getByRole('link', { name: hi('directions:form.reply.title') }).click();
    await centre.page.getByRole('textbox').first().fill('प्रस्ताव भेज दिया गया।');
    await centre.press(hi('form:toReview'));
    await centre.press(hi('form:save'));
    await centre.page.getByText(hi('families:receipt.server')).first().waitFor();

    await officer.page.reload();
    await officer.page.getByText(hi('app:pin.enter')).first().waitFor();
    await officer.type(PIN);
    await officer.page.getByText('प्रस्ताव भेज दिया गया।').waitFor();
    await officer.press(hi('desk:meetings.act.closed'));
    await officer.page.getByRole('dialog').getByRole('button', { name: hi('desk:meetings.act.closed') }).click();
    await officer.page.locator('.page-head').getByText(hi('directions:direction.state.closed')).waitFor();
  });

  test('ask when one officer closed what another returned, and take the choice of either', async () => {
    const office = await openOffice(database);
    await enrol(second, 'district-officer', await office.codeFor(await office.personAt('दूसरे पदाधिकारी', 'district-officer', '10.192')));
    await office.close();
    await list();
    await rows(1).filter({ hasText: 'नोडल' }).getByRole('link').click();
    await officer.page.getByText(hi('desk:meetings.act.returned')).waitFor();
    const address = officer.page.url();
    await second.page.getByRole('navigation', { name: hi('desk:sections'), exact: true }).getByRole('link', { name: hi('desk:section.meetings') }).click();
    await second.page.locator('.data-table').nth(1).locator('tbody tr').filter({ hasText: 'नोडल' }).getByRole('link').click();
    expect(second.page.url()).toBe(address);

    for (const { page } of [officer, second]) await page.context().setOffline(true);
    await officer.press(hi('desk:meetings.act.closed'));
    await officer.page.getByRole('dialog').getByRole('button', { name: hi('desk:meetings.act.closed') }).click();
    await second.press(hi('desk:meetings.act.returned'));
    await second.page.getByRole('dialog').locator('textarea').fill('पदाधिकारियों के फ़ोन नंबर भी जोड़ें।');
    await second.page.getByRole('dialog').getByRole('button', { name: hi('desk:meetings.act.returned') }).click();
    await second.page.getByRole('dialog').waitFor({ state: 'detached' });
    for (const { page } of [officer, second]) {
      await page.context().setOffline(false);
      await page.getByText(hi('families:receipt.server')).first().waitFor();
    }
    // The first hears of the second's word at her next contact.
    await officer.page.reload();
    await officer.page.getByText(hi('app:pin.enter')).first().waitFor();
    await officer.type(PIN);
    await officer.page.getByRole('heading', { name: hi('directions:register.direction.status') }).waitFor();
    const answers = officer.page.locator('button.rival');
    expect(await answers.allTextContents()).toEqual([expect.stringContaining(hi('directions:choice.judgement.closed')), expect.stringContaining(hi('directions:choice.judgement.returned'))]);
    await answers.nth(1).click();
    await officer.press(hi('sync:conflictChoose'));
    await officer.page.locator('.page-head').getByText(hi('directions:direction.state.returned')).or(officer.page.locator('.page-head').getByText(hi('directions:direction.state.overdue'))).waitFor();
    expect(await answers.count()).toBe(0);
  });
});

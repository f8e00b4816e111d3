// A child's rehabilitation on a slow phone without a network, at a real server: a file is found among those of the
// unit, a department is asked, a follow-up is written; when the line is back the department answers at its desk, and
// the answer is on the phone. The care leavers' files stand beside them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

const P = 'resource-centre';
let server: RunningServer;
const worker = new BrowserPhone({ slowdown: 4 });
const department = new BrowserPhone();
const url = (): string => `http://localhost:${server.port}/`;

beforeAll(async () => {
  server = await runServer({ DATABASE_URL: await demoDatabaseUrl() });
});
afterAll(async () => {
  await worker.throwAway();
  await department.throwAway();
  await server.stop();
});

const codeOf = (line: string): string => {
  const found = server.codes().find((c) => c.line.includes(line));
  if (found === undefined) throw new Error('nobody of that name has a code');
  return found.code;
};
const choice = (key: string): string => hi(`${P}:choice.${key}`);
async function answer(question: string, said: string): Promise<void> {
  await worker.page.getByRole('group', { name: hi(`${P}:form.${question}.label`) }).getByText(said, { exact: true }).click();
}
async function search(question: string, said: string): Promise<void> {
  const group = worker.page.getByRole('group', { name: hi(`${P}:form.${question}.label`) });
  const box = group.getByRole('searchbox');
  if (await box.count() > 0) await box.fill(said);
  await group.getByText(said, { exact: true }).click();
}
async function toSave(): Promise<void> {
  await worker.press(hi('form:toReview'));
  await worker.press(hi('form:save'));
}
async function begin(part: string, form: string): Promise<void> {
  const box = worker.page.locator('details.part', { has: worker.page.locator('summary', { hasText: hi(`${P}:part.${part}`) }) });
  const link = box.getByRole('link', { name: hi(`${P}:form.${form}.title`) }).last();
  if (!(await link.isVisible())) await box.locator('summary').click();
  await link.click();
}

/** The line of what the department was asked for, in a state. */
const asked = (state: string) => worker.page.locator('details.part li', { hasText: hi(`${P}:service.legal`) }).filter({ hasText: hi(`${P}:referral.state.${state}`) });

describe.sequential('rehabilitation', () => {
  let file = '';

  test('a file of the unit is opened without a network, under its token and without a name', async () => {
    await worker.turnOn(url());
    const { page } = worker;
    await worker.enrol(codeOf('(case-worker, जिला बाल संरक्षण इकाई, देहरादून'));
    await worker.firstList();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.getByRole('link', { name: hi('cases:tabs.cases') }).click();
    for (const tab of ['care-leavers:cases.careLeaver.tab', `${P}:cases.childFile.tab`]) await page.getByText(hi(tab), { exact: true }).first().waitFor();
    await server.kill();
    const [row] = await page.locator('a[href^="/cases/demo-child-"]').all();
    if (row === undefined) throw new Error('there are files');
    file = (await row.getAttribute('href') ?? '').slice('/cases/'.length);
    await row.click();
    await worker.button(hi('cases:names.show')).waitFor();
    expect(await page.locator('h1').first().innerText()).toMatch(/^[0-9A-Z]{3}-[0-9A-Z]{4}$/);
  });

  test('a department is asked and a follow-up is written, and both stand on the file and in the tasks', async () => {
    const { page } = worker;
    await begin('referrals', 'referral-send');
    await search('referral-send.department', choice('department.labour'));
    await search('referral-send.service', choice('service.legal'));
    await toSave();
    // What must be read is read first.
    if (await page.getByText(hi('cases:objection.read')).isVisible().catch(() => false)) await worker.press(hi('form:save'));
    await worker.button(hi('cases:names.show')).waitFor();
    await begin('followUps', 'follow-up');
    await answer('follow-up.way', choice('way.visit'));
    await answer('follow-up.state', choice('followUpState.well'));
    await toSave();
    await worker.button(hi('cases:names.show')).waitFor();
    await asked('sent').first().waitFor({ state: 'attached' });
    expect(await asked('sent').first().textContent()).toContain(hi(`${P}:department.labour`));
    await page.getByText(hi(`${P}:choice.followUpState.well`)).first().waitFor({ state: 'attached' });
  });

  test('the line is back: the department sees the token, answers, and the phone has the answer', async () => {
    await server.start();
    await worker.page.locator('.top-bar .icon-button').first().click();
    await worker.goTab('send');
    await worker.button(hi('sync:send')).or(worker.button(hi('sync:check'))).click();
    await worker.page.getByText(hi('sync:allSent')).waitFor({ timeout: 60_000 });

    await department.turnOn(url());
    await department.enrol(codeOf('(department, श्रम विभाग'));
    const said = await department.page.evaluate(async ({ record, day }) => {
      const list: { rows: { record: string; row: string; service: string; district: number; token: string }[] } = await (await fetch('/api/subjects/referrals?place=5.dep1&state=open')).json();
      const one = list.rows.find((row) => row.record === record && row.service === 'legal');
      if (one === undefined) return { status: 0, token: '' };
      const reply = await fetch('/api/subjects/referrals', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ place: '5.dep1', district: one.district, record: one.record, row: one.row, answer: 'given', day, note: '' }) });
      return { status: reply.status, token: one.token };
    }, { record: file, day: new Date(Date.now() + 330 * 60_000).toISOString().slice(0, 10) });
    expect(said.status).toBe(200);
    expect(said.token).toMatch(/^[0-9A-Z]{3}-[0-9A-Z]{4}$/);

    const { page } = worker;
    await worker.button(hi('sync:check')).or(worker.button(hi('sync:send'))).click();
    await page.getByRole('link', { name: hi('cases:tabs.cases') }).click();
    await page.locator(`a[href="/cases/${file}"]`).click();
    await asked('given').first().waitFor({ state: 'attached', timeout: 30_000 });
    expect(await asked('sent').count()).toBe(0);
  });
});

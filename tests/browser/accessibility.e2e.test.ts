// Every screen of the phone as the real app shows it, one after the other, and the desk on a phone: no
// fault against WCAG 2.2 A and AA, and nothing runs off the side at 360 pixels with the font doubled.
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { BrowserPhone, PIN } from '#tests/support/browser-phone.ts';
import { beginRefusal, choose, saveForm, surveyRefused } from '#tests/support/door-work.ts';
import { openOffice, type Office } from '#tests/support/office.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
let server: RunningServer;
let office: Office;
let person = '';
const mitra = new BrowserPhone();
const url = (path = ''): string => `http://localhost:${server.port}/${path}`;

beforeAll(async () => {
  const database = await demoDatabaseUrl();
  server = await runServer({ DATABASE_URL: database });
  office = await openOffice(database);
  person = await office.newPerson('गीता कुमारी', 'mitra');
  await mitra.turnOn(url());
});
afterAll(async () => {
  await mitra.throwAway();
  await office.close();
  await server.stop();
});

/** Looks at what is shown now; what is wrong, in words. */
async function faults(phone: BrowserPhone): Promise<readonly string[]> {
  const { page } = phone;
  await page.locator('.loading').waitFor({ state: 'detached' });
  // A colour half way from one to the other is nobody's to judge.
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined))));
  // A target half hidden by a bar that stays in place counts as small; it is scrolled free by a thumb.
  const bars = page.locator('.screen__bottom, .top-bar');
  const place = (how: string): Promise<void> => bars.evaluateAll((all, position) => { for (const bar of all) if (bar instanceof HTMLElement) bar.style.position = position; }, how);
  await place('static');
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  await place('');
  const wide = await page.evaluate(async () => {
    document.documentElement.style.fontSize = '200%';
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const over = document.documentElement.scrollWidth - window.innerWidth;
    const who = over <= 0 ? [] : [...document.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1).map((e) => e.className).slice(-2);
    document.documentElement.style.fontSize = '';
    return over > 0 ? [`${over} px too wide: ${who.join(', ')}`] : [];
  });
  return [...violations.flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.html.slice(0, 160)}`)), ...wide];
}

test('from the first page to the first list', async () => {
  const { page } = mitra;
  const seen: Record<string, readonly string[]> = {};
  await mitra.button(hi('app:welcome.start')).waitFor();
  seen['welcome'] = await faults(mitra);
  await mitra.press(hi('app:welcome.start'));
  await page.getByLabel(hi('app:enrol.code')).fill('00000000');
  await mitra.press(hi('app:enrol.check'));
  await page.locator('.notice').waitFor();
  seen['code'] = await faults(mitra);
  await page.getByLabel(hi('app:enrol.code')).fill(await office.codeFor(person));
  await mitra.press(hi('app:enrol.check'));
  await mitra.button(hi('app:privacy.agree')).waitFor();
  seen['notice'] = await faults(mitra);
  await mitra.press(hi('app:privacy.agree'));
  await mitra.button(hi('app:pictures.lotus')).waitFor();
  seen['picture'] = await faults(mitra);
  await mitra.press(hi('app:pictures.lotus'));
  await page.getByText(hi('app:pin.setHelp')).waitFor();
  seen['pin'] = await faults(mitra);
  for (const help of ['setHelp', 'againHelp']) {
    await page.getByText(hi(`app:pin.${help}`)).waitFor();
    await mitra.type(PIN);
  }
  await page.getByText(hi('app:download.size')).waitFor();
  seen['download'] = await faults(mitra);
  await mitra.press(hi('app:download.start'));
  await mitra.button(hi('app:download.open')).waitFor();
  seen['downloaded'] = await faults(mitra);
  await mitra.press(hi('app:download.open'));
  await mitra.tab('today').waitFor();
  seen['today'] = await faults(mitra);
  expect(Object.entries(seen).filter(([, wrong]) => wrong.length > 0)).toEqual([]);
});

test('through a survey, its faults and its last look', async () => {
  const { page } = mitra;
  const seen: Record<string, readonly string[]> = {};
  await mitra.goTab('today');
  await page.getByRole('link', { name: hi('today:start') }).click();
  await choose(mitra, 'outcome', 'outcome.new_group');
  seen['door'] = await faults(mitra);
  await mitra.press(hi('form:next'));
  await page.getByRole('group', { name: hi('jeevika:form.survey.consent.label') }).waitFor();
  await mitra.press(hi('form:toReview'));
  await page.locator('.form-mend').waitFor();
  seen['woman, with faults'] = await faults(mitra);
  await page.getByRole('group', { name: hi('jeevika:form.survey.consent.label') }).getByText(hi('form:yes'), { exact: true }).click();
  await page.getByLabel(hi('jeevika:form.survey.womanAge.label')).fill('34');
  for (const part of ['contact', 'cards', 'needs', 'work']) {
    const before = await page.locator('.form-page').innerText();
    await mitra.press(hi('form:next'));
    await expect.poll(() => page.locator('.form-page').innerText()).not.toBe(before);
    const mayCall = page.getByRole('group', { name: hi('jeevika:form.survey.phoneMayCall.label') });
    if (part === 'contact' && await mayCall.isVisible()) await mayCall.getByText(hi('form:yes'), { exact: true }).click();
    if (part === 'cards') {
      await page.getByRole('group', { name: hi('jeevika:form.survey.ayushmanFamily.label') }).locator('label').first().click();
      await page.getByRole('button', { name: hi('form:rows.addFirst') }).or(page.getByRole('button', { name: hi('form:rows.add') })).first().click();
      seen['cards, with a member'] = await faults(mitra);
      await page.getByRole('button', { name: hi('form:rows.remove'), exact: false }).first().click();
    }
    seen[part] = await faults(mitra);
  }
  await mitra.press(hi('form:toReview'));
  await page.getByText(hi('form:review.title')).waitFor();
  seen['last look'] = await faults(mitra);
  await mitra.button(hi('form:save')).click();
  await page.getByText(hi('families:savedHere')).waitFor();
  seen['saved'] = await faults(mitra);
  await page.getByRole('link', { name: hi('families:savedSame') }).click();
  await page.getByText(hi('families:facts')).waitFor();
  seen['family'] = await faults(mitra);
  await page.goBack();
  await page.getByRole('link', { name: hi('families:savedList') }).first().click();
  expect(Object.entries(seen).filter(([, wrong]) => wrong.length > 0)).toEqual([]);
});

test('in the lists, the groups, a camp, what waits, what came back, and the settings', async () => {
  const { page } = mitra;
  const seen: Record<string, readonly string[]> = {};
  const { rows: [other] } = await office.db.pool.query<{ card: string }>(
    "SELECT r.state::json->'values'->>'cardNumber' AS card FROM record r WHERE r.type = 'household' AND r.state::text LIKE '%cardNumber%' LIMIT 1",
  );
  await mitra.goTab('families');
  await page.getByRole('list').first().waitFor();
  seen['families'] = await faults(mitra);
  await page.getByRole('searchbox').fill('गीता');
  await page.locator('.families__count').waitFor();
  seen['families found'] = await faults(mitra);
  await page.getByRole('searchbox').fill('xylophone');
  await page.getByRole('link', { name: hi('families:addLong') }).click();
  await page.getByLabel(hi('families:addName')).fill('सुनीता देवी');
  await page.getByLabel(hi('families:addRelative')).fill('रमेश');
  await page.getByLabel(hi('families:addDigits')).fill(other?.card ?? '');
  const tola = page.getByRole('group', { name: hi('families:addPlace') });
  if (await tola.isVisible()) await tola.locator('label').first().click();
  seen['new family'] = await faults(mitra);
  await mitra.press(hi('families:addGo').replace(/^.*?, /, ''));
  await page.getByRole('group', { name: hi('jeevika:form.add-family.guardianRelation.label') }).locator('label').first().click();
  await mitra.press(hi('form:next'));
  await saveForm(mitra);
  await surveyRefused(mitra);
  await beginRefusal(mitra);
  await page.getByText(hi('form:keptNow')).waitFor();
  await page.goBack();

  await mitra.goTab('today');
  await page.locator('a[href^="/camps/"]').first().click();
  await page.locator('.guest').first().waitFor();
  seen['camp'] = await faults(mitra);
  await page.goBack();
  await mitra.goTab('groups');
  await page.getByRole('link', { name: hi('groups:make') }).waitFor();
  seen['groups'] = await faults(mitra);
  await page.getByRole('link', { name: hi('groups:make') }).click();
  await page.locator('.list-row').first().click();
  await mitra.button(hi('app:next')).waitFor();
  seen['group, members'] = await faults(mitra);
  await mitra.press(hi('app:next'));
  seen['group, offices'] = await faults(mitra);
  await page.getByRole('button', { name: hi('groups:officer.president') }).click();
  await page.getByRole('dialog').waitFor();
  seen['group, choosing'] = await faults(mitra);
  await page.keyboard.press('Escape');
  await mitra.press(hi('app:next'));
  await page.getByRole('group', { name: hi('groups:meetingDay') }).waitFor();
  seen['group, meeting'] = await faults(mitra);
  for (let back = 0; back < 3; back += 1) await mitra.press(hi('ui:back'));
  await page.goBack();

  await mitra.goTab('send');
  seen['what waits'] = await faults(mitra);
  await page.getByRole('link', { name: hi('rescue:title') }).first().click();
  await page.getByText(hi('rescue:theirs')).waitFor();
  await page.locator('input[type=file]').setInputFiles({ name: 'other.txt', mimeType: 'text/plain', buffer: Buffer.from('not one of ours') });
  await page.getByText(hi('rescue:fault.not-rescue')).waitFor();
  seen['rescue file'] = await faults(mitra);
  await mitra.press(hi('ui:back'));
  await mitra.button(hi('sync:send')).or(mitra.button(hi('sync:check'))).click();
  await page.getByRole('link', { name: hi('sync:mend') }).first().waitFor();
  seen['came back'] = await faults(mitra);
  await page.getByRole('link', { name: hi('sync:mend') }).first().click();
  await page.getByText(hi('sync:mendTitle')).waitFor();
  seen['mend'] = await faults(mitra);
  await mitra.press(hi('ui:back'));
  await page.locator('a[href^="/conflicts/"]').first().click();
  await page.getByText(hi('sync:conflictTitle')).waitFor();
  seen['two answers'] = await faults(mitra);
  await page.goBack();
  await mitra.goTab('today');
  seen['today, with everything'] = await faults(mitra);
  await page.locator('a[href="/coverage"]').first().click();
  await page.getByText(hi('today:coverage.source')).waitFor();
  seen['coverage'] = await faults(mitra);
  await page.goBack();
  await page.getByRole('link', { name: hi('app:settings') }).click();
  await page.getByText(hi('app:setting.storage')).waitFor();
  seen['settings'] = await faults(mitra);
  await page.getByText(hi('app:setting.pin')).click();
  await page.getByText(hi('app:setting.pinOld')).waitFor();
  seen['change pin'] = await faults(mitra);
  await mitra.press(hi('ui:back'));
  await page.getByText(hi('app:setting.debug')).click();
  await page.getByText(hi('debug:help')).waitFor();
  seen['check page'] = await faults(mitra);
  expect(Object.entries(seen).filter(([, wrong]) => wrong.length > 0)).toEqual([]);
});

test('at the lock, with a wrong PIN and a forgotten one', async () => {
  const { page } = mitra;
  const seen: Record<string, readonly string[]> = {};
  await page.reload();
  await page.getByText(hi('app:pin.enter')).first().waitFor();
  seen['lock'] = await faults(mitra);
  await mitra.type('193746');
  await page.getByText(hi('app:pin.wrong')).waitFor();
  seen['wrong'] = await faults(mitra);
  await mitra.press(hi('app:pin.forgot'));
  await page.getByText(hi('rescue:forgot.then')).waitFor();
  seen['forgotten'] = await faults(mitra);
  expect(Object.entries(seen).filter(([, wrong]) => wrong.length > 0)).toEqual([]);
});

test.each([['block-manager', undefined], ['administrator', 'audit']] as const)('on every page of the desk (%s), as a phone shows it', async (role, only) => {
  const desk = new BrowserPhone();
  onTestFinished(() => desk.throwAway());
  await desk.turnOn(url());
  await desk.enrol(server.codes().find((c) => c.role === role)?.code ?? '');
  await desk.press(hi('app:download.start'));
  await desk.press(hi('app:download.open'));
  const { page } = desk;
  await page.goto(url('desk'));
  await desk.type(PIN);
  const sections = page.getByRole('navigation', { name: hi('desk:sections'), exact: true });
  await sections.waitFor();
  const seen: Record<string, readonly string[]> = {};
  for (const name of await sections.getByRole('link').allInnerTexts()) {
    if (only !== undefined && name.trim() !== hi(`desk:section.${only}`)) continue;
    await sections.getByRole('link', { name: name.trim() }).click();
    await page.getByRole('heading', { level: 1, name: name.trim() }).waitFor();
    seen[name.trim()] = await faults(desk);
  }
  expect(Object.keys(seen).length).toBeGreaterThan(only === undefined ? 6 : 0);
  expect(Object.entries(seen).filter(([, wrong]) => wrong.length > 0)).toEqual([]);
});

// A tola is split at the desk while a mitra has work on her phone: one form half filled, one family saved
// and not sent. Real browsers, real server.
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { choose, saveForm, sendAll } from '#tests/support/door-work.ts';
import { openOffice, type Office } from '#tests/support/office.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

let server: RunningServer;
let office: Office;
let tola = '';
const mitra = new BrowserPhone();
const manager = new BrowserPhone({ width: 1366, height: 768 });
const url = (): string => `http://localhost:${server.port}/`;

beforeAll(async () => {
  const database = await demoDatabaseUrl();
  server = await runServer({ DATABASE_URL: database });
  office = await openOffice(database);
  const { rows: [largest] } = await office.db.pool.query<{ id: string }>("SELECT id FROM bucket WHERE shelf = 'doorstep' AND array_length(string_to_array(id, '.'), 1) = 6 ORDER BY records DESC LIMIT 1");
  tola = largest?.id.split('/')[0] ?? '';
});
afterAll(async () => {
  await mitra.throwAway();
  await manager.throwAway();
  await office.close();
  await server.stop();
});

const nameOf = async (code: string): Promise<string> => (await office.db.pool.query<{ hi: string }>('SELECT hi FROM place WHERE code = $1', [code])).rows[0]?.hi ?? '';
const recordIn = (address: string): string => /families\/([^/]+)/.exec(address)?.[1] ?? '';
const bucketOf = async (record: string): Promise<{ bucket: string; outcome: unknown } | undefined> =>
  (await office.db.pool.query<{ bucket: string; outcome: unknown }>("SELECT bucket, state -> 'values' ->> 'outcome' AS outcome FROM record WHERE id = $1", [record])).rows[0];

describe.sequential('a tola that is split', () => {
  /** The family with a form half filled, and the one saved and not sent. */
  let [half, unsent] = ['', ''];
  const names: string[] = [];

  test('finds a mitra in the middle of her work', async () => {
    await mitra.turnOn(url());
    const { page } = mitra;
    await mitra.enrol(await office.codeFor(await office.personAt('चम्पा देवी', 'mitra', tola)));
    await mitra.firstList();
    await page.context().setOffline(true);
    for (const which of [0, 1]) {
      await mitra.goTab('today');
      if (which === 0) await page.getByRole('link', { name: hi('today:start') }).click();
      else {
        await mitra.goTab('families');
        await page.locator('.virtual-list a').nth(5).click();
        await page.getByRole('link', { name: hi('families:survey') }).or(page.getByRole('link', { name: hi('families:openAgain') })).click();
      }
      await page.locator('.form-page').waitFor();
      const id = recordIn(page.url());
      names.push((await page.locator('.top-bar__title h1, h1.top-bar__title').first().textContent()) ?? '');
      if (which === 0) {
        unsent = id;
        await choose(mitra, 'outcome', 'outcome.refused');
        await choose(mitra, 'refusalReason', 'refusal.no_time');
        await saveForm(mitra);
      } else {
        half = id;
        await choose(mitra, 'outcome', 'outcome.locked');
        await page.getByText(hi('form:keptNow')).waitFor();
        await page.getByRole('button', { name: hi('ui:back') }).click();
        await page.getByRole('link', { name: hi('families:resume') }).waitFor();
        // The family's page stands in the history twice: before its form, and in the place of it.
        for (const _ of ['after the form', 'before it']) await page.getByRole('button', { name: hi('ui:back') }).click();
        await mitra.tab('today').waitFor();
      }
    }
    expect(new Set([half, unsent, '']).size).toBe(3);
  });

  test('the block manager takes half of its families to a new tola, and sees how many before she does', async () => {
    await manager.turnOn(url());
    const { page } = manager;
    await manager.enrol(server.codes().find((c) => c.role === 'block-manager')?.code ?? '');
    await manager.press(hi('app:download.start'));
    await manager.press(hi('app:download.open'));
    await page.getByRole('navigation', { name: hi('desk:sections'), exact: true }).getByRole('link', { name: hi('desk:section.tolas') }).click();
    const parts = tola.split('.');
    for (const depth of [4, 5, 6]) await page.locator(`.desk__main a[href="/desk/tolas/${parts.slice(0, depth).join('.')}"]`).click();
    await page.locator('.tolas__family').first().waitFor();
    const all = await page.locator('.tolas__family').count();
    await page.getByLabel(hi('desk:tolas.all')).check();
    // Two stay behind: none of those she has work on.
    for (const who of [0, 1, 2, 3].map((n) => page.locator('.tolas__family').nth(n))) {
      const said = (await who.textContent()) ?? '';
      if (!names.some((name) => said.includes(name)) && (await page.locator('.tolas__family input:checked').count()) > all - 2) await who.click();
    }
    const chosen = await page.locator('.tolas__family input:checked').count();
    expect(chosen).toBe(all - 2);
    await manager.press(hi('desk:tolas.move'));
    const dialog = page.getByRole('dialog');
    await dialog.getByText(hi('desk:tolas.new')).click();
    for (const width of [360, 1366]) {
      await manager.cdp?.send('Emulation.setDeviceMetricsOverride', { width, height: 768, deviceScaleFactor: 1, mobile: false });
      await page.waitForTimeout(300);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html ?? ''}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    }
    await dialog.getByRole('button', { name: hi('desk:tolas.moveYes'), exact: true }).click();
    await dialog.getByText(hi('desk:tolas.nameMissing')).waitFor();
    await dialog.getByLabel(hi('desk:tolas.nameHi')).fill(await nameOf(tola));
    await dialog.getByRole('button', { name: hi('desk:tolas.moveYes'), exact: true }).click();
    await dialog.getByText(hi('desk:tolas.nameTaken')).waitFor();
    await dialog.getByLabel(hi('desk:tolas.nameHi')).fill('नई टोला');
    expect(await dialog.locator('.notice').innerText()).toContain(`${chosen} परिवार ${await nameOf(tola)} से नई टोला में`);
    await dialog.getByRole('button', { name: hi('desk:tolas.moveYes'), exact: true }).click();
    await page.locator('.desk__main .notice').filter({ hasText: `${chosen} परिवार` }).waitFor();
    await expect.poll(() => page.locator('.tolas__family').count()).toBe(2);
    expect(await page.getByRole('link', { name: hi('desk:tolas.giveNow') }).getAttribute('href')).toBe(`/desk/assign/${parts.slice(0, 5).join('.')}`);
  });

  test('her saved work reaches the family in the new tola; her list is the smaller one; her half form stays and says so', async () => {
    const { page } = mitra;
    await page.context().setOffline(false);
    await sendAll(mitra);
    expect((await bucketOf(unsent))?.bucket).not.toBe(`${tola}/doorstep`);
    expect((await bucketOf(unsent))?.outcome).toBe('refused');
    await mitra.goTab('families');
    await expect.poll(() => page.locator('.virtual-list a').count()).toBe(2);
    await mitra.goTab('today');
    const away = page.getByRole('link', { name: hi('today:draftAwayHelp') });
    expect(await away.innerText()).toContain(names[1]);
    await away.click();
    await page.getByText(hi('families:away.title')).waitFor();
  });

  test('finished, it is applied where the family is now, and the phone shows no half of a family', async () => {
    const { page } = mitra;
    await saveForm(mitra);
    await expect.poll(() => page.locator('.virtual-list a').count()).toBe(2);
    await sendAll(mitra);
    expect(await bucketOf(half)).toEqual({ bucket: (await bucketOf(unsent))?.bucket, outcome: 'locked' });
    await mitra.goTab('today');
    expect(await page.getByText(hi('today:draftAwayHelp')).count()).toBe(0);
  });
});

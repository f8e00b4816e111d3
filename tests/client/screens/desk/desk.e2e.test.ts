// The desk as a block manager and an administrator use it in an office: real server, real browser.
import { AxeBuilder } from '@axe-core/playwright';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

const BLOCK = '10.192.1685';
let server: RunningServer;
let folder = '';
const manager = new BrowserPhone({ width: 1366, height: 768 });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dehri-desk-'));
  server = await runServer({ DATABASE_URL: await demoDatabaseUrl() });
  await manager.turnOn(`http://localhost:${server.port}/`);
  await manager.enrol(server.codes().find((c) => c.role === 'block-manager')?.code ?? '');
  await manager.press(hi('app:download.start'));
  await manager.press(hi('app:download.open'));
  await manager.page.getByRole('heading', { level: 1, name: hi('desk:section.review') }).waitFor();
});
afterAll(async () => {
  await manager.throwAway();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function open(section: string): Promise<void> {
  await manager.page.getByRole('navigation', { name: hi('desk:sections'), exact: true }).getByRole('link', { name: hi(`desk:section.${section}`) }).click();
  await manager.page.getByRole('heading', { level: 1, name: hi(`desk:section.${section}`) }).waitFor();
}

const numbers = (cells: readonly string[]): number[] => cells.map((c) => Number(c.replaceAll(',', '')));

describe.sequential('the desk', () => {
  // What one test leaves open must not stand in the way of the next.
  afterEach(async () => {
    await manager.page.keyboard.press('Escape');
  });

  test('opens with the review; coverage shows the figures of the block, and the rows of its table add up to them', async () => {
    const { page } = manager;
    await open('coverage');
    await page.locator('.coverage__table tfoot').waitFor();
    const total = numbers(await page.locator('.coverage__table tfoot td').allTextContents());
    const rows = await page.locator('.coverage__table tbody tr').all();
    const listed = await Promise.all(rows.map(async (row) => numbers(await row.locator('td').allTextContents())[0] ?? 0));
    expect(listed.reduce((a, b) => a + b, 0)).toBe(total[0]);
    expect(total[0]).toBeGreaterThan(0);
    expect(numbers(await page.locator('.figures__number').allTextContents())[0]).toBe(total[0]);
  });

  test('goes down to a tola by its table, and back up by the trail', async () => {
    const { page } = manager;
    for (const level of ['panchayat', 'village', 'tola']) {
      await page.locator('.coverage__table tbody a').first().click();
      await page.getByRole('heading', { level: 1, name: `(${hi(`desk:level.${level}`)})` }).waitFor();
    }
    await page.getByText(hi('desk:coverage.lowest')).waitFor();
    await page.getByRole('navigation', { name: hi('desk:trail') }).getByRole('link').first().click();
    await page.getByRole('heading', { level: 1, name: `(${hi('desk:level.block')})` }).waitFor();
    expect(page.url()).toContain(`/desk/coverage/${BLOCK}`);
  });

  test('hides the furniture on paper and shows letterhead, sources and room to sign', async () => {
    const { page } = manager;
    await page.locator('.coverage__table tfoot').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.desk__rail').isVisible()).toBe(false);
    expect(await page.locator('.table-box__tools').isVisible()).toBe(false);
    for (const shown of ['.letterhead', '.paper-sources', '.signatures']) expect(await page.locator(shown).isVisible()).toBe(true);
    await page.emulateMedia({ media: null });
  });

  test('prints the review on A4 with its letterhead, all its figures, numbered pages and room to sign', async () => {
    const { page, cdp } = manager;
    await open('review');
    await page.locator('.must-act').waitFor();
    const address = page.url();
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['.desk__rail', '.review-head', '.table-box__tools', '.map-section', '.part-card__more summary']) {
      expect(await page.locator(hidden).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length)).toBe(0);
    }
    for (const shown of ['.letterhead', '.paper-sources', '.signatures', '.part-card__others']) expect(await page.locator(shown).first().isVisible()).toBe(true);
    await page.emulateMedia({ media: null });
    const { data = '' } = (await cdp?.send('Page.printToPDF', { preferCSSPageSize: true })) ?? {};
    const pdf = Buffer.from(data, 'base64').toString('latin1');
    expect(pdf.match(/\/Type \/Page\b(?!s)/gu)?.length).toBeGreaterThan(1);
    expect(pdf).toMatch(/MediaBox \[0 0 59[45][.\d]* 84[12]/u);
    expect(page.url()).toBe(address);
  });

  test('gives a place to a mitra and takes it back', async () => {
    const { page } = manager;
    await open('assign');
    const last = page.locator('.data-table tbody tr').last();
    const place = await last.locator('th, td').first().innerText();
    const row = page.locator('.data-table tbody tr').filter({ hasText: place }).last();
    await row.locator('.button').click();
    const mitra = page.getByRole('dialog').locator('.list-row').first();
    const name = (await mitra.locator('.list-row__title').textContent()) ?? '';
    const hers = row.locator('.assigned__one').filter({ hasText: name }).getByRole('button');
    const before = await hers.count();
    await mitra.click();
    await expect.poll(() => hers.count()).toBe(before + 1);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await hers.last().click();
    await page.getByRole('dialog').getByRole('button', { name: hi('desk:assign.takeYes'), exact: true }).click();
    await expect.poll(() => hers.count()).toBe(before);
  });

  test('adds a person whose code opens the app on her phone, once', async () => {
    const { page } = manager;
    await open('people');
    await manager.press(hi('desk:people.add'));
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('गीता कुमारी');
    await dialog.getByText(hi('app:setting.roles.mitra')).click();
    await manager.press(hi('desk:people.addYes'));
    const code = ((await page.locator('.slip__code').textContent()) ?? '').replace(' ', '');
    expect(code).toMatch(/^\d{8}$/);
    const newPhone = async (): Promise<() => Promise<Response>> => {
      const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
      const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', keys.publicKey);
      return () => fetch(`http://127.0.0.1:${server.port}/api/enrol`, {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code, publicKey: { kty, crv, x, y }, app: 'test' }),
      });
    };
    const [hers, another] = [await newPhone(), await newPhone()];
    expect(await (await hers()).text()).toContain('गीता कुमारी');
    expect([(await another()).status, (await hers()).status]).toEqual([410, 200]);
    await manager.press(hi('desk:code.done'));

    await page.getByRole('link', { name: 'गीता कुमारी' }).click();
    await manager.press(hi('desk:device.revoke'));
    const revoke = page.getByRole('dialog').getByRole('button', { name: hi('desk:people.askYes.revoke') });
    expect(await revoke.isDisabled()).toBe(true);
    await page.getByRole('dialog').getByRole('checkbox').check();
    await revoke.click();
    await page.getByText(hi('desk:device.revoked', { when: '' }).trim()).waitFor();
  });

  test('approves a group that was handed in; the answer stands in the record at once', async () => {
    const { page } = manager;
    await open('groups');
    await page.locator('tbody a').first().click();
    await manager.press(hi('groups:approve'));
    await page.locator('.pane').getByText(hi('jeevika:group.state.approved')).first().waitFor();
    await expect.poll(() => page.getByText(hi('desk:groups.waiting_zero')).count()).toBe(1);
  });

  test('shows both answers of two people with who gave them, and settles by one touch', async () => {
    const { page } = manager;
    await open('held');
    await expect.poll(() => page.locator('button.rival').count()).toBe(2);
    await expect.poll(async () => (await page.locator('.rival__who').allTextContents()).every((who) => who.endsWith('लिखा'))).toBe(true);
    await page.locator('button.rival').first().click();
    await manager.press(hi('sync:conflictChoose'));
    await expect.poll(() => page.locator('button.rival').count()).toBe(0);
    expect(await page.locator('.notice--done').textContent()).toContain(hi('sync:conflictThen'));
  });

  test('looks through a list before it loads it, and gives the bad rows back', async () => {
    const { page } = manager;
    await open('imports');
    const path = join(folder, 'list.csv');
    const good = Array.from({ length: 5 }, (_, i) => `103100600190000011${i + 1}7,सुनीता देवी,रमेश मंडल,फरका,फरका,पूरब टोला,PHH`);
    writeFileSync(path, ['Ration Card No.,HoF Name,Father/Husband,Village,Panchayat,Tola,Card Type', ...good, '12AB,गीता देवी,राम,फरका,फरका,पूरब टोला,PHH'].join('\n'));
    await page.locator('input[type=file]').setInputFiles(path);
    await manager.press(hi('desk:imports.dry'));
    await page.getByText(hi('desk:imports.dryDone')).waitFor({ timeout: 20_000 });
    await page.getByText(hi('jeevika:import.ration-card-list.error.card-letters')).waitFor();
    const download = page.waitForEvent('download');
    await manager.press(hi('desk:imports.report'));
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
    await manager.press(hi('desk:imports.start', { number: 5 }));
    await page.getByText(hi('desk:imports.done')).waitFor({ timeout: 20_000 });
    expect(numbers(await page.locator('.figures__number').allTextContents()).slice(0, 5)).toEqual([6, 5, 0, 0, 1]);
  });

  test.each(['review', 'coverage', 'assign', 'tolas', 'people', 'phones', 'groups', 'camps', 'held', 'imports', 'exports'])('%s has no fault of accessibility and does not scroll sideways, in an office or on a phone', async (section) => {
    const { page, cdp } = manager;
    await open(section);
    for (const width of [1366, 360]) {
      await cdp?.send('Emulation.setDeviceMetricsOverride', { width, height: 768, deviceScaleFactor: 1, mobile: false });
      await page.waitForTimeout(300);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html ?? ''}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    }
    await cdp?.send('Emulation.setDeviceMetricsOverride', { width: 1366, height: 768, deviceScaleFactor: 1, mobile: false });
    expect(await page.title()).toBe(hi('app:name'));
  });

  test('says so when the server is gone, with what it knew before and when, and asks again', async () => {
    const { page } = manager;
    await open('coverage');
    await page.locator('.coverage__table tfoot').waitFor();
    await server.kill();
    await open('people');
    await open('coverage');
    await page.getByText(hi('desk:error.server-unreachable')).first().waitFor();
    expect(await page.locator('.coverage__table tfoot').isVisible()).toBe(true);
    await server.start();
    await page.getByRole('button', { name: hi('app:again') }).first().click();
    await page.getByText(hi('desk:error.server-unreachable')).first().waitFor({ state: 'detached' });
  });
});

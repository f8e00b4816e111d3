// People, offices and the audit log as a state's administrator uses them: real server, real browser.
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from '#server/db/database.ts';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

let server: RunningServer;
let db: Database;
const admin = new BrowserPhone({ width: 1366, height: 768 });

beforeAll(async () => {
  const url = await demoDatabaseUrl();
  server = await runServer({ DATABASE_URL: url });
  db = openDatabase(url, { connections: 1 });
  await admin.turnOn(`http://localhost:${server.port}/`);
  await admin.enrol(server.codes().find((c) => c.role === 'administrator')?.code ?? '');
  await admin.press(hi('app:download.start'));
  await admin.press(hi('app:download.open'));
  await admin.page.getByRole('navigation', { name: hi('desk:sections'), exact: true }).waitFor();
});
afterAll(async () => {
  await admin.throwAway();
  await server.stop();
  await db.close();
});

async function open(section: string): Promise<void> {
  await admin.page.getByRole('navigation', { name: hi('desk:sections'), exact: true }).getByRole('link', { name: hi(`desk:section.${section}`), exact: true }).click();
  await admin.page.getByRole('heading', { level: 1, name: hi(`desk:section.${section}`) }).waitFor();
}

/** Nothing to mend for a screen reader, and on a phone nothing beside the screen. */
async function expectReadable(): Promise<void> {
  const { page } = admin;
  expect((await new AxeBuilder({ page }).disableRules(['color-contrast']).analyze()).violations.map((v) => v.id)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.setViewportSize({ width: 1366, height: 768 });
}

describe.sequential('people, offices, audit', () => {
  afterEach(async () => {
    await admin.page.keyboard.press('Escape');
  });

  test('the last administrator is told that she cannot go, and stays', async () => {
    const { page } = admin;
    await open('people');
    const name = (await page.locator('.desk__who .strong, .desk__who').first().innerText()).split('\n')[0] ?? '';
    await page.locator('tbody a', { hasText: name }).first().click();
    await admin.press(hi('desk:people.release'));
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: hi('desk:people.releaseYes') }).click();
    await dialog.getByRole('alert').waitFor();
    expect(await dialog.getByRole('alert').innerText()).toContain(hi('errors:last-administrator'));
    const { rows } = await db.pool.query(`SELECT 1 FROM role_grant WHERE role = 'administrator' AND to_day IS NULL`);
    expect(rows).toHaveLength(1);
  });

  test('two change one grant: what stands and what she wrote are both shown, and hers is kept when she says so', async () => {
    const { page } = admin;
    await open('people');
    await page.locator('tbody a', { hasText: 'मंजू कुमारी' }).click();
    await admin.press(hi('desk:people.days'));
    const dialog = page.getByRole('dialog');
    const last = dialog.getByRole('group').nth(1).getByRole('textbox');
    for (const [i, part] of ['31', '03', '2027'].entries()) await last.nth(i).fill(part);
    await db.pool.query(`UPDATE role_grant SET to_day = '2026-12-31', version = version + 1, changed_by = (SELECT id FROM person WHERE name = 'राकेश कुमार'), changed_at = 1789000000000
      WHERE person = (SELECT id FROM person WHERE name = 'मंजू कुमारी')`);
    await dialog.getByRole('button', { name: hi('desk:people.daysYes') }).click();
    await dialog.getByText(hi('desk:people.conflictTitle')).waitFor();
    const said = await dialog.locator('.notice').innerText();
    for (const part of ['राकेश कुमार', '31/12/2026', '31/03/2027']) expect(said).toContain(part);
    await expectReadable();
    await dialog.getByRole('button', { name: hi('desk:people.keepMine') }).click();
    await page.locator('.pane').getByText('31/03/2027').waitFor();
    // What she wrote stands in the dialog before it is saved, too.
    await expect.poll(async () => (await db.pool.query(`SELECT g.to_day, g.version FROM role_grant g JOIN person p ON p.id = g.person WHERE p.name = 'मंजू कुमारी'`)).rows[0]).toEqual({ to_day: '2027-03-31', version: 3 });
  });

  test('a list becomes people, people become slips, and a slip opens the app on a phone', async () => {
    const { page } = admin;
    await open('people');
    await admin.press(hi('desk:people.load.open'));
    const file = '\ufeffनाम,पद,जगह\r\nसीमा देवी,जीविका मित्र,भागलपुर > सबौर\r\nकिरण कुमारी,मित्र,सबौर\r\nगीता,राजा,सबौर\r\n';
    await page.locator('input[type=file]').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
    await page.getByText(hi('desk:people.load.fault.role-unknown')).waitFor();
    await expectReadable();
    await page.locator('.notice .button--primary').click();
    await admin.press(hi('desk:people.load.slips'));
    expect(await page.locator('.choose-codes input:checked').count()).toBe(2);
    await expectReadable();
    await page.locator('.card .button--primary').click();
    await page.locator('.code-sheet__slip').nth(1).waitFor();
    expect(await page.locator('.code-sheet__name').allTextContents()).toEqual(['किरण कुमारी', 'सीमा देवी']);
    await expectReadable();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.page-head').isVisible()).toBe(false);
    const [slip, sheet] = [await page.locator('.code-sheet__slip').first().boundingBox(), await page.locator('.code-sheet').boundingBox()];
    // 66 of 267 mm: eight to a page.
    expect(slip?.height).toBeCloseTo((66 / 25.4) * 96, 0);
    expect(sheet?.width).toBeGreaterThan((186 / 25.4) * 96 - 1);
    await page.emulateMedia({ media: null });

    const code = ((await page.locator('.code-sheet__code').first().textContent()) ?? '').replace(' ', '');
    const phone = new BrowserPhone();
    try {
      await phone.turnOn(`http://localhost:${server.port}/#code=${code}`);
      await phone.press(hi('app:enrol.check'));
      await phone.page.getByRole('heading', { level: 1, name: 'किरण कुमारी' }).waitFor();
      expect(phone.page.url()).not.toContain(code);
    } finally {
      await phone.throwAway();
    }
  });

  test('an office is opened, a block renamed and noted as divided; what happened stands below', async () => {
    const { page } = admin;
    await open('offices');
    await page.locator('tbody a', { hasText: 'भागलपुर' }).click();
    await admin.press(hi('desk:offices.add'));
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(hi('desk:offices.number')).fill('1');
    await dialog.getByLabel(hi('desk:offices.hi')).fill('नया केंद्र');
    await dialog.getByLabel(hi('desk:offices.en')).fill('New centre');
    await dialog.getByRole('button', { name: hi('desk:offices.addYes') }).click();
    await dialog.getByText(hi('desk:offices.there')).waitFor();
    await dialog.getByLabel(hi('desk:offices.number')).fill('9');
    await dialog.getByRole('button', { name: hi('desk:offices.addYes') }).click();
    await page.getByRole('row', { name: 'नया केंद्र' }).waitFor();

    const block = page.getByRole('row', { name: 'सबौर' }).first();
    await block.getByRole('button', { name: hi('desk:offices.rename') }).click();
    await dialog.getByLabel(hi('desk:offices.hi')).fill('सबौर नगर');
    await dialog.getByRole('button', { name: hi('desk:offices.renameYes') }).click();
    await page.getByRole('row', { name: 'सबौर नगर' }).getByRole('button', { name: hi('desk:offices.mark') }).click();
    await dialog.getByRole('combobox').selectOption({ index: 1 });
    await dialog.getByRole('button', { name: hi('desk:offices.markYes') }).click();
    await expect.poll(() => page.locator('.card .line').count()).toBe(2);
    expect(await page.locator('.card').innerText()).toContain('"सबौर" का नाम "सबौर नगर" है');
    await expectReadable();
  });

  test('the log finds what was done to someone by her name, and the whole chain is checked', async () => {
    const { page } = admin;
    await open('audit');
    await page.locator('.rail__place', { hasText: 'भागलपुर' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'भागलपुर' }).waitFor();
    await page.getByLabel(hi('desk:audit.search.what')).fill('मंजू');
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: hi('desk:audit.act.grant-changed') }).waitFor();
    await expectReadable();
    await admin.press(hi('desk:audit.check.open'));
    await admin.press(hi('desk:audit.check.all'));
    await page.getByRole('dialog').locator('.notice--done').waitFor();
    await page.keyboard.press('Escape');

    await db.pool.query(`UPDATE audit SET subject = 'x' WHERE district = 192 AND n = 2`);
    await admin.press(hi('desk:audit.check.open'));
    await admin.press(hi('desk:audit.check.all'));
    const broken = page.getByRole('dialog').getByRole('alert');
    await broken.waitFor();
    expect(await broken.innerText()).toContain(hi('desk:audit.check.row', { number: '2' }).replace(' टूटी', ''));
  });
});

// Transferring someone at the desk, and a centre's files going on to others: real server, real browsers.
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from '#server/db/database.ts';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { keysOfRunning, runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

let server: RunningServer;
let db: Database;
const manager = new BrowserPhone({ width: 1366, height: 768 });

beforeAll(async () => {
  const url = await demoDatabaseUrl();
  server = await runServer({ DATABASE_URL: url });
  db = openDatabase(url, { connections: 1, keys: await keysOfRunning() });
  await manager.turnOn(`http://localhost:${server.port}/`);
  await manager.enrol(server.codes().find((c) => c.role === 'block-manager')?.code ?? '');
  await manager.press(hi('app:download.start'));
  await manager.press(hi('app:download.open'));
  await manager.page.getByRole('navigation', { name: hi('desk:sections'), exact: true }).waitFor();
});
afterAll(async () => {
  await manager.throwAway();
  await server.stop();
  await db.close();
});

const grants = async (name: string): Promise<unknown[]> =>
  (await db.pool.query('SELECT g.role, g.to_day IS NULL AS open FROM role_grant g JOIN person p ON p.id = g.person WHERE p.name = $1 ORDER BY g.from_day, g.id', [name])).rows;

async function open(section: string): Promise<void> {
  await manager.page.getByRole('navigation', { name: hi('desk:sections'), exact: true }).getByRole('link', { name: hi(`desk:section.${section}`), exact: true }).click();
  await manager.page.getByRole('heading', { level: 1, name: hi(`desk:section.${section}`) }).waitFor();
}

async function expectReadable(): Promise<void> {
  const { page } = manager;
  expect((await new AxeBuilder({ page }).disableRules(['color-contrast']).analyze()).violations.map((v) => v.id)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.setViewportSize({ width: 1366, height: 768 });
}

describe.sequential('the field at the desk', () => {
  test('a mitra goes: what is open is shown, nothing is done before it is said who takes over, and another’s change is shown first', async () => {
    const { page } = manager;
    await open('people');
    await page.locator('tbody a', { hasText: 'सरिता देवी' }).click();
    await manager.press(hi('desk:transfer.go'));
    await page.getByText(hi('desk:transfer.left')).waitFor();
    await expectReadable();
    await page.getByRole('checkbox', { name: /स्थानांतरण करना है/u }).check();
    await manager.press(hi('desk:transfer.yes'));
    await page.getByText(hi('desk:transfer.whoMissing')).waitFor();
    const choice = page.locator('.pane select').first();
    await choice.selectOption({ label: hi('desk:transfer.nobody') });
    await page.getByText(hi('desk:transfer.nobodyHelp')).waitFor();
    const taker = await choice.locator('option', { hasText: 'पूनम देवी' }).getAttribute('value');
    await choice.selectOption(taker ?? '');

    await db.pool.query(`UPDATE role_grant SET version = version + 1, changed_by = (SELECT id FROM person WHERE name = 'राकेश कुमार'), changed_at = 1789000000000 WHERE person = (SELECT id FROM person WHERE name = 'सरिता देवी')`);
    await manager.press(hi('desk:transfer.yes'));
    await page.getByText(hi('desk:people.conflictTitle')).waitFor();
    expect(await grants('सरिता देवी')).toEqual([{ role: 'mitra', open: true }]);
    await page.getByRole('checkbox', { name: /स्थानांतरण करना है/u }).check();
    await manager.press(hi('desk:transfer.yes'));
    await expect.poll(() => grants('सरिता देवी')).toEqual([{ role: 'mitra', open: false }]);
    expect(await grants('पूनम देवी')).toEqual([{ role: 'mitra', open: true }, { role: 'mitra', open: true }]);
  });

  test('phones are shown by place and assignments person by person, both readable on a phone too', async () => {
    const { page } = manager;
    await open('phones');
    await manager.press(hi('desk:phones.byPlace'));
    const places = page.getByRole('table', { name: hi('desk:phones.byPlace') });
    await places.waitFor();
    expect(await places.getByRole('row').last().innerText()).toContain(hi('desk:total'));
    await expectReadable();
    await open('assign');
    await manager.press(hi('desk:assign.asList'));
    await page.getByRole('table', { name: hi('desk:assign.asList') }).getByText('रूखसाना खातून').waitFor();
    await expectReadable();
  });

  test('the files of a case worker who was transferred are told to the head on her phone, and open on the taker’s', async () => {
    const head = new BrowserPhone();
    await head.turnOn(`http://localhost:${server.port}/`);
    await db.pool.query(`UPDATE role_grant SET to_day = '2026-01-31', version = version + 1 WHERE person = (SELECT id FROM person WHERE name = 'नाजिया परवीन')`);
    const [mine] = server.codes().filter((c) => c.role === 'centre-administrator' && c.line.includes('सखी'));
    await head.enrol(mine?.code ?? '');
    await head.press(hi('app:download.start'));
    await head.press(hi('app:download.open'));
    await head.page.getByText(/फ़ाइलें बिना ज़िम्मेदार/u).click();
    await head.page.locator('.give-file').first().waitFor();
    const all = head.page.getByRole('combobox').first();
    const taker = await all.locator('option', { hasText: 'स्मिता कुमारी' }).getAttribute('value') ?? '';
    await all.selectOption(taker);
    const count = await head.page.locator('.give-file').count();
    expect((await new AxeBuilder({ page: head.page }).disableRules(['color-contrast']).analyze()).violations.map((v) => v.id)).toEqual([]);
    await expect.poll(() => head.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await head.page.context().setOffline(true);
    await head.page.locator('.button--primary', { hasText: 'सौंपें' }).click();
    await head.page.getByText(hi('cases:responsible.givenHelp')).waitFor();
    await head.page.context().setOffline(false);
    const hers = async (): Promise<number> => {
      const { rows } = await db.pool.query<{ body: { values: Record<string, unknown> } }>(`SELECT type, district, record, body FROM change WHERE author = (SELECT id FROM person WHERE name = 'रीता सिंह')`);
      return rows.filter(({ body }) => body.values['worker'] === taker).length;
    };
    await expect.poll(hers, { timeout: 30_000 }).toBe(count);
    await head.throwAway();
  });
});

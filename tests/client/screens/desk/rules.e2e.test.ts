// Rules and lists as an administrator sets them: real server, real browser; who changed what and when.
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

let server: RunningServer;
const administrator = new BrowserPhone({ width: 1366, height: 768 });

beforeAll(async () => {
  server = await runServer({ DATABASE_URL: await demoDatabaseUrl() });
  await administrator.turnOn(`http://localhost:${server.port}/`);
  await administrator.enrol(server.codes().find((c) => c.role === 'administrator')?.code ?? '');
  await administrator.press(hi('app:download.start'));
  await administrator.press(hi('app:download.open'));
  await administrator.page.getByRole('navigation', { name: hi('desk:sections'), exact: true }).getByRole('link', { name: hi('desk:section.rules') }).click();
  await administrator.page.getByRole('heading', { level: 1, name: hi('desk:section.rules') }).waitFor();
});
afterAll(async () => {
  await administrator.throwAway();
  await server.stop();
});

test('a limit that is changed reaches the server, which says who changed it and why', async () => {
  const { page } = administrator;
  const row = page.getByRole('row', { name: hi('care-leavers:clock.rtps-caste-co') });
  await row.getByRole('button').click();
  await page.getByRole('textbox', { name: new RegExp(hi('desk:rules.value')) }).fill('12');
  await page.getByRole('textbox', { name: new RegExp(hi('desk:rules.why')) }).fill('पत्रांक 45');
  await administrator.press(hi('desk:rules.save'));
  await row.getByText('पत्रांक 45').waitFor();
  await expect.poll(() => page.getByRole('button', { name: hi('desk:rules.history') }).count(), { timeout: 20_000 }).toBe(1);
  await administrator.press(hi('desk:rules.history'));
  await page.locator('.card').filter({ hasText: hi('desk:rules.history') }).getByText(/12 .*पत्रांक 45/).waitFor();
});

test('the page has no fault of accessibility and does not scroll sideways, in an office or on a phone', async () => {
  const { page } = administrator;
  for (const width of [1366, 360]) {
    await page.setViewportSize({ width, height: 768 });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((v) => [v.id, v.nodes.map((n) => n.target.join(' '))])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
  }
});

// Data leaving by the desk: a block manager takes out a file, an administrator lets another program read and
// be told. Real server, real browser, a real receiver.
import { AxeBuilder } from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReceiver, type Receiver } from '#tests/server/connect/receiver.ts';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

let server: RunningServer;
let receiver: Receiver;
const manager = new BrowserPhone({ width: 1366, height: 768 });
const administrator = new BrowserPhone({ width: 1366, height: 768 });

async function atDesk(phone: BrowserPhone, role: string, section: string): Promise<void> {
  await phone.turnOn(`http://localhost:${server.port}/`);
  await phone.enrol(server.codes().find((c) => c.role === role)?.code ?? '');
  await phone.press(hi('app:download.start'));
  await phone.press(hi('app:download.open'));
  await phone.page.getByRole('navigation', { name: hi('desk:sections'), exact: true }).getByRole('link', { name: hi(`desk:section.${section}`) }).click();
  await phone.page.getByRole('heading', { level: 1, name: hi(`desk:section.${section}`) }).waitFor();
}

async function faultsOf({ page }: BrowserPhone): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return [...violations.map((v) => `${v.id}: ${v.nodes[0]?.html ?? ''}`), ...(wide > 0 ? [`${wide} pixels too wide`] : [])];
}

beforeAll(async () => {
  receiver = await openReceiver();
  server = await runServer({ DATABASE_URL: await demoDatabaseUrl(), WEBHOOK_HOSTS: '127.0.0.1' });
});
afterAll(async () => {
  await manager.throwAway();
  await administrator.throwAway();
  await server.stop();
  await receiver.close();
});

describe.sequential('data out', () => {
  test('a file is asked for with a reason, is made while one waits, and is there to be downloaded', async () => {
    await atDesk(manager, 'block-manager', 'exports');
    const { page } = manager;
    await page.getByLabel(hi('desk:exports.what')).selectOption('household');
    await page.getByLabel(hi('desk:exports.period')).selectOption('changed');
    await page.getByText(hi('desk:exports.formatOf.csv')).click();
    for (const [i, part] of ['01', '01', '2020'].entries()) await page.locator('.date__input').nth(i).fill(part);
    const make = page.getByRole('button', { name: hi('desk:exports.make') });
    expect(await make.isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: hi('desk:exports.reason') }).fill('मासिक समीक्षा');
    await make.click();
    await page.getByText(hi('desk:exports.begun')).waitFor();
    const link = page.getByRole('link', { name: hi('desk:exports.download') });
    await link.waitFor();
    expect(await faultsOf(manager)).toEqual([]);
    const coming = page.waitForEvent('download');
    await link.click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/^household-10\.192\.\d+-\d{4}-\d\d-\d\d\.csv$/u);
    const lines = readFileSync(await download.path(), 'utf8').trimEnd().split('\r\n');
    expect(lines.length).toBeGreaterThan(10);
    expect(lines[0]).toContain(hi('jeevika:field.household.headName'));
    await page.getByRole('button', { name: hi('desk:exports.remove') }).click();
    await page.getByText(hi('desk:exports.status.cancelled')).waitFor();
  });

  test('a token is shown once, reads the counts, and is ended', async () => {
    await atDesk(administrator, 'administrator', 'connect');
    const { page } = administrator;
    await administrator.press(hi('desk:connect.newToken'));
    await page.getByRole('textbox', { name: hi('desk:connect.name') }).fill('राज्य का डैशबोर्ड');
    const until = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10).split('-').reverse();
    for (const [i, part] of until.entries()) await page.locator('.date__input').nth(i).fill(part);
    await administrator.press(hi('desk:connect.makeToken'));
    const secret = (await page.locator('.connect__secret').textContent()) ?? '';
    await administrator.press(hi('desk:connect.kept'));
    await page.getByText(hi('desk:connect.neverUsed')).waitFor();
    expect(await page.content()).not.toContain(secret);
    const read = async (): Promise<number> => (await fetch(`http://127.0.0.1:${server.port}/api/v1/sums?place=10.192`, { headers: { authorization: `Bearer ${secret}` } })).status;
    expect(await read()).toBe(200);
    await administrator.press(hi('desk:connect.revoke'));
    await page.getByText(hi('desk:connect.state.ended')).waitFor();
    expect(await read()).toBe(401);
  });

  test('a webhook is tried, and what could not be brought is seen', async () => {
    const { page } = administrator;
    await administrator.press(hi('desk:connect.newHook'));
    await page.getByRole('textbox', { name: hi('desk:connect.name') }).fill('राज्य का सर्वर');
    await page.getByText(hi('desk:connect.event.import-done'), { exact: true }).click();
    const url = page.getByRole('textbox', { name: hi('desk:connect.url') });
    await url.fill('https://10.0.0.1/in');
    await administrator.press(hi('desk:connect.makeHook'));
    await page.getByText(hi('desk:connect.urlBad')).waitFor();
    await url.fill(`http://127.0.0.1:${receiver.port}/in`);
    await administrator.press(hi('desk:connect.makeHook'));
    await administrator.press(hi('desk:connect.kept'));
    receiver.behave((response) => { response.statusCode = 503; response.end(); });
    await page.getByRole('button', { name: hi('desk:connect.ping') }).click();
    await expect.poll(() => receiver.got.length).toBe(1);
    await page.getByRole('button', { name: hi('desk:connect.reload') }).click();
    await page.getByText('503').waitFor();
    expect(await faultsOf(administrator)).toEqual([]);
  });
});

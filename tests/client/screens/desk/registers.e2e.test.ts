// The registers as the district's mission coordinator keeps them, and as the district's officer looks at
// them: real server, real browser.
import { AxeBuilder } from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

let server: RunningServer;
const coordinator = new BrowserPhone({ width: 1366, height: 768 });
const officer = new BrowserPhone({ width: 1366, height: 768 });

beforeAll(async () => {
  server = await runServer({ DATABASE_URL: await demoDatabaseUrl() });
});
afterAll(async () => {
  await coordinator.throwAway();
  await officer.throwAway();
  await server.stop();
});

async function begin(phone: BrowserPhone, role: string): Promise<void> {
  await phone.turnOn(`http://localhost:${server.port}/`);
  await phone.enrol(server.codes().find((c) => c.role === role)?.code ?? '');
  await phone.press(hi('app:download.start'));
  await phone.press(hi('app:download.open'));
  await phone.page.getByRole('heading', { level: 1 }).first().waitFor();
}

/** Within the open app: a reload would lock it. */
async function go({ page }: BrowserPhone, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

const open = async (phone: BrowserPhone, register: string): Promise<void> => {
  await go(phone, `/desk/registers/mission-shakti.${register}`);
  await phone.page.getByRole('heading', { level: 1, name: word(`register.${register}.title`) }).waitFor();
};
const field = (name: string) => coordinator.page.locator(`.form-page [name="${name}"]`);
const word = (key: string): string => hi(`mission-shakti:${key}`);

describe.sequential('the registers at the desk', () => {
  test('are one step from the app of the office, at a desk that takes the whole screen', async () => {
    await begin(coordinator, 'mission-coordinator');
    const { page } = coordinator;
    await page.getByRole('link', { name: hi('app:setting.desk') }).click();
    await page.locator('.places-rail').waitFor();
    const left = async (of: string): Promise<number | undefined> => (await page.locator(of).boundingBox())?.x;
    expect([await left('.desk'), await left('.desk__rail'), await left('.places-rail')]).toEqual([0, 0, 0]);
    const [sections, places] = [await page.locator('.desk__sections').boundingBox(), await page.locator('.places-rail').boundingBox()];
    // Below the pages, not over them.
    expect((places?.y ?? 0) >= (sections?.y ?? 0) + (sections?.height ?? Infinity)).toBe(true);
  });

  test('stand with a table each and its sums, and the homes at a glance', async () => {
    const { page } = coordinator;
    await open(coordinator, 'homes');
    expect(await page.locator('.board__tile').count()).toBe(5);
    const cells = async (row: string): Promise<number[]> => (await page.locator(`.data-table ${row} .data-table__number`).allTextContents()).map((text) => Number(text.replaceAll(',', '')));
    const body = await cells('tbody');
    // Capacity, occupied, vacant of each home, and below them their sums.
    expect(await cells('tfoot')).toEqual([0, 1, 2].map((at) => body.filter((_, i) => i % 3 === at).reduce((sum, n) => sum + n, 0)));
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });

  test('take down an event, not with ten million participants, and show it first', async () => {
    const { page } = coordinator;
    await open(coordinator, 'events');
    const total = async (): Promise<number> => Number((await page.locator('.data-table tfoot .data-table__number').last().textContent() ?? '').replaceAll(',', ''));
    const before = await total();
    await page.getByRole('link', { name: word('list.events.new') }).click();
    await page.locator('.choice__text', { hasText: word('choice.eventKind.hub') }).click();
    await field('name').fill('हब की जाँच सभा');
    await field('venue').fill('समाहरणालय');
    await field('women').fill('10000000');
    await coordinator.press(hi('form:save'));
    await page.getByText(word('form.event.women.error')).first().waitFor();
    await field('women').fill('41');
    await coordinator.press(hi('form:save'));
    await page.getByRole('heading', { name: 'हब की जाँच सभा' }).waitFor();
    await open(coordinator, 'events');
    await page.locator('.data-table tbody', { hasText: 'हब की जाँच सभा' }).waitFor();
    expect(await total()).toBe(before + 41);
  });

  test('give the lines that are shown as a file', async () => {
    const { page } = coordinator;
    const [download] = await Promise.all([page.waitForEvent('download'), coordinator.press(hi('desk:table.csv'))]);
    const file = readFileSync(await download.path(), 'utf8');
    expect(file.split('\n')[0]).toContain(word('register.events.column.name'));
    expect(file).toContain('हब की जाँच सभा');
  });

  test('take a home over its capacity with a reason, not without', async () => {
    const { page } = coordinator;
    await open(coordinator, 'homes');
    await page.locator('.board__tile', { hasText: word('home.state.uncounted') }).first().click();
    await page.getByRole('link', { name: hi('desk:registers.page') }).click();
    await page.getByRole('link', { name: word('form.home-count.title') }).first().click();
    await field('present').fill('23');
    await coordinator.press(hi('form:save'));
    await page.getByText(word('rule.home-over-without-reason')).first().waitFor();
    await field('overReason').fill('दो पालनाघर एक साथ चले');
    await coordinator.press(hi('form:save'));
    await page.waitForURL(/\/office\/item\//u);
    await page.locator('.chip', { hasText: word('home.state.over') }).first().waitFor();
    await open(coordinator, 'homes');
    expect(await page.locator('.board__tile--mend', { hasText: word('home.state.over') }).textContent()).toMatch(/20.*23.*3/u);
  });

  test('take down a day of a month long past, and the home stands as its latest day left it', async () => {
    const { page } = coordinator;
    await page.locator('.board__tile', { hasText: word('home.state.over') }).first().click();
    await page.getByRole('link', { name: hi('desk:registers.page') }).click();
    const month = page.getByLabel(hi('cases:office.month'));
    await page.waitForURL(/\/office\/item\//u);
    await month.selectOption({ index: 6 });
    const day = page.locator('.line', { hasText: word('home.notCounted') }).first();
    const title = await day.locator('.line__title').textContent() ?? '';
    await day.getByRole('link').click();
    await page.getByText(title).waitFor();
    await field('present').fill('7');
    await coordinator.press(hi('form:save'));
    await page.waitForURL(/\/office\/item\//u);
    // The month stays chosen for the next day of it.
    await page.locator('.line', { hasText: title }).waitFor();
    expect(await page.locator('.line', { hasText: title }).textContent()).toMatch(/7.*0.*0.*7/u);
    await open(coordinator, 'homes');
    expect(await page.locator('.board__tile--mend', { hasText: word('home.state.over') }).textContent()).toMatch(/20.*23.*3/u);
    await open(coordinator, 'occupancy');
    await page.locator('.data-table__go').first().click();
    await page.locator('.pane__head').waitFor();
  });

  test('show the officer what names nobody, and nothing to write', async () => {
    await begin(officer, 'district-officer');
    const { page } = officer;
    await open(officer, 'workplaces');
    expect(await page.locator('.data-table tbody tr').count()).toBe(20);
    const names = await page.locator('.registers__which button').allTextContents();
    expect(names).toContain(word('register.complaints.title'));
    expect(names).not.toContain(word('register.linkages.title'));
    expect(names).not.toContain(word('register.fund.title'));
    expect(await page.getByRole('link', { name: word('list.workplaces.new') }).count()).toBe(0);
    await page.locator('.data-table__go').first().click();
    await page.locator('.pane__head').waitFor();
    expect(await page.getByRole('link', { name: hi('desk:registers.page') }).count()).toBe(0);
  });
});

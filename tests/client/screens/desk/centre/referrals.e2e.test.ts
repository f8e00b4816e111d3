// What a department is asked to do for children, at its desk: late ones first, for whom only after a reason, and its
// answers. Real server with the demo's referrals, real browser.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BrowserPhone } from '#tests/support/browser-phone.ts';
import { hi } from '#tests/support/words.ts';
import { faultsOf, open, startCentre, type Centre } from './at-centre.ts';

let centre: Centre;
let nodal: BrowserPhone;

beforeAll(async () => {
  centre = await startCentre({ demoLists: true });
  nodal = await centre.atDesk('कविता पंत');
  await open(nodal, 'referrals');
  await nodal.page.locator('.asked > li').first().waitFor();
});
afterAll(() => centre.close());

const cards = () => nodal.page.locator('.asked > li');
const dialog = () => nodal.page.getByRole('dialog');

test('what is due first stands first, by token and district, and nobody is named', async () => {
  const late = (await cards().allInnerTexts()).map((text) => / दिन देर/u.test(text));
  expect(late).toContain(true);
  expect(late.lastIndexOf(true)).toBeLessThan(late.indexOf(false) === -1 ? late.length : late.indexOf(false));
  expect(await cards().first().innerText()).toContain('देहरादून');
  expect(await faultsOf(nodal)).toEqual([]);
});

test('for whom is told in a window, after a reason, and goes with it', async () => {
  const card = cards().filter({ has: nodal.page.getByRole('button', { name: hi('subjects:referrals.who') }) }).first();
  await card.getByRole('button', { name: hi('subjects:referrals.who') }).click();
  await dialog().getByText(hi('subjects:look.reason.my_work')).click();
  await dialog().getByRole('button', { name: hi('subjects:look.go'), exact: true }).click();
  const name = (await dialog().locator('dd').first().innerText()).trim();
  expect(name.length).toBeGreaterThan(1);
  expect(await faultsOf(nodal)).toEqual([]);
  await dialog().getByRole('button', { name: hi('subjects:child.cover') }).click();
  await dialog().waitFor({ state: 'detached' });
  expect(await nodal.page.locator('main').innerText()).not.toContain(name);
});

test('a refusal needs its reason; an answer is kept and the referral leaves the list', async () => {
  const { page } = nodal;
  const before = await cards().count();
  const token = (await cards().first().locator('dd').first().innerText()).trim();
  await cards().first().getByRole('button', { name: hi('subjects:referrals.answer') }).click();
  const send = dialog().getByRole('button', { name: hi('subjects:referrals.answerGo') });
  await dialog().getByText(hi('subjects:referrals.say.refused')).click();
  expect(await send.isDisabled()).toBe(true);
  await dialog().getByLabel(hi('subjects:referrals.whyRefused')).fill('राशि इस वर्ष शेष नहीं');
  await send.click();
  await page.getByText(hi('subjects:referrals.answered')).waitFor();
  await expect.poll(() => cards().count()).toBe(before - 1);
  await page.getByLabel(hi('subjects:referrals.which')).selectOption('answered');
  await page.locator('.asked > li').filter({ hasText: token }).filter({ hasText: 'राशि इस वर्ष शेष नहीं' }).first().waitFor();
});

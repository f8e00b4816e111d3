// What is covered, at the desk: who may not know of it never meets it; who may asks with a reason, a second person
// answers, and only then is it read. Real server, real browsers.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BrowserPhone } from '#tests/support/browser-phone.ts';
import { hi } from '#tests/support/words.ts';
import { faultsOf, open, openChild, startCentre, type Centre } from './at-centre.ts';

let centre: Centre;
let officer: BrowserPhone;
let second: BrowserPhone;
let operator: BrowserPhone;
const NAMED = 'entry-named-1';
const COVERED = 'entry-covered-1';

beforeAll(async () => {
  centre = await startCentre();
  await centre.write([
    { id: NAMED, category: 'labour', source: '5.dep1', batch: 'b1', values: { name: 'आशा नेगी', father: 'मदन नेगी', sex: 'female', district: '5.49', seenDay: '2026-09-10' } },
    { id: COVERED, category: 'trafficking', source: '5.dep2', batch: 'b2', values: { name: 'रेखा बिष्ट', father: 'दान बिष्ट', sex: 'female', district: '5.49', seenDay: '2026-09-12' } },
  ]);
  officer = await centre.atDesk('विनीता नेगी');
  second = await centre.atDesk('प्रमोद उनियाल');
  operator = await centre.atDesk('दीपक रावत');
});
afterAll(() => centre.close());

const text = ({ page }: BrowserPhone): Promise<string> => page.locator('main').innerText();
const dialog = ({ page }: BrowserPhone) => page.getByRole('dialog');

async function giveReason(phone: BrowserPhone, go: string): Promise<void> {
  await dialog(phone).getByText(hi('subjects:look.reason.my_work')).click();
  await dialog(phone).getByRole('button', { name: hi(go), exact: true }).click();
}

test('an operator sees a name only after she says why, and it is covered again when the tab goes out of sight', async () => {
  const token = await centre.tokenOf(NAMED);
  await openChild(operator, token);
  expect(await text(operator)).not.toContain('आशा');
  await operator.press(hi('subjects:child.showName'));
  expect(await dialog(operator).getByRole('button', { name: hi('subjects:look.go'), exact: true }).isDisabled()).toBe(true);
  await giveReason(operator, 'subjects:look.go');
  await operator.page.getByText('आशा नेगी').first().waitFor();
  expect(operator.page.url()).not.toContain(encodeURIComponent('आशा'));
  expect(await operator.page.title()).toBe(hi('app:name'));
  expect(await faultsOf(operator)).toEqual([]);
  await operator.page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    Reflect.deleteProperty(document, 'visibilityState');
  });
  await operator.page.getByText(hi('subjects:child.covered'), { exact: true }).waitFor();
  expect(await text(operator)).not.toContain('आशा');
});

test('of a covered row an operator learns nothing: no page, no line, no category to choose', async () => {
  const token = await centre.tokenOf(COVERED);
  await open(operator, 'children');
  await operator.page.getByText(await centre.tokenOf(NAMED)).first().waitFor();
  expect(await operator.page.getByText(token).count()).toBe(0);
  expect(await operator.page.getByLabel(hi('subjects:category')).first().innerText()).not.toContain(hi('resource-centre:category.trafficking'));
  await operator.page.getByLabel(hi('subjects:children.tokenSearch')).fill(token);
  await operator.page.keyboard.press('Enter');
  await operator.page.getByText(hi('errors:not-found')).waitFor();
  expect(await text(operator)).not.toContain(hi('resource-centre:category.trafficking'));
});

test('an officer asks, another allows, and the first reads what was covered', async () => {
  const token = await centre.tokenOf(COVERED);
  await openChild(officer, token);
  expect(await text(officer)).not.toContain('रेखा');
  await officer.press(hi('subjects:child.openProtected'));
  await giveReason(officer, 'subjects:look.ask');
  await officer.page.getByText(hi('subjects:opening.asked')).waitFor();
  expect(await text(officer)).not.toContain('रेखा');

  await open(second, 'covered');
  await second.page.getByText(token).first().waitFor();
  expect(await text(second)).not.toContain('रेखा');
  expect(await faultsOf(second)).toEqual([]);
  await second.press(hi('subjects:covered.allow'));
  await second.page.getByText(hi('subjects:covered.said.allow')).waitFor();

  await officer.page.getByRole('button', { name: hi('subjects:opening.lookAgain') }).click();
  await officer.press(hi('subjects:child.readProtected'));
  await giveReason(officer, 'subjects:look.go');
  await officer.page.getByText('रेखा बिष्ट').first().waitFor();
  expect(await faultsOf(officer)).toEqual([]);
  await officer.press(hi('subjects:child.cover'));
  expect(await text(officer)).not.toContain('रेखा');
});

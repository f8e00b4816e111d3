// "Same child?" from the rows of two departments to one child and back: what the rule is sure of is joined, the rest
// an operator decides, and any of it is turned back. Real server, real browser.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BrowserPhone } from '#tests/support/browser-phone.ts';
import { hi } from '#tests/support/words.ts';
import { faultsOf, open, openChild, startCentre, type Centre } from './at-centre.ts';

let centre: Centre;
let operator: BrowserPhone;
const labour = (id: string, name: string, father: string, more: object = {}) => ({ id: `entry-${id}`, category: 'labour', source: '5.dep1', batch: 'b1', values: { name, father, sex: 'female', birthDay: '2013-04-01', district: '5.49', village: 'रायपुर', ...more } });
const marriage = (id: string, values: Record<string, string | number>) => ({ id: `entry-${id}`, category: 'marriage', source: '5.dep3', batch: 'b2', values: { sex: 'female', birthDay: '2013-04-01', district: '5.49', ...values } });

beforeAll(async () => {
  centre = await startCentre();
  await centre.write([
    labour('a1', 'आशा नेगी', 'मदन नेगी'), labour('a2', 'कमला बिष्ट', 'दान सिंह', { birthDay: '2012-07-09', village: 'डोईवाला' }), labour('a3', 'रेखा रावत', 'राम सिंह', { birthDay: '2011-02-03', village: 'विकासनगर' }),
    // Without the father's name nobody can be sure; with another father's still less.
    marriage('b1', { name: 'Asha Negi' }), marriage('b2', { name: 'Kamla Bisht', birthDay: '2012-07-09' }), marriage('b3', { name: 'Rekha Rawat', father: 'Ram Singh', birthDay: '2011-02-03', village: 'Vikasnagar' }),
    { id: 'entry-c1', category: 'trafficking', source: '5.dep2', batch: 'b3', values: { name: 'कमला बिष्ट', sex: 'female', birthDay: '2012-07-09', district: '5.49' } },
  ]);
  await centre.compare();
  operator = await centre.atDesk('दीपक रावत');
});
afterAll(() => centre.close());

const pair = () => operator.page.locator('.pair');

test('what the rule is sure of is one child already; the rest waits for a person, without the covered rows', async () => {
  const { page } = operator;
  await open(operator, 'lists');
  await page.getByText(hi('subjects:matching.standing.done', { done: 7 })).waitFor();
  expect(await centre.tokenOf('entry-a3')).toBe(await centre.tokenOf('entry-b3'));
  await open(operator, 'pairs');
  await page.getByText(hi('subjects:pairs.left.open_other', { number: 2 })).waitFor();
  expect(await faultsOf(operator)).toEqual([]);
});

test('an operator decides by the keys, takes the last answer back, and decides anew', async () => {
  const { page } = operator;
  await open(operator, 'pairs');
  await pair().click();
  const isAsha = (await pair().innerText()).includes('आशा नेगी');
  const [first, second] = isAsha ? ['a1', 'a2'] : ['a2', 'a1'];
  await page.keyboard.press('2');
  await page.getByText(hi('subjects:pairs.done.different')).waitFor();
  await page.keyboard.press('0');
  await page.getByText(hi('subjects:pairs.left.open_other', { number: 2 })).waitFor();
  await page.keyboard.press('1');
  await page.getByText(hi('subjects:pairs.done.same')).waitFor();
  await expect.poll(async () => await centre.tokenOf(`entry-${first ?? ''}`) === await centre.tokenOf(`entry-${(first ?? '').replace('a', 'b')}`)).toBe(true);
  await page.keyboard.press('2');
  await page.getByText(hi('subjects:pairs.none.open')).waitFor();
  expect(await centre.tokenOf(`entry-${second ?? ''}`)).not.toBe(await centre.tokenOf(`entry-${(second ?? '').replace('a', 'b')}`));
});

test('one that was told apart is looked up and turned back: it waits again', async () => {
  const { page } = operator;
  await page.getByLabel(hi('subjects:pairs.which')).selectOption('apart');
  await page.locator('.settled__head').click();
  await pair().waitFor();
  expect(await faultsOf(operator)).toEqual([]);
  await operator.press(hi('subjects:pairs.turn.apart'));
  await page.getByText(hi('subjects:pairs.turned.apart')).waitFor();
  await page.getByLabel(hi('subjects:pairs.which')).selectOption('open');
  await page.getByText(hi('subjects:pairs.left.open_one', { number: 1 })).waitFor();
});

test('what the rule joined is taken out of the child again on her page, with a reason, to a token of its own', async () => {
  const { page } = operator;
  const token = await centre.tokenOf('entry-a3');
  await openChild(operator, token);
  const out = page.getByRole('button', { name: hi('subjects:child.takeOut') });
  await out.first().waitFor();
  expect(await out.count()).toBe(2);
  await out.last().click();
  await page.getByRole('dialog').getByLabel(hi('subjects:why')).fill('पिता अलग हैं');
  await page.getByRole('dialog').getByRole('button', { name: hi('subjects:takeOut.go'), exact: true }).click();
  await page.getByRole('link', { name: hi('subjects:child.openOther') }).click();
  const [one, other] = [await centre.tokenOf('entry-a3'), await centre.tokenOf('entry-b3')];
  expect(one).not.toBe(other);
  await page.getByRole('heading', { level: 1, name: one === token ? other : one }).waitFor();
  await out.waitFor({ state: 'detached' });
});

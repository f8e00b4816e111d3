// What children may ask for, at the desk of the two officers who protect them, and the sheet that tells of all and
// gives away none. Real server, real browsers.
import ExcelJS from 'exceljs';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDay } from '#client/app/format.ts';
import type { BrowserPhone } from '#tests/support/browser-phone.ts';
import type { EntryRow } from '#tests/support/entries.ts';
import { hi } from '#tests/support/words.ts';
import { faultsOf, open, openChild, startCentre, type Centre } from './at-centre.ts';

let centre: Centre;
let officer: BrowserPhone;
let second: BrowserPhone;
const today = isoDay(Date.now());
/** In the financial year before this one. */
const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4, 7)}-15`;

function rows(count: number, what: string, category: string, source: string, seenDay: string): EntryRow[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `entry-${what}-${n}`, category, source, batch: `batch-${what}`,
    values: { name: `आशा नेगी ${what} ${n}`, sex: 'female', district: '5.49', seenDay, needs: ['medical'] },
  }));
}

beforeAll(async () => {
  centre = await startCentre();
  await centre.write([
    ...rows(10, 'work', 'labour', '5.dep1', today),
    // Too few to be told of.
    ...rows(3, 'blood', 'anaemia', '5.dep4', today),
    ...rows(20, 'past', 'labour', '5.dep1', yearAgo),
  ]);
  officer = await centre.atDesk('विनीता नेगी');
  second = await centre.atDesk('प्रमोद उनियाल');
});
afterAll(() => centre.close());

const text = ({ page }: BrowserPhone): Promise<string> => page.locator('main').innerText();
const dialog = ({ page }: BrowserPhone) => page.getByRole('dialog');
const tokenField = (phone: BrowserPhone) => dialog(phone).getByLabel(hi('subjects:rights.token'));
const choose = (phone: BrowserPhone, word: string): Promise<void> => dialog(phone).getByText(hi(word), { exact: true }).click();
const go = (phone: BrowserPhone, word: string): ReturnType<BrowserPhone['button']> => dialog(phone).getByRole('button', { name: hi(word), exact: true });
const erasure = ({ page }: BrowserPhone, token: string) => page.getByRole('listitem').filter({ hasText: token }).filter({ hasText: hi('desk:erase.reason.asked') });

async function askErasure(token: string): Promise<void> {
  await officer.press(hi('subjects:rights.new.erasure'));
  await tokenField(officer).fill(token);
  await choose(officer, 'desk:erase.reason.asked');
  await dialog(officer).getByRole('textbox').last().fill(token.slice(-4));
  await go(officer, 'subjects:rights.make.erasure').click();
  await officer.page.getByText(hi('subjects:rights.done.erasure')).waitFor();
}

test('a wrong token is told at once, and a request keeps what was typed until it is right', async () => {
  const token = await centre.tokenOf('entry-work-0');
  await open(officer, 'children');
  await officer.page.getByText(token).first().waitFor();
  await open(officer, 'rights');
  await officer.page.getByText(hi('subjects:rights.noRequests')).waitFor();
  await officer.press(hi('subjects:rights.new.request'));
  const wrong = `${token.slice(0, -1)}${token.endsWith('7') ? '8' : '7'}`;
  await tokenField(officer).fill(wrong);
  await dialog(officer).getByText(hi('subjects:rights.tokenWrong')).waitFor();
  await choose(officer, 'subjects:rights.kind.correction');
  await choose(officer, 'subjects:rights.from.parent');
  await dialog(officer).getByLabel(hi('subjects:rights.note')).fill('पिता का नाम विद्यालय की पंजी से मिलाएँ');
  expect(await go(officer, 'subjects:rights.make.request').isDisabled()).toBe(true);
  expect(await faultsOf(officer)).toEqual([]);
  await officer.page.keyboard.press('Escape');
  await officer.press(hi('subjects:rights.new.request'));
  expect(await tokenField(officer).inputValue()).toBe(wrong);
  // As it may be read from a paper.
  await tokenField(officer).fill(token.toLowerCase().replace('-', ''));
  await go(officer, 'subjects:rights.make.request').click();
  await officer.page.getByText(hi('subjects:rights.done.request')).waitFor();
  const line = officer.page.locator('tbody tr', { hasText: token });
  expect(await line.innerText()).toContain('पिता का नाम विद्यालय की पंजी से मिलाएँ');
  expect(await line.innerText()).toContain(hi('subjects:rights.standing.open'));
  // The next one is about another child.
  await officer.press(hi('subjects:rights.new.request'));
  expect(await tokenField(officer).inputValue()).toBe('');
  await officer.page.keyboard.press('Escape');
});

test('what was asked for is answered, a refusal only with its reason', async () => {
  const line = officer.page.locator('tbody tr', { hasText: await centre.tokenOf('entry-work-0') });
  await line.getByRole('button', { name: hi('subjects:rights.answer') }).click();
  expect(await go(officer, 'subjects:rights.isRefused').isDisabled()).toBe(true);
  await go(officer, 'subjects:rights.isDone').click();
  await officer.page.getByText(hi('subjects:rights.done.answered')).waitFor();
  await line.getByText(hi('subjects:rights.standing.done')).waitFor();
});

test('a hold stands against an erasure, and says so to both officers', async () => {
  const token = await centre.tokenOf('entry-work-1');
  await officer.press(hi('subjects:rights.new.hold'));
  await tokenField(officer).fill(token);
  await choose(officer, 'subjects:rights.authority.court');
  await go(officer, 'subjects:rights.make.hold').click();
  await officer.page.getByText(hi('subjects:rights.done.hold')).waitFor();
  await askErasure(token);
  await erasure(officer, token).getByText(hi('subjects:rights.heldMeans')).waitFor();
  await open(second, 'rights');
  await erasure(second, token).getByText(hi('subjects:rights.heldMeans')).waitFor();
  expect(await erasure(second, token).getByRole('button', { name: hi('subjects:rights.confirmErase') }).count()).toBe(0);
  await erasure(second, token).getByRole('button', { name: hi('subjects:rights.refuseErase') }).click();
  await second.page.getByText(hi('subjects:rights.done.notErased')).waitFor();
  expect(await faultsOf(second)).toEqual([]);
  await openChild(second, token);
  await second.page.getByText(hi('subjects:child.said')).first().waitFor();
});

test('one officer asks, another erases, and the child is found no more', async () => {
  const token = await centre.tokenOf('entry-work-2');
  await askErasure(token);
  await erasure(officer, token).getByText(hi('subjects:rights.waitsForOther')).waitFor();
  // She may take it back, and not carry it out.
  expect(await erasure(officer, token).getByRole('button').allTextContents()).toEqual([hi('subjects:rights.takeBackErase')]);
  await open(second, 'rights');
  await erasure(second, token).getByRole('button', { name: hi('subjects:rights.confirmErase') }).click();
  await second.page.getByText(hi('subjects:rights.done.erased')).waitFor();
  await erasure(second, token).waitFor({ state: 'detached' });
  expect(await text(second)).not.toContain(token);
  await open(officer, 'children');
  await officer.page.getByText(await centre.tokenOf('entry-work-1')).first().waitFor();
  expect(await text(officer)).not.toContain(token);
  await officer.page.getByLabel(hi('subjects:children.tokenSearch')).fill(token);
  await officer.page.keyboard.press('Enter');
  await officer.page.getByText(hi('errors:not-found')).waitFor();
});

test('the copy for a child is in Hindi, with its source, and names her only while her name is shown', async () => {
  const token = await centre.tokenOf('entry-work-3');
  await openChild(officer, token);
  await officer.button(hi('subjects:copy.print')).waitFor();
  const paper = async (): Promise<string> => {
    await officer.page.emulateMedia({ media: 'print' });
    const said = await text(officer);
    await officer.page.emulateMedia({ media: null });
    return said;
  };
  const covered = await paper();
  for (const part of [hi('subjects:copy.title'), token, hi('resource-centre:category.labour'), hi('subjects:said.seenDay'), `${today.slice(8)}/${today.slice(5, 7)}/${today.slice(0, 4)}`]) expect(covered).toContain(part);
  expect(covered).not.toContain('आशा नेगी');
  expect(covered).not.toContain(hi('subjects:join.open'));
  await officer.press(hi('subjects:child.showName'));
  await dialog(officer).getByText(hi('subjects:look.reason.my_work')).click();
  await go(officer, 'subjects:look.go').click();
  await officer.page.getByText('आशा नेगी work 3').first().waitFor();
  await officer.press('English');
  await officer.page.getByText('Print a copy for the child').waitFor();
  const shown = await paper();
  for (const part of [hi('subjects:copy.title'), hi('resource-centre:category.labour'), 'आशा नेगी work 3']) expect(shown).toContain(part);
  await officer.press('हिन्दी');
  await officer.button(hi('subjects:copy.print')).waitFor();
});

test('the sheet tells by period and category, never a number below five, and goes out as a workbook', async () => {
  const { page } = officer;
  await open(officer, 'childSheet');
  const totals = page.getByRole('table', { name: hi('subjects:sheet.table.district') }).locator('tfoot td');
  const cells = async (): Promise<string[]> => page.locator('.child-sheet td, .child-sheet .months text, .child-sheet .months li').allTextContents();
  const small = async (): Promise<string[]> => (await cells()).filter((cell) => /(^|: )[1-4]$/u.test(cell.trim()));
  await expect.poll(() => totals.allTextContents()).toEqual(['10', '—', '10']);
  expect(await cells()).toContain('—');
  expect(await small()).toEqual([]);
  expect(await faultsOf(officer)).toEqual([]);
  await page.getByLabel(hi('subjects:category')).first().selectOption({ label: hi('resource-centre:category.labour') });
  await expect.poll(() => totals.allTextContents()).toEqual(['10', '10']);
  await page.getByLabel(hi('desk:review.period.which')).selectOption({ index: 1 });
  await expect.poll(() => totals.allTextContents()).toEqual(['20', '20']);
  expect(await small()).toEqual([]);
  const [download] = await Promise.all([page.waitForEvent('download'), officer.press(hi('desk:review.take.xlsx'))]);
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/u);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(readFileSync(await download.path())).buffer);
  const numbers: number[] = [];
  for (const sheet of book.worksheets) sheet.eachRow((row) => row.eachCell(({ value }) => { if (typeof value === 'number') numbers.push(value); }));
  expect(numbers).toContain(20);
  expect(numbers.filter((number) => number > 0 && number < 5)).toEqual([]);
});

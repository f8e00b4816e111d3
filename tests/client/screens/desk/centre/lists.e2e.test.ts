// A department at its desk: it loads its list with a bad row, is told which and why, sees how good the list is, hands
// in the mended row, and takes a load back. Real server, real browser.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BrowserPhone } from '#tests/support/browser-phone.ts';
import { hi } from '#tests/support/words.ts';
import { faultsOf, open, startCentre, type Centre } from './at-centre.ts';

let centre: Centre;
let nodal: BrowserPhone;
let folder = '';
const HEAD = 'बच्चे का नाम,पिता का नाम,जन्मतिथि,लिंग,जिला,ग्राम,मोबाइल,रेस्क्यू की तारीख,नियोजक';
const good = (n: number): string => `${['आशा', 'रीना', 'मोहन', 'कमला'][n] ?? ''},${['मदन नेगी', 'राम प्रसाद', 'श्याम लाल', 'दान सिंह'][n] ?? ''},0${n + 1}/04/2013,${n === 2 ? 'बालक' : 'बालिका'},देहरादून,रायपुर,987654321${n},01/10/2026,होटल ${n + 1}`;
const BAD = 'सीता,सीता राम,05/13/2013,बालिका,देहरादून,रायपुर,98765,01/10/2026,होटल';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dehri-lists-'));
  centre = await startCentre();
  nodal = await centre.atDesk('हरीश जोशी');
});
afterAll(async () => {
  await centre.close();
  rmSync(folder, { recursive: true, force: true });
});

const numbers = async ({ page }: BrowserPhone): Promise<number[]> => (await page.locator('.figures__number').allTextContents()).map((n) => Number(n.replaceAll(',', '')));

async function handIn(name: string, lines: readonly string[]): Promise<void> {
  const path = join(folder, name);
  writeFileSync(path, [HEAD, ...lines].join('\n'));
  await open(nodal, 'lists');
  await nodal.page.getByRole('link', { name: new RegExp(`^(?:${hi('subjects:lists.load')}|${hi('subjects:lists.loadFirst')})$`, 'u') }).click();
  await nodal.page.locator('input[type=file]').setInputFiles(path);
  await nodal.press(hi('desk:imports.dry'));
  await nodal.page.getByText(hi('desk:imports.dryDone')).waitFor();
}

test('a department begins with its lists and has the pages of its work alone', async () => {
  const { page } = nodal;
  expect(page.url()).toContain('/desk/lists/5.dep1');
  await page.getByText(hi('subjects:lists.never')).waitFor();
  expect(await page.getByRole('heading', { level: 3 }).allTextContents()).toEqual([hi('resource-centre:category.labour')]);
  const pages = page.getByRole('navigation', { name: hi('desk:sections'), exact: true }).getByRole('link');
  const names = await pages.allInnerTexts();
  for (const section of ['lists', 'referrals', 'imports']) expect(names).toContain(hi(`desk:section.${section}`));
  for (const section of ['pairs', 'children', 'covered', 'childSheet', 'rights', 'review', 'people']) expect(names).not.toContain(hi(`desk:section.${section}`));
});

test('a bad row is told with its line and what to do, the others are taken in, and the score says what to mend first', async () => {
  const { page } = nodal;
  await handIn('list.csv', [good(0), good(1), good(2), BAD]);
  await page.getByText(hi('resource-centre:import.list.error.phone'), { exact: false }).waitFor();
  expect(await faultsOf(nodal)).toEqual([]);
  const download = page.waitForEvent('download');
  await nodal.press(hi('desk:imports.report'));
  expect((await download).suggestedFilename()).toMatch(/\.csv$/u);
  await nodal.press(hi('desk:imports.start', { number: 3 }));
  await page.getByText(hi('desk:imports.done')).waitFor();
  expect((await numbers(nodal)).slice(0, 5)).toEqual([4, 3, 0, 0, 1]);
  await page.getByRole('link', { name: hi('desk:imports.toQuality') }).click();
  await page.getByText(hi('subjects:lists.faulty_one', { number: 1 }), { exact: true }).waitFor();
  await page.getByText(/\d+\/100/u).waitFor();
  await page.getByText(hi('subjects:lists.mend')).waitFor();
  expect(await page.locator('meter').count()).toBe(4);
  expect(await faultsOf(nodal)).toEqual([]);
});

test('the same list with the row mended changes only what changed, and the load is taken back', async () => {
  const { page } = nodal;
  await handIn('mended.csv', [good(0), good(1), good(2), good(3)]);
  expect((await numbers(nodal)).slice(0, 5)).toEqual([4, 1, 0, 3, 0]);
  await nodal.press(hi('desk:imports.start', { number: 4 }));
  await page.getByText(hi('desk:imports.done')).waitFor();
  await nodal.press(hi('desk:imports.undo.look'));
  await page.getByText(hi('import:undo.reason.wrong-file')).click();
  await nodal.press(hi('desk:imports.undo.go'));
  await page.getByText(hi('desk:imports.undo.done')).waitFor();
  await open(nodal, 'lists');
  await page.getByText(hi('subjects:lists.rows_other', { number: 3 }), { exact: false }).waitFor();
});

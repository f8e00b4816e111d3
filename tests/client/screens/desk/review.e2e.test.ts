// The review as a district officer takes it into a meeting: its files are what the server counted, and whoever must
// act is directed from where she is named. Real server, real browser.
import ExcelJS from 'exceljs';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { reviewResponseSchema, type ReviewResponse } from '#shared/desk/review.ts';
import { cellsOf, type ReviewCell } from '#shared/report/review.ts';
import type { Told } from '#shared/report/review-cells.ts';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

const DISTRICT = '10.192';
let server: RunningServer;
const officer = new BrowserPhone({ width: 1366, height: 768 });

beforeAll(async () => {
  server = await runServer({ DATABASE_URL: await demoDatabaseUrl() });
  await officer.turnOn(`http://localhost:${server.port}/`);
  await officer.enrol(server.codes().find((c) => c.role === 'district-officer')?.code ?? '');
  await officer.press(hi('app:download.start'));
  await officer.press(hi('app:download.open'));
  await officer.page.locator('.must-act').waitFor();
});
afterAll(async () => {
  await officer.throwAway();
  await server.stop();
});

/** What the server says to the page that is open. */
async function said(): Promise<ReviewResponse> {
  const { searchParams, pathname } = new URL(officer.page.url());
  expect(pathname).toBe(`/desk/review/${DISTRICT}`);
  const query = `place=${DISTRICT}&from=${searchParams.get('from') ?? ''}&to=${searchParams.get('to') ?? ''}`;
  return reviewResponseSchema.parse(await officer.page.evaluate(async (path) => (await fetch(path)).json() as unknown, `/api/review?${query}`));
}

async function take(format: 'xlsx' | 'csv'): Promise<Buffer> {
  const coming = officer.page.waitForEvent('download');
  await officer.press(hi(`desk:review.take.${format}`));
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(new RegExp(`^[^/\\\\]+-10\\.192-\\d{4}-\\d\\d-\\d\\d-\\d{4}-\\d\\d-\\d\\d\\.${format}$`, 'u'));
  return readFileSync(await download.path());
}

const cellsIn = ({ programme, part }: ReviewResponse['parts'][number]): readonly ReviewCell[] =>
  cellsOf(PROGRAMMES.find(({ id }) => id === programme)?.review?.find(({ key }) => key === part) ?? { lines: [] });
/** As it stands in a file: nothing is empty, hidden is a dash, a share is per cent. */
function inFile({ line }: ReviewCell, value: Told | undefined): number | string | null {
  if (value === 'hidden') return '—';
  if (value === null || value === undefined) return null;
  return 'share' in line ? Math.round(value * 1000) / 10 : Math.round(value * 100) / 100;
}

describe.sequential('the review in a meeting', () => {
  test('is taken along as a workbook: a sheet for each part, Hindi heads, numbers as numbers, a dash for what is hidden', async () => {
    // Of one month most kinds of cases are few.
    await officer.page.getByRole('combobox', { name: hi('desk:review.period.label'), exact: true }).selectOption('month');
    await officer.page.waitForURL(/from=\d{4}-\d\d-01&to=/u);
    await officer.page.locator('.must-act').waitFor();
    const review = await said();
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(new Uint8Array(await take('xlsx')).buffer);
    expect(book.worksheets).toHaveLength(review.parts.length);
    let [hidden, numbers] = [0, 0];
    for (const [at, part] of review.parts.entries()) {
      const sheet = book.worksheets[at];
      const title = hi(`${part.programme}:review.${part.part}.title`);
      expect(title.startsWith(sheet?.name.replace(/[~…].*$/u, '').slice(0, 20) ?? '?')).toBe(true);
      const rows: unknown[][] = [];
      sheet?.eachRow({ includeEmpty: true }, (row) => { rows.push(Array.isArray(row.values) ? row.values.slice(1) : []); });
      const cells = cellsIn(part);
      const [head = [], ...lines] = rows;
      expect(head).toHaveLength(cells.length + 2);
      for (const [i, { line }] of cells.entries()) expect(String(head[i + 2]).startsWith(hi(`${part.programme}:review.${part.part}.line.${line.name}`))).toBe(true);
      const expected = [...part.rows, { ...review.place, values: part.total }].map(({ code, values }) => [code, ...cells.map((cell, i) => inFile(cell, values[i]))]);
      const read = lines.slice(0, expected.length).map((line) => [line[1], ...cells.map((_, i) => line[i + 2] ?? null)]);
      expect([title, read]).toEqual([title, expected]);
      hidden += read.flat().filter((cell) => cell === '—').length;
      numbers += read.flat().filter((cell) => typeof cell === 'number').length;
    }
    expect(hidden).toBeGreaterThan(0);
    expect(numbers).toBeGreaterThan(100);
  });

  test('is taken along as a CSV of the same figures, a line for each', async () => {
    const review = await said();
    const text = (await take('csv')).toString('utf8');
    expect(text.startsWith('\ufeff')).toBe(true);
    const lines = text.slice(1).trimEnd().split('\r\n');
    const figures = review.parts.reduce((sum, part) => sum + part.cells.length * (part.rows.length + 1), 0);
    const told = lines.slice(1, figures + 1).map((line) => line.split(',').at(-2));
    const expected = review.parts.flatMap((part) => cellsIn(part).flatMap((cell, i) => [...part.rows.map((row) => row.values[i]), part.total[i]].map((value) => String(inFile(cell, value) ?? ''))));
    expect(told).toEqual(expected);
    expect(lines[0]).toContain(hi('import:export.review.figure'));
  });

  test('leads from whoever must act to a direction with the matter in it, at a meeting begun with it, and back', async () => {
    const { page } = officer;
    const address = page.url();
    const one = page.locator('.must-act__one').filter({ has: page.locator('.must-act__direct') }).first();
    const place = (await one.locator('.must-act__place').innerText()).trim();
    await one.locator('.must-act__direct').first().click();
    await page.getByRole('heading', { level: 1, name: hi('desk:meetings.fromReview.title') }).waitFor();
    // Ids and days alone: no words travel in the address.
    expect(decodeURIComponent(page.url())).toMatch(/\/desk\/meetings\/give\/[\w.]+\?at=10\.192&of=[\w.-]+&why=(late|old|last)&from=[\d-]+&to=[\d-]+$/u);
    const owner = page.getByLabel(hi('desk:meetings.ownerPlace'));
    expect((await owner.locator('option:checked').innerText()).trim()).toBe(place);
    const text = await page.locator('.give textarea').inputValue();
    expect(text.length).toBeGreaterThan(20);
    await page.getByLabel(hi('desk:meetings.fromReview.which')).selectOption('new');
    await page.getByLabel(hi('desk:meetings.subject')).fill('समीक्षा के बीच की बैठक');
    await officer.press(hi('desk:meetings.add'));
    await page.getByRole('link', { name: hi('desk:meetings.fromReview.open') }).waitFor();
    await page.getByRole('link', { name: hi('desk:meetings.fromReview.back') }).click();
    await page.locator('.must-act').waitFor();
    expect(page.url()).toBe(address);

    // The next one of the day goes to the same meeting, without a word about it.
    await page.locator('.must-act__direct').nth(1).click();
    expect(await page.getByLabel(hi('desk:meetings.fromReview.which')).locator('option:checked').innerText()).toContain('समीक्षा के बीच की बैठक');
    await officer.press(hi('desk:meetings.add'));
    await page.getByRole('link', { name: hi('desk:meetings.fromReview.open') }).click();
    await page.locator('.page-head').getByRole('link', { name: /समीक्षा के बीच की बैठक.*2$/u }).click();
    await page.getByText(text).waitFor();
    expect(await page.locator('.data-table').last().locator('tbody tr').count()).toBe(2);
  });
});

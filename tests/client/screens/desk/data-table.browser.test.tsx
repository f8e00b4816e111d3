import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { clear, render } from '../../ui/render.tsx';
import { startWords } from '../../ui/words.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly families: number;
}
const ROWS: readonly Row[] = [
  { id: '1', name: 'फरका', families: 230 }, { id: '2', name: 'लैलख', families: 532_630 }, { id: '3', name: 'ममलखा', families: 12 },
];
const COLUMNS: readonly Column<Row>[] = [
  { key: 'name', label: 'ग्राम', value: (r) => r.name },
  { key: 'families', label: 'परिवार', numeric: true, value: (r) => r.families, total: { value: 532_872 } },
  { key: 'half', label: 'आधा', numeric: true, value: (r) => r.families / 2 },
];
const lakh = new Intl.NumberFormat('hi-IN-u-nu-latn');

function show(more: { readonly rows?: readonly Row[] } = {}): void {
  render(
    <DataTable
      id="test" caption="ग्राम" columns={COLUMNS} rows={more.rows ?? ROWS} rowKey={(r) => r.id} formatNumber={(n) => lakh.format(n)}
      choose filterFrom={2} rowHref={(r) => `#${r.id}`} totalsLabel="कुल" csvName="test" sort={{ column: 'name', down: false }}
    />,
  );
}
const names = (): string[] => [...document.querySelectorAll('tbody th')].map((th) => th.textContent);

beforeAll(() => startWords('hi'));
beforeEach(() => localStorage.clear());
afterEach(clear);

describe('a table of the desk', () => {
  it('is sorted by its headings, numbers the largest first, and says so to a screen reader', async () => {
    show();
    await expect.poll(names).toEqual(['फरका', 'ममलखा', 'लैलख']);
    await page.getByRole('button', { name: 'परिवार' }).click();
    await expect.poll(names).toEqual(['लैलख', 'फरका', 'ममलखा']);
    await expect.element(page.getByRole('columnheader', { name: 'परिवार' })).toHaveAttribute('aria-sort', 'descending');
    await page.getByRole('button', { name: 'परिवार' }).click();
    await expect.poll(names).toEqual(['ममलखा', 'फरका', 'लैलख']);
  });

  it('writes numbers with lakhs, and their total below', async () => {
    show();
    await expect.element(page.getByRole('cell', { name: '5,32,630' })).toBeVisible();
    await expect.element(page.getByRole('cell', { name: '5,32,872' })).toBeVisible();
  });

  it('leaves the total away while a filter hides some of what it counts', async () => {
    show();
    await page.getByRole('searchbox').fill('फर');
    await expect.poll(names).toEqual(['फरका']);
    expect(document.querySelector('tfoot')).toBeNull();
  });

  it('goes from row to row with the arrows, and to the ends with Home and End', async () => {
    show();
    await expect.element(page.getByRole('link', { name: 'फरका' })).toBeVisible();
    document.querySelector<HTMLElement>('tbody a')?.focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(document.activeElement?.textContent).toBe('ममलखा');
    await userEvent.keyboard('{End}{ArrowDown}');
    expect(document.activeElement?.textContent).toBe('लैलख');
    await userEvent.keyboard('{Home}');
    expect(document.activeElement?.textContent).toBe('फरका');
  });

  it('remembers which columns were chosen', async () => {
    show();
    await page.getByText('कॉलम चुनें').first().click();
    await page.getByRole('checkbox', { name: 'आधा' }).click();
    await expect.poll(() => document.querySelectorAll('thead th').length).toBe(2);
    clear();
    show();
    await expect.poll(() => document.querySelectorAll('thead th').length).toBe(2);
  });

  it('draws the first of very many rows, and all of them for paper', async () => {
    show({ rows: Array.from({ length: 900 }, (_, i) => ({ id: String(i), name: `वार्ड ${i}`, families: i })) });
    await expect.poll(() => document.querySelectorAll('tbody tr').length).toBe(300);
    window.dispatchEvent(new Event('beforeprint'));
    expect(document.querySelectorAll('tbody tr').length).toBe(900);
  });
});

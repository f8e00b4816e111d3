import i18next from 'i18next';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { dayMonthYear } from '#client/app/format.ts';
import { clear } from '#tests/client/ui/render.tsx';
import { startWords } from '#tests/client/ui/words.ts';
import { file, looks, openSample, TODAY } from './sample.tsx';

const NAMES = ['सुनीता देवी', 'मीना देवी', 'गुड़िया कुमारी'];
const PATH = '/office/register/sample/book';
const RECORDS = [
  file('f1', { name: NAMES[0] ?? '', day: `${TODAY.slice(0, 8)}01` }),
  file('f2', { name: NAMES[1] ?? '', day: TODAY, worker: 'nisha' }),
  file('f3', { name: NAMES[2] ?? '', day: TODAY, worker: 'nisha', child: true }),
  file('old', { name: 'पुरानी देवी', day: '2024-05-14' }),
];

beforeAll(() => startWords());
beforeEach(async () => {
  await page.viewport(360, 740);
  vi.spyOn(window, 'print').mockImplementation(() => window.dispatchEvent(new Event('beforeprint')));
});
afterEach(async () => {
  vi.restoreAllMocks();
  clear();
  document.querySelector('.print-root')?.remove();
  await i18next.changeLanguage('hi');
});

const button = (name: string | RegExp) => page.getByRole('button', { name });
const shown = (): string => document.body.innerText;
/** What a printer would get: paper and screen are apart. */
const printed = (): string => document.querySelector('.print-root')?.textContent ?? '';

async function showNames(): Promise<void> {
  await button('नाम सहित दिखाएँ').click();
  await page.getByRole('radio', { name: 'काम की जाँच' }).click({ force: true });
  await page.getByRole('dialog').getByRole('button', { name: 'नाम सहित दिखाएँ' }).click();
  await expect.poll(shown).toContain(NAMES[0]);
}

describe('a register', () => {
  test('shows numbers only, until names are asked for with a reason; each file named is written down', async () => {
    const store = await openSample(PATH, { records: RECORDS, role: 'centre-administrator' });
    await expect.element(page.getByText('S/f1')).toBeVisible();
    for (const name of NAMES) expect(document.body.textContent).not.toContain(name);
    expect(looks(store)).toEqual([]);
    await showNames();
    await expect.poll(() => looks(store)).toEqual(['f1 named supervision', 'f2 named supervision']);
    // A child's file that she may not print keeps to its number, names or not.
    expect(document.body.textContent).not.toContain(NAMES[2]);
    expect(shown()).toContain('S/f3');
  });

  test('hides names again when the app goes out of sight, and when another time is chosen', async () => {
    await openSample(PATH, { records: RECORDS });
    await showNames();
    const state = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    state.mockRestore();
    expect(document.body.textContent).not.toContain(NAMES[0]);
    await showNames();
    await button('तिमाही').click();
    await expect.poll(() => document.body.textContent).not.toContain(NAMES[0]);
  });

  test('is of a month, a quarter, a financial year or any days, and steps from one to the next', async () => {
    await openSample(PATH, { records: RECORDS });
    await expect.element(page.getByText('3 प्रविष्टियाँ')).toBeVisible();
    await button('वित्तीय वर्ष').click();
    await expect.element(page.getByText(/^वित्तीय वर्ष \d{4}-\d{2}$/u)).toBeVisible();
    for (let i = 0; i < 4 && !shown().includes('2024-25'); i += 1) await button('पिछला').click();
    await expect.element(page.getByText('S/old')).toBeVisible();
    await expect.element(page.getByText('1 प्रविष्टि', { exact: true })).toBeVisible();
    await button('पिछला').click();
    await expect.element(page.getByText('इस समय की कोई प्रविष्टि नहीं है')).toBeVisible();
    await button('तारीख़ चुनें').click();
    await expect.element(page.getByRole('group', { name: 'किस तारीख़ से' })).toBeVisible();
  });

  test('is a table at the desk and lines to read on a phone', async () => {
    await openSample(PATH, { records: RECORDS });
    await expect.element(page.getByRole('listitem').first()).toBeVisible();
    expect(document.querySelector('main table')).toBe(null);
    await page.viewport(1366, 768);
    await expect.element(page.getByRole('columnheader', { name: 'संख्या' })).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(1366);
  });
});

describe('a register on paper', () => {
  test('is in Hindi whatever the app speaks: head, period, numbered rows, room to sign, and nothing of the screen', async () => {
    await i18next.changeLanguage('en');
    await openSample(PATH, { records: RECORDS });
    await button('Print without names').click();
    await expect.poll(printed).toContain('निबंधन पंजी');
    for (const said of ['बिहार सरकार', 'समाज कल्याण विभाग', 'सखी केंद्र, लखीसराय', 'जिला: लखीसराय', 'अवधि: ', '3 प्रविष्टियाँ', `दिनांक: ${dayMonthYear(TODAY)}`, 'स्रोत: इस उपकरण पर रखी संचिकाएँ', 'केंद्र प्रशासक का हस्ताक्षर और मुहर']) expect(printed()).toContain(said);
    const rows = [...document.querySelectorAll('.print-root tbody tr')].map((tr) => [...tr.children].map((cell) => cell.textContent));
    expect(rows.map(([number, day]) => [number, day])).toEqual([['1', dayMonthYear(`${TODAY.slice(0, 8)}01`)], ['2', dayMonthYear(TODAY)], ['3', dayMonthYear(TODAY)]]);
    expect(document.querySelector('.print-root button, .print-root a')).toBe(null);
    expect(document.title).not.toMatch(/S\/|सुनीता/u);
  });

  test('carries names only where they were asked for, and that it was printed is written down first', async () => {
    const store = await openSample(PATH, { records: RECORDS });
    await button('बिना नाम छापें').click();
    await expect.poll(printed).toContain('S/f1');
    for (const name of NAMES) expect(printed()).not.toContain(name);
    expect(looks(store)).toEqual([]);
    await showNames();
    await button('नाम सहित छापें').click();
    await expect.poll(printed).toContain(NAMES[0]);
    expect(looks(store)).toEqual(['f1 named supervision', 'f1 printed supervision']);
    // Not hers: of this one only the number goes on paper.
    expect(printed()).toContain('S/f2');
    expect(printed()).not.toContain(NAMES[1]);
  });

  test('printed from the browser is written down as well', async () => {
    const store = await openSample(PATH, { records: RECORDS });
    await showNames();
    window.dispatchEvent(new Event('beforeprint'));
    expect(printed()).toContain(NAMES[0]);
    await expect.poll(() => looks(store)).toContain('f1 printed supervision');
  });

  test('stays while the print window stands before the app, and goes with its return', async () => {
    await openSample(PATH, { records: RECORDS });
    await showNames();
    await button('नाम सहित छापें').click();
    await expect.poll(printed).toContain(NAMES[0]);
    const state = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    expect(printed()).toContain(NAMES[0]);
    expect(shown()).not.toContain(NAMES[0]);
    state.mockReturnValue('visible');
    document.dispatchEvent(new Event('visibilitychange'));
    state.mockRestore();
    expect(document.body.textContent).not.toContain(NAMES[0]);
  });
});

import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { clear } from '#tests/client/ui/render.tsx';
import { startWords } from '#tests/client/ui/words.ts';
import { file, looks, openSample } from './sample.tsx';

const NAME = 'सुनीता देवी';

beforeAll(() => startWords());
beforeEach(() => {
  vi.spyOn(window, 'print').mockImplementation(() => window.dispatchEvent(new Event('beforeprint')));
});
afterEach(() => {
  vi.restoreAllMocks();
  clear();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const printed = (): string => document.querySelector('.print-root')?.textContent ?? '';

test('a paper of her own file is shown as it will be printed: head, facts, ticked boxes, table, room to sign', async () => {
  const store = await openSample('/cases/f1/paper/letter', { records: [file('f1', { name: NAME, harms: ['hit', 'words'] })] });
  await expect.element(page.getByText(`${NAME} को सहायता दें।`)).toBeVisible();
  await expect.element(page.getByText('सखी केंद्र, लखीसराय')).toBeVisible();
  const ticks = [...document.querySelectorAll('.sheet__ticks li')].map((li) => [li.textContent, li.querySelector('svg') !== null]);
  expect(ticks).toEqual([['मारपीट', true], ['ख़र्च न देना', false], ['गाली', true]]);
  expect([...document.querySelectorAll('.sheet__signatures p')].map((p) => p.textContent)).toEqual(['पीड़िता', 'लिखने वाली']);
  expect(looks(store)).toEqual(['f1 named my_work']);

  await button('छापें').click();
  await expect.poll(printed).toContain(NAME);
  expect(looks(store)).toEqual(['f1 named my_work', 'f1 printed my_work']);
  expect(document.title).not.toContain(NAME);
});

test('of a file that is not hers the reason is asked before anything of it is shown', async () => {
  const store = await openSample('/cases/f1/paper/letter', { role: 'centre-administrator', records: [file('f1', { name: NAME, worker: 'nisha' })] });
  await page.getByRole('radio', { name: 'काम की जाँच' }).click({ force: true });
  expect(document.body.textContent).not.toContain(NAME);
  window.dispatchEvent(new Event('beforeprint'));
  expect(printed()).toBe('');
  expect(looks(store)).toEqual([]);
  await button('काग़ज़ खोलें').click();
  await expect.poll(() => document.body.textContent).toContain(NAME);
  await button('छापें').click();
  await expect.poll(() => looks(store)).toEqual(['f1 named supervision', 'f1 printed supervision']);
});

test('who may not print is told whom to ask, and sees nothing', async () => {
  const store = await openSample('/cases/f1/paper/letter', { role: 'case-worker', records: [file('f1', { name: NAME, worker: 'nisha' })] });
  await expect.element(page.getByText('यह काग़ज़ आप नहीं छाप सकतीं')).toBeVisible();
  expect(document.body.textContent).not.toContain(NAME);
  window.dispatchEvent(new Event('beforeprint'));
  expect(printed()).toBe('');
  expect(looks(store)).toEqual([]);
});

test('what could not be written down is neither shown nor printed', async () => {
  const store = await openSample('/cases/f1/paper/letter', { records: [file('f1', { name: NAME })] });
  await expect.poll(() => document.body.textContent).toContain(NAME);
  vi.spyOn(store, 'saveAll').mockResolvedValue({ ok: false, reason: 'storage-full' });
  await button('छापें').click();
  await expect.element(page.getByText(/न दिखाया गया, न छापा गया/u)).toBeVisible();
  expect(window.print).not.toHaveBeenCalled();
  expect(printed()).toBe('');
});

test('it is covered again when the app goes out of sight, and opened by a tap that is written down', async () => {
  const store = await openSample('/cases/f1/paper/letter', { records: [file('f1', { name: NAME })] });
  await expect.poll(() => document.body.textContent).toContain(NAME);
  const state = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  document.dispatchEvent(new Event('visibilitychange'));
  state.mockRestore();
  expect(document.body.textContent).not.toContain(NAME);
  await button('काग़ज़ खोलें').click();
  await expect.poll(() => document.body.textContent).toContain(NAME);
  expect(looks(store)).toEqual(['f1 named my_work', 'f1 named my_work']);
});

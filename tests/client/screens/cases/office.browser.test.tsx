import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { clear } from '#tests/client/ui/render.tsx';
import { startWords } from '#tests/client/ui/words.ts';
import { file, openSample, row } from './sample.tsx';

beforeAll(() => startWords());
afterEach(clear);

const link = (name: string | RegExp) => page.getByRole('link', { name });
const button = (name: string | RegExp) => page.getByRole('button', { name });

describe('a list of the office', () => {
  const ROOMS = [row('r1', 'room', 'rooms', { name: 'कमरा 10', full: true }), row('r2', 'room', 'rooms', { name: 'कमरा 2' })];

  test('as a board shows which is free, each with its word, in the order of their names', async () => {
    await openSample('/office/list/sample/rooms', { records: ROOMS });
    await expect.poll(() => page.getByRole('listitem').elements().map((li) => li.textContent)).toEqual(['कमरा 2खालीकमरा', 'कमरा 10भराकमरा']);
    await button(/^भरा/u).click();
    await expect.poll(() => page.getByRole('listitem').elements().length).toBe(1);
    await expect.element(link('नया कमरा')).toHaveAttribute('href', '/office/new/sample/rooms');
  });

  test('begins with the ready-made entries in one tap, saved together', async () => {
    const store = await openSample('/office/list/sample/points', { records: [] });
    await button(/तैयार सूची जोड़ें \(3\)/u).click();
    await expect.element(link(/बिजली/u)).toBeVisible();
    expect(store.ofType('point').map(({ values }) => values['name'])).toEqual(['बिजली', 'पानी', 'शौचालय']);
    expect(button(/तैयार सूची/u).elements()).toEqual([]);
  });

  test('leads to the page of one, with its facts, lines and forms', async () => {
    await openSample('/office/list/sample/points', { records: [row('p1', 'point', 'points', { name: 'बिजली', 'looks.k1.note': 'तार खुला है', 'looks.k1._gone': false })] });
    await link(/बिजली/u).click();
    await expect.element(page.getByText('तार खुला है')).toBeVisible();
    const forms = page.getByRole('link', { name: 'देखकर लिखें' }).elements().map((a) => a.getAttribute('href'));
    expect(forms).toEqual(['/cases/p1/form/sample.look/k1', '/cases/p1/form/sample.look']);
  });

  test('a form of a row adds a line', async () => {
    const store = await openSample('/cases/p1/form/sample.look', { records: [row('p1', 'point', 'points', { name: 'बिजली' })] });
    await page.getByRole('textbox').fill('अब ठीक है');
    await button('जाँचें').click();
    await button('सहेजें').click();
    await expect.element(page.getByText('अब ठीक है')).toBeVisible();
    expect(Object.entries(store.get('p1')?.values ?? {}).filter(([path]) => path.startsWith('looks.')).map(([path, value]) => [path.replace(/\.[^.]+\./u, '.*.'), value])).toContainEqual(['looks.*.note', 'अब ठीक है']);
  });
});

describe('a mentor', () => {
  const LEAVER = file('f1', { name: 'सोनू कुमार' });
  const willing = row('m1', 'helper', 'helpers', { name: 'आरती कुमारी', willing: true });
  const unwilling = row('m2', 'helper', 'helpers', { name: 'राजू कुमार', willing: false });

  test('who fits is chosen after both were asked; who does not stands with the reason', async () => {
    const store = await openSample('/cases/f1/match', { records: [LEAVER, willing, unwilling] });
    await expect.element(page.getByText('अभी तैयार नहीं')).toBeVisible();
    expect(button(/को चुनें/u).elements().length).toBe(1);
    await button('आरती कुमारी को चुनें').click();
    expect(store.unsent().records).toBe(0);
    await button('हाँ, दोनों राज़ी हैं').click();
    await expect.poll(() => Object.values(store.get('f1')?.values ?? {})).toContain('m1');
    expect(document.body.textContent).not.toContain('सोनू');
  });

  test('when nobody fits, it is said what to do', async () => {
    await openSample('/cases/f1/match', { records: [LEAVER, unwilling] });
    await expect.element(page.getByText('अभी कोई ठीक नहीं बैठता')).toBeVisible();
    await expect.element(page.getByText(/प्रशिक्षण या सहमति बाकी हो/u)).toBeVisible();
    await expect.element(page.getByText('राजू कुमार')).toBeVisible();
  });
});

// Care leavers in the app: a paper goes on line by line, the next one is told, a mentor is paired, and what
// must not be written is refused with its words.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { isoDay } from '#client/app/format.ts';
import { closeApp, openWork } from '../app.tsx';
import { unitProfile, unitRecords } from '../demo/leavers.ts';

beforeEach(() => page.viewport(360, 740));
afterEach(closeApp);

const today = isoDay(Date.now());
const open = (path: string) => openWork(path, { profile: unitProfile(), records: unitRecords(today) });
const button = (name: string | RegExp) => page.getByRole('button', { name });
const field = (name: string | RegExp) => page.getByRole('textbox', { name });

test('a paper that has come is noted from its line, and the next paper is told with where to go and what to take', async () => {
  const { store } = await open('/cases/puja');
  await expect.element(page.getByText('कागज़ात', { exact: true })).toBeVisible();
  for (const details of document.querySelectorAll('details')) details.open = true;
  await expect.element(page.getByText('अगला: अपना बैंक खाता')).toBeVisible();
  await expect.element(page.getByText(/नज़दीकी बैंक में, ले जाएँ: आधार कार्ड, 2 फ़ोटो/).first()).toBeVisible();
  document.querySelector<HTMLAnchorElement>('a[href="/cases/puja/form/care-leavers.paper/residence"]')?.click();
  await expect.element(page.getByText('आवासीय प्रमाण पत्र', { exact: true })).toBeVisible();
  await page.getByRole('radio', { name: 'कागज़ मिल गया' }).click({ force: true });
  await button('आगे').click();
  await button('आगे').click();
  await field(/^कागज़ पर नाम/).fill('पूजा कुमारी');
  await button('आगे').click();
  await button('जाँचें').click();
  await button('सहेजें').click();
  await expect.poll(() => store.get('puja')?.values['papers.residence.state']).toBe('issued');
  expect(store.get('puja')?.values['papers.residence.nameOn']).toBe('पूजा कुमारी');
});

test('a whole Aadhaar number is refused where the paper is noted', async () => {
  const { store } = await open('/cases/puja/form/care-leavers.paper/voter');
  await page.getByRole('radio', { name: 'कागज़ मिल गया' }).click({ force: true });
  await button('आगे').click();
  await button('आगे').click();
  await field(/^कागज़ पर नाम/).fill('पूजा 2345 6789 0124');
  await button('आगे').click();
  await expect.element(page.getByText('आधार का पूरा नंबर न लिखें: केवल आख़िरी चार अंक लिखें').first()).toBeVisible();
  expect(store.get('puja')?.values['papers.voter.state']).toBeUndefined();
});

test('a mentor who fits is paired by one tap after both were asked; who does not fit is told why', async () => {
  const { store } = await open('/cases/puja/match');
  await expect.element(page.getByText('प्रशिक्षण नहीं हुआ')).toBeVisible();
  await expect.element(page.getByText('युवा ने अपने ही लिंग का मेंटर चाहा है')).toBeVisible();
  await button('रेखा देवी को चुनें').click();
  await button('हाँ, दोनों राज़ी हैं').click();
  await expect.poll(() => Object.entries(store.get('puja')?.values ?? {}).find(([path]) => /^mentorships\.[^.]+\.mentor$/u.test(path))?.[1]).toBe('m-rekha');
});

test('files and mentors have lists of their own, and no name is seen in either', async () => {
  await open('/cases');
  await expect.element(page.getByText('CL/2026-27/A7-0001')).toBeVisible();
  await expect.element(page.getByText('रहने की जगह नहीं है')).toBeVisible();
  await button(/^मेंटर/).click();
  await expect.element(page.getByText('MEN/2026-27/A7-0001')).toBeVisible();
  expect(document.body.textContent).not.toMatch(/पूजा|रेखा देवी|अंजू/u);
});

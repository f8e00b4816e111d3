import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { setAppName } from '#client/app/app-name.ts';
import { isoDay } from '#client/app/format.ts';
import { centreProfile, centreRecords } from '../demo/centre.ts';
import { demoPhone } from '../demo/demo-phone.ts';
import { closeApp, openApp, openWork } from '../app.tsx';

afterEach(() => {
  setAppName('dehri');
  closeApp();
});

test('who chose the neutral name finds nothing of the product on the lock', async () => {
  await openApp('/', demoPhone({ pictures: ['lotus'] }));
  await expect.element(page.getByRole('heading', { level: 1, name: 'देहरी' })).toBeVisible();
  closeApp();
  await openWork('/settings', { profile: centreProfile(), records: centreRecords(isoDay(Date.now())) });
  await page.getByRole('radio', { name: 'डायरी' }).click({ force: true });
  await expect.element(page.getByText(/पुराने चिह्न को देर तक दबाएँ/)).toBeVisible();
  expect(localStorage.getItem('app-name')).toBe('diary');
  closeApp();
  await openApp('/', demoPhone({ pictures: ['lotus'] }), { 'app-name': 'diary' });
  await expect.element(page.getByRole('heading', { level: 1, name: 'डायरी' })).toBeVisible();
  expect(document.body.textContent).not.toMatch(/देहरी|dehri/iu);
});

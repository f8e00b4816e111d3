// A 181 call that becomes a file: one tap, then the intake, in which nothing is typed twice.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { isoDay } from '#client/app/format.ts';
import { closeApp, openWork } from '../app.tsx';
import { centreProfile, centreRecords, ME } from '../demo/centre.ts';

beforeEach(() => page.viewport(360, 740));
afterEach(closeApp);

const today = isoDay(Date.now());
const button = (name: string | RegExp) => page.getByRole('button', { name });
const choose = (name: string) => page.getByRole('radio', { name, exact: true }).first().click({ force: true });
const tick = (name: string) => page.getByRole('checkbox', { name, exact: true }).click({ force: true });
const next = () => button('आगे').click();

test('a call is disposed in one tap and becomes a file that knows it, and it the file', async () => {
  const { store } = await openWork('/calls', { profile: centreProfile(), records: centreRecords(today, 2, 0) });
  const before = new Set(store.ofType('call').map(({ id }) => id));
  await button(/^मामला दर्ज करें/).click();
  await expect.element(page.getByText('क्या अभी कोई ख़तरा या तुरंत की ज़रूरत है?')).toBeVisible();
  const call = store.ofType('call').find(({ id }) => !before.has(id));
  expect(call?.values).toMatchObject({ day: today, disposition: 'registrable', by: ME });

  await tick('ऐसा कुछ नहीं');
  await next();
  await expect.element(page.getByRole('radio', { name: '181 की कॉल' })).toBeChecked();
  await choose('नहीं');
  await next();
  await next();
  await choose('नहीं');
  await next();
  await next();
  await tick('घरेलू हिंसा');
  await choose('घरेलू हिंसा');
  for (let pages = 0; pages < 5; pages += 1) await next();
  await choose('हाँ');
  await page.getByRole('radio', { name: 'नहीं', exact: true }).last().click({ force: true });
  await next();
  await button('जाँचें').click();
  await button('सहेजें').click();
  // No age was told: that is said once, and saved when she saves again.
  await expect.element(page.getByText(/उम्र नहीं लिखी है/)).toBeVisible();
  await button('सहेजें').click();

  await expect.poll(() => store.get(call?.id ?? '')?.values['case']).toBeTypeOf('string');
  const file = store.get(String(store.get(call?.id ?? '')?.values['case']));
  expect(file?.values).toMatchObject({ call: call?.id, mode: 'call_181', registeredDay: today, worker: ME, takenBy: ME, status: 'open', nameTold: false, violence: ['domestic'], primaryViolence: 'domestic' });
  expect(file?.values['number']).toMatch(/^OSC/u);
});

test('a call that was left before its file was made stands among the calls, and goes on from there', async () => {
  const { store } = await openWork('/calls', { profile: centreProfile(), records: centreRecords(today, 2, 0) });
  await button(/^मामला दर्ज करें/).click();
  await expect.element(page.getByText('क्या अभी कोई ख़तरा या तुरंत की ज़रूरत है?')).toBeVisible();
  history.pushState(null, '', '/office/list/one-stop-centre/calls');
  await page.getByRole('link', { name: /मामला दर्ज करना बाकी/ }).first().click();
  await page.getByRole('link', { name: 'नया मामला' }).click();
  await expect.element(page.getByText('क्या अभी कोई ख़तरा या तुरंत की ज़रूरत है?')).toBeVisible();
  expect(store.ofType('call').length).toBe(1);
});

import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Profile } from '#shared/sync/profile.ts';
import { bucketReaches } from '#shared/place/bucket.ts';
import { closeApp, openWork } from './app.tsx';
import { demoProfile, VILLAGE } from './demo/village.ts';

afterEach(closeApp);

const BLOCK = '10.193.1710';
const coordinator: Profile = { ...demoProfile, person: { id: 'manju', name: 'मंजू देवी' }, grants: [{ id: 'g2', person: 'manju', role: 'coordinator', place: BLOCK, from: '2026-01-01', to: null }] };
const button = (name: string | RegExp) => page.getByRole('button', { name });
const link = (name: string | RegExp) => page.getByRole('link', { name });

describe('a new camp', () => {
  test('is announced by a coordinator for a place of hers, and reaches the mitras there', async () => {
    const session = await openWork('/today', { profile: coordinator });
    await link('नया शिविर').click();
    await expect.element(page.getByText('पूरा सबौर')).toBeInTheDocument();
    await page.getByLabelText('ग्राम पंचायत').selectOptions('रामपुर पंचायत');
    await button('आगे').click();

    await page.getByText('राशन कार्ड', { exact: true }).click();
    await page.getByRole('textbox', { name: /कहाँ लगेगा/ }).fill('मध्य विद्यालय');
    await expect.poll(() => session.store.drafts()[0]?.answers['venue']).toBe('मध्य विद्यालय');
    await button('पीछे').click();
    await expect.element(page.getByRole('heading', { level: 1, name: 'शिविर' })).toBeVisible();
    await link(/शिविर अधूरा है/).click();
    await expect.element(page.getByRole('radio', { name: 'राशन कार्ड' })).toBeChecked();

    for (const [question, day] of [['पहला दिन', '3'], ['आख़िरी दिन', '6']] as const) {
      const set = page.getByRole('group', { name: question });
      await set.getByRole('textbox').nth(0).fill(day);
      await set.getByRole('textbox').nth(1).fill('2');
      await set.getByRole('textbox').nth(2).fill('2031');
    }
    await button('आगे').click();
    await page.getByText('आधार कार्ड', { exact: true }).click();
    await button('जाँचें').click();
    await button('सहेजें').click();
    await expect.element(page.getByRole('heading', { level: 1, name: 'राशन कार्ड शिविर' })).toBeVisible();
    const camp = session.store.ofType('camp').find((c) => c.values['venue'] === 'मध्य विद्यालय');
    expect(camp?.bucket).toBe(`${BLOCK}.p01/notice`);
    expect(camp?.values).toMatchObject({ kind: 'ration', place: `${BLOCK}.p01`, firstDay: '2031-02-03', lastDay: '2031-02-06', bring: ['aadhaar'], status: 'planned' });
    expect(bucketReaches(camp?.bucket ?? '', VILLAGE)).toBe(true);
    expect(session.store.drafts()).toEqual([]);
  });

  test('says on the camp’s page what to bring as its organiser chose it, and can be changed by her', async () => {
    const session = await openWork('/camps', { profile: coordinator });
    await session.store.save({ type: 'camp', bucket: `${BLOCK}.p01/notice`, edits: { kind: 'ration', place: `${BLOCK}.p01`, venue: 'मध्य विद्यालय', firstDay: '2031-02-03', lastDay: '2031-02-06', opens: '10:00', closes: '16:00', status: 'planned', bring: ['aadhaar', 'bank_book'] } });
    await expect.element(page.getByText('3–6 फ़र. 2031 · मध्य विद्यालय')).toBeVisible();
    await link(/राशन कार्ड शिविर/).click();
    await expect.element(page.getByText('आधार कार्ड, बैंक की किताब')).toBeVisible();
    await expect.element(page.getByText('3–6 फ़र. 2031 · 10:00–16:00')).toBeVisible();
    await link('शिविर में बदलाव करें').click();
    await expect.element(page.getByRole('textbox', { name: /कहाँ लगेगा/ })).toHaveValue('मध्य विद्यालय');
  });

  test('is not offered to a mitra, who sees the camps there are', async () => {
    await openWork('/today');
    await expect.element(link(/शिविर/).first()).toBeInTheDocument();
    expect(document.body.textContent).not.toContain('नया शिविर');
    closeApp();
    await openWork('/camps');
    await expect.element(link(/आयुष्मान शिविर/)).toBeVisible();
    expect(document.body.textContent).not.toContain('नया शिविर');
    closeApp();
    await openWork('/camps/new');
    await expect.element(page.getByText('यह पन्ना नहीं मिला')).toBeVisible();
  });

  test('that will not be held says so in a word', async () => {
    const session = await openWork('/camps', { profile: coordinator });
    await session.store.save({ type: 'camp', record: 'camp1', edits: { status: 'cancelled', firstDay: '2031-02-03', lastDay: '2031-02-06' } });
    await expect.element(link(/आयुष्मान शिविर/)).toHaveTextContent('नहीं होगा');
  });
});

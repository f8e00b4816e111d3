// Files that no phone keeps: opened over the line with a reason, after a second person's word where it is
// wanted; in memory only, and gone with the page. And the second person's card.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Opening } from '#shared/desk/files.ts';
import { encodeRecords } from '#shared/sync/wire-records.ts';
import { isoDay } from '#client/app/format.ts';
import { closeApp, openWork } from '../app.tsx';
import { centreProfile, centreRecords } from '../demo/centre.ts';

const today = isoDay(Date.now());
const all = centreRecords(today);
const secret = all.find(({ id }) => id === 'girl');
const records = all.filter(({ id }) => id !== 'girl');
const NAME = String(secret?.values['name']);
const button = (name: string | RegExp) => page.getByRole('button', { name });
const text = (): string => document.body.textContent ?? '';

const plain = window.fetch;
const asked: { readonly path: string; readonly body: unknown }[] = [];
let answers: Readonly<Record<string, () => { readonly status: number; readonly body: unknown }>> = {};

beforeEach(() => {
  asked.length = 0;
  window.fetch = async (input, init) => {
    const path = String(input);
    const answer = Object.entries(answers).find(([start]) => path.startsWith(start))?.[1];
    if (!path.startsWith('/api/files')) return plain(input, init);
    asked.push({ path, body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined });
    const { status, body } = answer?.() ?? { status: 404, body: { code: 'not-found' } };
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
  };
});
afterEach(() => {
  window.fetch = plain;
  closeApp();
});

describe('a file that is not on the phone', () => {
  test('opens after a second person’s word, writes no look of its own, and is let go of when she leaves it', async () => {
    let allowed = false;
    answers = {
      '/api/files/girl/open': () => (allowed && secret !== undefined
        ? { status: 200, body: { bucket: secret.bucket, rows: encodeRecords([secret]), names: {} } }
        : { status: 403, body: { code: 'opening-waits' } }),
    };
    const session = await openWork('/cases/girl', { profile: centreProfile(), records });
    await page.getByText('तुरंत ख़तरा है').click();
    await button('नेटवर्क से खोलें').click();
    await expect.element(page.getByText('दूसरे व्यक्ति से अनुमति माँगी गई है')).toBeVisible();
    expect(session.store.get('girl')).toBeUndefined();
    allowed = true;
    await button('फिर देखें').click();
    await expect.element(button('नाम दिखाएँ')).toBeVisible();
    expect(asked.at(-1)?.body).toMatchObject({ reason: 'emergency' });
    expect(text()).not.toContain(NAME);
    await button('नाम दिखाएँ').click();
    await expect.element(page.getByText(NAME).first()).toBeVisible();
    expect(session.store.isOnlineOnly('girl')).toBe(true);
    expect(session.store.outbox(10)).toEqual([]);
    history.pushState(null, '', '/cases');
    await expect.poll(() => session.store.get('girl')).toBeUndefined();
  });

  test('that is not hers to know of says so and shows nothing', async () => {
    answers = {};
    await openWork('/cases/girl', { profile: centreProfile(), records });
    await page.getByText('यह मेरे काम का हिस्सा है').click();
    await button('नेटवर्क से खोलें').click();
    await expect.element(page.getByText('यह मामला आपके नाम नहीं है')).toBeVisible();
    expect(text()).not.toContain(NAME);
  });
});

test('the second person sees who asks and why, and answers by one tap', async () => {
  const opening: Opening = { id: '208.abcdefghijkl', place: '10.208.osc1', record: 'girl', type: 'case', title: 'OSC1/2026-27/A7-0901-EG4', detail: null, state: null, person: 'nisha', personName: 'निशा सिन्हा', reason: 'emergency', note: '', at: Date.now(), standing: 'waiting', until: null, mine: false, answers: true };
  let standing: Opening['standing'] = 'waiting';
  answers = {
    '/api/files/openings/208.abcdefghijkl/allow': () => {
      standing = 'open';
      return { status: 200, body: { until: Date.now() + 3_600_000 } };
    },
    '/api/files/openings?': () => ({ status: 200, body: { openings: [{ ...opening, standing }] } }),
  };
  await openWork('/today', { profile: centreProfile('centre-administrator'), records });
  await expect.element(page.getByText('मामला देखने की अनुमति माँगी गई')).toBeVisible();
  expect(text()).toContain('निशा सिन्हा');
  await button('अनुमति दें').click();
  await expect.poll(() => asked.some(({ path }) => path.endsWith('/allow'))).toBe(true);
  await expect.poll(() => text().includes('मामला देखने की अनुमति माँगी गई')).toBe(false);
});

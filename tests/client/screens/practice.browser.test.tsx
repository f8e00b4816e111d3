import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { closeApp, openApp, typePin } from './app.tsx';
import { DEMO_PIN, demoPhone } from './demo/demo-phone.ts';

const button = (name: string | RegExp) => page.getByRole('button', { name });
const link = (name: string | RegExp) => page.getByRole('link', { name });

/** What went to a server meanwhile. */
let asked: string[] = [];
beforeEach(() => {
  asked = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
    asked.push(input instanceof Request ? input.url : String(input));
    return new Response('{}', { status: 503 });
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await closeApp();
});

test('whoever has no code yet can practise, is told so on every screen, and comes back to the start', async () => {
  await openApp('/', demoPhone());
  await button('अभ्यास करके देखें').click();
  await expect.element(page.getByText('अभ्यास · कहीं नहीं भेजा जाता')).toBeVisible();
  await expect.element(page.getByText('अगला घर')).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: 'परिवार' }).click();
  await expect.element(page.getByText('अभ्यास · कहीं नहीं भेजा जाता')).toBeVisible();
  await button('समाप्त करें').click();
  await expect.element(button('कोड लिखें')).toBeVisible();
  expect(asked.filter((url) => url.includes('/api/'))).toEqual([]);
});

test('practice stands over her own work and leaves nothing in it', async () => {
  await openApp('/', demoPhone({ families: 12, pictures: ['lotus'] }));
  await typePin(DEMO_PIN);
  await expect.element(page.getByText('अगला घर')).toBeVisible();
  await link(/सेटिंग/).click();
  await button('अभ्यास करके देखें').click();
  await expect.element(link(/सर्वेक्षण शुरू करें/)).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: 'परिवार' }).click();
  await expect.element(page.getByText('चिंता देवी').first()).toBeVisible();
  await button('समाप्त करें').click();
  await expect.element(page.getByText('अगला घर')).toBeVisible();
  expect(document.body.textContent).not.toContain('अभ्यासपुर');
  expect(asked.filter((url) => url.includes('/api/'))).toEqual([]);
});

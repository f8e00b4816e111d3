import { afterEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Session } from '#client/app/services.ts';
import { closeApp, openWork } from './app.tsx';

afterEach(closeApp);

const button = (name: string | RegExp) => page.getByRole('button', { name });
const ALL_SENT = 'सब सर्वर के पास पहुँच गया';

async function drawing(colour: string): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(640, 480);
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('a canvas can be drawn on');
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 640, 480);
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer());
}

async function withPhoto(session: Session, record: string, type = 'household'): Promise<string> {
  const photo = await session.store.putPhoto(await drawing('#2a6'));
  await session.store.save({ type, record, edits: { photo } });
  return photo;
}

describe('photos that wait', () => {
  test('are counted apart, go by her word, and until then not all is sent', async () => {
    const session = await openWork('/send');
    await withPhoto(session, 'h0');
    await expect.element(page.getByText('1 रिकॉर्ड अभी नहीं भेजा गया')).toBeVisible();
    await button('अभी भेजें').click();
    await expect.element(page.getByText('1 फ़ोटो भेजनी बाकी').first()).toBeVisible();
    await expect.element(page.getByText('उत्तर पहले जाते हैं', { exact: false })).toBeVisible();
    expect(document.body.textContent).not.toContain(ALL_SENT);
    await button('फ़ोटो भेजें').click();
    await expect.element(page.getByText(ALL_SENT)).toBeVisible();
    expect(document.body.textContent).not.toContain('फ़ोटो भेजनी बाकी');
  });

  test('that cannot go are told, with what to do', async () => {
    const session = await openWork('/send');
    const photo = await withPhoto(session, 'h0');
    await session.store.settlePhoto(photo, 'refused');
    await button('अभी भेजें').click();
    await expect.element(page.getByText('रिकॉर्ड खोलकर दोबारा फ़ोटो लें।')).toBeVisible();
    expect(document.body.textContent).not.toContain(ALL_SENT);
  });
});

describe('the photos of a record', () => {
  test('are shown where they were taken; of another phone one is said to be still to come', async () => {
    const session = await openWork('/families/h0');
    await session.store.save({ type: 'household', record: 'h0', edits: { photo: 'a'.repeat(64) } });
    await expect.element(page.getByText('फ़ोटो आना बाकी')).toBeVisible();
    await withPhoto(session, 'h0');
    await expect.element(page.getByRole('img', { name: 'रिकॉर्ड की फ़ोटो' })).toBeVisible();
    await expect.element(page.getByText('फ़ोटो भेजनी बाकी')).toBeVisible();
  });

  test('a group\'s is taken in its form, shrunk, and stands on its page', async () => {
    const session = await openWork('/groups/group1');
    await session.store.save({ type: 'shg', record: 'group1', edits: { formedDay: '2026-11-18' } });
    await page.getByRole('link', { name: 'समूह की जानकारी और फ़ोटो' }).click();
    await expect.poll(() => document.querySelector('input[type=file]')).not.toBeNull();
    const picker = document.querySelector<HTMLInputElement>('input[type=file]') ?? document.body;
    const file = new File([new Uint8Array(await drawing('#a62'))], 'IMG_0001.jpg', { type: 'image/jpeg' });
    await userEvent.upload(picker, file);
    await expect.element(page.getByRole('img', { name: 'फ़ोटो ली गई' })).toBeVisible();
    await button('जाँचें').click();
    await button(/^सहेजें/).click();
    await expect.element(page.getByRole('img', { name: 'रिकॉर्ड की फ़ोटो' })).toBeVisible();
    const [photo] = session.store.photosKept();
    expect(photo?.uses.map((u) => u.record)).toEqual(['group1']);
  });
});

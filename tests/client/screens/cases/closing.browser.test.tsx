// Disposing of a case in the app: what is open is said with what to do and nothing is written; when it is
// done, the same form closes the case.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Session } from '#client/app/services.ts';
import { isoDay } from '#client/app/format.ts';
import { closeApp, openWork } from '../app.tsx';
import { centreProfile, centreRecords } from '../demo/centre.ts';

beforeEach(() => page.viewport(360, 740));
afterEach(closeApp);

const today = isoDay(Date.now());
const CLOSE = 'form/one-stop-centre.close';
/** Of the made-up files `c1` has a referral without an answer; of `c2` nothing is open. Both are hers. */
const open = (path: string): Promise<Session> => openWork(path, { profile: centreProfile(), records: centreRecords(today) });
const button = (name: string | RegExp) => page.getByRole('button', { name });
const status = (session: Session, file: string) => session.store.get(file)?.values['status'];

async function fillIn(): Promise<void> {
  await page.getByRole('radio', { name: 'सहायता देकर निष्पादित' }).click({ force: true });
  await button('आगे').click();
  await page.getByRole('radio', { name: 'अच्छी', exact: true }).click({ force: true });
  await button('जाँचें').click();
  await button('सहेजें').click();
}

test('a referral without an answer is named with its office; when the answer is noted, the case closes', async () => {
  const session = await open(`/cases/c1/${CLOSE}`);
  await fillIn();
  await expect.element(page.getByText(/महिला थाना से उत्तर बाकी है .*पहले उत्तर दर्ज करें/)).toBeVisible();
  expect(status(session, 'c1')).toBe('open');

  await session.store.save({ type: 'case', record: 'c1', edits: { 'referrals.r1.answeredDay': today, 'referrals.r1.answer': 'helped' } });
  await button('सहेजें').click();
  // One thing only has to be read: a follow-up is planned. She saves again.
  await expect.element(page.getByText(/अनुवर्ती कार्रवाई तय है और बाकी है/)).toBeVisible();
  await button('सहेजें').click();
  await expect.poll(() => status(session, 'c1')).toBe('closed');
});

test('a photo that has not reached the server keeps the case open until it has', async () => {
  const session = await open('/cases/c2');
  const photo = await session.store.putPhoto(await drawing());
  await session.store.save({ type: 'case', record: 'c2', edits: { 'papers.p1.kind': 'application', 'papers.p1.photo': photo, 'papers.p1.day': today } });
  history.pushState(null, '', `/cases/c2/${CLOSE}`);
  await fillIn();
  await expect.element(page.getByText(/1 फ़ोटो अभी सर्वर तक नहीं पहुँची है/)).toBeVisible();
  expect(status(session, 'c2')).toBe('open');

  await session.store.settlePhoto(photo, 'sent');
  await button('सहेजें').click();
  await expect.poll(() => status(session, 'c2')).toBe('closed');
});

async function drawing(): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(320, 240);
  canvas.getContext('2d')?.fillRect(0, 0, 320, 240);
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer());
}

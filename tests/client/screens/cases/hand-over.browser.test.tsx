// Handing a file over to another office: which offices, what it means, and what stops it.
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { isoDay } from '#client/app/format.ts';
import { setLanguage, startI18n } from '#client/app/i18n.ts';
import { clear } from '#tests/client/ui/render.tsx';
import { closeApp, openWork } from '../app.tsx';
import { centreProfile, CENTRE } from '../demo/centre.ts';
import { unitRecords } from '../demo/leavers.ts';
import { file, openSample } from './sample.tsx';

const plain = window.fetch;
let moves: { readonly path: string; readonly body: unknown }[] = [];
let status = 200;

beforeAll(async () => {
  await startI18n();
  await setLanguage('hi');
});
beforeEach(async () => {
  await page.viewport(360, 740);
  moves = [];
  status = 200;
  window.fetch = async (input, init) => {
    const path = String(input);
    if (!path.endsWith('/move')) return plain(input, init);
    moves.push({ path, body: JSON.parse(String(init?.body)) });
    const body = status === 200 ? { place: { code: '10.208.osc2', hi: 'क', en: 'K' } } : { code: 'not-found' };
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
  };
});
afterEach(() => {
  window.fetch = plain;
  clear();
  closeApp();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
async function give(): Promise<void> {
  await page.getByRole('radio', { name: 'सखी केंद्र, सूर्यगढ़ा' }).click({ force: true });
  await button('सौंपें').click();
  await expect.element(page.getByText(/सभी फ़ोनों से हट जाएगा/)).toBeVisible();
  await button('हाँ, सौंप दें').click();
}

describe('a file', () => {
  test('is handed over from its page to an office that keeps such files, once it is confirmed', async () => {
    await openSample('/cases/a1', { records: [file('a1', { name: 'सीता देवी' })] });
    await expect.element(button('नाम दिखाएँ')).toBeVisible();
    for (const details of document.querySelectorAll('details')) details.open = true;
    await page.getByRole('link', { name: 'दूसरे कार्यालय को सौंपें' }).click();
    await expect.element(page.getByRole('radio', { name: 'सखी केंद्र, सूर्यगढ़ा' })).toBeInTheDocument();
    expect(page.getByRole('radio').elements()).toHaveLength(1);
    await give();
    await expect.element(page.getByText('सखी केंद्र, सूर्यगढ़ा को सौंप दिया गया')).toBeVisible();
    expect(moves).toEqual([{ path: '/api/files/a1/move', body: { id: expect.stringMatching(/^[0-9A-Za-z_-]{16,40}$/u), place: '10.208.osc1', office: '10.208.osc2' } }]);
    expect(document.body.textContent).not.toContain('सीता देवी');
  });

  test('stays where it is while something of it is on this phone only', async () => {
    const store = await openSample('/cases/a1/hand-over', { records: [file('a1', { name: 'सीता देवी' })] });
    await store.save({ type: 'sampleFile', record: 'a1', edits: { name: 'सीता' } });
    await give();
    await expect.element(page.getByText('इस मामले का कुछ काम अभी इस फ़ोन पर ही है')).toBeVisible();
    expect(moves).toEqual([]);
  });

  test('that the server does not move is told so, and asked again it is the same handing over', async () => {
    status = 404;
    await openSample('/cases/a1/hand-over', { records: [file('a1', {})] });
    await give();
    await expect.element(page.getByText('सौंपा नहीं जा सका', { exact: true })).toBeVisible();
    status = 200;
    await give();
    await expect.element(page.getByText('सखी केंद्र, सूर्यगढ़ा को सौंप दिया गया')).toBeVisible();
    expect(new Set(moves.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(moves).toHaveLength(2);
  });

  test('is not handed over by who is neither responsible nor the head', async () => {
    await openSample('/cases/a1/hand-over', { records: [file('a1', { worker: 'nisha' })] });
    await expect.element(page.getByText('सौंपना ज़िम्मेदार कर्मी या केंद्र प्रशासक का काम है। उनसे कहें।')).toBeVisible();
    expect(page.getByRole('radio').elements()).toHaveLength(0);
  });
});

test('a care leaver who came to the centre and wants the child protection unit is led there by the task', async () => {
  const profile = centreProfile();
  const records = unitRecords(isoDay(Date.now())).filter(({ id }) => id === 'puja').map((leaver) => ({ ...leaver, bucket: leaver.bucket.replace('10.208.dcpu1', CENTRE), values: { ...leaver.values, wantsHandover: true } }));
  await openWork('/cases/puja', { profile: { ...profile, places: [...profile.places, ['10.208.dcpu1', 'जिला बाल संरक्षण इकाई, लखीसराय', 'Unit']] }, records });
  await page.getByRole('link', { name: /जिला बाल संरक्षण इकाई को सौंपें/ }).first().click();
  await expect.element(page.getByRole('radio', { name: 'जिला बाल संरक्षण इकाई, लखीसराय' })).toBeChecked();
});

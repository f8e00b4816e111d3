// The district officer at the desk: who asks to see which file, by its number, and the two answers.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Opening } from '#shared/desk/files.ts';
import type { Profile } from '#shared/sync/profile.ts';
import { closeApp, openWork } from '../app.tsx';
import { demoProfile } from '../demo/village.ts';

const officer: Profile = {
  ...demoProfile, person: { id: 'dpo', name: 'जिला पदाधिकारी' }, grants: [{ id: 'g1', person: 'dpo', role: 'district-officer', place: '10.208', from: '2026-01-01', to: null }],
  places: [['10', 'बिहार', 'Bihar'], ['10.208', 'लखीसराय', 'Lakhisarai'], ['10.208.osc1', 'सखी वन स्टॉप सेंटर, लखीसराय', 'Centre']],
};
const opening = (id: string, more: Partial<Opening>): Opening => ({
  id: `208.${id}`, place: '10.208.osc1', record: id, type: 'case', title: `OSC1/2026-27/${id}`, detail: null, state: null, person: 'nisha', personName: 'निशा सिन्हा',
  reason: 'emergency', note: '', at: Date.now() - 600_000, standing: 'waiting', until: null, mine: false, answers: true, ...more,
});

const plain = window.fetch;
let waiting: Opening[] = [];
let asked: string[] = [];
let late = false;

beforeEach(async () => {
  await page.viewport(1366, 768);
  asked = [];
  late = false;
  window.fetch = async (input, init) => {
    const path = String(input);
    if (!path.startsWith('/api/files')) return plain(input, init);
    asked.push(path);
    const answered = /openings\/(.+)\/(?:allow|refuse)$/u.exec(path)?.[1];
    if (answered !== undefined) waiting = waiting.filter(({ id }) => id !== answered);
    const [status, body] = answered === undefined ? [200, { openings: waiting }] : late ? [409, { code: 'conflict' }] : [200, { until: null }];
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
  };
});
afterEach(() => {
  window.fetch = plain;
  closeApp();
});

const button = (name: string) => page.getByRole('button', { name });
const text = (): string => document.body.textContent ?? '';

test('each request says who asks, at which office, about which number and why; an answer takes it from the list', async () => {
  waiting = [opening('bbbbbbbbbbbb', { note: 'माँ आई हैं' }), opening('aaaaaaaaaaaa', { at: Date.now() - 7_200_000, personName: 'आशा वर्मा' }), opening('cccccccccccc', { standing: 'open' }), opening('dddddddddddd', { mine: true, answers: false })];
  await openWork('/desk/openings', { profile: officer });
  await expect.element(page.getByText('OSC1/2026-27/aaaaaaaaaaaa')).toBeVisible();
  expect(asked).toEqual(['/api/files/openings?place=10.208']);
  expect(text()).toMatch(/आशा वर्मा.*निशा सिन्हा/su);
  for (const said of ['सखी वन स्टॉप सेंटर, लखीसराय', 'तुरंत ख़तरा है · माँ आई हैं', '4 घंटे तक केवल देख सकती हैं']) expect(text()).toContain(said);
  for (const other of ['cccccccccccc', 'dddddddddddd']) expect(text()).not.toContain(other);
  await button('4 घंटे की अनुमति दें').first().click();
  await expect.element(page.getByText('अनुमति दी गई: फ़ाइल 4 घंटे तक खुलेगी')).toBeVisible();
  await expect.poll(() => text().includes('aaaaaaaaaaaa')).toBe(false);
  await button('मना करें').click();
  await expect.element(page.getByText('अभी कोई अनुरोध लंबित नहीं')).toBeVisible();
  expect(asked.filter((path) => !path.includes('?'))).toEqual(['/api/files/openings/208.aaaaaaaaaaaa/allow', '/api/files/openings/208.bbbbbbbbbbbb/refuse']);
});

test('an answer that comes too late says so, and the list is asked for anew', async () => {
  waiting = [opening('aaaaaaaaaaaa', {})];
  late = true;
  await openWork('/desk/openings', { profile: officer });
  await button('4 घंटे की अनुमति दें').click();
  await expect.element(page.getByText('इस बीच यह बदल गया। फिर से देखें।')).toBeVisible();
  await expect.element(page.getByText('अभी कोई अनुरोध लंबित नहीं')).toBeVisible();
});

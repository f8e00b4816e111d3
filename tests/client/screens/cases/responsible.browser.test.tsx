// Files of somebody who left, given to others in one go: by number, without a network, only those she may give.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Grant } from '#shared/access/access.ts';
import type { Role } from '#shared/access/table.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { Profile } from '#shared/sync/profile.ts';
import { isoDay } from '#client/app/format.ts';
import type { RecordStore } from '#client/store/contract.ts';
import { closeApp, openWork } from '../app.tsx';
import { CENTRE, centreProfile, centreRecords, COLLEAGUE, ME } from '../demo/centre.ts';

beforeEach(() => page.viewport(360, 740));
afterEach(closeApp);

const today = isoDay(Date.now());
const grant = (person: string, role: Role, to: string | null = null): Grant => ({ id: `g-${person}`, person, role, place: CENTRE, from: '2026-01-01', to });
/** Nisha is not among them: she has left. */
const STAFF = [grant(ME, 'centre-administrator'), grant('asha', 'case-worker'), grant('kavita', 'specialist'), grant('gone', 'case-worker', '2026-02-01')];
const withMore = (more: Readonly<Record<string, Values>>): DehriRecord[] => centreRecords(today).map((r) => ({ ...r, values: { ...r.values, ...more[r.id] } }));
const head = (more: Partial<Profile> = {}): Profile => ({ ...centreProfile('centre-administrator'), staff: [...STAFF], ...more });
const workerOf = (store: RecordStore, id: string) => store.get(id)?.values['worker'];
const written = (store: RecordStore) => store.outbox(1_000).filter(({ type }) => type === 'case');
const takeAll = () => page.getByRole('combobox', { name: /किसे सौंपें\?/u }).first();
const text = (): string => document.body.textContent ?? '';

describe('the head of a centre', () => {
  test('is told of files whose worker has left, and gives them all to one in one go, by number and never by name', async () => {
    const records = centreRecords(today);
    const hers = records.filter(({ type, values }) => type === 'case' && values['worker'] === COLLEAGUE && values['status'] === 'open').map(({ id }) => id);
    expect(hers).toHaveLength(3);
    const { store } = await openWork('/today', { profile: head(), records });
    await page.getByText('3 फ़ाइलें बिना ज़िम्मेदार').click();
    await expect.element(page.getByText('ये 3 फ़ाइलें किसे सौंपें?')).toBeVisible();
    expect(records.filter(({ type, values }) => type === 'case' && text().includes(String(values['name'])))).toEqual([]);
    await takeAll().selectOptions('आशा वर्मा');
    await page.getByRole('button', { name: '3 फ़ाइलें सौंपें' }).click();
    await expect.element(page.getByText('3 फ़ाइलें सौंपी गईं')).toBeVisible();
    expect(hers.map((id) => workerOf(store, id))).toEqual(['asha', 'asha', 'asha']);
    // Nothing else of them, under the form that asks who is responsible.
    expect(written(store).map(({ form, values }) => [form, values])).toEqual(hers.map(() => ['one-stop-centre.assign@1', { worker: 'asha' }]));
    expect(workerOf(store, 'c0')).toBe(ME);
    await expect.element(page.getByText('कोई खुली फ़ाइल बाकी नहीं')).toBeVisible();
  });

  test('gives a girl’s file too, but nobody a file that they are kept from', async () => {
    const records = withMore({ girl: { worker: COLLEAGUE }, c3: { 'barred.b1.person': 'asha', 'barred.b1.reason': 'रिश्तेदार हैं', 'barred.b1._gone': false } });
    const { store } = await openWork('/office/responsible/none', { profile: head(), records });
    await expect.element(page.getByText('ये 4 फ़ाइलें किसे सौंपें?')).toBeVisible();
    await takeAll().selectOptions('आशा वर्मा');
    await expect.element(page.getByText(/1 फ़ाइल आशा वर्मा नहीं ले सकतीं/)).toBeVisible();
    const number = String(records.find(({ id }) => id === 'c3')?.values['number']);
    const single = page.getByRole('combobox', { name: `${number} किसे सौंपें?` });
    expect([...single.element().querySelectorAll('option')].map(({ textContent }) => textContent)).toEqual(['अभी किसी को नहीं', 'कविता रानी', expect.stringContaining('रेखा कुमारी')]);
    await single.selectOptions('कविता रानी');
    await page.getByRole('button', { name: '4 फ़ाइलें सौंपें' }).click();
    await expect.poll(() => [workerOf(store, 'girl'), workerOf(store, 'c3'), workerOf(store, 'c7')]).toEqual(['asha', 'kavita', 'asha']);
  });

  test('may give some and leave the rest as they are', async () => {
    const { store } = await openWork(`/office/responsible/${COLLEAGUE}`, { profile: head(), records: centreRecords(today) });
    await page.getByRole('combobox').nth(1).selectOptions('आशा वर्मा');
    await page.getByRole('button', { name: '1 फ़ाइल सौंपें' }).click();
    await expect.element(page.getByText('1 फ़ाइल सौंपी गई')).toBeVisible();
    expect(written(store)).toHaveLength(1);
    await expect.element(page.getByText('ये 2 फ़ाइलें किसे सौंपें?')).toBeVisible();
  });

  test('is told nothing while her server does not say who works here, or when everybody is here', async () => {
    await openWork('/today', { profile: centreProfile('centre-administrator'), records: centreRecords(today) });
    await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(text()).not.toContain('बिना ज़िम्मेदार');
    closeApp();
    await openWork('/today', { profile: head({ staff: [...STAFF, grant(COLLEAGUE, 'case-worker')] }), records: centreRecords(today) });
    await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(text()).not.toContain('बिना ज़िम्मेदार');
  });
});

test('a case worker gives her own files, never a colleague’s nor a child’s', async () => {
  const records = withMore({ girl: { worker: ME } });
  await openWork('/office/responsible', { profile: { ...centreProfile(), staff: [grant(ME, 'case-worker'), grant('asha', 'case-worker')] }, records });
  const mine = records.filter(({ type, id, values }) => type === 'case' && id !== 'girl' && values['worker'] === ME && values['status'] === 'open').length;
  await expect.element(page.getByText(`${mine} फ़ाइलें`)).toBeVisible();
  expect(page.getByRole('link', { name: /बिना ज़िम्मेदार|निशा/ }).elements()).toHaveLength(0);
});

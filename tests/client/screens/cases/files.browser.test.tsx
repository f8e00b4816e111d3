// Files of persons on a phone: covered until names are asked for, asked for with a reason, found by the
// rules, and never changed by a save that something stands against.
import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { isoDay } from '#client/app/format.ts';
import type { RecordStore } from '#client/store/contract.ts';
import { closeApp, openWork } from '../app.tsx';
import { centreProfile, centreRecords, COLLEAGUE, ME } from '../demo/centre.ts';

afterEach(closeApp);

const today = isoDay(Date.now());
const records = centreRecords(today);
const nameOf = (id: string): string => String(records.find((r) => r.id === id)?.values['name']);
const numberOf = (id: string): string => String(records.find((r) => r.id === id)?.values['number']);
const open = (path: string, role: 'case-worker' | 'centre-administrator' = 'case-worker') => openWork(path, { profile: centreProfile(role), records });
const button = (name: string | RegExp) => page.getByRole('button', { name });
const text = (): string => document.body.textContent ?? '';

function looks(store: RecordStore): readonly { readonly kind: unknown; readonly reason: unknown; readonly record: unknown }[] {
  return store.outbox(1_000).filter(({ type }) => type === 'look').map(({ values }) => ({ kind: values['kind'], reason: values['reason'], record: values['record'] }));
}

async function putAway(): Promise<void> {
  Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
  Reflect.deleteProperty(document, 'visibilityState');
}

describe('names', () => {
  test('stand nowhere in the list before they are asked for, then only those of her own files, and that is written down', async () => {
    const { store } = await open('/cases');
    await expect.element(page.getByText(numberOf('c0'))).toBeVisible();
    expect(records.filter(({ type, values }) => type === 'case' && text().includes(String(values['name'])))).toEqual([]);
    await button('नाम दिखाएँ').click();
    await expect.element(page.getByText(nameOf('c0')).first()).toBeVisible();
    const named = looks(store);
    expect(named.length).toBeGreaterThan(0);
    expect(named.every(({ kind, reason }) => kind === 'named' && reason === 'my_work')).toBe(true);
    for (const { record } of named) expect(store.get(String(record))?.values['worker']).toBe(ME);
    expect(named.some(({ record }) => store.get(String(record))?.values['worker'] === COLLEAGUE)).toBe(false);
  });

  test('are covered on a file of hers, with her address and phone, until she asks; and again when the phone is put away', async () => {
    const { store } = await open('/cases/c1');
    await expect.element(button('नाम दिखाएँ')).toBeVisible();
    await page.getByText('सुरक्षित संपर्क').first().click();
    await page.getByText('परिचय', { exact: true }).first().click();
    const { name, address, safePhone } = records.find(({ id }) => id === 'c1')?.values ?? {};
    for (const secret of [name, address, safePhone]) {
      expect(text()).not.toContain(String(secret));
      expect(document.body.innerHTML).not.toContain(String(secret));
    }
    await button('नाम दिखाएँ').click();
    await expect.element(page.getByText(String(name)).first()).toBeVisible();
    expect(looks(store)).toEqual([{ kind: 'opened', reason: 'my_work', record: 'c1' }, { kind: 'named', reason: 'my_work', record: 'c1' }]);
    await putAway();
    await expect.poll(() => text().includes(String(name))).toBe(false);
  });

  test('of a colleague’s file come after a reason only, and nothing of the file before it', async () => {
    const { store } = await open('/cases/c3');
    await expect.element(page.getByText('यह मामला आप क्यों देख रही हैं?')).toBeVisible();
    expect(text()).not.toContain('घटना');
    expect(looks(store)).toEqual([]);
    await page.getByText('ज़िम्मेदार कर्मी आज नहीं हैं').click();
    await button('मामला खोलें').click();
    await expect.element(button('नाम दिखाएँ')).toBeVisible();
    expect(text()).not.toContain(nameOf('c3'));
    await button('नाम दिखाएँ').click();
    await expect.element(page.getByText(nameOf('c3')).first()).toBeVisible();
    expect(looks(store)).toEqual([{ kind: 'opened', reason: 'worker_absent', record: 'c3' }, { kind: 'named', reason: 'worker_absent', record: 'c3' }]);
  });

  test('stand in no title and no address of the app', async () => {
    await open('/cases/c1');
    const title = document.title;
    await button('नाम दिखाएँ').click();
    await expect.element(page.getByText(nameOf('c1')).first()).toBeVisible();
    expect(document.title).toBe(title);
    expect(decodeURI(location.href)).not.toContain(nameOf('c1').split(' ')[0] ?? '');
  });
});

describe('search', () => {
  test('finds a woman by part of her name in either script, and her file by its number', async () => {
    await open('/cases');
    await page.getByRole('searchbox').fill('shabna');
    await expect.element(page.getByText(numberOf('c1'))).toBeVisible();
    await page.getByRole('searchbox').fill(numberOf('c5').slice(-8, -4));
    await expect.element(page.getByText(numberOf('c5'))).toBeVisible();
  });

  test('finds a girl’s file by whole words only', async () => {
    await open('/cases');
    await page.getByRole('searchbox').fill('खुशब');
    await expect.element(page.getByRole('heading', { name: 'नहीं मिला' })).toBeVisible();
    await page.getByRole('searchbox').fill('खुशबू कुमारी');
    await expect.element(page.getByText(numberOf('girl'))).toBeVisible();
  });
});

describe('a save that something stands against', () => {
  test('writes nothing, says what to do, and keeps what was typed', async () => {
    const session = await open('/cases/c1/form/one-stop-centre.close');
    await expect.element(page.getByText('निष्पादन', { exact: false }).first()).toBeVisible();
    await page.getByRole('radio').first().click({ force: true });
    const note = page.getByRole('textbox').last();
    await note.fill('दोनों पक्षों में समझौता हुआ');
    for (let i = 0; i < 6 && (await button('सहेजें').query()) === null; i += 1) {
      for (const group of document.querySelectorAll('fieldset.field')) if (group.querySelector('input:checked') === null) group.querySelector<HTMLInputElement>('input[type="radio"]')?.click();
      await (button('आगे').query() === null ? button('जाँचें') : button('आगे')).click();
    }
    await button('सहेजें').click();
    await expect.element(page.getByText('अभी सहेजा नहीं गया')).toBeVisible();
    expect(session.store.get('c1')?.values['status']).toBe('open');
    expect(session.store.outbox(10).filter(({ type }) => type === 'case')).toEqual([]);
    await expect.poll(() => Object.values(session.store.drafts()[0]?.answers ?? {})).toContain('दोनों पक्षों में समझौता हुआ');
  });
});

describe('181 calls', () => {
  const calls = (store: RecordStore) => store.ofType('call').map(({ values }) => values['disposition']);

  test('one tap writes a call down, and it can be taken back while it is told', async () => {
    const { store } = await open('/calls');
    await button(/ग़लत नंबर/).click();
    await button('वापस लें').click();
    await button(/जानकारी दी/).click();
    await button(/कॉल कट गई/).click();
    await expect.poll(() => calls(store)).toEqual(['information']);
    await expect.element(button(/कॉल कट गई/)).toHaveTextContent('1');
    await putAway();
    await expect.poll(() => calls(store)).toEqual(['information', 'dropped']);
  });

  test('one to be registered goes on to a file that knows its call', async () => {
    const { store } = await open('/calls');
    await button(/मामला दर्ज करें/).click();
    await expect.element(button('आगे')).toBeVisible();
    const [call] = store.ofType('call');
    expect(call?.values['disposition']).toBe('registrable');
    expect(location.pathname).toBe(`/cases/from/${call?.id ?? ''}/case`);
  });
});

test('today of a head tells what is pending by worker and age; each number is a way to its list', async () => {
  await open('/today', 'centre-administrator');
  const table = page.getByRole('table');
  await expect.element(table).toBeVisible();
  await expect.element(table).toHaveTextContent('निशा सिन्हा');
  await table.getByRole('link').first().click();
  await expect.element(page.getByRole('listitem').first()).toBeVisible();
});

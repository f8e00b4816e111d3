import i18next from 'i18next';
import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { RULE_AUTHOR } from '#shared/record/change.ts';
import type { Profile } from '#shared/sync/profile.ts';
import { encodeRecords } from '#shared/sync/wire-records.ts';
import { rulebookId } from '#shared/task/rulebook-record.ts';
import { isUnasked, unaskedFrom } from '#shared/task/asked.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';
import { PROGRAMMES } from '#programmes/index.ts';
import { closeApp, openWork } from '../app.tsx';
import { demoProfile } from '../demo/village.ts';

afterEach(closeApp);

const administrator: Profile = { ...demoProfile, person: { id: 'adm', name: 'प्रशासक' }, grants: [{ id: 'g9', person: 'adm', role: 'administrator', place: '10', from: '2026-01-01', to: null }] };
const button = (name: string | RegExp) => page.getByRole('button', { name });

describe('rules and lists at the desk', () => {
  test('show every limit with its source and standing; one is changed with a reason, and goes back', async () => {
    await page.viewport(1366, 768);
    const session = await openWork('/desk/rules/10.193', { profile: administrator });
    const inForce = () => rulebookFrom(PROGRAMMES.flatMap((p) => p.rules ?? []), session.store.ofType('rulebook'), '10.193').clock('rtps-caste-co').limit;
    const row = page.getByRole('row', { name: /जाति प्रमाण पत्र/ });
    await expect.element(row).toHaveTextContent('10 कार्य-दिवस');
    await expect.element(row).toHaveTextContent('आधिकारिक');
    await expect.element(row).toHaveTextContent('nalanda.nic.in');
    await row.getByRole('button').click();
    await expect.element(page.getByText('यह मान कानून या आदेश से है')).toBeVisible();
    await page.getByRole('textbox', { name: /नया मान/ }).fill('१२');
    await button('मान बदलें').click();
    await expect.element(page.getByText('कारण लिखें: किस आदेश या पत्र से बदला।')).toBeVisible();
    expect(session.store.ofType('rulebook')).toEqual([]);
    await page.getByRole('textbox', { name: /बदलने का कारण/ }).fill('पत्रांक 45, 2 मई 2026');
    await button('मान बदलें').click();
    await expect.element(row).toHaveTextContent('12 कार्य-दिवस');
    await expect.element(row).toHaveTextContent('पत्रांक 45');
    expect(inForce()).toEqual({ amount: 12, unit: 'working_days' });
    expect(session.store.ofType('rulebook').map((r) => r.bucket)).toEqual(['10.193/notice']);
    await row.getByRole('button').click();
    await button(/मूल मान पर लौटें/).click();
    await expect.element(row).not.toHaveTextContent('12 कार्य-दिवस');
    expect(inForce().amount).toBe(10);
    await row.getByRole('button').click();
    await page.getByRole('textbox', { name: /नया मान/ }).fill('8.5');
    await page.getByRole('textbox', { name: /बदलने का कारण/ }).fill('x');
    await button('मान बदलें').click();
    await expect.element(page.getByRole('dialog')).toBeVisible();
    expect(inForce().amount).toBe(10);
  });

  test('refuse a number or a limit out of bounds in clear words', async () => {
    await page.viewport(1366, 768);
    const session = await openWork('/desk/rules/10.193', { profile: administrator });
    const refuse = async (row: RegExp, typed: string, words: string): Promise<void> => {
      await page.getByRole('row', { name: row }).getByRole('button').click();
      await page.getByRole('textbox', { name: /नया मान/ }).fill(typed);
      await page.getByRole('textbox', { name: /बदलने का कारण/ }).fill('पत्र 1');
      await button('मान बदलें').click();
      await expect.element(page.getByText(words)).toBeVisible();
      await button('रहने दें').click();
    };
    await refuse(/इससे छोटी गिनती छिपाएँ/, '2', '3 या उससे ज़्यादा लिखें');
    await refuse(/इससे छोटी गिनती छिपाएँ/, '21', '20 या उससे कम लिखें');
    await refuse(/आश्रय.*5 दिन/, '0', '1 या उससे ज़्यादा लिखें');
    const set = page.getByRole('group', { name: 'तारीख' });
    for (const [at, part] of ['30', '2', '2031'].entries()) await set.getByRole('textbox').nth(at).fill(part);
    await page.getByRole('textbox', { name: 'छुट्टी का नाम' }).fill('छठ');
    await button('छुट्टी जोड़ें').click();
    await expect.element(page.getByText('पूरी और सही तारीख लिखें, जैसे 15 11 2026।')).toBeVisible();
    expect(session.store.ofType('rulebook')).toEqual([]);
  });

  test('take in a holiday once, and let it go', async () => {
    await page.viewport(1366, 768);
    const session = await openWork('/desk/rules/10.193', { profile: administrator });
    const type = async (day: string, month: string, year: string): Promise<void> => {
      const set = page.getByRole('group', { name: 'तारीख' });
      for (const [at, part] of [day, month, year].entries()) await set.getByRole('textbox').nth(at).fill(part);
    };
    await type('15', '8', '2031');
    await page.getByRole('textbox', { name: 'छुट्टी का नाम' }).fill('स्वतंत्रता दिवस');
    await button('छुट्टी जोड़ें').click();
    await expect.element(page.getByText('यह दिन पहले से छुट्टी है। दूसरी तारीख लिखें।')).toBeVisible();
    await type('20', '11', '2031');
    await page.getByRole('textbox', { name: 'छुट्टी का नाम' }).fill('छठ');
    await button('छुट्टी जोड़ें').click();
    await expect.element(page.getByText('20/11/2031')).toBeVisible();
    expect(rulebookFrom([], session.store.ofType('rulebook'), '10.193').holidays.has('2031-11-20')).toBe(true);
    await button('छठ: हटाएँ').click();
    await expect.element(page.getByText('20/11/2031')).not.toBeInTheDocument();
    expect(rulebookFrom([], session.store.ofType('rulebook'), '10.193').holidays.has('2031-11-20')).toBe(false);
  });

  test('let a list be extended by a value that every screen then names', async () => {
    await page.viewport(1366, 768);
    const session = await openWork('/desk/rules/10.193', { profile: administrator });
    await page.getByRole('textbox', { name: 'नया विकल्प' }).first().fill('महिला मंडल, सबौर');
    await page.getByRole('button', { name: 'जोड़ें', exact: true }).first().click();
    await expect.element(page.getByText('महिला मंडल, सबौर', { exact: true })).toBeVisible();
    const [added] = rulebookFrom([], session.store.ofType('rulebook'), '10.193').added('one-stop-centre.agency');
    expect(added).toMatchObject({ value: expect.stringMatching(/^x_/), word: 'महिला मंडल, सबौर' });
    expect(i18next.t(`one-stop-centre:choice.agency.${added?.value}`)).toBe('महिला मंडल, सबौर');
    expect(i18next.t('one-stop-centre:choice.agency.police_station')).toBe('थाना');
    await button('महिला मंडल, सबौर: हटाएँ').click();
    await expect.element(page.getByText('महिला मंडल, सबौर', { exact: true })).not.toBeInTheDocument();
    // Old records still name it.
    expect(i18next.t(`one-stop-centre:choice.agency.${added?.value}`)).toBe('महिला मंडल, सबौर');
  });
});

describe('what is asked when two answers differ', () => {
  const state: Profile = { ...administrator, grants: administrator.grants.map((g) => ({ ...g, place: '10' })) };

  test('is set by the state with a reason, and set back; what protects is always asked and offers nothing', async () => {
    await page.viewport(1366, 768);
    const session = await openWork('/desk/rules/10', { profile: state });
    const row = (name: string | RegExp) => page.getByRole('row', { name });
    const household = PROGRAMMES.flatMap((p) => p.recordTypes).find(({ name }) => name === 'household');
    if (household === undefined) throw new Error('there are households');
    const isAsked = (register: string): boolean => !isUnasked(unaskedFrom(session.store.ofType('rulebook')), household, register);
    const outcome = row(/सर्वे का नतीजा/);
    await expect.element(outcome).toHaveTextContent('पूछा जाता है');
    await outcome.getByRole('button').click();
    await button('पूछना बंद करें').last().click();
    await expect.element(page.getByText('कारण लिखें: किस आदेश या पत्र से बदला।')).toBeVisible();
    expect(isAsked('@outcome')).toBe(true);
    await page.getByRole('textbox', { name: /बदलने का कारण/ }).fill('पत्रांक 7');
    await button('पूछना बंद करें').last().click();
    await expect.element(outcome).toHaveTextContent('बाद वाला उत्तर मान्य');
    await expect.element(outcome).toHaveTextContent('पत्रांक 7');
    expect(isAsked('@outcome')).toBe(false);
    await outcome.getByRole('button').click();
    await page.getByRole('textbox', { name: /बदलने का कारण/ }).fill('पत्रांक 9');
    await button('फिर से पूछें').last().click();
    await expect.element(outcome).toHaveTextContent('पूछा जाता है');
    expect(isAsked('@outcome')).toBe(true);
    await expect.element(row(/सहमति/)).toHaveTextContent('हमेशा पूछा जाता है');
    expect(row(/सहमति/).getByRole('button').elements()).toEqual([]);
    await page.getByRole('combobox', { name: 'किस रिकॉर्ड में' }).selectOptions('camp');
    await expect.element(row(/दिन और समय/)).toBeVisible();
  });

  test('is not for a district to set', async () => {
    await page.viewport(1366, 768);
    await openWork('/desk/rules/10.193', { profile: administrator });
    await expect.element(page.getByRole('heading', { name: 'छपे काग़ज़ों का शीर्ष और हस्ताक्षर' })).toBeVisible();
    expect(page.getByRole('heading', { name: 'दो लोग अलग उत्तर लिखें तो' }).elements()).toEqual([]);
  });
});

test('the history of a record says what was settled by rule', async () => {
  await page.viewport(1366, 768);
  const plain = window.fetch;
  const item = (seq: number, author: string, authorName: string) => ({ id: `c${seq}`, seq, at: Date.now(), deviceTime: Date.now(), author, authorName, form: null, values: { 'holidays.2031-11-20.name': 'छठ' }, replaces: {} });
  window.fetch = async (input, init) => (String(input).includes('/api/history/') ? Response.json({ record: rulebookId('10.193'), type: 'rulebook', bucket: '10.193/notice', items: [item(1, 'p1', 'मीना'), item(2, RULE_AUTHOR, '')] }) : plain(input, init));
  try {
    const session = await openWork('/desk/rules/10.193', { profile: administrator });
    await session.store.applyPage({ t: 'page', b: '10.193/notice', g: 1, s: 2, rows: encodeRecords([{ id: rulebookId('10.193'), type: 'rulebook', bucket: '10.193/notice', seq: 2, schema: 1, values: { 'holidays.2031-11-20.name': 'छठ' }, base: 'c1', heads: {}, rivals: {} }]) });
    await button('किसने कब बदला').click();
    await expect.element(page.getByText(/^नियम से ·/)).toBeVisible();
    await expect.element(page.getByText(/^मीना ·/)).toBeVisible();
  } finally {
    window.fetch = plain;
  }
});

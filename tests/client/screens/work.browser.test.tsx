import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { closeApp, openWork } from './app.tsx';

afterEach(closeApp);

const button = (name: string | RegExp) => page.getByRole('button', { name });
const link = (name: string | RegExp) => page.getByRole('link', { name });

describe('the list of families', () => {
  test('finds a door in two taps', async () => {
    await openWork('/today');
    await page.getByRole('navigation').getByRole('link', { name: 'परिवार' }).click();
    await page.getByRole('listitem').first().getByRole('link').click();
    await expect.element(link('सर्वेक्षण शुरू करें')).toBeVisible();
  });

  test('finds a Devanagari name typed in Roman letters, and a card by its last digits', async () => {
    const session = await openWork('/families');
    const search = page.getByRole('searchbox');
    await search.fill('sunita');
    await expect.element(page.getByRole('list', { name: 'परिवार' })).toHaveTextContent('सुनीता देवी');
    const door = session.store.get('h9');
    await search.fill(String(door?.values['cardNumber']).slice(-5));
    await expect.element(page.getByText('1 मिला')).toBeVisible();
    await search.fill('क्ष्ज्ञ');
    await expect.element(link('सूची में नहीं है, नया जोड़ें')).toBeVisible();
  });

  test('shows each state in a word', async () => {
    await openWork('/families');
    await button(/नहीं जुड़ेगी/).click();
    await expect.poll(() => page.getByRole('listitem').elements().filter((row) => !(row.textContent ?? '').includes('नहीं जुड़ेगी')).length).toBe(0);
    expect(page.getByRole('listitem').elements().length).toBeGreaterThan(0);
  });
});

describe('a survey', () => {
  test('is kept as it is filled, taken up again, and leads to the next house', async () => {
    const session = await openWork('/families/h0/survey');
    await page.getByText('घर बंद मिला').click();
    await expect.poll(() => session.store.drafts().length).toBe(1);
    await button('पीछे').click();
    await link('अधूरा सर्वेक्षण पूरा करें').click();
    await expect.element(page.getByRole('radio', { name: /घर बंद मिला/ })).toBeChecked();
    await button('जाँचें').click();
    await button('सहेजें').click();
    await expect.element(page.getByText('सहेजा गया', { exact: true })).toBeVisible();
    expect(session.store.get('h0')?.values['outcome']).toBe('locked');
    expect(session.store.drafts()).toEqual([]);
    expect(session.store.receipt('h0')).toBe('unsent');
    await link(/अगला घर/).click();
    await expect.element(link('सर्वेक्षण शुरू करें')).toBeVisible();
  });
});

describe('a family that is not on the list', () => {
  test('is met with families that may be the same, before it is written', async () => {
    const session = await openWork('/families/new');
    const known = session.store.get('h0')?.values ?? {};
    await page.getByRole('textbox', { name: /मुखिया/ }).fill('SUNITA DEVI');
    await page.getByRole('textbox', { name: /पति या पिता/ }).fill(String(known['guardianName']));
    await page.getByRole('textbox', { name: /राशन कार्ड/ }).fill(String(known['cardNumber']).slice(-6));
    await expect.element(page.getByText('यह परिवार शायद सूची में है')).toBeVisible();
    await expect.element(page.getByText(/कार्ड मिलता है/).first()).toBeVisible();
    await button(/नया परिवार जोड़ें/).click();
    await expect.element(page.getByText('टोला चुनें')).toBeVisible();
    expect(session.store.drafts()).toEqual([]);
  });

  test('begins with what was typed, in the tola chosen, beside its neighbours', async () => {
    const session = await openWork('/families/new');
    await page.getByRole('textbox', { name: /मुखिया/ }).fill('कलावती देवी');
    await page.getByText('पूरब टोला').click();
    await button(/नया परिवार जोड़ें/).click();
    await expect.poll(() => session.store.drafts()[0]?.answers['headName']).toBe('कलावती देवी');
    expect(session.store.drafts()[0]?.bucket).toBe('10.193.1710.p01.v1/doorstep');
    expect(session.store.drafts()[0]?.answers['place']).toBe('10.193.1710.p01.v1.t2');
  });
});

describe('the group assistant', () => {
  test('makes a group of one tola in a few taps; each woman is linked in the same save', async () => {
    const session = await openWork('/groups/new', { families: 120 });
    await button(/महादलित टोला/).click();
    await button('आगे').click();
    for (const office of ['अध्यक्ष', 'सचिव', 'कोषाध्यक्ष']) {
      await button(new RegExp(`^${office}`)).click();
      await page.getByRole('dialog').getByRole('radio').first().click({ force: true });
    }
    await button('आगे').click();
    await expect.element(button('समूह जमा करें')).toBeDisabled();
    await page.getByText('मंगलवार').click();
    await button('समूह जमा करें').click();
    await expect.element(page.getByRole('heading', { level: 1, name: 'समूह जमा हो गया' })).toBeVisible();

    const group = session.store.ofType('shg').find((g) => g.id !== 'group1');
    const members = Object.keys(group?.values ?? {}).filter((path) => path.endsWith('.household'));
    expect(members.length).toBeGreaterThanOrEqual(10);
    expect(members.length).toBeLessThanOrEqual(15);
    for (const path of members) {
      const door = session.store.get(String(group?.values[path]));
      expect(door?.values['groupRecord']).toBe(group?.id);
      expect(door?.values['place']).toBe('10.193.1710.p01.v1.t1');
    }
    expect(session.store.drafts()).toEqual([]);
  });
});

describe('a camp', () => {
  test('ticks a person off, and takes the tick back', async () => {
    const session = await openWork('/camps/camp1');
    await page.getByRole('checkbox').first().click();
    await expect.element(page.getByText(/^1 \/ \d+ का काम हो गया$/)).toBeVisible();
    expect(session.store.unsent().records).toBe(1);
    await button(/^हो गया/).click();
    await page.getByRole('checkbox').first().click();
    await expect.element(page.getByText(/^0 \/ \d+ का काम हो गया$/)).toBeVisible();
  });
});

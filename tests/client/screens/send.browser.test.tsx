import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { ChangeResult } from '#shared/sync/protocol.ts';
import { closeApp, openWork } from './app.tsx';
import { demoRecords } from './demo/village.ts';

afterEach(closeApp);

const button = (name: string | RegExp) => page.getByRole('button', { name });
const link = (name: string | RegExp) => page.getByRole('link', { name });
const ALL_SENT = 'सब सर्वर के पास पहुँच गया';

describe('sending', () => {
  test('never says that all is sent while anything is unsent, held, or unconfirmed', async () => {
    const session = await openWork('/send');
    await expect.element(page.getByText('अभी तक सर्वर से पूरा मिलान नहीं हुआ')).toBeVisible();
    expect(document.body.textContent).not.toContain(ALL_SENT);

    await session.store.save({ type: 'household', record: 'h0', edits: { memberCount: 8 } });
    await expect.element(page.getByText('1 रिकॉर्ड अभी नहीं भेजा गया')).toBeVisible();
    expect(document.body.textContent).not.toContain(ALL_SENT);

    await button('अभी भेजें').click();
    await expect.element(page.getByText(ALL_SENT)).toBeVisible();

    await session.store.save({ type: 'household', record: 'h1', edits: { memberCount: 8 } });
    const held: ChangeResult[] = [['h', 'validation', ['memberCount']]];
    await session.store.settle(session.store.outbox(1), held);
    await expect.element(page.getByText('1 वापस आया')).toBeVisible();
    expect(document.body.textContent).not.toContain(ALL_SENT);
  });

  test('a returned card number is put right and goes out again', async () => {
    const session = await openWork('/send');
    await session.store.save({ type: 'household', record: 'h2', edits: { cardNumber: '10301000' } });
    await session.store.settle(session.store.outbox(1), [['h', 'duplicate', ['cardNumber']]]);
    await link('सुधारें').click();
    await expect.element(page.getByText(/यही नंबर दूसरे परिवार में भी दर्ज है/)).toBeVisible();
    await page.getByRole('textbox').fill('१०३०१०९९९');
    await button('फिर भेजें').click();
    await expect.element(page.getByText('1 रिकॉर्ड अभी नहीं भेजा गया')).toBeVisible();
    expect(session.store.get('h2')?.values['cardNumber']).toBe('103010999');
    expect(session.store.held()).toEqual([]);
    expect(session.store.outbox(5).map((c) => c.mends).filter((m) => m !== undefined)).toHaveLength(1);
  });
});

describe('a number that another family has', () => {
  test('shows that family, and waits for something to be mended', async () => {
    const session = await openWork('/send');
    const card = String(session.store.get('h3')?.values['cardNumber']);
    await session.store.save({ type: 'household', record: 'h2', edits: { cardNumber: card } });
    await session.store.settle(session.store.outbox(1), [['h', 'duplicate', ['cardNumber']]]);
    await expect.element(page.getByText('1 रिकॉर्ड सुधारना है')).toBeVisible();
    await link('सुधारें').click();
    await expect.element(button('पहले ऊपर सुधारें')).toBeDisabled();
    await link(new RegExp(String(session.store.get('h3')?.values['headName']))).click();
    expect(location.pathname).toBe('/families/h3');
  });
});

describe('work that has waited long', () => {
  test('is told as records and days, today and where it is sent', async () => {
    const clock = Date.now;
    try {
      const session = await openWork('/today');
      // The page reads the clock when it is drawn: only then is it put back.
      await expect.element(page.getByText(/परिवार पूरे/).first()).toBeVisible();
      Date.now = () => clock() - 4.5 * 86_400_000;
      for (const record of ['h0', 'h1']) await session.store.save({ type: 'household', record, edits: { memberCount: 8 } });
      Date.now = clock;
      await session.store.save({ type: 'household', record: 'h2', edits: { memberCount: 8 } });
      await expect.element(page.getByText('2 रिकॉर्ड 4 दिन से नहीं भेजे गए')).toBeVisible();
      await link(/2 रिकॉर्ड 4 दिन से/).click();
      await expect.element(page.getByText('3 रिकॉर्ड अभी नहीं भेजे गए')).toBeVisible();
      await expect.element(page.getByText('2 रिकॉर्ड 4 दिन से नहीं भेजे गए')).toBeVisible();
      expect(document.body.textContent).not.toMatch(/MB/);
    } finally {
      Date.now = clock;
    }
  });
});

describe('two answers', () => {
  test('are both shown, with who and when; the choice names what it replaces', async () => {
    const session = await openWork('/conflicts/h4');
    await expect.element(page.getByText('पूनम देवी')).toBeVisible();
    await expect.element(page.getByText(/मंजू देवी ·/)).toBeVisible();
    await expect.element(page.getByText(/आपने ·/)).toBeVisible();
    await expect.element(button('पहले एक उत्तर छुएँ')).toBeDisabled();
    await button(/पूनम कुमारी/).click();
    await page.getByRole('button', { name: 'यही सही है', exact: true }).click();
    await expect.element(page.getByText('उत्तर तय हो गया')).toBeVisible();
    expect(session.store.contested()).toEqual([]);
    expect(session.store.get('h4')?.values['headName']).toBe('पूनम कुमारी');
    expect(session.store.outbox(1)[0]?.replaces['headName']).toEqual(['a.1', 'b.1']);
  });

  test('one of which a list gave stands there as the list\'s', async () => {
    const rivals = { headName: [
      { change: 'c.1', values: { headName: 'मीरा देवी' }, by: 'manju', at: Date.parse('2026-11-20T10:40:00Z') },
      { change: 'l1/h5', values: { headName: 'मीरा कुमारी' }, by: '', at: Date.parse('2026-11-19T10:40:00Z') },
    ] };
    await openWork('/conflicts/h5', { records: demoRecords(20).map((r) => (r.id === 'h5' ? { ...r, rivals } : r)) });
    await expect.element(page.getByText(/मंजू देवी ·/)).toBeVisible();
    await expect.element(page.getByText(/राशन कार्ड सूची से ·/)).toBeVisible();
  });
});

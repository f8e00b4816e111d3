import i18next from 'i18next';
import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { HELD_CODES, type ChangeResult } from '#shared/sync/protocol.ts';
import { encodeRecords } from '#shared/sync/wire-records.ts';
import type { Session } from '#client/app/services.ts';
import { closeApp, openWork } from './app.tsx';
import { DEMO_CODE } from './demo/demo-phone.ts';
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

describe('a server that has forgotten the phone', () => {
  test('is told in plain words; a wrong code is said to be wrong, the right one sends everything', async () => {
    const session = await openWork('/send', { unknown: true });
    await session.store.save({ type: 'household', record: 'h0', edits: { memberCount: 8 } });
    await button('अभी भेजें').click();
    await expect.element(page.getByText(/सर्वर इस फ़ोन को भूल गया है।.*आपका सारा काम इस फ़ोन पर सुरक्षित है।/)).toBeVisible();
    await expect.element(page.getByText('1 रिकॉर्ड अभी नहीं भेजा गया')).toBeVisible();
    await page.getByRole('textbox').fill('9999 9999');
    await button('कोड जाँचें').click();
    await expect.element(page.getByText(/यह कोड मेल नहीं खाता/)).toBeVisible();
    await page.getByRole('textbox').fill(DEMO_CODE);
    await button('कोड जाँचें').click();
    await expect.element(page.getByText(ALL_SENT)).toBeVisible();
    expect(document.body.textContent).not.toContain('भूल गया');
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

describe('work that came back', () => {
  const heldEdit = async (edits: Record<string, string | number>, result: ChangeResult): Promise<Session> => {
    const session = await openWork('/send');
    await session.store.save({ type: 'household', record: 'h2', edits });
    await session.store.settle(session.store.outbox(1), [result]);
    await link('सुधारें').click();
    return session;
  };

  // Of an erased record nothing is left to show.
  test.each(HELD_CODES.filter((code) => code !== 'erased'))('says why and what to do, and that it is kept: %s', async (code) => {
    await heldEdit({ memberCount: 8 }, ['h', code, []]);
    await expect.element(page.getByText(i18next.t(`sync:held.${code}`))).toBeVisible();
    await expect.element(page.getByText(i18next.t('sync:heldKept'))).toBeVisible();
    await expect.element(button('फिर भेजें')).toBeEnabled();
    await expect.element(button('वापस लें')).toBeVisible();
  });

  test('asks for just the answers at fault, says what is wrong with them, and keeps what was typed', async () => {
    const session = await heldEdit({ memberCount: 99, womanAge: 30 }, ['h', 'validation', ['memberCount']]);
    const [field, ...others] = page.getByRole('textbox').elements();
    expect(others).toEqual([]);
    expect(field).toHaveProperty('value', '99');
    await expect.element(page.getByText('40 या उससे कम लिखें')).toBeVisible();
    await expect.element(button('पहले ऊपर सुधारें')).toBeDisabled();
    await page.getByRole('textbox').fill('41');
    await button('फिर भेजें').click();
    expect(session.store.held()).toHaveLength(1);
    await page.getByRole('textbox').fill('9');
    await button('फिर भेजें').click();
    await expect.poll(() => session.store.outbox(1)[0]?.values).toMatchObject({ memberCount: 9, womanAge: 30 });
    expect(session.store.held()).toEqual([]);
  });

  test('can be taken back, after she has seen what goes; until the server knows, not all is sent', async () => {
    const session = await heldEdit({ memberCount: 8 }, ['h', 'access', ['bucket']]);
    const before = demoRecords(60).find((r) => r.id === 'h2')?.values['memberCount'];
    await button('वापस लें').click();
    await expect.element(page.getByRole('dialog').getByText(/कुल सदस्य/)).toBeVisible();
    await button('रहने दें').click();
    expect(session.store.held()).toHaveLength(1);
    await button('वापस लें').click();
    await button('हाँ, वापस लें').click();
    await expect.element(page.getByText('1 बदलाव वापस लेना बाकी है')).toBeVisible();
    expect(document.body.textContent).not.toContain(ALL_SENT);
    expect(session.store.get('h2')?.values['memberCount']).toBe(before);
  });

  test('that the office closed is told with its words until she has read it', async () => {
    const session = await heldEdit({ memberCount: 8 }, ['h', 'access', ['bucket']]);
    await session.store.learnSettled([{ id: session.store.held()[0]?.change.id ?? '', end: 'closed', note: 'यह घर दूसरे टोले में है' }]);
    history.back();
    await expect.element(page.getByText(/कार्यालय ने आपका बदलाव नहीं लिया/)).toBeVisible();
    await expect.element(page.getByText(/यह घर दूसरे टोले में है/)).toBeVisible();
    await button('ठीक है, देख लिया').click();
    await expect.element(page.getByText(/कार्यालय ने आपका बदलाव नहीं लिया/)).not.toBeInTheDocument();
    expect(session.store.heldAnswers()).toEqual([]);
  });
});

describe('two answers', () => {
  test('are both shown, with who and when; the choice names what it replaces, and she hears what follows', async () => {
    const session = await openWork('/conflicts/h4');
    await expect.element(page.getByText('पूनम देवी')).toBeVisible();
    await expect.element(page.getByText(/मंजू देवी ने .* लिखा/)).toBeVisible();
    await expect.element(page.getByText(/आपने .* लिखा/)).toBeVisible();
    await expect.element(button('पहले एक उत्तर छुएँ')).toBeDisabled();
    await button(/पूनम कुमारी/).click();
    await page.getByRole('button', { name: 'यही सही है', exact: true }).click();
    await expect.element(page.getByText('उत्तर तय हो गया')).toBeVisible();
    await expect.element(page.getByText(/अगली बार भेजने पर यह उत्तर सबके पास पहुँचेगा/)).toBeVisible();
    expect(session.store.contested()).toEqual([]);
    expect(session.store.get('h4')?.values['headName']).toBe('पूनम कुमारी');
    expect(session.store.outbox(1)[0]?.replaces['headName']).toEqual(['a.1', 'b.1']);
  });

  const OUTCOMES = [
    { change: 'c.1', values: { outcome: 'refused', refusalReason: 'no_time', outcomeDay: '2026-11-18' }, by: 'manju', at: Date.parse('2026-11-19T10:40:00Z') },
    { change: 'c.2', values: { outcome: 'locked', refusalReason: null, outcomeDay: '2026-11-18' }, by: 'stranger', at: Date.parse('2026-11-18T10:40:00Z') },
  ];
  const withRivals = (rivals: DehriRecord['rivals'], values: Values = {}): DehriRecord[] => demoRecords(20).map((r) => (r.id === 'h5' ? { ...r, values: { ...r.values, ...values }, rivals } : r));

  test('show only what differs, and what is taken meanwhile', async () => {
    await openWork('/conflicts/h5', { records: withRivals({ '@outcome': OUTCOMES }, OUTCOMES[0]?.values) });
    await expect.element(button(/जुड़ने से इनकार.*अभी यही माना जा रहा है/)).toBeVisible();
    await expect.element(page.getByText(/किसी और कार्यकर्ता ने .* लिखा/)).toBeVisible();
    expect(document.querySelector('main')?.textContent).not.toContain('भेंट की तारीख');
  });

  test('may both be wrong: the right one is written instead, and must be right', async () => {
    const counts = [3, 4].map((n) => ({ change: `c.${n}`, values: { cardNumber: `1030${n}0000000` }, by: 'manju', at: 5 }));
    const session = await openWork('/conflicts/h5', { records: withRivals({ cardNumber: counts }, counts[0]?.values) });
    await button('इनमें से कोई सही नहीं').click();
    await page.getByRole('textbox').fill('12');
    await page.getByRole('button', { name: 'यही सही है', exact: true }).click();
    await expect.element(page.getByText('8 से 20 अंक लिखें')).toBeVisible();
    expect(session.store.contested()).toContain('h5');
    await page.getByRole('textbox').fill('१०३०५५५५५५५');
    await page.getByRole('button', { name: 'यही सही है', exact: true }).click();
    await expect.element(page.getByText('उत्तर तय हो गया')).toBeVisible();
    expect(session.store.outbox(1)[0]).toMatchObject({ values: { cardNumber: '10305555555' }, replaces: { cardNumber: ['c.3', 'c.4'] } });
  });

  test('of which a third comes after she had chosen are asked again, and she is told that she had', async () => {
    const session = await openWork('/conflicts/h5', { records: withRivals({ '@outcome': OUTCOMES }, OUTCOMES[0]?.values) });
    await button(/जुड़ने से इनकार/).click();
    await page.getByRole('button', { name: 'यही सही है', exact: true }).click();
    await expect.element(page.getByText('उत्तर तय हो गया')).toBeVisible();
    const [choice] = session.store.outbox(1);
    const record = session.store.get('h5');
    if (choice === undefined || record === undefined) throw new Error('she has chosen');
    await session.store.settle([choice], [['a', 900]]);
    const third = { change: 'late.1', values: { outcome: 'migrated', refusalReason: null, outcomeDay: '2026-11-18' }, by: 'manju', at: Date.parse('2026-11-21T10:40:00Z') };
    const mine = { change: choice.id, values: choice.values, by: 'sita', at: Date.parse('2026-11-20T10:40:00Z') };
    await session.store.applyPage({ t: 'page', b: record.bucket, g: 1, s: 901, rows: encodeRecords([{ ...record, seq: 901, heads: { '@outcome': choice.id }, rivals: { '@outcome': [mine, third] } }]) });
    await expect.element(page.getByText('आपने इसे पहले तय किया था')).toBeVisible();
    await expect.element(page.getByText(/इस फ़ोन पर लिखा/)).toBeVisible();
  });

  test('one of which a list gave stands there as the list\'s', async () => {
    const rivals = { headName: [
      { change: 'c.1', values: { headName: 'मीरा देवी' }, by: 'manju', at: Date.parse('2026-11-20T10:40:00Z') },
      { change: 'l1/h5', values: { headName: 'मीरा कुमारी' }, by: '', at: Date.parse('2026-11-19T10:40:00Z') },
    ] };
    await openWork('/conflicts/h5', { records: withRivals(rivals) });
    await expect.element(page.getByText(/मंजू देवी ने .* लिखा/)).toBeVisible();
    await expect.element(page.getByText(/राशन कार्ड सूची में लिखा है/)).toBeVisible();
  });
});

describe('where a family\'s words are', () => {
  test('is told for each change: on this phone, with the server, in its backup', async () => {
    const session = await openWork('/families/h3');
    await session.store.save({ type: 'household', record: 'h3', edits: { memberCount: 8 } });
    await expect.element(page.getByRole('listitem').filter({ hasText: 'कुल सदस्य' }).getByText('भेजना बाकी')).toBeVisible();
    await session.store.settle(session.store.outbox(1), [['a', 900]]);
    await expect.element(page.getByRole('listitem').filter({ hasText: 'कुल सदस्य' }).getByText('सर्वर पर')).toBeVisible();
    expect(document.body.textContent).not.toContain('बैकअप');
    await session.store.forgetSafe(1);
    await expect.element(page.getByText('बैकअप में सुरक्षित')).toBeVisible();
  });
});

describe('rescue files', () => {
  const give = async (text: string): Promise<void> => {
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    const list = new DataTransfer();
    list.items.add(new File([text], 'any-name'));
    if (input === null) throw new Error('a file can be chosen');
    input.files = list.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };

  test('one of a colleague is taken and waits for the network; another file is refused with what to do', async () => {
    await openWork('/send');
    await link(/बचाव फ़ाइल/).click();
    await expect.element(page.getByText('आपका कुछ भी भेजना बाकी नहीं।')).toBeVisible();
    await give('a letter');
    await expect.element(page.getByRole('alert')).toHaveTextContent('यह बचाव फ़ाइल नहीं है। वह फ़ाइल चुनें जिसका नाम ‘dehri’ से शुरू होता है।');
    await give('dehri-rescue 1\n');
    await expect.element(page.getByText('जमा होना बाकी')).toBeVisible();
    await expect.element(page.getByText(/नेटवर्क मिलते ही अपने-आप जमा होगी।/).last()).toBeVisible();
    expect(document.body.textContent).not.toContain('यह बचाव फ़ाइल नहीं है');
  });

  test('of her own work can be made while something waits', async () => {
    const session = await openWork('/rescue');
    await session.store.save({ type: 'household', record: 'h0', edits: { memberCount: 8 } });
    await expect.element(page.getByText(/1 रिकॉर्ड अभी नहीं भेजा गया/)).toBeVisible();
    await expect.element(button('फ़ाइल फ़ोन में सहेजें')).toBeVisible();
  });

  test('one that arrived, or was damaged, says so until it is taken off the list', async () => {
    await openWork('/rescue', { carried: [
      { id: 'a', at: 5, changes: 12, arrived: 12, refused: 0, damaged: 0 }, { id: 'b', at: 6, changes: 9, arrived: 7, refused: 2, damaged: 1 },
    ] });
    await expect.element(page.getByText('जमा हो गई')).toBeVisible();
    await expect.element(page.getByText('2 बदलाव खराब निकले। जिसने फ़ाइल दी, उससे फिर बनवाएँ।')).toBeVisible();
    await expect.element(page.getByText(/कुछ हिस्सा रास्ते में कट गया था/)).toBeVisible();
    await button('ठीक है, सूची से हटाएँ').first().click();
    await expect.element(page.getByText('जमा हो गई')).not.toBeInTheDocument();
  });
});

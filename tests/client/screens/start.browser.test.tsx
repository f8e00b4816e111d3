import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { closeApp, openApp, typePin } from './app.tsx';
import { DEMO_PIN, demoPhone } from './demo/demo-phone.ts';

afterEach(closeApp);

const button = (name: string | RegExp) => page.getByRole('button', { name });

describe('a new phone', () => {
  test('goes from the code to the first house; the cost of the list is shown before it comes', async () => {
    await openApp('/', demoPhone({ families: 40 }));
    await button('कोड लिखें').click();
    await page.getByRole('textbox').fill('११११ ११११');
    await button('कोड जाँचें').click();
    await expect.element(page.getByRole('alert')).toHaveTextContent('यह कोड मेल नहीं खाता');

    await page.getByRole('textbox').fill('१२३४ ५६७८');
    await button('कोड जाँचें').click();
    await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('सीता कुमारी जी');
    await button(/समझ गई/).click();
    await button('कमल').click();

    await typePin('123456');
    await expect.element(page.getByText('यह पिन बहुत आसान है')).toBeVisible();
    await typePin(DEMO_PIN);
    await typePin('999111');
    await expect.element(page.getByText('दोनों बार अलग लिखा गया')).toBeVisible();
    await typePin(DEMO_PIN);
    await typePin(DEMO_PIN);

    await expect.element(page.getByText('11 KB')).toBeVisible();
    await expect.element(page.getByText('3 सेकंड')).toBeVisible();
    await button('सूची लाएँ').click();
    await button('काम शुरू करें').click();
    await expect.element(page.getByText('अगला घर')).toBeVisible();
  });

  test('opened by the square on a slip: the code stands in its field, and no longer in the address', async () => {
    await openApp('/#code=12345678', demoPhone({ families: 40 }));
    await expect.element(page.getByRole('textbox')).toHaveValue('1234 5678');
    await expect.element(page.getByText('कोड पर्ची से आ गया है')).toBeVisible();
    expect(location.href).not.toContain('1234');
    await button('कोड जाँचें').click();
    await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('सीता कुमारी जी');
  });

  test('speaks English after one tap', async () => {
    await openApp('/', demoPhone());
    await button(/English/).click();
    await expect.element(button('Type the code')).toBeVisible();
  });
});

describe('a shared phone', () => {
  test('shows pictures, not names, and counts down after wrong PINs', async () => {
    await openApp('/', demoPhone({ pictures: ['lotus', 'elephant'] }));
    await expect.element(page.getByText('आप कौन हैं?')).toBeVisible();
    expect(document.body.textContent).not.toContain('सीता');
    await button('हाथी').click();
    for (const pin of ['135791', '246802', '975318']) {
      await typePin(pin);
      await expect.element(page.getByText(/यह पिन सही नहीं है/)).toBeVisible();
    }
    await expect.element(page.getByText(/सेकंड बाद फिर लिख सकते हैं/)).toBeVisible();
    expect(document.title).not.toMatch(/सीता|lotus/);
  });
});

describe('a slip read on a phone that others work on', () => {
  test('adds her; going back leads to the lock', async () => {
    await openApp('/#code=12345678', demoPhone({ pictures: ['lotus', 'elephant'] }));
    await expect.element(page.getByRole('textbox')).toHaveValue('1234 5678');
    await button('पीछे').click();
    await expect.element(page.getByText('आप कौन हैं?')).toBeVisible();
  });
});

describe('a forgotten PIN', () => {
  test('leads to a new code; the old picture stays and still opens', async () => {
    await openApp('/', demoPhone({ families: 20, pictures: ['lotus'] }));
    await button('पिन भूल गए?').click();
    await button('नया कोड है, आगे').click();
    await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('8 अंकों का कोड');
    await button('पीछे').click();
    await expect.element(page.getByText('भूला हुआ ताला', { exact: true })).toBeVisible();
    await expect.element(page.getByText(/बिना भेजा काम इसी फ़ोन पर सुरक्षित है/)).toBeVisible();
    await typePin(DEMO_PIN);
    await expect.element(page.getByText('अगला घर')).toBeVisible();
  });

  test('of one of two: the other is asked first, and the forgotten one is a tap away, marked', async () => {
    const phone = demoPhone({ families: 20, pictures: ['lotus', 'elephant'] });
    await phone.markForgotten('lotus');
    await openApp('/', phone);
    await button('दूसरा ताला खोलें').click();
    await expect.element(button(/कमल/)).toHaveTextContent('भूला हुआ ताला');
    await expect.element(button(/हाथी/)).not.toHaveTextContent('भूला हुआ ताला');
    await button(/कमल/).click();
    await typePin(DEMO_PIN);
    await expect.element(page.getByText('अगला घर')).toBeVisible();
  });
});

describe('work that waits behind the lock', () => {
  const waits = { waiting: 12, problem: 'no-network' } as const;

  test('is told as a number, with what will happen; nothing is told when nothing waits', async () => {
    await openApp('/', demoPhone({ pictures: ['lotus'], sealed: waits }));
    await expect.element(page.getByText('12 बदलाव जमा होने बाकी')).toBeVisible();
    await expect.element(page.getByText(/नेटवर्क मिलते ही बिना पिन के जमा होंगे/)).toBeVisible();
    closeApp();
    await openApp('/', demoPhone({ pictures: ['lotus'] }));
    await expect.element(page.getByText('पिन लिखें')).toBeVisible();
    expect(document.body.textContent).not.toContain('जमा');
  });

  test('is handed in by itself, for whoever has left some on this phone', async () => {
    await openApp('/', demoPhone({ pictures: ['lotus', 'elephant'], sealed: { waiting: 3 } }));
    await expect.element(page.getByText('आप कौन हैं?')).toBeVisible();
    await button('हाथी').click();
    await expect.element(page.getByText('3 बदलाव जमा हुए')).toBeVisible();
  });

  test('one who forgot her PIN can hand it in or make a file; only then comes the new code', async () => {
    await openApp('/', demoPhone({ pictures: ['lotus'], sealed: waits }));
    await button('पिन भूल गए?').click();
    await expect.element(page.getByText('12 बदलाव जमा होने बाकी')).toBeVisible();
    await expect.element(page.getByText(/अभी नेटवर्क नहीं है/)).toBeVisible();
    await button('फ़ाइल फ़ोन में सहेजें').click();
    await expect.element(page.getByText('12 बदलावों की फ़ाइल बनी')).toBeVisible();
    await expect.element(page.getByText('dehri-2026-05-10-k7mp.dehri')).toBeVisible();
    await button('नया कोड है, आगे').click();
    await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('8 अंकों का कोड');
  });

  test('what only the PIN opens is said as it is', async () => {
    await openApp('/', demoPhone({ pictures: ['lotus'], sealed: { closed: 2, delivered: 4 } }));
    await button('पिन भूल गए?').click();
    await expect.element(page.getByText('2 बदलाव केवल पिन से खुलेंगे')).toBeVisible();
    expect(document.body.textContent).not.toContain('सारा काम सर्वर के पास जमा है');
  });

  test('a phone that was shut out says where the work is', async () => {
    await openApp('/', demoPhone({ pictures: ['lotus'], sealed: { shut: true, delivered: 5 } }));
    await expect.element(page.getByText(/यह फ़ोन बंद कर दिया गया है/)).toBeVisible();
    await expect.element(page.getByText(/आपका काम सर्वर पर जमा है/)).toBeVisible();
  });
});

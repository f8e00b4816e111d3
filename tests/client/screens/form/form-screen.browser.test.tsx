import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { SAMPLE_FORM } from '#client/screens/gallery/sample-form.ts';
import { clear } from '#tests/client/ui/render.tsx';
import { startWords } from '#tests/client/ui/words.ts';
import { openForm } from './host.tsx';

beforeAll(() => startWords('hi'));
beforeEach(() => page.viewport(360, 740));
afterEach(clear);

const next = page.getByRole('button', { name: 'आगे', exact: true });
const name = page.getByRole('textbox', { name: /महिला का नाम/ });

describe('on the phone', () => {
  it('a page with a missing answer says so in words and moves to it; a page in order goes on', async () => {
    openForm(SAMPLE_FORM);
    await next.click();
    await expect.element(page.getByText('1 उत्तर सुधारें')).toBeVisible();
    await page.getByRole('button', { name: /महिला का नाम/ }).click();
    await expect.element(name).toHaveFocus();
    await userEvent.keyboard('सुनीता');
    await expect.element(page.getByText('1 उत्तर सुधारें')).not.toBeInTheDocument();
    await next.click();
    await expect.element(page.getByText('पेज 2/5').first()).toBeVisible();
  });

  it('a rule is not pressed on anyone who is still typing', async () => {
    openForm(SAMPLE_FORM);
    const phone = page.getByRole('textbox', { name: /मोबाइल नंबर/ });
    await phone.fill('98');
    await expect.element(page.getByText('10 अंकों का मोबाइल नंबर लिखें')).not.toBeInTheDocument();
    await userEvent.tab();
    await expect.element(page.getByText('10 अंकों का मोबाइल नंबर लिखें')).toBeVisible();
    await phone.fill('९८७६५४३२१०');
    await expect.element(page.getByText('10 अंकों का मोबाइल नंबर लिखें')).not.toBeInTheDocument();
  });

  it('a whole Aadhaar number is refused while it is typed, its last four digits and a card number are not', async () => {
    const host = openForm(SAMPLE_FORM, { answers: { womanName: 'सुनीता' } });
    const refusal = page.getByText('आधार का पूरा नंबर न लिखें: केवल आख़िरी चार अंक लिखें').first();
    const remark = page.getByRole('textbox', { name: 'और कोई बात' });
    await remark.fill('आधार 2345 6789 0124');
    await expect.element(refusal).toBeVisible();
    await expect.element(remark).toHaveAttribute('aria-invalid', 'true');
    await remark.fill('आधार 0124');
    await expect.element(refusal).not.toBeInTheDocument();
    await page.getByRole('textbox', { name: /राशन कार्ड का नंबर/ }).fill('234567890124');
    await expect.element(refusal).not.toBeInTheDocument();
    expect(host.ended).toEqual([]);
  });

  it('an answer shows and hides the questions that hang on it, and brings back what was typed', async () => {
    openForm(SAMPLE_FORM, { answers: { womanName: 'सुनीता' }, page: 1 });
    const group = page.getByRole('textbox', { name: /समूह का नाम/ });
    await page.getByRole('radio', { name: 'हाँ' }).click({ force: true });
    await group.fill('चाँदनी');
    await page.getByRole('radio', { name: 'नहीं', exact: true }).click({ force: true });
    await expect.element(group).not.toBeInTheDocument();
    await page.getByRole('radio', { name: 'हाँ' }).click({ force: true });
    await expect.element(group).toHaveValue('चाँदनी');
  });

  it('"none of these" and the others exclude one another', async () => {
    openForm(SAMPLE_FORM, { answers: { womanName: 'सुनीता' }, page: 1 });
    await page.getByRole('checkbox', { name: 'राशन कार्ड' }).click({ force: true });
    await page.getByRole('checkbox', { name: 'इनमें से कोई नहीं' }).click({ force: true });
    await expect.element(page.getByRole('checkbox', { name: 'राशन कार्ड' })).not.toBeChecked();
    await page.getByRole('checkbox', { name: 'पक्का घर' }).click({ force: true });
    await expect.element(page.getByRole('checkbox', { name: 'इनमें से कोई नहीं' })).not.toBeChecked();
  });

  it("the phone's own back walks the pages, and leaving takes the form out of the history", async () => {
    const host = openForm(SAMPLE_FORM);
    const before = history.length;
    await name.fill('सुनीता');
    await next.click();
    await expect.element(page.getByText('पेज 2/5').first()).toBeVisible();
    expect(history.length).toBe(before + 1);
    history.back();
    await expect.element(page.getByText('पेज 1/5').first()).toBeVisible();
    await expect.element(name).toHaveValue('सुनीता');
    await next.click();
    await expect.element(page.getByText('पेज 2/5').first()).toBeVisible();
    await page.getByRole('banner').getByRole('button', { name: 'पीछे' }).click();
    await expect.poll(() => host.ended).toEqual(['left']);
    expect(history.state).toBe(null);
  });

  it('opens at the page where it was left', async () => {
    openForm(SAMPLE_FORM, { answers: { womanName: 'सुनीता', joined: false }, page: 2 });
    await expect.element(page.getByText('पेज 3/5').first()).toBeVisible();
    await page.getByRole('contentinfo').or(page.getByText('पीछे')).last().click();
    await expect.element(page.getByText('पेज 2/5').first()).toBeVisible();
  });
});

describe('typing', () => {
  it('changes nothing on the page but the field itself', async () => {
    openForm(SAMPLE_FORM);
    await name.fill('सु');
    await expect.element(page.getByText('अपने आप सहेजा गया')).toBeVisible();
    const changed: MutationRecord[] = [];
    const watch = new MutationObserver((records) => changed.push(...records));
    watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    await name.fill('सुनीता');
    await new Promise((done) => { setTimeout(done, 400); });
    watch.disconnect();
    expect(changed.filter((record) => record.target !== name.element()).map((record) => `${record.type} ${record.attributeName ?? ''}`)).toEqual([]);
  });
});

describe('where the house stands', () => {
  const real = Object.getOwnPropertyDescriptor(Navigator.prototype, 'geolocation');
  afterEach(() => {
    if (real !== undefined) Object.defineProperty(Navigator.prototype, 'geolocation', real);
  });
  const hear = (script: (found: PositionCallback, failed: PositionErrorCallback) => void) => {
    const watchPosition: Geolocation['watchPosition'] = (found, failed) => {
      setTimeout(() => script(found, failed ?? (() => undefined)), 10);
      return 1;
    };
    Object.defineProperty(Navigator.prototype, 'geolocation', { configurable: true, get: () => ({ watchPosition, clearWatch: () => undefined }) });
  };
  const at = (accuracy: number) => ({ coords: { latitude: 25.2425, longitude: 86.9842, accuracy } }) as GeolocationPosition;
  const answers = { womanName: 'सुनीता', joined: false, age: 34, 'members.a.name': 'रीना', 'members.a._gone': false };

  it('is heard ever more surely, and she may say that it is enough', async () => {
    hear((found) => {
      found(at(80));
      found(at(35));
      found(at(60));
    });
    const host = openForm(SAMPLE_FORM, { answers, page: 4 });
    await page.getByRole('button', { name: 'जगह दर्ज करें' }).click();
    await expect.element(page.getByText('अभी 35 मीटर तक सही है, थोड़ा और रुकें')).toBeVisible();
    await page.getByRole('button', { name: 'इतना काफ़ी है' }).click();
    await expect.element(page.getByText('जगह दर्ज हुई, 35 मीटर तक सही')).toBeVisible();
    await expect.poll(() => host.drafts.at(-1)?.answers).toMatchObject({ place: '25.24250 86.98420 0 35' });
  });

  it('is taken by itself when it is sure', async () => {
    hear((found) => found(at(8)));
    openForm(SAMPLE_FORM, { answers, page: 4 });
    await page.getByRole('button', { name: 'जगह दर्ज करें' }).click();
    await expect.element(page.getByText('जगह दर्ज हुई, 8 मीटर तक सही')).toBeVisible();
  });

  it('never holds her up when the phone refuses', async () => {
    hear((_, failed) => failed({ code: 1 } as GeolocationPositionError));
    openForm(SAMPLE_FORM, { answers, page: 4 });
    await page.getByRole('button', { name: 'जगह दर्ज करें' }).click();
    await expect.element(page.getByText('आप बिना जगह दर्ज किए भी आगे बढ़ सकते हैं।')).toBeVisible();
    await page.getByRole('button', { name: 'जाँचें' }).click();
    await expect.element(page.getByText('एक बार जाँच लें')).toBeVisible();
  });
});

describe('what was typed', () => {
  it('is kept within 300 ms, in one piece, without being asked', async () => {
    const host = openForm(SAMPLE_FORM);
    await name.fill('सुनी');
    const typed = performance.now();
    await expect.poll(() => host.drafts.length, { interval: 10 }).toBe(1);
    expect(performance.now() - typed).toBeLessThan(400);
    expect(host.drafts[0]).toMatchObject({ answers: { womanName: 'सुनी' }, page: 0 });
  });

  it('is kept at once when the app goes to the background', async () => {
    const host = openForm(SAMPLE_FORM);
    await name.fill('सुनीता');
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    await Promise.resolve();
    await Promise.resolve();
    expect(host.drafts.at(-1)?.answers).toMatchObject({ womanName: 'सुनीता' });
  });

  it('that could not be kept is said in words, tried again by hand, and stays on the page', async () => {
    const host = openForm(SAMPLE_FORM);
    host.refuseDrafts = true;
    await name.fill('सुनीता');
    await expect.element(page.getByText('अभी का उत्तर फ़ोन में नहीं रखा जा सका')).toBeVisible();
    host.refuseDrafts = false;
    await page.getByRole('button', { name: 'फिर से रखें' }).click();
    await expect.element(page.getByText('अभी का उत्तर फ़ोन में नहीं रखा जा सका')).not.toBeInTheDocument();
    expect(host.drafts.at(-1)?.answers).toMatchObject({ womanName: 'सुनीता' });
    await expect.element(name).toHaveValue('सुनीता');
  });
});

const COMPLETE = { womanName: 'सुनीता', joined: false, age: 34, 'members.a.name': 'रीना', 'members.a._gone': false };

describe('saving', () => {
  it('shows everything once more, then hands over what to write', async () => {
    const host = openForm(SAMPLE_FORM, { saved: { ...COMPLETE, groupName: 'पुराना' }, page: 5 });
    await expect.element(page.getByText('एक बार जाँच लें')).toBeVisible();
    await expect.element(page.getByText('34 साल')).toBeVisible();
    await page.getByRole('button', { name: 'सहेजें' }).click();
    await expect.poll(() => host.ended).toEqual(['saved']);
    expect(host.saves).toMatchObject([{ womanName: 'सुनीता', groupName: null, total: 1, retires: 26 }]);
  });

  it('that is refused loses nothing and says what to do', async () => {
    const host = openForm(SAMPLE_FORM, { answers: COMPLETE, page: 5 });
    host.answer = { ok: false, reason: 'storage-full' };
    const save = page.getByRole('button', { name: 'सहेजें' });
    await save.click();
    await expect.element(page.getByText('सहेजा नहीं जा सका, आपके उत्तर यहीं हैं')).toBeVisible();
    await expect.element(page.getByText(/फ़ोन में जगह नहीं बची है/)).toBeVisible();
    host.answer = { ok: true, record: 'r1', changed: true };
    await save.click();
    await expect.poll(() => host.ended).toEqual(['saved']);
  });

  it('goes back to the first page that is not in order', async () => {
    openForm(SAMPLE_FORM, { answers: { ...COMPLETE, womanName: null }, page: 5 });
    await page.getByRole('button', { name: 'सहेजें' }).click();
    await expect.element(page.getByText('पेज 1/5').first()).toBeVisible();
    await expect.element(page.getByText('इसका उत्तर दें').first()).toBeVisible();
  });
});

describe('members of a family', () => {
  const removeReena = page.getByRole('button', { name: 'रीना: हटाएँ' });

  it('are added, filled in their card, removed, and brought back whole', async () => {
    const host = openForm(SAMPLE_FORM, { answers: { womanName: 'सुनीता', joined: false, age: 34 }, page: 3 });
    await page.getByRole('button', { name: 'जोड़ें', exact: true }).click();
    await expect.element(page.getByRole('textbox', { name: /नाम/ })).toHaveFocus();
    await userEvent.keyboard('रीना');
    await page.getByRole('textbox', { name: 'साल में' }).fill('१२');
    await expect.element(page.getByText('स्कूल जाते हैं?')).toBeVisible();
    await page.getByRole('button', { name: 'हो गया' }).click();
    await expect.element(page.getByRole('heading', { name: 'रीना' })).toBeVisible();
    await removeReena.click();
    await expect.element(page.getByText('रीना को हटाया गया')).toBeVisible();
    await page.getByRole('button', { name: 'वापस लाएँ' }).click();
    await expect.element(page.getByText('12 साल')).toBeVisible();
    await expect.poll(() => host.drafts.at(-1)?.answers).toMatchObject({ 'members.k1.name': 'रीना', 'members.k1.years': 12, 'members.k1._gone': false });
  });

  it('with something missing are marked on their folded card, and the list leads into it', async () => {
    openForm(SAMPLE_FORM, { answers: { womanName: 'सुनीता', joined: false, age: 34, 'members.a.years': 3, 'members.a._gone': false }, page: 3 });
    await next.click();
    await expect.element(page.getByText('सुधारें', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: /नाम: इसका उत्तर दें/ }).click();
    await expect.element(page.getByRole('textbox', { name: /नाम/ })).toHaveFocus();
  });
});

describe('a date', () => {
  it('walks from field to field by itself and spells out the month', async () => {
    const host = openForm(SAMPLE_FORM, { answers: { womanName: 'सुनीता', joined: false }, page: 2 });
    await page.getByRole('textbox', { name: 'दिन' }).click();
    await userEvent.keyboard('02022026');
    await expect.element(page.getByText('02 फ़रवरी 2026')).toBeVisible();
    await expect.poll(() => host.drafts.at(-1)?.answers).toMatchObject({ visited: '2026-02-02' });
  });
});

describe('on the desk', () => {
  it('everything stands under one another, and saving lists all that is missing', async () => {
    await page.viewport(1366, 768);
    openForm(SAMPLE_FORM);
    await page.getByRole('button', { name: 'सहेजें' }).click();
    await expect.element(page.getByText('4 उत्तर सुधारें')).toBeVisible();
  });
});

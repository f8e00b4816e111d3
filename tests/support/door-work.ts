// What a mitra does at a door and after it, by the words she reads.
import type { BrowserPhone } from './browser-phone.ts';
import { hi } from './words.ts';

export async function choose(phone: BrowserPhone, question: string, answer: string): Promise<void> {
  await phone.page.getByRole('group', { name: hi(`jeevika:form.survey.${question}.label`) }).getByText(hi(`jeevika:choice.${answer}`), { exact: true }).click();
}

/** Opens the survey of the next house and says that the family refuses; not yet saved. */
export async function beginRefusal(phone: BrowserPhone): Promise<void> {
  await phone.goTab('today');
  await phone.page.getByRole('link', { name: hi('today:start') }).click();
  await choose(phone, 'outcome', 'outcome.refused');
  await choose(phone, 'refusalReason', 'refusal.no_time');
}

/**
 * Resolves when the answers as they stand are on the phone: the last of them may have been given after
 * the first were called kept.
 */
export async function untilKept({ page }: BrowserPhone): Promise<void> {
  await page.getByText(hi('form:keptNow')).waitFor();
  await page.evaluate(async () => {
    const name = (await indexedDB.databases()).map((d) => d.name ?? '').find((n) => /^dehri-[0-9a-f]{8,}$/.test(n)) ?? '';
    const sealed = (): Promise<string> => new Promise((done, fail) => {
      const opening = indexedDB.open(name);
      opening.addEventListener('error', () => fail(new Error('not opened')));
      opening.addEventListener('success', () => {
        const db = opening.result;
        const all = db.transaction('drafts').objectStore('drafts').getAll();
        all.addEventListener('success', () => {
          db.close();
          done(String(all.result));
        });
      });
    });
    // The page writes a quarter of a second after an answer, and every writing seals anew.
    for (let before = ''; ;) {
      await new Promise((wait) => setTimeout(wait, 700));
      const now = await sealed();
      if (now === before) return;
      before = now;
    }
  });
}

export async function saveForm(phone: BrowserPhone): Promise<void> {
  await phone.press(hi('form:toReview'));
  await phone.button(hi('form:save')).click();
  await phone.page.getByText(hi('families:savedHere')).waitFor();
  await phone.page.getByRole('link', { name: hi('families:savedList') }).first().click();
}

/** One family more has refused, and it is saved. */
export async function surveyRefused(phone: BrowserPhone): Promise<void> {
  await beginRefusal(phone);
  await saveForm(phone);
}

/** What waits, as the screen says it. */
export async function waiting(phone: BrowserPhone): Promise<string> {
  await phone.goTab('send');
  return phone.page.locator('.send__headline').innerText();
}

/** Resolves when the screen says that everything is with the server. */
export async function sendAll(phone: BrowserPhone): Promise<void> {
  await phone.goTab('send');
  await phone.button(hi('sync:send')).or(phone.button(hi('sync:check'))).click();
  await phone.page.getByText(hi('sync:allSent')).waitFor({ timeout: 20_000 });
}

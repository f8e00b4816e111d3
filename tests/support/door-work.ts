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

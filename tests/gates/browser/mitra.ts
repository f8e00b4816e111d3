// A mitra at work with her phone, by the words she reads; what she was told is written down.
import type { Locator } from 'playwright-core';
import { BrowserPhone, PIN } from '#tests/support/browser-phone.ts';
import { beginRefusal, choose, saveForm, waiting } from '#tests/support/door-work.ts';
import { hi } from '#tests/support/words.ts';
import { until } from './until.ts';
import { Said } from './said.ts';

/** Those at the top of a camp's list, which is drawn only where it is looked at. */
const GUESTS = 6;

export class Mitra {
  readonly phone = new BrowserPhone();
  readonly said = new Said();
  readonly person: string;
  /** The guest whose tick may be on its way. */
  ticking = '';
  readonly #url: string;

  constructor(person: string, url: string) {
    this.person = person;
    this.#url = url;
  }

  /** Fetches the first list, and has the app itself on the phone. */
  async begin(): Promise<void> {
    await this.phone.firstList();
    await this.phone.page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated');
    this.said.newPhone = 0;
  }

  async switchOn(): Promise<void> {
    await this.phone.turnOn('about:blank');
    await this.said.listen(this.phone.page);
    await this.phone.page.goto(this.#url);
  }

  /** Switched on and unlocked. */
  async reopen(): Promise<void> {
    await this.switchOn();
    await this.phone.unlock();
  }

  /** The page is loaded anew, and she unlocks it: it goes on where she was. */
  async reload(): Promise<void> {
    const { page } = this.phone;
    await page.reload();
    await page.getByText(hi('app:pin.enter')).first().waitFor();
    await this.phone.type(PIN);
    await page.locator('.number-pad').waitFor({ state: 'detached' });
  }

  /** Out of the form or the page that is open, to where the places are shown below. */
  async toTabs(): Promise<void> {
    const { page } = this.phone;
    const back = page.getByRole('button', { name: hi('ui:back') }).or(page.getByRole('link', { name: hi('families:savedList') })).first();
    await until(async () => {
      if (await this.phone.tab('today').count() > 0) return true;
      await back.click({ timeout: 500 }).catch(() => undefined);
      return false;
    }, 'the places are shown');
  }

  async hasHousesLeft(): Promise<boolean> {
    await this.phone.goTab('today');
    return await this.phone.page.getByText(hi('today:allDone'), { exact: true }).count() === 0;
  }

  /** One family more has refused, and it is saved; begins with the form that was left open, if there is one. */
  async survey(): Promise<void> {
    const { page } = this.phone;
    await this.phone.goTab('today');
    const resume = page.getByRole('link', { name: hi('today:resume') });
    await resume.or(page.getByRole('link', { name: hi('today:start') })).waitFor();
    if (await resume.count() === 0) {
      await beginRefusal(this.phone);
      return this.save();
    }
    await resume.click();
    // It opens where it was left.
    const toReview = this.phone.button(hi('form:toReview'));
    await toReview.or(this.phone.button(hi('form:save'))).waitFor();
    if (await toReview.count() === 0) await page.locator('.action-bar').getByRole('button', { name: hi('form:previous') }).click();
    await choose(this.phone, 'outcome', 'outcome.refused');
    await choose(this.phone, 'refusalReason', 'refusal.no_time');
    await this.save();
  }

  async save(): Promise<void> {
    const before = this.said.saves;
    await saveForm(this.phone);
    await this.#untilSaid(() => this.said.saves > before, 'that it is saved has been written down');
  }

  notice(words: string): Locator {
    return this.phone.page.locator('.notice', { hasText: words });
  }

  /** To the camp, with every guest shown. Each tick there is saved by itself. */
  async openCamp(): Promise<Locator> {
    const { page } = this.phone;
    await this.phone.goTab('today');
    await page.locator('a[href^="/camps/"]').first().click();
    await page.getByText(hi('groups:campAll'), { exact: true }).first().click();
    const guests = page.locator('.guest');
    await guests.first().waitFor();
    return guests;
  }

  /** Ticks guests, or takes ticks back, one after another, each after the one before was shown done. */
  async tick(times: number): Promise<void> {
    const guests = await this.openCamp();
    const names = await guests.evaluateAll((rows) => rows.map((row) => row.querySelector('.guest__text')?.textContent ?? ''));
    const alone = names.flatMap((name, at) => (names.indexOf(name) === names.lastIndexOf(name) ? [{ name, at }] : [])).slice(0, GUESTS);
    for (let n = 0; n < times; n += 1) {
      const guest = alone[n % alone.length];
      if (guest === undefined) throw new Error('nobody comes to the camp');
      const before = this.said.ticks;
      this.ticking = guest.name;
      await guests.nth(guest.at).locator('input').evaluate((box: HTMLInputElement) => { box.click(); });
      await this.#untilSaid(() => this.said.ticks > before, 'a tick is shown done');
    }
    await this.phone.press(hi('ui:back'));
  }

  /** A phone that is off says nothing more. */
  #untilSaid(isSaid: () => boolean, what: string): Promise<void> {
    return until(() => {
      if (!this.phone.isOn) throw new Error(`the battery was pulled before ${what}`);
      return isSaid();
    }, what);
  }

  /** How many records wait, as the screen says it. */
  async waits(): Promise<number> {
    const words = await waiting(this.phone);
    if (words === hi('sync:allSent') || words === hi('sync:waiting_zero')) return 0;
    return Number(words.replaceAll(/\D/g, ''));
  }

  /**
   * After the loss of the database her own work is there, the list comes anew from the server.
   * The line must be open. @returns whether it had to
   */
  async fetchLostList(): Promise<boolean> {
    await this.phone.goTab('today');
    const none = this.phone.page.getByText(hi('today:noList'), { exact: true });
    if (await none.count() === 0) return false;
    await this.phone.goTab('send');
    await this.phone.button(hi('sync:send')).or(this.phone.button(hi('sync:check'))).click();
    await this.sendAll();
    await this.phone.goTab('today');
    await none.waitFor({ state: 'detached' });
    return true;
  }

  /** Presses until the screen says that everything is with the server. @param seconds of patience */
  async sendAll(seconds = 120): Promise<void> {
    await this.phone.goTab('send');
    const button = this.phone.button(hi('sync:send')).or(this.phone.button(hi('sync:check')));
    await until(async () => {
      if (await this.phone.page.getByText(hi('sync:allSent'), { exact: true }).count() > 0) return true;
      await button.click({ timeout: 1_000 }).catch(() => undefined);
      return false;
    }, 'all is sent', seconds);
  }
}

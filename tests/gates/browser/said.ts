// What the app has told the person, written down outside of the browser at the moment it stood on the
// glass: whatever happens to the phone afterwards, this must be true.
import type { Page } from 'playwright-core';
import { hi } from '#tests/support/words.ts';

type Word = 'family' | 'ticked' | 'unticked' | 'new-phone';

export class Said {
  /** Ids of families whose form was called saved. */
  readonly families = new Set<string>();
  /** How often a form was called saved. */
  saves = 0;
  /** Guests of a camp by what is written beside their box, and whether they were last shown ticked. */
  readonly guests = new Map<string, boolean>();
  /** Ticks, and ticks taken back, that were shown done. */
  ticks = 0;
  /** Times the screen of a phone without any work was shown. */
  newPhone = 0;

  /** Before the page is loaded. */
  async listen(page: Page): Promise<void> {
    await page.exposeFunction('dehriSaid', (word: Word, of: string) => {
      if (word === 'family') {
        this.saves += 1;
        this.families.add(of);
      } else if (word === 'new-phone') this.newPhone += 1;
      else {
        this.ticks += 1;
        this.guests.set(of, word === 'ticked');
      }
    });
    // Outside of the test runner functions that go to the page are given their names by a helper.
    await page.addInitScript({ content: 'globalThis.__name ??= (f) => f;' });
    await page.addInitScript(({ saved, start }) => {
      const tell = (word: Word, of: string): void => void Reflect.get(window, 'dehriSaid')(word, of);
      const shown = new Map<string, boolean>();
      let before = '';
      const look = (): void => {
        const text = document.body?.textContent ?? '';
        const now = text.includes(start) ? 'new-phone' : location.pathname.endsWith('/saved') && text.includes(saved) ? location.pathname.split('/').at(-2) ?? '' : '';
        if (now !== before && now !== '') tell(now === 'new-phone' ? 'new-phone' : 'family', now);
        before = now;
        for (const guest of document.querySelectorAll('.guest')) {
          const whose = guest.querySelector('.guest__text')?.textContent ?? '';
          const ticked = guest.querySelector('.guest__box svg') !== null;
          if (shown.has(whose) && shown.get(whose) !== ticked) tell(ticked ? 'ticked' : 'unticked', whose);
          shown.set(whose, ticked);
        }
      };
      new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
    }, { saved: hi('families:savedHere'), start: hi('app:welcome.start') });
  }
}

// The quick exit. In this order: the screen is empty, nothing is read aloud any more, the vault is locked,
// and a harmless page takes the place of this one and of every page of the app in the history.
//
//   app … app app*   ─ back to the oldest of this page ─▶   app* … app   ─ replace ─▶   calendar* … app   ─ its own push ─▶   calendar calendar*
//
// What another load of the app left in the history is cleared by the calendar (`public/samay.js`).
import type { Session } from '#client/app/services.ts';

const CALENDAR = '/samay.html';
/** Known to `public/before-paint.js` and `public/samay.js`. */
const LEAVING = 'leaving';
/** A step back that does not come to an end must not hold the way out up. */
const PATIENCE_MS = 300;

/** Synchronous up to the lock: nothing of a file is on the screen when it returns. */
export function leaveAtOnce(session: Pick<Session, 'lock'>): void {
  document.body.replaceChildren();
  if ('speechSynthesis' in window) window.speechSynthesis.cancel();
  // A call that may still be taken back is written down, as whenever the page goes.
  window.dispatchEvent(new Event('pagehide'));
  session.lock();
  sessionStorage.setItem(LEAVING, '');
  void backToOldest().finally(() => location.replace(CALENDAR));
}

async function backToOldest(): Promise<void> {
  if (!('navigation' in window)) return;
  const { navigation } = window;
  const oldest = navigation.entries().find((entry) => entry.sameDocument);
  if (oldest === undefined || oldest.key === navigation.currentEntry?.key) return;
  await Promise.race([
    navigation.traverseTo(oldest.key).finished?.catch(() => undefined),
    new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)),
  ]);
}

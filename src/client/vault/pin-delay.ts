// Wrong PINs make the next try wait longer and longer. Nothing is ever wiped: what is not yet sent
// stays. The count and the time are in the vault's header, written before the PIN is tried, so
// neither a restart nor pulling the battery gives a free guess.
//
// The phone's clock can be set by whoever holds it. What it cannot be made to do is run this page's own
// time: so, however the clock is set, up to a minute must pass while the app looks on, and a clock set back
// does not lengthen a wait that the app has seen out. After a restart only the clock is left beyond that
// minute: a thief who sets it forward each time gets one guess a minute, not one a second.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DELAYS = [0, 0, 0, 0, 30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 4 * 60 * MINUTE];
/** Of a wait, so much is never believed of the clock. */
const LEAST_WATCHED = MINUTE;

/** Milliseconds to wait after that many wrong PINs in a row. */
export function delayAfter(wrong: number): number {
  if (wrong <= 0) return 0;
  return DELAYS[Math.min(wrong, DELAYS.length) - 1] ?? 0;
}

/**
 * Milliseconds until the PIN may be tried again.
 * @param retryAt and `now`: by the phone's clock.
 * @param watched milliseconds of the page's own time since it first saw this count of wrong PINs.
 */
export function waitLeft(wrong: number, retryAt: number, now: number, watched: number): number {
  const delay = delayAfter(wrong);
  const byClock = Math.min(retryAt - now, delay - watched);
  return Math.max(0, byClock, Math.min(delay, LEAST_WATCHED) - watched);
}

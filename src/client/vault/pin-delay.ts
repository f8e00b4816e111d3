// Wrong PINs make the next try wait longer and longer. Nothing is ever wiped: what is not yet sent
// stays. The count and the time are in the vault's header, written before the PIN is tried, so
// neither a restart nor pulling the battery gives a free guess.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DELAYS = [0, 0, 0, 0, 30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 4 * 60 * MINUTE];

/** Milliseconds to wait after that many wrong PINs in a row. */
export function delayAfter(wrong: number): number {
  if (wrong <= 0) return 0;
  return DELAYS[Math.min(wrong, DELAYS.length) - 1] ?? 0;
}

/**
 * Milliseconds until the PIN may be tried again. A clock set back does not lengthen the wait beyond
 * what the count asks for.
 */
export function waitLeft(wrong: number, retryAt: number, now: number): number {
  return Math.max(0, Math.min(retryAt - now, delayAfter(wrong)));
}

// When to try again: longer after each failure, never at the same moment as every other phone.

const FIRST_MS = 5_000;
const LONGEST_MS = 15 * 60_000;

/**
 * Milliseconds until the next try after `failures` (≥ 1) in a row.
 * @param asked what the server asked for, if it did: never less than that, up to half as much again.
 * @param random 0 ≤ x < 1.
 */
export function retryDelay(failures: number, asked: number | undefined, random: number): number {
  if (asked !== undefined) return Math.min(asked, LONGEST_MS * 4) * (1 + random / 2);
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20)) * (0.5 + random / 2);
}

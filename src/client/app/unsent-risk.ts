// When work has waited too long on the phone, or too much of it: said as records and days, because a
// phone can be lost, and what is on it only is lost with it.
import type { RecordStore } from '../store/contract.ts';

const DAY_MS = 86_400_000;
export const LONG_DAYS = 3;
export const MANY_RECORDS = 50;

export interface UnsentRisk {
  /** `long`: some have waited `days` or more; `many`: it is a lot at once. */
  readonly kind: 'none' | 'many' | 'long';
  /** Records it is about. */
  readonly records: number;
  /** Whole days that the oldest of them has waited. */
  readonly days: number;
}

/** @param now milliseconds since 1970 by the phone's clock, as are the times of its changes. */
export function unsentRisk(store: RecordStore, now: number): UnsentRisk {
  const waiting = store.outbox(Infinity);
  const late = waiting.filter((change) => now - change.deviceTime >= LONG_DAYS * DAY_MS);
  if (late.length > 0) {
    const oldest = Math.min(...late.map((change) => change.deviceTime));
    return { kind: 'long', records: new Set(late.map((change) => change.record)).size, days: Math.floor((now - oldest) / DAY_MS) };
  }
  const { records } = store.unsent();
  return { kind: records >= MANY_RECORDS ? 'many' : 'none', records, days: 0 };
}

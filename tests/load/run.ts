// Lets phones come at their times and waits until each has its receipts.
import type { LoadPhone } from './phone.ts';
import { Report, type Tally } from './report.ts';

export interface RunOptions {
  readonly dropShare: number;
  /** Given up after the last arrival plus so many milliseconds; a phone without receipts is found by `verify`. */
  readonly patience: number;
  /** Seconds of real waiting per second asked for: below 1 only where time itself is not tried. */
  readonly timeScale?: number;
}

export interface Ran extends Tally {
  /** Seconds from the first arrival to the last receipt. */
  readonly seconds: number;
  readonly settled: number;
  /** Phones with their receipts by the last arrival, per second until then: who lost an answer at the end comes later. */
  readonly perSecond: number;
}

/** @param arrivals one for each phone, milliseconds from now */
export async function runPhones(phones: readonly LoadPhone[], arrivals: readonly number[], { dropShare, patience, timeScale = 1 }: RunOptions): Promise<Ran> {
  const log = new Report();
  const begun = performance.now();
  const sleep = (ms: number): Promise<void> => new Promise((done) => { setTimeout(done, ms).unref(); });
  const wait = (ms: number): Promise<void> => sleep(ms * timeScale);
  const visits = Promise.all(phones.map(async (phone, n) => {
    await sleep((arrivals[n] ?? 0) - (performance.now() - begun));
    await phone.visit({ log, dropShare, wait });
  }));
  let giveUp: NodeJS.Timeout | undefined;
  const given = new Promise<void>((done) => { giveUp = setTimeout(done, (arrivals.at(-1) ?? 0) + patience); });
  await Promise.race([visits, given]);
  clearTimeout(giveUp);
  const last = arrivals.at(-1) ?? 0;
  return {
    ...log.tally(), seconds: (performance.now() - begun) / 1_000,
    settled: phones.filter((p) => p.settledAfter !== undefined).length,
    perSecond: phones.filter((p, n) => (arrivals[n] ?? 0) + (p.settledAfter ?? Infinity) <= last).length / (last / 1_000),
  };
}

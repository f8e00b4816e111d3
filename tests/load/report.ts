// What a run met, added up.
import { percentile } from '#tests/bench/line.ts';
import type { Log } from './phone.ts';

export interface Tally {
  readonly pushes: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly slowest: number;
  readonly pullP99: number;
  readonly renewals: number;
  readonly refused: number;
  readonly refusedP99: number;
  /** Shortest and longest `Retry-After`, seconds. */
  readonly retryAfter: readonly [number, number] | undefined;
  readonly busy: number;
  readonly dropped: number;
  /** Changes handed in again though they were in already: an answer was lost. */
  readonly repeated: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** For every five seconds, [pushes answered, the slowest of them in milliseconds]. */
  readonly course: readonly (readonly [number, number])[];
  /** What went wrong, with how often. */
  readonly errors: Readonly<Record<string, number>>;
}

const SLOT_MS = 5_000;

export class Report implements Log {
  readonly #begun = performance.now();
  readonly #course: [number, number][] = [];
  #pushes: number[] = [];
  #pulls: number[] = [];
  #refusals: number[] = [];
  #asked: number[] = [];
  #renewals = 0;
  #busy = 0;
  #dropped = 0;
  #repeated = 0;
  #up = 0;
  #down = 0;
  readonly #errors = new Map<string, number>();

  pushed(ms: number, bytesUp: number, bytesDown: number, repeated: number): void {
    this.#repeated += repeated;
    this.#pushes.push(ms);
    const slot = Math.floor((performance.now() - this.#begun) / SLOT_MS);
    while (this.#course.length <= slot) this.#course.push([0, 0]);
    const now = this.#course[slot];
    if (now !== undefined) this.#course[slot] = [now[0] + 1, Math.max(now[1], Math.round(ms))];
    this.#up += bytesUp;
    this.#down += bytesDown;
  }

  pulled(ms: number): void {
    this.#pulls.push(ms);
  }

  renewed(): void {
    this.#renewals += 1;
  }

  refused(ms: number, status: number, retryAfter: number | undefined): void {
    this.#refusals.push(ms);
    if (status === 503) this.#busy += 1;
    if (retryAfter === undefined) this.failed('refused without Retry-After');
    else this.#asked.push(retryAfter);
  }

  dropped(): void {
    this.#dropped += 1;
  }

  failed(what: string): void {
    this.#errors.set(what, (this.#errors.get(what) ?? 0) + 1);
  }

  tally(): Tally {
    const at = (times: readonly number[], p: number): number => (times.length === 0 ? 0 : Math.round(percentile(times, p)));
    return {
      pushes: this.#pushes.length, p50: at(this.#pushes, 50), p95: at(this.#pushes, 95), p99: at(this.#pushes, 99), slowest: at(this.#pushes, 100),
      pullP99: at(this.#pulls, 99), renewals: this.#renewals, refused: this.#refusals.length, refusedP99: at(this.#refusals, 99),
      retryAfter: this.#asked.length === 0 ? undefined : [Math.min(...this.#asked), Math.max(...this.#asked)],
      busy: this.#busy, dropped: this.#dropped, repeated: this.#repeated,
      bytesUp: Math.round(this.#up / Math.max(1, this.#pushes.length)), bytesDown: Math.round(this.#down / Math.max(1, this.#pushes.length)),
      course: this.#course,
      errors: Object.fromEntries(this.#errors),
    };
  }
}

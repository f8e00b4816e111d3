// Virtual time: nothing waits, what falls due runs in order, and after each thing all that follows from
// it without waiting has run too.

interface Due {
  readonly at: number;
  readonly n: number;
  readonly run: () => void;
}

export class Timeline {
  now: number;
  #n = 0;
  /** A binary heap, earliest first. */
  readonly #heap: Due[] = [];
  readonly #cancelled = new Set<number>();
  /** Work in the real world, for which virtual time stands still. */
  readonly #real = new Set<Promise<unknown>>();

  constructor(start: number) {
    this.now = start;
  }

  after(ms: number, run: () => void): () => void {
    this.#n += 1;
    const n = this.#n;
    this.#push({ at: this.now + Math.max(0, Math.ceil(ms)), n, run });
    return () => { this.#cancelled.add(n); };
  }

  /** Virtual time does not go on before this has ended. */
  standStill<T>(work: Promise<T>): Promise<T> {
    const ended = work.then(() => undefined, () => undefined).finally(() => this.#real.delete(ended));
    this.#real.add(ended);
    return work;
  }

  /** Resolves when everything has run that needs no time to pass. */
  async settle(): Promise<void> {
    await settle();
    while (this.#real.size > 0) {
      await Promise.all(this.#real);
      await settle();
    }
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => { this.after(ms, resolve); });
  }

  /** Runs what falls due within `ms`; `then` after each. */
  async pass(ms: number, then: () => void): Promise<void> {
    const end = this.now + ms;
    for (let due = this.#heap[0]; due !== undefined && due.at <= end; due = this.#heap[0]) {
      this.#pop();
      if (this.#cancelled.delete(due.n)) continue;
      this.now = Math.max(this.now, due.at);
      due.run();
      await this.settle();
      then();
    }
    this.now = Math.max(this.now, end);
  }

  #push(due: Due): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(due);
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up];
      if (parent === undefined || !isBefore(due, parent)) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = due;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      const [left, right] = [heap[down], heap[down + 1]];
      if (left === undefined) break;
      if (right !== undefined && isBefore(right, left)) down += 1;
      const child = heap[down];
      if (child === undefined || !isBefore(child, last)) break;
      heap[at] = child;
      at = down;
    }
    heap[at] = last;
  }
}

function isBefore(a: Due, b: Due): boolean {
  return a.at < b.at || (a.at === b.at && a.n < b.n);
}

/** Every promise that waits for nothing but other promises has run. */
function settle(): Promise<void> {
  return new Promise((resolve) => { setImmediate(resolve); });
}

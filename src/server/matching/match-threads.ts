// The threads of a comparison: as many as there are cores to spare, each with one task at a time.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Answers, Task } from './match-worker.ts';

/** More would wait for the database. */
const MOST_THREADS = 4;
/** Of one thread's own; what all rows share lies outside it. */
const MEGABYTES = 500;

export class MatchThreads {
  readonly #workers: readonly Worker[];
  readonly #free: Worker[];
  readonly #waiting: ((worker: Worker) => void)[] = [];

  constructor(count = Math.min(MOST_THREADS, availableParallelism())) {
    this.#workers = Array.from({ length: count }, startWorker);
    this.#free = [...this.#workers];
  }

  get count(): number {
    return this.#workers.length;
  }

  /** By whichever thread is free first. */
  async run<K extends Task['kind']>(task: Extract<Task, { kind: K }>): Promise<Answers[K]> {
    const worker = this.#free.pop() ?? await new Promise<Worker>((resolve) => { this.#waiting.push(resolve); });
    try {
      return await ask<K>(worker, task);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free.push(worker);
      else next(worker);
    }
  }

  /** By every thread; none may be at work. */
  async all<K extends Task['kind']>(task: Extract<Task, { kind: K }>): Promise<void> {
    await Promise.all(this.#workers.map((worker) => ask<K>(worker, task)));
  }

  async stop(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

const ENDED = -1;

/** A thread does not know the loader of TypeScript that the process was started with. */
function startWorker(): Worker {
  const [loader, file] = [import.meta.resolve('tsx/esm/api'), new URL('./match-worker.ts', import.meta.url).href];
  const worker = new Worker(`import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(file)}); });`, { eval: true, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: MEGABYTES } });
  // One that ends unasked fails the task it has.
  worker.setMaxListeners(0);
  worker.on('error', () => undefined);
  return worker;
}

function ask<K extends Task['kind']>(worker: Worker, task: Task): Promise<Answers[K]> {
  return new Promise((resolve, reject) => {
    if (worker.threadId === ENDED) {
      reject(new Error('a thread of the comparison ended'));
      return;
    }
    const done = (): void => { worker.off('message', answered).off('error', reject).off('exit', ended); };
    const answered = (answer: Answers[K]): void => { done(); resolve(answer); };
    const ended = (): void => { reject(new Error('a thread of the comparison ended')); };
    worker.on('message', answered).on('error', reject).on('exit', ended);
    worker.postMessage(task);
  });
}

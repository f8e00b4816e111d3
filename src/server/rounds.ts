// Work that is looked for in rounds, in the background of one server: now and then, and at once when somebody
// says that there is some. One round at a time; a call that comes during a round brings another after it.

export interface Rounds {
  /** Looks for work now rather than at the next round. */
  wake(): void;
  /** Resolves when nothing is left to do. */
  idle(): Promise<void>;
  /** Ends the rounds; resolves when the one in hand has let go. */
  stop(): Promise<void>;
}

/** How often to look for what another server left behind. */
const EVERY_MS = 30_000;

/** @param round does what there is to do; `stopping` says when to let go of it */
export function startRounds(round: (stopping: AbortSignal) => Promise<void>, onError: (error: unknown) => void): Rounds {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let again = false;
  const all = async (): Promise<void> => {
    do {
      again = false;
      await round(stopping.signal);
    } while (again && !stopping.signal.aborted);
  };
  const wake = (): void => {
    again = true;
    if (stopping.signal.aborted) return;
    running ??= all().catch(onError).finally(() => {
      running = undefined;
      if (again) wake();
    });
  };
  const timer = setInterval(wake, EVERY_MS);
  timer.unref();
  wake();
  return {
    wake,
    idle: async () => {
      while (running !== undefined) await running;
    },
    stop: async () => {
      stopping.abort();
      clearInterval(timer);
      await running;
    },
  };
}

// One tab at a time has a vault open. A second tab that asks is told `elsewhere`; when the person says
// "use it here", the first is asked to close (it finishes what it is writing), and one that does not
// answer, because the browser froze it, has the lock taken from it: its next write fails and says so.

const ANSWER_MS = 3000;

export interface WriterLock {
  /** Called when another tab has asked for the vault or taken it. */
  onLost(listener: () => void): void;
  release(): void;
}

/** Undefined: another tab has it. @param takeOver ask that tab to close, then take it. */
export async function takeWriterLock(vault: string, takeOver: boolean): Promise<WriterLock | undefined> {
  const name = nameOf(vault);
  const channel = new BroadcastChannel(name);
  const first = await acquire(name, { ifAvailable: true });
  if (first !== undefined) return holding(channel, first);
  if (!takeOver) {
    channel.close();
    return undefined;
  }
  channel.postMessage('release');
  const asked = await acquire(name, { signal: AbortSignal.timeout(ANSWER_MS) });
  return holding(channel, asked ?? (await acquire(name, { steal: true })) ?? { release: () => undefined, stolen: Promise.resolve() });
}

/** Some tab of this browser has the vault open. A lock that is just being given back is waited for. */
export async function isWriterOpen(vault: string): Promise<boolean> {
  const isHeld = async (): Promise<boolean> => (await navigator.locks.query()).held?.some((lock) => lock.name === nameOf(vault)) === true;
  if (!(await isHeld())) return false;
  await new Promise((wait) => setTimeout(wait, GIVING_BACK_MS));
  return isHeld();
}

const GIVING_BACK_MS = 300;

function nameOf(vault: string): string {
  return `dehri-writer-${vault}`;
}

interface Held {
  readonly release: () => void;
  readonly stolen: Promise<void>;
}

function acquire(name: string, options: LockOptions): Promise<Held | undefined> {
  return new Promise((resolve) => {
    let tellStolen = (): void => undefined;
    const stolen = new Promise<void>((tell) => (tellStolen = tell));
    navigator.locks
      .request(name, options, (lock) => {
        if (lock === null) {
          resolve(undefined);
          return undefined;
        }
        return new Promise<void>((release) => resolve({ release, stolen }));
      })
      .catch(() => {
        resolve(undefined);
        tellStolen();
      });
  });
}

function holding(channel: BroadcastChannel, held: Held): WriterLock {
  const listeners: (() => void)[] = [];
  const lost = (): void => {
    for (const listener of listeners.splice(0)) listener();
  };
  channel.addEventListener('message', lost);
  void held.stolen.then(lost);
  return {
    onLost: (listener) => void listeners.push(listener),
    release() {
      channel.close();
      held.release();
    },
  };
}

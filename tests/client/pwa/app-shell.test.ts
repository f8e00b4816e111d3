import { describe, expect, test } from 'vitest';
import { holdUpdates, isFormOpen, type FormLocks } from '#client/pwa/form-open.ts';
import { createInstallHint } from '#client/pwa/install.ts';
import { keepFromFirstSave } from '#client/pwa/keep-storage.ts';
import { createUpdates, type Registration, type Worker, type Workers } from '#client/pwa/update.ts';

class FakeWorker extends EventTarget implements Worker {
  state = 'installing';
  readonly messages: unknown[] = [];
  postMessage(message: unknown): void { this.messages.push(message); }
  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

class FakeWorkers extends EventTarget implements Workers, Registration {
  controller: object | null = {};
  waiting: FakeWorker | null = null;
  installing: FakeWorker | null = null;
  async register(): Promise<Registration> { return this; }
  async update(): Promise<void> { throw new TypeError('offline'); }
  /** A newer version is found, fetched and waits. */
  find(): FakeWorker {
    const worker = new FakeWorker();
    this.installing = worker;
    this.dispatchEvent(new Event('updatefound'));
    [this.installing, this.waiting] = [null, worker];
    worker.become('installed');
    return worker;
  }
}

function fakeLocks(): FormLocks {
  const held = new Set<{ readonly name: string }>();
  return {
    async request(name, _options, run) {
      const lock = { name };
      held.add(lock);
      await run().finally(() => held.delete(lock));
    },
    query: async () => ({ held: [...held] }),
  };
}

async function updates(workers: FakeWorkers, locks = fakeLocks()): Promise<{ readonly it: ReturnType<typeof createUpdates>; readonly reloads: () => number }> {
  let reloads = 0;
  const it = createUpdates({ workers, loaded: Promise.resolve(), isFormOpen: () => isFormOpen(locks), reload: () => { reloads += 1; } });
  await new Promise((resolve) => { setImmediate(resolve); });
  return { it, reloads: () => reloads };
}

describe('an update', () => {
  test('waits until it is asked for, takes over, and reloads once', async () => {
    const workers = new FakeWorkers();
    const { it, reloads } = await updates(workers);
    expect(it.updateReady()).toBe(false);
    expect(await it.apply()).toBe('nothing');
    const worker = workers.find();
    expect(it.updateReady()).toBe(true);
    expect(worker.messages).toEqual([]);
    expect(await it.apply()).toBe('applied');
    expect(worker.messages).toEqual([{ type: 'SKIP_WAITING' }]);
    expect(reloads()).toBe(0);
    workers.dispatchEvent(new Event('controllerchange'));
    expect(reloads()).toBe(1);
  });

  test('is refused while a form is open in any tab', async () => {
    const workers = new FakeWorkers();
    const locks = fakeLocks();
    const { it } = await updates(workers, locks);
    const worker = workers.find();
    const close = holdUpdates(locks);
    const closeOther = holdUpdates(locks);
    expect(await it.apply()).toBe('form-open');
    close();
    await new Promise((resolve) => { setImmediate(resolve); });
    expect(await it.apply()).toBe('form-open');
    closeOther();
    await new Promise((resolve) => { setImmediate(resolve); });
    expect(worker.messages).toEqual([]);
    expect(await it.apply()).toBe('applied');
  });

  test('that another tab asked for does not reload this one under her hands', async () => {
    const workers = new FakeWorkers();
    const { it, reloads } = await updates(workers);
    workers.find();
    workers.waiting = null;
    workers.dispatchEvent(new Event('controllerchange'));
    expect(reloads()).toBe(0);
    expect(it.updateReady()).toBe(true);
    await it.apply();
    expect(reloads()).toBe(1);
  });

  test('is not what the very first installation is', async () => {
    const workers = new FakeWorkers();
    workers.controller = null;
    const { it, reloads } = await updates(workers);
    workers.find();
    expect(it.updateReady()).toBe(false);
    workers.dispatchEvent(new Event('controllerchange'));
    expect([it.updateReady(), reloads()]).toEqual([false, 0]);
  });

  test('that was waiting before the page opened is shown too, and looking offline is quiet', async () => {
    const workers = new FakeWorkers();
    workers.waiting = new FakeWorker();
    const { it } = await updates(workers);
    expect(it.updateReady()).toBe(true);
    await expect(it.look()).resolves.toBeUndefined();
  });
});

describe('the install hint', () => {
  const memory = (): { getItem(key: string): string | null; setItem(key: string, value: string): void } => {
    const kept = new Map<string, string>();
    return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => { kept.set(key, value); } };
  };
  const offer = (window: EventTarget): { asked: number; event: Event } => {
    const made = { asked: 0, event: new Event('beforeinstallprompt', { cancelable: true }) };
    Object.assign(made.event, { prompt: async () => { made.asked += 1; } });
    window.dispatchEvent(made.event);
    return made;
  };

  test('is offered only after a first success, also at a later start', async () => {
    const [window, kept] = [new EventTarget(), memory()];
    const hint = createInstallHint({ window, memory: kept });
    const made = offer(window);
    expect(made.event.defaultPrevented).toBe(true);
    expect(hint.offered()).toBe(false);
    hint.succeeded();
    expect(hint.offered()).toBe(true);
    await hint.install();
    expect([made.asked, hint.offered()]).toEqual([1, false]);

    const later = new EventTarget();
    const again = createInstallHint({ window: later, memory: kept });
    offer(later);
    expect(again.offered()).toBe(true);
    later.dispatchEvent(new Event('appinstalled'));
    expect(again.offered()).toBe(false);
  });
});

describe('storage', () => {
  test('is asked to be kept once, at the first save', async () => {
    let changes = 0;
    let asked = 0;
    const listeners = new Set<() => void>();
    const store = {
      unsent: () => ({ changes }),
      subscribe(listener: () => void) {
        listeners.add(listener);
        return () => { listeners.delete(listener); };
      },
    };
    keepFromFirstSave({ store, storage: { persisted: async () => false, persist: async () => { asked += 1; return true; } } });
    for (const listener of listeners) listener();
    await Promise.resolve();
    expect(asked).toBe(0);
    for (changes = 1; changes < 4; changes += 1) for (const listener of listeners) listener();
    await Promise.resolve();
    expect([asked, listeners.size]).toEqual([1, 0]);
  });
});

import { describe, expect, test } from 'vitest';
import { attachTriggers, WAKE_MESSAGE, watchNews } from '#client/sync/triggers.ts';
import { rig, type Rig } from './rig.ts';

interface Page {
  readonly r: Rig;
  readonly window: EventTarget;
  readonly document: EventTarget;
  readonly worker: EventTarget;
  visible: boolean;
  wakesAsked: number;
  detach: () => void;
}

function page(): Page {
  const r = rig();
  const self: Page = { r, window: new EventTarget(), document: new EventTarget(), worker: new EventTarget(), visible: true, wakesAsked: 0, detach: () => undefined };
  self.detach = attachTriggers({
    sync: r.sync, store: r.store, window: self.window, document: self.document, worker: self.worker,
    isVisible: () => self.visible,
    askForWake: async () => { self.wakesAsked += 1; },
    now: () => r.now,
    after: r.after,
    onError: (error) => { throw error; },
  });
  return self;
}

test('a locked phone hears that the network is back, that it is looked at again, and the service worker\'s call', () => {
  const [window, document, worker] = [new EventTarget(), new EventTarget(), new EventTarget()];
  let [visible, heard] = [false, 0];
  const stop = watchNews({ window, document, worker, isVisible: () => visible }, () => (heard += 1));
  const all = (): void => {
    window.dispatchEvent(new Event('online'));
    document.dispatchEvent(new Event('visibilitychange'));
    worker.dispatchEvent(new MessageEvent('message', { data: { type: WAKE_MESSAGE } }));
    worker.dispatchEvent(new MessageEvent('message', { data: { type: 'other' } }));
  };
  all();
  expect(heard).toBe(2);
  visible = true;
  all();
  expect(heard).toBe(5);
  stop();
  all();
  expect(heard).toBe(5);
});

describe('a phone syncs by itself', () => {
  test('a moment after something was taken back, though nothing is unsent', async () => {
    const p = page();
    p.r.server.hold = () => true;
    p.r.store.work(1);
    await p.r.pass(5_000);
    expect(p.r.server.requests).toHaveLength(1);
    await p.r.store.withdraw('run.1');
    await p.r.pass(5_000);
    expect(p.r.server.requests.at(-1)?.withdraw).toEqual(['run.1']);
    p.detach();
  });

  test('a moment after the last save, once for several', async () => {
    const p = page();
    p.r.store.work(1);
    await p.r.pass(3_000);
    p.r.store.work(1);
    await p.r.pass(3_000);
    expect(p.r.server.requests).toHaveLength(0);
    await p.r.pass(2_000);
    expect(p.r.server.requests).toHaveLength(1);
    expect(p.r.server.effects).toHaveLength(2);
    expect(p.wakesAsked).toBe(2);
  });

  test('when the network comes back, and when the service worker wakes it', async () => {
    const p = page();
    p.r.online = false;
    p.r.store.work(1);
    await p.r.pass(20_000);
    expect(p.r.server.requests).toHaveLength(0);
    p.r.online = true;
    p.window.dispatchEvent(new Event('online'));
    await p.r.quiet();
    expect(p.r.server.effects).toHaveLength(1);
    p.worker.dispatchEvent(new MessageEvent('message', { data: { type: 'other' } }));
    p.worker.dispatchEvent(new MessageEvent('message', { data: { type: WAKE_MESSAGE } }));
    await p.r.quiet();
    expect(p.r.server.requests).toHaveLength(2);
  });

  test('when it is brought to the front, but not at every glance', async () => {
    const p = page();
    await p.r.sync.syncNow();
    const front = async (): Promise<number> => {
      p.document.dispatchEvent(new Event('visibilitychange'));
      await p.r.quiet();
      return p.r.server.requests.length;
    };
    expect(await front()).toBe(1);
    await p.r.pass(6 * 60_000);
    p.visible = false;
    expect(await front()).toBe(1);
    p.visible = true;
    expect(await front()).toBe(2);
  });

  test('every quarter of an hour while it is seen', async () => {
    const p = page();
    await p.r.sync.syncNow();
    await p.r.pass(15 * 60_000);
    expect(p.r.server.requests).toHaveLength(2);
    p.visible = false;
    await p.r.pass(60 * 60_000);
    expect(p.r.server.requests).toHaveLength(2);
  });

  test('but never before her first download, and never again once detached', async () => {
    const p = page();
    p.window.dispatchEvent(new Event('online'));
    await p.r.pass(16 * 60_000);
    expect(p.r.server.requests).toHaveLength(0);
    await p.r.sync.syncNow();
    p.detach();
    p.r.store.work(1);
    p.window.dispatchEvent(new Event('online'));
    await p.r.pass(60 * 60_000);
    expect(p.r.server.requests).toHaveLength(1);
    expect(p.r.timers()).toEqual([]);
  });
});

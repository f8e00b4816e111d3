import { expect, test } from 'vitest';
import { keepGuide, type KeepGuideParts } from '#client/pwa/keep-guide.ts';

function rig(options: { saves?: boolean; good?: boolean; controlled?: boolean; fails?: number } = {}) {
  const fetched: string[] = [];
  let { good = true, fails = 0 } = options;
  const workers = Object.assign(new EventTarget(), { controller: null });
  if (options.controlled !== false) Reflect.set(workers, 'controller', {});
  const parts: KeepGuideParts = {
    workers,
    savesData: () => options.saves === true,
    lineIsGood: () => good,
    load: async () => ({
      async fetchGuide() {
        fails -= 1;
        if (fails >= 0) throw new Error('no network');
        fetched.push('words');
      },
      fetchPictures: async (roles) => void fetched.push(`pictures ${roles.join(' ')}`),
    }),
  };
  return { bring: keepGuide(parts), fetched, workers, line(isGood: boolean) { good = isGood; } };
}

test('words and pictures come once, however often a sync is complete', async () => {
  const { bring, fetched } = rig();
  await bring(['mitra']);
  await bring(['mitra']);
  expect(fetched).toEqual(['words', 'pictures mitra']);
});

test('a new role brings its pictures', async () => {
  const { bring, fetched } = rig();
  await bring(['mitra']);
  await bring(['mitra', 'coordinator']);
  expect(fetched).toContain('pictures mitra coordinator');
});

test('nothing comes where data is saved', async () => {
  const { bring, fetched } = rig({ saves: true });
  await bring(['mitra']);
  expect(fetched).toEqual([]);
});

test('on a poor line the words come, and the pictures once it is better', async () => {
  const { bring, fetched, line } = rig({ good: false });
  await bring(['mitra']);
  expect(fetched).toEqual(['words']);
  line(true);
  await bring(['mitra']);
  expect(fetched).toContain('pictures mitra');
});

test('what fails is tried again after the next sync', async () => {
  const { bring, fetched } = rig({ fails: 1 });
  await bring(['mitra']);
  expect(fetched).toEqual([]);
  await bring(['mitra']);
  expect(fetched).toEqual(['words', 'pictures mitra']);
});

test('it waits until the service worker would keep what it fetches', async () => {
  const { bring, fetched, workers } = rig({ controlled: false });
  const brought = bring(['mitra']);
  await Promise.resolve();
  expect(fetched).toEqual([]);
  workers.dispatchEvent(new Event('controllerchange'));
  await brought;
  expect(fetched).toEqual(['words', 'pictures mitra']);
});

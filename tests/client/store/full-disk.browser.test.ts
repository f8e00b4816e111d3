// The origin's real quota, made small by the browser's own tools.
import { cdp } from 'vitest/browser';
import { afterEach, describe, expect, test } from 'vitest';
import { BUCKET, PROFILE } from '../../contract/store-fixture.ts';
import { folderOf, journalFile, PIN, testPhone } from './browser-phone.ts';

const setQuota = (quotaSize?: number): Promise<unknown> =>
  cdp().send('Storage.overrideQuotaForOrigin', { origin: location.origin, ...(quotaSize !== undefined && { quotaSize }) });
afterEach(() => setQuota());

const filesOf = async (folder: FileSystemDirectoryHandle): Promise<string[]> => {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names.sort();
};

describe('a full phone', () => {
  test('refuses the save whole, keeps all that was saved, frees the ballast, and saves again when there is room', { timeout: 60_000 }, async () => {
    const phone = testPhone();
    const space = await phone.spaces.create({ symbol: 'mango', pin: PIN });
    await space.store.setProfile(PROFILE);
    const folder = await folderOf(phone, space.vault.id);
    await expect.poll(() => filesOf(folder)).toContain('ballast');
    const ballast = await folder.getFileHandle('ballast');
    await expect.poll(async () => (await ballast.getFile()).size).toBe(2 * 1024 * 1024);

    const { usage = 0 } = await navigator.storage.estimate();
    await setQuota(usage + 300_000);
    const note = 'न'.repeat(60_000);
    const results = [];
    for (let i = 0; i < 12; i += 1) {
      results.push(await space.store.save({ type: 'household', bucket: BUCKET, edits: { headName: `family ${i}`, note: `${i}${note}` } }));
      if (results.at(-1)?.ok === false) break;
    }
    expect(results.at(-1)).toEqual({ ok: false, reason: 'storage-full' });
    const saved = results.filter((r) => r.ok).length;
    expect(space.store.ofType('household')).toHaveLength(saved);
    await expect.poll(() => filesOf(folder)).not.toContain('ballast');

    await setQuota();
    expect((await space.store.save({ type: 'household', bucket: BUCKET, edits: { headName: 'room again' } })).ok).toBe(true);
    await space.close();
    const again = await phone.unlock(space.vault.id);
    expect(again.store.ofType('household')).toHaveLength(saved + 1);
    expect(again.store.outbox(99).map((c) => c.counter)).toEqual(Array.from({ length: saved + 1 }, (_, i) => i + 1));
    expect(again.store.incidents()).toEqual([]);
    await again.close();
  });
});

describe('a frozen tab', () => {
  test('has the vault taken from it, journal and all, and nothing is lost', { timeout: 30_000 }, async () => {
    const phone = testPhone();
    const space = await phone.spaces.create({ symbol: 'mango', pin: PIN });
    await space.store.setProfile(PROFILE);
    await space.store.save({ type: 'household', bucket: BUCKET, edits: { headName: 'before the freeze' } });
    await space.close();
    const { id } = space.vault;

    // It holds the lock and the journal's file, and answers nobody.
    const frozen = new Worker(URL.createObjectURL(new Blob([`
      onmessage = async ({ data }) => {
        let at = await navigator.storage.getDirectory();
        for (const part of data.path) at = await at.getDirectoryHandle(part);
        self.held = await (await at.getFileHandle(data.file)).createSyncAccessHandle();
        navigator.locks.request(data.lock, () => new Promise(() => postMessage('held'))).catch(() => undefined);
      };
    `], { type: 'text/javascript' })));
    const file = await journalFile(phone, id);
    await new Promise((resolve) => {
      frozen.addEventListener('message', resolve);
      frozen.postMessage({ path: [...phone.names.root.split('/'), id], file: file.name, lock: `dehri-writer-${id}` });
    });

    expect(await phone.spaces.unlock(id, PIN)).toMatchObject({ ok: false, reason: 'elsewhere' });
    const taken = await phone.spaces.unlock(id, PIN, true);
    if (!taken.ok) throw new Error(taken.reason);
    expect(taken.space.store.ofType('household')).toHaveLength(1);
    expect((await taken.space.store.save({ type: 'household', bucket: BUCKET, edits: { headName: 'after' } })).ok).toBe(true);
    expect(await filesOf(await folderOf(phone, id))).toContain('journal-2');
    await taken.space.close();
    frozen.terminate();
    const again = await phone.unlock(id);
    expect(again.store.ofType('household')).toHaveLength(2);
    await again.close();
  });
});

// "Saved" survives a power cut, not only a killed browser: every transaction that writes is strict, and
// no answer leaves the journal before its bytes are flushed. A kill cannot show it; so it is watched.
import { afterEach, expect, test, vi } from 'vitest';
import type { JournalRequest } from '#client/store/journal-messages.ts';
import { BUCKET, family, PROFILE, wire } from '../../contract/store-fixture.ts';
import { PIN, testPhone } from './browser-phone.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test('every transaction that writes is strict: of the registry, of saves, drafts, receipts and pulled pages', async () => {
  const writing: string[] = [];
  const real = IDBDatabase.prototype.transaction;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function begin(this: IDBDatabase, ...parts) {
    const begun = Reflect.apply(real, this, parts);
    if (begun.mode === 'readwrite') writing.push(begun.durability);
    return begun;
  });
  const phone = testPhone();
  const space = await phone.spaces.create({ symbol: 'mango', pin: PIN });
  await space.store.setProfile(PROFILE);
  await space.store.save({ type: 'household', bucket: BUCKET, edits: { headName: 'one' } });
  await space.store.putDraft({ id: 'd1', form: 'f@1', bucket: BUCKET, answers: { headName: 'typed' }, page: 0, savedAt: 1 });
  await space.store.settle(space.store.outbox(1), [['a', 1]]);
  await space.store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 2, rows: wire([family(1)]) });
  await space.close();
  expect(writing.length).toBeGreaterThan(6);
  expect(writing.filter((durability) => durability !== 'strict')).toEqual([]);
});

test('no answer leaves the journal before its bytes are flushed', async () => {
  const seen: string[] = [];
  const told = new BroadcastChannel('watched-journal');
  told.addEventListener('message', ({ data }: MessageEvent<string>) => seen.push(data));
  const parts = ['./watch-handles.ts', '../../../src/client/store/journal.worker.ts'].map((path) => `import '${new URL(path, import.meta.url).href}';`);
  const worker = new Worker(URL.createObjectURL(new Blob(parts, { type: 'text/javascript' })), { type: 'module' });
  const ask = async (request: JournalRequest): Promise<string[]> => {
    const before = seen.length;
    worker.postMessage(request);
    await expect.poll(() => seen.slice(before)).toContain('answered');
    return seen.slice(before, seen.indexOf('answered', before));
  };
  const frame = new Uint8Array([1, 2, 3]);
  await ask({ op: 'open', folder: `watched/${crypto.randomUUID()}` });
  for (const request of [{ op: 'replace', bytes: frame }, { op: 'append', bytes: frame }, { op: 'append', bytes: frame }, { op: 'put-photo', drawer: 'photos', name: 'p', bytes: frame }] satisfies JournalRequest[]) {
    const done = await ask(request);
    expect(done).toContain('write');
    expect(done.lastIndexOf('flush')).toBeGreaterThan(done.lastIndexOf('write'));
  }
  const undone = await ask({ op: 'undo' });
  expect(undone.lastIndexOf('flush')).toBeGreaterThan(undone.indexOf('truncate'));
  worker.terminate();
  told.close();
});

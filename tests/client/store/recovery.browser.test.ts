// Real IndexedDB and OPFS, one half taken away at a time.
import { afterEach, describe, expect, test } from 'vitest';
import type { OpenSpace } from '#client/store/open-vaults.ts';
import { BUCKET, family, PROFILE, wire } from '../../contract/store-fixture.ts';
import { deleteDatabase, folderOf, journalFile, PIN, testPhone, type TestPhone } from './browser-phone.ts';

const open: OpenSpace[] = [];
afterEach(async () => {
  for (const space of open.splice(0)) await space.close();
});
const heads = (space: OpenSpace): unknown[] => space.store.ofType('household').map((r) => r.values['headName']).sort();
const save = (space: OpenSpace, headName: string) => space.store.save({ type: 'household', bucket: BUCKET, edits: { headName } });
const DRAFT = { id: 'd1', form: 'f@1', bucket: BUCKET, answers: { headName: 'typed only' }, page: 1, savedAt: 3 };

async function enrolled(phone: TestPhone, symbol = 'mango'): Promise<OpenSpace> {
  const space = await phone.spaces.create({ symbol, pin: PIN });
  await space.store.setProfile(PROFILE);
  open.push(space);
  return space;
}
async function reopen(phone: TestPhone, space: OpenSpace): Promise<OpenSpace> {
  const again = await phone.unlock(space.vault.id);
  open.push(again);
  return again;
}

describe('the phone after damage', () => {
  test('with every database of the origin gone, all that was unsent comes back from the journal', async () => {
    const phone = testPhone();
    const space = await enrolled(phone);
    for (let i = 0; i < 12; i += 1) await save(space, `family ${i}`);
    await space.store.putDraft(DRAFT);
    const { publicKey } = space.vault;
    await space.close();
    await deleteDatabase(`dehri-${space.vault.id}`);
    await deleteDatabase(phone.names.registry);

    expect(await phone.spaces.list()).toMatchObject([{ id: space.vault.id, symbol: 'mango' }]);
    const again = await reopen(phone, space);
    expect(heads(again)).toHaveLength(12);
    expect(again.store.drafts()).toEqual([DRAFT]);
    expect(again.store.incidents()).toMatchObject([{ kind: 'rebuilt-from-journal', changes: 12 }]);
    expect(again.store.person).toBe('person-1');
    expect(again.vault.publicKey).toEqual(publicKey);
    const key = await crypto.subtle.importKey('jwk', publicKey, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']);
    const proof = Uint8Array.from(atob((await again.vault.sign('nonce')).replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    expect(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, proof, new TextEncoder().encode('nonce'))).toBe(true);
    expect((await save(again, 'and on it goes')).ok).toBe(true);
    expect(again.store.outbox(99).map((c) => c.counter)).toEqual(Array.from({ length: 13 }, (_, i) => i + 1));
  });

  test('with its folder gone, the journal is written again from the database', async () => {
    const phone = testPhone();
    const space = await enrolled(phone);
    await save(space, 'one');
    await space.close();
    const { id } = space.vault;
    await (await parentOf(phone)).removeEntry(id, { recursive: true });
    const again = await reopen(phone, space);
    expect(heads(again)).toEqual(['one']);
    expect(again.store.incidents()).toMatchObject([{ kind: 'journal-rebuilt', changes: 1 }]);
    await again.close();
    await deleteDatabase(`dehri-${id}`);
    expect(heads(await reopen(phone, space))).toEqual(['one']);
  });

  test.each([1, 300, 3000])('a journal torn by %i bytes loses nothing while the database stands', async (cut) => {
    const phone = testPhone();
    const space = await enrolled(phone);
    for (let i = 0; i < 12; i += 1) await save(space, `family ${i}`);
    await space.store.putDraft(DRAFT);
    await space.close();
    const file = await journalFile(phone, space.vault.id);
    const size = (await file.getFile()).size;
    const cutter = await file.createWritable({ keepExistingData: true });
    await cutter.truncate(size - cut);
    await cutter.close();
    const again = await reopen(phone, space);
    expect(heads(again)).toHaveLength(12);
    expect(again.store.drafts()).toEqual([DRAFT]);
    await save(again, 'after the repair');
    await again.close();
    await deleteDatabase(`dehri-${space.vault.id}`);
    const third = await reopen(phone, space);
    expect(heads(third)).toHaveLength(13);
    expect(third.store.drafts()).toEqual([DRAFT]);
  });

  test('with the registry gone and the newest header file spoilt by a power cut, the PIN still opens', async () => {
    const phone = testPhone();
    const space = await enrolled(phone);
    await save(space, 'one');
    await space.close();
    await (await reopen(phone, space)).close();
    await deleteDatabase(phone.names.registry);
    const folder = await folderOf(phone, space.vault.id);
    const headers: { handle: FileSystemFileHandle; rev: number }[] = [];
    for await (const entry of folder.values()) {
      if (!(entry instanceof FileSystemFileHandle) || !entry.name.startsWith('header-')) continue;
      const header: unknown = JSON.parse(await (await entry.getFile()).text());
      headers.push({ handle: entry, rev: typeof header === 'object' && header !== null && 'rev' in header ? Number(header.rev) : 0 });
    }
    expect(headers).toHaveLength(2);
    const newest = headers.sort((a, b) => b.rev - a.rev)[0];
    const spoil = await newest?.handle.createWritable();
    await spoil?.write('{"v":1,"id":"');
    await spoil?.close();
    expect(heads(await reopen(phone, space))).toEqual(['one']);
  });

  test('a database emptied while the app runs does not stop the saving', async () => {
    const phone = testPhone();
    const space = await enrolled(phone);
    await space.store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 2, rows: wire([family(1), family(2)]) });
    await save(space, 'before');
    await deleteDatabase(`dehri-${space.vault.id}`);
    expect((await save(space, 'after')).ok).toBe(true);
    await expect(space.store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 3, rows: wire([family(3)]) })).rejects.toMatchObject({ kind: 'storage-broken' });
    await space.close();
    const again = await reopen(phone, space);
    expect(heads(again)).toEqual(['after', 'before']);
    expect(again.store.cursors().cursors).toEqual({});
  });

  test('a connection closed under the app is opened again and the save goes through', async () => {
    const phone = testPhone();
    const space = await enrolled(phone);
    await save(space, 'before');
    const name = `dehri-${space.vault.id}`;
    const { version } = (await indexedDB.databases()).find((d) => d.name === name) ?? {};
    // A higher version asked elsewhere closes our connection by `versionchange`.
    const upgraded = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name, (version ?? 0) + 1);
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(new Error('not opened')));
    });
    upgraded.close();
    expect((await save(space, 'after')).ok).toBe(true);
    await space.close();
    const again = await reopen(phone, space);
    expect(heads(again)).toEqual(['after', 'before']);
    expect(again.store.incidents()).toEqual([]);
  });

  test('nothing she typed or received is readable in any database or file', async () => {
    const phone = testPhone();
    const space = await enrolled(phone);
    await space.store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 1, rows: wire([{ ...family(1), values: { headName: 'CANARYNAME', phone: '9870012345' } }]) });
    await space.store.save({ type: 'household', record: family(1).id, edits: { note: 'CANARYNOTE' } });
    await space.store.putDraft({ ...DRAFT, answers: { headName: 'CANARYDRAFT' } });
    await space.store.putPhoto(new TextEncoder().encode('CANARYPHOTO'));
    const [out] = space.store.outbox(1);
    if (out === undefined) throw new Error('there is a change');
    await space.store.settle([out], [['h', 'validation', ['note']]]);
    await space.close();
    const dump = await dumpOrigin(space.vault.id, phone);
    expect(dump).toContain('mango');
    expect(dump.length).toBeGreaterThan(2000);
    for (const canary of ['CANARY', '9870012345', 'Kiran', 'headName', 'household', family(1).id, '10.193.1710', 'validation']) expect(dump).not.toContain(canary);
  });

  test('one person\'s vault shows nothing to another, and her rows do not open with another\'s key', async () => {
    const phone = testPhone();
    const mine = await enrolled(phone, 'mango');
    await save(mine, 'mine');
    const hers = await enrolled(phone, 'elephant');
    expect(heads(hers)).toEqual([]);
    const row = await mine.vault.cipher.seal('outbox', 1, new TextEncoder().encode('secret'));
    await expect(hers.vault.cipher.open('outbox', 1, row)).rejects.toMatchObject({ name: 'OperationError' });
    await expect(mine.vault.cipher.open('outbox', 2, row)).rejects.toMatchObject({ name: 'OperationError' });
    expect((await phone.spaces.list()).map((c) => c.symbol).sort()).toEqual(['elephant', 'mango']);
    expect(mine.vault.publicKey).not.toEqual(hers.vault.publicKey);
  });

  test('a second tab is told that the vault is open elsewhere, and may take it over without loss', async () => {
    const phone = testPhone();
    const first = await enrolled(phone);
    await save(first, 'in the first tab');
    expect(await phone.spaces.unlock(first.vault.id, PIN)).toMatchObject({ ok: false, reason: 'elsewhere' });
    const closed = new Promise((resolve) => first.onClosed(resolve));
    const taken = await phone.spaces.unlock(first.vault.id, PIN, true);
    if (!taken.ok) throw new Error(taken.reason);
    open.push(taken.space);
    expect(await closed).toBe('elsewhere');
    expect(await save(first, 'too late')).toEqual({ ok: false, reason: 'locked' });
    expect(heads(taken.space)).toEqual(['in the first tab']);
    expect((await save(taken.space, 'in the second')).ok).toBe(true);
  });

  test('left alone she is locked out, and what she saved is there for her PIN', async () => {
    const phone = testPhone();
    const space = await enrolled(phone);
    await save(space, 'one');
    phone.clock += 4 * 60_000;
    space.vault.lockIfIdle();
    expect(space.vault.locked).toBe(false);
    phone.clock += 2 * 60_000;
    const closed = new Promise((resolve) => space.onClosed(resolve));
    space.vault.lockIfIdle();
    expect(await closed).toBe('locked');
    expect(space.store.ofType('household')).toEqual([]);
    expect(heads(await reopen(phone, space))).toEqual(['one']);
  });
});

async function parentOf(phone: TestPhone): Promise<FileSystemDirectoryHandle> {
  let at = await navigator.storage.getDirectory();
  for (const part of phone.names.root.split('/')) at = await at.getDirectoryHandle(part);
  return at;
}

/** Names and contents of everything this vault left on the disk, as one text. */
async function dumpOrigin(vault: string, phone: TestPhone): Promise<string> {
  let text = '';
  for (const name of [`dehri-${vault}`, phone.names.registry]) {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(new Error('not opened')));
    });
    text += name;
    for (const table of db.objectStoreNames) {
      const store = db.transaction(table).objectStore(table);
      const read = <T>(request: IDBRequest<T>): Promise<T> => new Promise((resolve) => request.addEventListener('success', () => resolve(request.result)));
      for (const key of await read(store.getAllKeys())) text += `\n${table}/${String(key)}`;
      for (const value of await read<unknown[]>(store.getAll())) text += value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : JSON.stringify(value);
    }
    db.close();
  }
  const walk = async (folder: FileSystemDirectoryHandle): Promise<void> => {
    for await (const entry of folder.values()) {
      text += `\n${entry.name}`;
      if (entry instanceof FileSystemDirectoryHandle) await walk(entry);
      else if (entry instanceof FileSystemFileHandle) text += new TextDecoder('latin1').decode(await (await entry.getFile()).arrayBuffer());
    }
  };
  await walk(await folderOf(phone, vault));
  return text;
}

import { Dexie } from 'dexie';
import { describe, expect, test } from 'vitest';
import type { OpenSpace } from '#client/store/open-vaults.ts';
import { sealedShelf } from '#client/store/sealed-shelf.ts';
import { sealedContract, type SealedUnderTest } from '../../contract/sealed-contract.ts';
import { BUCKET, PROFILE } from '../../contract/store-fixture.ts';
import { newSealOpener } from '../../support/seal-opener.ts';
import { deleteDatabase, PIN, testPhone, type TestPhone } from './browser-phone.ts';

const underTest = (phone: TestPhone, space: OpenSpace): SealedUnderTest => ({
  store: space.store, shelf: sealedShelf(`dehri-${space.vault.id}`),
  async reopen() {
    await space.close();
    return underTest(phone, await phone.unlock(space.vault.id));
  },
});

sealedContract('browser', async () => {
  const phone = testPhone();
  return underTest(phone, await phone.spaces.create({ symbol: 'sunflower', pin: PIN }));
});

async function saved(space: OpenSpace, names: readonly string[]): Promise<void> {
  for (const headName of names) expect(await space.store.save({ type: 'household', bucket: BUCKET, edits: { headName } })).toMatchObject({ ok: true });
}

/** Takes the database back to how the first version of the app made it, with all that is in it. */
async function asVersionOne(name: string): Promise<void> {
  const newer = new Dexie(name);
  await newer.open();
  const kept = await Promise.all(['meta', 'pages', 'outbox', 'drafts', 'writer'].map(async (table) => ({
    table, keys: await newer.table<unknown, string>(table).toCollection().primaryKeys(), values: await newer.table<unknown, string>(table).toArray(),
  })));
  newer.close();
  await deleteDatabase(name);
  const older = new Dexie(name);
  older.version(1).stores({ meta: '', pages: '', outbox: '', drafts: '', writer: '' });
  await older.open();
  for (const { table, keys, values } of kept) await older.table<unknown, string>(table).bulkPut(values, keys);
  older.close();
}

describe('the database of an older app', () => {
  test('is opened as it is: nothing is lost, and its work gets sealed', async () => {
    const server = await newSealOpener();
    const phone = testPhone();
    const space = await phone.spaces.create({ symbol: 'sunflower', pin: PIN });
    await space.store.setProfile({ ...PROFILE, sealTo: server.to });
    await saved(space, ['a', 'b']);
    await space.store.putDraft({ id: 'd1', form: 'f@1', bucket: BUCKET, answers: { headName: 'half' }, page: 0, savedAt: 5 });
    await space.close();
    const name = `dehri-${space.vault.id}`;
    await asVersionOne(name);
    expect(await new Promise((done) => { const open = indexedDB.open(name); open.addEventListener('success', () => { done(open.result.version); open.result.close(); }); })).toBe(10);

    const again = await phone.unlock(space.vault.id);
    expect(again.store.incidents()).toEqual([]);
    expect(again.store.outbox(9).map((c) => c.values['headName'])).toEqual(['a', 'b']);
    expect(again.store.drafts().map((d) => d.answers['headName'])).toEqual(['half']);
    await saved(again, ['c']);
    const shelf = sealedShelf(name);
    expect((await shelf.look()).sealed).toEqual([1, 2, 3]);
    expect(await Promise.all((await shelf.take([1, 2, 3])).map(async ({ kept }) => server.open(kept)))).toEqual(again.store.outbox(9));
    await again.close();
  });

  test('an older app opens the newer database too, after going back', async () => {
    const phone = testPhone();
    const space = await phone.spaces.create({ symbol: 'sunflower', pin: PIN });
    await space.store.setProfile(PROFILE);
    await saved(space, ['a']);
    await space.close();
    const older = new Dexie(`dehri-${space.vault.id}`);
    older.version(1).stores({ meta: '', pages: '', outbox: '', drafts: '', writer: '' });
    await older.open();
    expect(await older.table('outbox').count()).toBe(1);
    older.close();
    const again = await phone.unlock(space.vault.id);
    expect(again.store.outbox(9).map((c) => c.values['headName'])).toEqual(['a']);
    await again.close();
  });

  test('looking at a vault whose database is gone makes none', async () => {
    const phone = testPhone();
    const space = await phone.spaces.create({ symbol: 'sunflower', pin: PIN });
    await space.store.setProfile(PROFILE);
    await saved(space, ['a']);
    await space.close();
    const name = `dehri-${space.vault.id}`;
    await deleteDatabase(name);
    expect(await sealedShelf(name).look()).toEqual({ sealed: [], delivered: new Map(), closed: 0 });
    expect(await Dexie.exists(name)).toBe(false);
    // The journal rebuilds it, and what it rebuilds is sealed again.
    const server = await newSealOpener();
    const again = await phone.unlock(space.vault.id);
    expect(again.store.incidents().map((i) => i.kind)).toEqual(['rebuilt-from-journal']);
    await again.store.setProfile({ ...PROFILE, digest: 'p2', sealTo: server.to });
    await saved(again, ['b']);
    expect((await sealedShelf(name).look()).sealed).toEqual([1, 2]);
    await again.close();
  });
});

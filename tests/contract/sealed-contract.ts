// What every store must do with the sealed copies of its changes: one for each, written with it, gone
// with it, to be opened by the server only.
import { describe, expect, test } from 'vitest';
import type { Change } from '#shared/record/change.ts';
import type { Profile } from '#shared/sync/profile.ts';
import type { RecordStore } from '#client/store/contract.ts';
import type { SealedShelf } from '#client/store/sealed-shelf.ts';
import { isSignedByItsKey, newSealOpener, type SealOpener } from '../support/seal-opener.ts';
import { BUCKET, PROFILE, ToyServer } from './store-fixture.ts';

export interface SealedUnderTest {
  readonly store: RecordStore;
  readonly shelf: SealedShelf;
  reopen(): Promise<SealedUnderTest>;
}

export function sealedContract(name: string, open: () => Promise<SealedUnderTest>): void {
  const withKey = ({ to }: SealOpener): Profile => ({ ...PROFILE, digest: `p-${to.id}`, sealTo: to });
  const save = async (store: RecordStore, headName: string, record?: string): Promise<void> => {
    const saved = await store.save({ type: 'household', bucket: BUCKET, edits: { headName }, ...(record !== undefined && { record }) });
    if (!saved.ok) throw new Error(saved.reason);
  };
  const opened = async ({ shelf }: SealedUnderTest, server: SealOpener): Promise<unknown[]> => {
    const { sealed } = await shelf.look();
    return Promise.all((await shelf.take(sealed)).map(({ kept }) => server.open(kept)));
  };
  const names = async (phone: SealedUnderTest, server: SealOpener): Promise<unknown[]> => (await opened(phone, server) as Change[]).map((c) => c.values['headName']);
  const marks = async ({ shelf }: SealedUnderTest): Promise<[number, string][]> => [...(await shelf.look()).delivered];

  describe(`sealed copies of the ${name} store`, () => {
    test('a saved change is at once there sealed, whole, signed, and opens for the server', async () => {
      const server = await newSealOpener();
      const phone = await open();
      await phone.store.setProfile(withKey(server));
      await phone.store.saveAll([{ type: 'household', bucket: BUCKET, edits: { headName: 'सुनीता देवी' } }, { type: 'household', bucket: BUCKET, edits: { headName: 'b' } }]);
      expect(await phone.shelf.look()).toEqual({ sealed: [1, 2], delivered: new Map(), closed: 0 });
      expect(await opened(phone, server)).toEqual(phone.store.outbox(9));
      const kept = await phone.shelf.take([1, 2]);
      expect(await Promise.all(kept.map(({ kept: k }) => isSignedByItsKey(k)))).toEqual([true, true]);
      expect(kept.map(({ kept: k }) => [k.header.key, k.header.device])).toEqual([['server-key', 'device-1'], ['server-key', 'device-1']]);
      expect(new Set(kept.map(({ kept: k }) => `${k.header.enc} ${k.n}`)).size).toBe(2);
      await phone.store.close();
    });

    test('without a key of the server nothing is sealed; with the first one everything is, older work too', async () => {
      const server = await newSealOpener();
      const first = await open();
      await first.store.setProfile(PROFILE);
      for (let i = 0; i < 60; i += 1) await save(first.store, `f${i}`);
      expect(await first.shelf.look()).toMatchObject({ sealed: [], closed: 60 });
      await first.store.setProfile(withKey(server));
      await save(first.store, 'last');
      const phone = await first.reopen();
      await save(phone.store, 'after');
      expect((await phone.shelf.look()).closed).toBe(0);
      expect((await names(phone, server)).sort()).toEqual([...Array.from({ length: 60 }, (_, i) => `f${i}`), 'last', 'after'].sort());
      await phone.store.close();
    });

    test('every opening seals under a header of its own', async () => {
      const server = await newSealOpener();
      const first = await open();
      await first.store.setProfile(withKey(server));
      await save(first.store, 'a');
      const phone = await first.reopen();
      await save(phone.store, 'b');
      const [a, b] = await phone.shelf.take([1, 2]);
      expect(a?.kept.header.enc).not.toBe(b?.kept.header.enc);
      expect([a?.kept.n, b?.kept.n]).toEqual([0, 0]);
      expect(await names(phone, server)).toEqual(['a', 'b']);
      await phone.store.close();
    });

    test('another key of the server: all is sealed to it, once', async () => {
      const [old, next] = [await newSealOpener('old'), await newSealOpener('next')];
      const first = await open();
      await first.store.setProfile(withKey(old));
      await save(first.store, 'a');
      await first.store.setProfile(withKey(next));
      await save(first.store, 'b');
      const phone = await first.reopen();
      await save(phone.store, 'c');
      expect(await names(phone, next)).toEqual(['a', 'b', 'c']);
      expect((await phone.shelf.take([1])).length).toBe(1);
      await phone.store.close();
    });

    test('stays after it was sent or held, marked as delivered, until the server says that it is safe', async () => {
      const server = await newSealOpener();
      const toy = new ToyServer();
      const phone = await open();
      await phone.store.setProfile(withKey(server));
      await phone.store.resetEpoch('e1');
      await save(phone.store, 'a', 'r-1');
      await save(phone.store, 'b', 'r-2');
      await save(phone.store, 'c', 'r-3');
      const [a, b] = phone.store.outbox(2);
      if (a === undefined || b === undefined) throw new Error('two wait');
      await phone.store.settle([a, b], toy.push([a, b], (change) => change.record === 'r-2'));
      expect(await marks(phone)).toEqual([[1, 'e1'], [2, 'e1']]);
      expect((await phone.shelf.look()).sealed).toEqual([1, 2, 3]);
      await phone.store.applyPage(toy.page(0));
      await phone.store.forgetSafe(2);
      // The held one waits for its author still.
      expect(await phone.shelf.look()).toEqual({ sealed: [2, 3], delivered: new Map([[2, 'e1']]), closed: 0 });
      await phone.store.close();
    });

    test('another epoch of the server: what was delivered counts as waiting again', async () => {
      const server = await newSealOpener();
      const phone = await open();
      await phone.store.setProfile(withKey(server));
      await phone.store.resetEpoch('e1');
      await save(phone.store, 'a');
      const out = phone.store.outbox(9);
      await phone.store.settle(out, new ToyServer().push(out));
      await phone.store.resetEpoch('e2');
      expect(await marks(phone)).toEqual([]);
      expect(await names(phone, server)).toEqual(['a']);
      await phone.store.close();
    });

    test('what was too large for the line is not taken for delivered', async () => {
      const server = await newSealOpener();
      const phone = await open();
      await phone.store.setProfile(withKey(server));
      await phone.store.resetEpoch('e1');
      await save(phone.store, 'a');
      await phone.store.settle(phone.store.outbox(9), [['h', 'too-large', []]]);
      expect(await marks(phone)).toEqual([]);
      await phone.store.close();
    });

    test('marks made while locked are kept, and go with their change', async () => {
      const server = await newSealOpener();
      const toy = new ToyServer();
      const first = await open();
      await first.store.setProfile(withKey(server));
      await first.store.resetEpoch('e1');
      await save(first.store, 'a', 'r-1');
      await first.store.close();
      await first.shelf.deliver([1], 'e1');
      const phone = await first.reopen();
      expect(await marks(phone)).toEqual([[1, 'e1']]);
      const out = phone.store.outbox(9);
      expect(out).toHaveLength(1);
      await phone.store.settle(out, toy.push(out));
      await phone.store.applyPage(toy.page(0));
      await phone.store.forgetSafe(1);
      expect(await phone.shelf.look()).toEqual({ sealed: [], delivered: new Map(), closed: 0 });
      await phone.store.close();
    });

    test('a key that is none keeps nothing from being saved', async () => {
      const phone = await open();
      await phone.store.setProfile({ ...PROFILE, sealTo: { id: 'broken', x: 'AAAA', y: 'AAAA' } });
      await save(phone.store, 'a');
      expect(phone.store.unsent().changes).toBe(1);
      expect(await phone.shelf.look()).toMatchObject({ sealed: [], closed: 1 });
      await phone.store.close();
    });

    test('a phone that was shut out drops what came from the server, and keeps her work', async () => {
      const server = await newSealOpener();
      const toy = new ToyServer();
      const first = await open();
      await first.store.setProfile(withKey(server));
      toy.edit('r-other', { headName: 'not hers' });
      await first.store.applyPage(toy.page(0));
      await save(first.store, 'hers', 'r-1');
      await first.store.close();
      await first.shelf.dropRecords();
      const phone = await first.reopen();
      expect(phone.store.get('r-other')).toBeUndefined();
      expect(phone.store.get('r-1')?.values['headName']).toBe('hers');
      expect(phone.store.cursors()).toEqual({ epoch: '', cursors: {} });
      expect(await names(phone, server)).toEqual(['hers']);
      await phone.store.close();
    });
  });
}

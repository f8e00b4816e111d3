// What every RecordStore must do. Run on memory and on the browser's store.
import { describe, expect, test } from 'vitest';
import type { RecordStore } from '#client/store/contract.ts';
import { sha256Hex } from '#client/vault/cipher.ts';
import { BUCKET, family, OTHER_BUCKET, PROFILE, ToyServer, wire } from './store-fixture.ts';

export interface StoreUnderTest {
  readonly store: RecordStore;
  /** Closes it and opens what it kept. */
  reopen(): Promise<StoreUnderTest>;
}

const DRAFT = { id: 'd1', form: 'jeevika.survey@1', bucket: BUCKET, answers: { headName: 'Su' }, page: 2, savedAt: 5 };

export function storeContract(name: string, open: () => Promise<StoreUnderTest>): void {
  const ready = async (): Promise<StoreUnderTest> => {
    const made = await open();
    await made.store.setProfile(PROFILE);
    return made;
  };
  const create = async (store: RecordStore, edits = { headName: 'Sunita Devi' } as Record<string, string>): Promise<string> => {
    const saved = await store.save({ type: 'household', bucket: BUCKET, edits });
    if (!saved.ok) throw new Error(saved.reason);
    return saved.record;
  };
  const syncOnce = async (store: RecordStore, server: ToyServer): Promise<void> => {
    const out = store.outbox(500);
    await store.settle(out, server.push(out));
    await store.applyPage(server.page(store.cursors().cursors[server.bucket]?.[1] ?? 0));
  };

  describe(`${name} store`, () => {
    test('without a profile nothing can be saved, and nothing is lost by trying', async () => {
      const { store } = await open();
      expect(await store.save({ type: 'household', bucket: BUCKET, edits: { headName: 'x' } })).toEqual({ ok: false, reason: 'no-grant' });
      expect(store.unsent().changes).toBe(0);
      await store.close();
    });

    test('a saved family is shown at once, is unsent, and is there after opening again', async () => {
      const first = await ready();
      const id = await create(first.store);
      expect(first.store.get(id)?.values['headName']).toBe('Sunita Devi');
      expect(first.store.receipt(id)).toBe('unsent');
      expect(first.store.unsent()).toMatchObject({ records: 1, changes: 1 });
      const { store } = await first.reopen();
      expect(store.get(id)?.values['headName']).toBe('Sunita Devi');
      expect(store.outbox(10).map((c) => [c.counter, c.author, c.grant, c.device])).toEqual([[1, 'person-1', 'grant-1', 'device-1']]);
      expect(store.incidents()).toEqual([]);
      expect(store.profile()).toEqual(PROFILE);
      await store.close();
    });

    test('an edit that changes nothing writes nothing', async () => {
      const { store } = await ready();
      const id = await create(store);
      expect(await store.save({ type: 'household', record: id, edits: { headName: 'Sunita Devi' } })).toEqual({ ok: true, record: id, changed: false });
      expect(store.unsent().changes).toBe(1);
      await store.close();
    });

    test('a bucket outside her grants is refused before anything is written', async () => {
      const { store } = await ready();
      expect(await store.save({ type: 'household', bucket: '10.194.1.p1/doorstep', edits: { headName: 'x' } })).toEqual({ ok: false, reason: 'no-grant' });
      expect(store.unsent().changes).toBe(0);
      await store.close();
    });

    test('several records are saved as one unit: all of them or none', async () => {
      const { store } = await ready();
      const refused = await store.saveAll([
        { type: 'household', bucket: BUCKET, edits: { headName: 'a' } },
        { type: 'household', bucket: '10.194.1.p1/doorstep', edits: { headName: 'b' } },
      ]);
      expect(refused.ok).toBe(false);
      expect(store.ofType('household')).toHaveLength(0);
      await store.saveAll([
        { type: 'household', bucket: BUCKET, record: 'r-a', edits: { headName: 'a' } },
        { type: 'household', record: 'r-a', edits: { note: 'second change of the same record' } },
        { type: 'household', bucket: OTHER_BUCKET, edits: { headName: 'b' } },
      ]);
      expect(store.ofType('household')).toHaveLength(2);
      expect(store.outbox(9).map((c) => c.counter)).toEqual([1, 2, 3]);
      expect(store.outbox(9)[1]?.replaces).toEqual({});
      expect(store.get('r-a')?.values).toEqual({ headName: 'a', note: 'second change of the same record' });
      await store.close();
    });

    test('counters have no gaps over savings and openings, and no change id comes twice', async () => {
      const first = await ready();
      for (let i = 0; i < 3; i += 1) await create(first.store, { headName: `f${i}` });
      const { store } = await first.reopen();
      await Promise.all([1, 2, 3].map((i) => create(store, { headName: `g${i}` })));
      expect(store.outbox(99).map((c) => c.counter)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(new Set(store.outbox(99).map((c) => c.id)).size).toBe(6);
      await store.close();
    });

    test('the list of a type is the same array until one of them changes', async () => {
      const { store } = await ready();
      await create(store);
      const before = store.ofType('household');
      expect(store.ofType('household')).toBe(before);
      const version = store.version;
      let told = 0;
      const stop = store.subscribe(() => (told += 1));
      await create(store);
      stop();
      expect(told).toBeGreaterThan(0);
      expect(store.version).toBeGreaterThan(version);
      expect(store.ofType('household')).not.toBe(before);
      await store.close();
    });

    test('an applied change stays visible until its record comes back, and is then not shown twice', async () => {
      const first = await ready();
      const server = new ToyServer();
      const id = await create(first.store);
      const out = first.store.outbox(500);
      await first.store.settle(out, server.push(out));
      expect(first.store.receipt(id)).toBe('sent');
      expect(first.store.get(id)?.values['headName']).toBe('Sunita Devi');
      expect(first.store.unsent().changes).toBe(0);
      server.edit(id, { outcome: 'linked' });
      server.edit(id, { headName: 'Sunita Kumari' });
      await first.store.applyPage(server.page(0));
      expect(first.store.get(id)).toEqual(server.records.get(id));
      const { store } = await first.reopen();
      expect(store.get(id)).toEqual(server.records.get(id));
      expect(store.checksum(BUCKET)).toBeGreaterThan(0);
      await store.close();
    });

    test('a colleague\'s concurrent outcome is contested, and her choice settles it', async () => {
      const { store } = await ready();
      const server = new ToyServer();
      const id = await create(store, { headName: 'Sunita', outcome: 'linked' });
      await syncOnce(store, server);
      await store.save({ type: 'household', record: id, edits: { outcome: 'refused' } });
      server.edit(id, { outcome: 'migrated' });
      await syncOnce(store, server);
      expect(store.contested()).toEqual([id]);
      expect(store.receipt(id)).toBe('contested');
      await store.save({ type: 'household', record: id, edits: { outcome: 'migrated' } });
      expect(store.contested()).toEqual([]);
      await syncOnce(store, server);
      expect(store.get(id)).toEqual(server.records.get(id));
      expect(store.get(id)?.values['outcome']).toBe('migrated');
      await store.close();
    });

    test('a third answer that comes after her choice opens the question again, and it is known that she had chosen', async () => {
      const first = await ready();
      const server = new ToyServer();
      const id = await create(first.store, { headName: 'Sunita', outcome: 'linked' });
      await syncOnce(first.store, server);
      const old = server.versionOf(id, 'outcome');
      await first.store.save({ type: 'household', record: id, edits: { outcome: 'refused' } });
      server.edit(id, { outcome: 'migrated' });
      await syncOnce(first.store, server);
      expect(first.store.openedAgain(id)).toEqual([]);
      await first.store.save({ type: 'household', record: id, edits: { outcome: 'migrated' } });
      await syncOnce(first.store, server);
      expect([first.store.contested(), first.store.openedAgain(id)]).toEqual([[], []]);
      await first.store.forgetSafe(9);
      const { store } = await first.reopen();
      server.edit(id, { outcome: 'dead' }, 'late.1', old);
      await syncOnce(store, server);
      expect([store.contested(), store.openedAgain(id)]).toEqual([[id], ['outcome']]);
      server.edit(id, { outcome: 'linked' }, 'office.1', server.versionOf(id, 'outcome'));
      await syncOnce(store, server);
      expect([store.contested(), store.openedAgain(id)]).toEqual([[], []]);
      await store.resetEpoch('e2');
      expect(store.outbox(9)).toEqual([]);
      await store.close();
    });

    test('each of her changes says where it is: here, with the server, in a backup', async () => {
      const { store } = await ready();
      const server = new ToyServer();
      const id = await create(store);
      const stages = (): string[] => store.ownChanges(id).map((c) => c.at);
      expect([stages(), store.isBackedUp(id)]).toEqual([['phone'], undefined]);
      const out = store.outbox(9);
      await store.settle(out, server.push(out));
      expect([stages(), store.isBackedUp(id)]).toEqual([['server'], undefined]);
      await store.forgetSafe(1);
      expect([stages(), store.isBackedUp(id)]).toEqual([['backup'], true]);
      await store.save({ type: 'household', record: id, edits: { note: 'more' } });
      expect([stages(), store.isBackedUp(id)]).toEqual([['phone', 'backup'], false]);
      const more = store.outbox(9);
      await store.settle(more, server.push(more, () => true));
      expect([stages(), store.isBackedUp(id)]).toEqual([['held', 'backup'], false]);
      await store.withdraw(more[0]?.id ?? '');
      expect(stages()).toEqual(['taken-back', 'backup']);
      await store.close();
    });

    test('her own unsent answers in a conflict are hers, at the time of her phone', async () => {
      const { store } = await ready();
      const server = new ToyServer();
      const id = await create(store, { headName: 'Sunita', outcome: 'linked' });
      await syncOnce(store, server);
      const seen = store.get(id);
      if (seen === undefined) throw new Error('it has just been made');
      await store.save({ type: 'household', record: id, edits: { outcome: 'refused' } });
      await store.save({ type: 'household', record: id, seen, edits: { outcome: 'migrated' } });
      const times = store.outbox(9).map((change) => change.deviceTime);
      expect(store.get(id)?.rivals['outcome']?.map((r) => [r.values['outcome'], r.by, r.at])).toEqual([['refused', 'person-1', times[0]], ['migrated', 'person-1', times[1]]]);
      await store.close();
    });

    test('a held change is shown with its reason, and mending says again all that it said', async () => {
      const first = await ready();
      const server = new ToyServer();
      const id = await create(first.store, { headName: 'Sunita', phone: '12' });
      const sent = first.store.outbox(500);
      await first.store.settle(sent, server.push(sent, () => true));
      expect(first.store.receipt(id)).toBe('held');
      expect(first.store.unsent().changes).toBe(0);
      const { store } = await first.reopen();
      const [held] = store.held();
      expect(held).toMatchObject({ code: 'validation', paths: ['headName', 'phone'] });
      await store.save({ type: 'household', record: id, edits: { phone: '9812345678' }, ...(held !== undefined && { mends: held.change.id }) });
      expect(store.held()).toEqual([]);
      expect(store.receipt(id)).toBe('unsent');
      expect(store.outbox(9)).toMatchObject([{ values: { headName: 'Sunita', phone: '9812345678' }, replaces: {}, mends: held?.change.id }]);
      await syncOnce(store, server);
      expect(store.get(id)).toEqual(server.records.get(id));
      await store.forgetSafe(2);
      expect(store.held()).toEqual([]);
      await store.close();
    });

    test('a held change that was put right and applied at the desk is no longer held', async () => {
      const { store } = await ready();
      const server = new ToyServer();
      const id = await create(store);
      const sent = store.outbox(9);
      await store.settle(sent, server.push(sent, () => true));
      expect(store.held()).toHaveLength(1);
      server.push(sent);
      await store.applyPage(server.page(0));
      expect(store.held()).toEqual([]);
      expect(store.receipt(id)).toBe('sent');
      expect(store.get(id)).toEqual(server.records.get(id));
      await store.close();
    });

    describe('what becomes of held work', () => {
      const heldEdit = async (store: RecordStore): Promise<{ server: ToyServer; id: string; change: string }> => {
        const server = new ToyServer();
        const id = await create(store, { headName: 'Sunita', phone: '9800000001' });
        await syncOnce(store, server);
        await store.save({ type: 'household', record: id, edits: { phone: '9800000002' } });
        const sent = store.outbox(9);
        await store.settle(sent, server.push(sent, () => true));
        return { server, id, change: sent[0]?.id ?? '' };
      };

      test('it is asked about until it is open no longer; also after opening again', async () => {
        const first = await ready();
        const { change } = await heldEdit(first.store);
        expect(first.store.heldQuestions()).toEqual({ held: [change], withdraw: [] });
        const { store } = await first.reopen();
        expect(store.heldQuestions()).toEqual({ held: [change], withdraw: [] });
        await store.learnSettled([{ id: 'of.nobody', end: 'closed' }]);
        expect(store.held()).toHaveLength(1);
        await store.close();
      });

      test('closed at the office it is shown no more, and why is told until she has read it', async () => {
        const first = await ready();
        const { id, change } = await heldEdit(first.store);
        expect(first.store.get(id)?.values['phone']).toBe('9800000002');
        await first.store.learnSettled([{ id: change, end: 'closed', note: 'ask the family' }]);
        const second = await first.reopen();
        expect(second.store.get(id)?.values['phone']).toBe('9800000001');
        expect(second.store.held()).toEqual([]);
        expect(second.store.receipt(id)).toBe('sent');
        expect(second.store.heldQuestions()).toEqual({ held: [], withdraw: [] });
        expect(second.store.heldAnswers()).toMatchObject([{ end: 'closed', note: 'ask the family', change: { id: change, values: { phone: '9800000002' } } }]);
        await second.store.forgetSafe(9);
        expect(second.store.heldAnswers()).toHaveLength(1);
        await second.store.heldAnswersRead([change]);
        const { store } = await second.reopen();
        expect(store.heldAnswers()).toEqual([]);
        expect(store.get(id)?.values['phone']).toBe('9800000001');
        await store.close();
      });

      test('applied at the office it is as if it had been applied at once', async () => {
        const { store } = await ready();
        const { server, id, change } = await heldEdit(store);
        server.applyHeld();
        await store.learnSettled([{ id: change, end: 'applied', seq: server.head }]);
        expect(store.held()).toEqual([]);
        expect(store.receipt(id)).toBe('sent');
        expect(store.get(id)?.values['phone']).toBe('9800000002');
        await store.applyPage(server.page(1));
        expect(store.get(id)).toEqual(server.records.get(id));
        await store.forgetSafe(9);
        await store.resetEpoch('e2');
        expect(store.outbox(9)).toEqual([]);
        await store.close();
      });

      test('applied, and its record here already: nothing is shown twice', async () => {
        const { store } = await ready();
        const { server, id, change } = await heldEdit(store);
        server.applyHeld();
        server.edit(id, { phone: '9800000003' });
        await store.applyPage(server.page(1));
        await store.learnSettled([{ id: change, end: 'applied', seq: server.head - 1 }]);
        expect(store.held()).toEqual([]);
        expect(store.get(id)).toEqual(server.records.get(id));
        await store.close();
      });

      test('taken back it is shown and counted no more, and said to the server until it knows', async () => {
        const first = await ready();
        const { id, change } = await heldEdit(first.store);
        expect(first.store.standingOn(change).map((c) => c.id)).toEqual([change]);
        await first.store.withdraw(change);
        const second = await first.reopen();
        expect(second.store.held()).toEqual([]);
        expect(second.store.get(id)?.values['phone']).toBe('9800000001');
        expect(second.store.unsent().changes).toBe(0);
        expect(second.store.heldQuestions()).toEqual({ held: [], withdraw: [change] });
        await second.store.learnSettled([{ id: change, end: 'withdrawn' }]);
        const { store } = await second.reopen();
        expect(store.heldQuestions()).toEqual({ held: [], withdraw: [] });
        expect(store.heldAnswers()).toEqual([]);
        await store.close();
      });

      test('what stands on a change taken back goes with it, and a family made by it is gone', async () => {
        const { store } = await ready();
        const server = new ToyServer();
        const id = await create(store, { headName: 'Sunita' });
        await store.save({ type: 'household', record: id, edits: { headName: 'Sunita Devi' } });
        const other = await create(store, { headName: 'Rina' });
        const sent = store.outbox(9);
        await store.settle(sent, server.push(sent, () => true));
        const [made, edit] = sent;
        expect(store.standingOn(made?.id ?? '').map((c) => c.id)).toEqual([made?.id, edit?.id]);
        await store.withdraw(made?.id ?? '');
        expect(store.get(id)).toBeUndefined();
        expect(store.held().map((h) => h.change.record)).toEqual([other]);
        expect(store.heldQuestions().withdraw).toEqual([made?.id, edit?.id]);
        await store.close();
      });

      test('applied although she took it back: it stands, and she is told', async () => {
        const { store } = await ready();
        const { server, id, change } = await heldEdit(store);
        await store.withdraw(change);
        server.applyHeld();
        await store.learnSettled([{ id: change, end: 'applied', seq: server.head }]);
        expect(store.get(id)?.values['phone']).toBe('9800000002');
        expect(store.heldAnswers()).toMatchObject([{ end: 'applied', change: { id: change } }]);
        expect(store.heldQuestions().withdraw).toEqual([]);
        await store.close();
      });

      test('a restored server is offered it again, taken back or closed, and neither is shown meanwhile', async () => {
        const first = await ready();
        const { id, change } = await heldEdit(first.store);
        const rina = await create(first.store, { headName: 'Rina' });
        const [closed] = first.store.outbox(9);
        if (closed === undefined) throw new Error('it waits');
        await first.store.settle([closed], [['h', 'validation', []]]);
        await first.store.learnSettled([{ id: closed.id, end: 'closed' }]);
        await first.store.withdraw(change);
        await first.store.learnSettled([{ id: change, end: 'withdrawn' }]);
        await first.store.resetEpoch('e2');
        const { store } = await first.reopen();
        expect(store.outbox(9).map((c) => c.id)).toEqual(expect.arrayContaining([change, closed.id]));
        expect(store.heldQuestions().withdraw).toEqual([change]);
        expect(store.get(id)?.values['phone']).toBe('9800000001');
        expect(store.get(rina)).toBeUndefined();

        const again = store.outbox(9);
        const restored = new ToyServer();
        await store.settle(again, again.map((c): ReturnType<ToyServer['push']>[number] => (c.id === change ? ['h', 'settled-elsewhere', []] : c.id === closed.id ? ['h', 'validation', []] : restored.push([c])[0] ?? ['d', 0])));
        expect(store.held().map((h) => h.change.id)).toEqual([closed.id]);
        expect(store.get(rina)?.values['headName']).toBe('Rina');
        expect(store.heldQuestions()).toEqual({ held: [closed.id], withdraw: [change] });
        await store.close();
      });
    });

    test('changes are forgotten only when they are in a backup and their record is here', async () => {
      const first = await ready();
      const server = new ToyServer();
      const id = await create(first.store);
      await create(first.store, { headName: 'Rina' });
      const out = first.store.outbox(1);
      await first.store.settle(out, server.push(out));
      await first.store.forgetSafe(2);
      expect(first.store.get(id)?.values['headName']).toBe('Sunita Devi');
      await first.store.applyPage(server.page(0));
      const second = await first.reopen();
      expect(second.store.get(id)).toEqual(server.records.get(id));
      expect(second.store.outbox(9).map((c) => c.counter)).toEqual([2]);
      expect(second.store.incidents()).toEqual([]);
      await second.store.resetEpoch('e2');
      expect(second.store.outbox(9).map((c) => c.counter)).toEqual([2]);
      await create(second.store, { headName: 'Third' });
      expect(second.store.outbox(9).map((c) => c.counter)).toEqual([2, 3]);
      await second.store.close();
    });

    test('a restored server gets everything again that it did not yet call safe', async () => {
      const { store } = await ready();
      const server = new ToyServer();
      const id = await create(store);
      await syncOnce(store, server);
      expect(store.outbox(9)).toEqual([]);
      await store.resetEpoch('e2');
      expect(store.cursors()).toEqual({ epoch: 'e2', cursors: {} });
      expect(store.outbox(9)).toHaveLength(1);
      expect(store.get(id)?.rivals).toEqual({});
      const restored = new ToyServer();
      await store.applyPage(restored.page(0));
      expect(store.get(id)?.values['headName']).toBe('Sunita Devi');
      await syncOnce(store, restored);
      expect(store.get(id)).toEqual(restored.records.get(id));
      await store.close();
    });

    test('pages of a bucket add up, a page again changes nothing, and a gone record goes', async () => {
      const first = await ready();
      const all = Array.from({ length: 450 }, (_, i) => family(i + 1));
      for (let at = 0; at < all.length; at += 100) {
        const rows = all.slice(at, at + 100);
        expect(await first.store.applyPage({ t: 'page', b: BUCKET, g: 1, s: rows.at(-1)?.seq ?? 0, rows: wire(rows) })).toBe(rows.length);
      }
      expect(await first.store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 450, rows: wire(all.slice(400)) })).toBe(0);
      expect(await first.store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 451, rows: wire([]), gone: [family(7).id] })).toBe(1);
      const sum = first.store.checksum(BUCKET);
      const { store } = await first.reopen();
      expect(store.ofType('household')).toHaveLength(449);
      expect(store.get(family(7).id)).toBeUndefined();
      expect(store.checksum(BUCKET)).toBe(sum);
      expect(store.cursors().cursors[BUCKET]).toEqual([1, 451]);
      await store.close();
    });

    test('a bucket that begins anew forgets what was held of it, other buckets stay', async () => {
      const first = await ready();
      await first.store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 3, rows: wire([family(1), family(2), family(3)]) });
      await first.store.applyPage({ t: 'page', b: OTHER_BUCKET, g: 1, s: 9, rows: wire([family(9, OTHER_BUCKET)]) });
      expect(await first.store.applyPage({ t: 'page', b: BUCKET, g: 2, s: 1, rows: wire([{ ...family(2), seq: 1 }]) })).toBe(3);
      const { store } = await first.reopen();
      expect(store.ofType('household').map((r) => r.id).sort()).toEqual([family(2).id, family(9).id]);
      await store.dropBuckets([OTHER_BUCKET]);
      expect(store.ofType('household').map((r) => r.id)).toEqual([family(2).id]);
      expect(store.cursors().cursors).toEqual({ [BUCKET]: [2, 1] });
      await store.close();
    });

    test('dropping a bucket keeps what was not yet handed in', async () => {
      const first = await ready();
      await first.store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 3, rows: wire([family(1), family(2)]) });
      await first.store.save({ type: 'household', record: family(1).id, edits: { note: 'written before the transfer' } });
      await first.store.dropBuckets([BUCKET]);
      expect(first.store.get(family(1).id)).toBeUndefined();
      const { store } = await first.reopen();
      expect(store.outbox(9)).toMatchObject([{ values: { note: 'written before the transfer' } }]);
      await store.close();
    });

    test('dropping all drops also what a restored server made void, and keeps what was written', async () => {
      const first = await ready();
      await first.store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 3, rows: wire([family(1), family(2)]) });
      await first.store.applyPage({ t: 'page', b: OTHER_BUCKET, g: 1, s: 3, rows: wire([family(3, OTHER_BUCKET)]) });
      await first.store.resetEpoch('e2');
      await first.store.save({ type: 'household', record: family(1).id, edits: { note: 'written before' } });
      await first.store.dropBuckets('all');
      const { store } = await first.reopen();
      expect(store.ofType('household')).toEqual([]);
      expect(store.cursors()).toEqual({ epoch: 'e2', cursors: {} });
      expect(store.outbox(9)).toMatchObject([{ values: { note: 'written before' } }]);
      await store.close();
    });

    test('a draft is kept, its newest version counts, and saving the form removes it', async () => {
      const first = await ready();
      await Promise.all([first.store.putDraft(DRAFT), first.store.putDraft({ ...DRAFT, answers: { headName: 'Sunita' }, savedAt: 6 })]);
      await first.store.putDraft({ ...DRAFT, id: 'd2' });
      const second = await first.reopen();
      expect(second.store.drafts().find((d) => d.id === 'd1')?.answers).toEqual({ headName: 'Sunita' });
      await second.store.save({ type: 'household', bucket: BUCKET, edits: { headName: 'Sunita' }, draft: 'd1' });
      await second.store.dropDraft('d2');
      const { store } = await second.reopen();
      expect(store.drafts()).toEqual([]);
      expect(store.incidents()).toEqual([]);
      await store.close();
    });

    test('a photo comes back by the fingerprint of its bytes', async () => {
      const first = await ready();
      const bytes = new TextEncoder().encode('photo bytes');
      const name = await first.store.putPhoto(bytes);
      expect(name).toMatch(/^[0-9a-f]{64}$/);
      const { store } = await first.reopen();
      expect(await store.getPhoto(name)).toEqual(bytes);
      expect(await store.getPhoto('0'.repeat(64))).toBeUndefined();
      await store.close();
    });

    test('a photo of a saved change waits from then on, over openings, until the server has it safely; then it is only kept to be seen', async () => {
      const first = await ready();
      const bytes = new TextEncoder().encode('photo bytes');
      const name = await first.store.putPhoto(bytes);
      expect(first.store.photosKept()).toEqual([]);
      const id = await create(first.store, { headName: 'Sunita', photo: name });
      const waiting = { name, size: bytes.length, stage: 'waiting', uses: [{ record: id, bucket: BUCKET }] };
      expect(first.store.photosKept()).toEqual([waiting]);
      const second = await first.reopen();
      expect(second.store.photosKept()).toEqual([waiting]);
      expect(await second.store.photoToSend(name)).toEqual(bytes);
      await second.store.settlePhoto(name, 'sent');
      expect(second.store.photosKept()).toEqual([{ ...waiting, stage: 'sent' }]);
      await second.store.settlePhoto(name, 'safe');
      expect(second.store.photosKept()).toEqual([]);
      const { store } = await second.reopen();
      expect(store.photosKept()).toEqual([]);
      expect(await store.getPhoto(name)).toEqual(bytes);
      await store.dropBuckets('all');
      await store.close();
    });

    test('one photo for two records waits for both; a photo that was never saved waits for none', async () => {
      const { store } = await ready();
      const name = await store.putPhoto(new TextEncoder().encode('photo bytes'));
      await store.putPhoto(new TextEncoder().encode('taken, and taken back'));
      const ids = [await create(store, { headName: 'a', photo: name }), await create(store, { headName: 'b', photo: name })];
      expect(store.photosKept().map((p) => p.uses.map((u) => u.record))).toEqual([ids]);
      await store.close();
    });

    test('a waiting photo stays when its record leaves the phone; a fetched one goes with it', async () => {
      const first = await ready();
      const server = new ToyServer();
      const [mine, hers] = [new TextEncoder().encode('mine'), new TextEncoder().encode('hers')];
      const name = await first.store.putPhoto(mine);
      const id = await create(first.store, { headName: 'Sunita', photo: name });
      await syncOnce(first.store, server);
      const fetched = await sha256Hex(hers);
      server.edit(id, { photo: fetched });
      await first.store.applyPage(server.page(0));
      expect(await first.store.keepFetchedPhoto(fetched, mine)).toBe(false);
      expect(await first.store.keepFetchedPhoto(fetched, hers)).toBe(true);
      expect(await first.store.getPhoto(fetched)).toEqual(hers);
      await first.store.dropBuckets([BUCKET]);
      const { store } = await first.reopen();
      expect(await store.getPhoto(fetched)).toBeUndefined();
      expect(store.photosKept().map((p) => [p.name, p.stage])).toEqual([[name, 'waiting']]);
      expect(await store.photoToSend(name)).toEqual(mine);
      await store.close();
    });

    test('an erased record is forgotten with its drafts, photos and words; its numbers stay until they are safe, and she is told', async () => {
      const first = await ready();
      const server = new ToyServer();
      const photo = await first.store.putPhoto(new TextEncoder().encode('photo bytes'));
      const id = await create(first.store, { headName: 'Sunita', photo });
      const other = await create(first.store, { headName: 'Meena' });
      await syncOnce(first.store, server);
      await first.store.save({ type: 'household', record: id, edits: { note: 'first' } });
      await first.store.save({ type: 'household', record: id, edits: { note: 'second' } });
      await first.store.putDraft({ ...DRAFT, record: id });
      const [one, two] = first.store.outbox(9);
      if (one === undefined || two === undefined) throw new Error('two wait');
      await first.store.settle([one], [['h', 'erased', []]]);
      expect([first.store.get(id), first.store.held(), first.store.drafts(), first.store.photosKept()]).toEqual([undefined, [], [], []]);
      expect(first.store.outbox(9)).toEqual([two]);
      await first.store.settle([two], [['h', 'erased', []]]);
      expect(first.store.unsent().changes).toBe(0);
      expect(first.store.incidents().map((i) => i.kind)).toContain('record-erased');
      const second = await first.reopen();
      expect([second.store.get(id), second.store.get(other)?.values['headName'], second.store.held(), second.store.drafts()]).toEqual([undefined, 'Meena', [], []]);
      expect(await second.store.getPhoto(photo)).toBeUndefined();
      await second.store.dismissIncidents();
      await second.store.resetEpoch('e2');
      const again = second.store.outbox(9).filter((c) => c.record === id);
      expect(again.map((c) => [c.counter, c.values, c.replaces])).toEqual([[1, {}, {}], [3, {}, {}], [4, {}, {}]]);
      await second.store.settle(again, again.map(() => ['h', 'erased', []]));
      expect([second.store.held(), second.store.incidents()]).toEqual([[], []]);
      await second.store.forgetSafe(4);
      const { store } = await second.reopen();
      expect(store.outbox(9).filter((c) => c.record === id)).toEqual([]);
      expect(await create(store)).toBeDefined();
      expect(store.outbox(9).at(-1)?.counter).toBe(5);
      await store.close();
    });

    test('a page that says a record was erased takes the draft on it too; one that was only moved leaves the draft', async () => {
      const { store } = await ready();
      const server = new ToyServer();
      const [moved, erased] = [await create(store, { headName: 'a' }), await create(store, { headName: 'b' })];
      await syncOnce(store, server);
      for (const [draft, record] of [['d1', moved], ['d2', erased]] as const) await store.putDraft({ ...DRAFT, id: draft, record });
      await store.applyPage({ ...server.page(99), s: 99, rows: wire([]), gone: [moved, erased], erased: [erased] });
      expect([store.get(moved), store.get(erased)]).toEqual([undefined, undefined]);
      expect(store.drafts().map((d) => d.id)).toEqual(['d1']);
      await store.close();
    });

    test('what the server has had all along, of a record that its bucket came without, is shown no longer', async () => {
      const { store } = await ready();
      const id = await create(store);
      const sent = store.outbox(9);
      await store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 5, fresh: true, rows: wire([]) });
      expect(store.get(id)?.values['headName']).toBe('Sunita Devi');
      await store.settle(sent, [['d', 4]]);
      expect(store.get(id)).toBeUndefined();
      const later = await create(store);
      await store.settle(store.outbox(9), [['a', 6]]);
      expect(store.get(later)?.values['headName']).toBe('Sunita Devi');
      await store.close();
    });

    describe('a record that was opened online', () => {
      const FAR = family(7);

      test('is shown until it is let go of, and after opening again there is nothing of it', async () => {
        const first = await ready();
        const letGo = first.store.showOnline(FAR);
        expect(first.store.get(FAR.id)).toEqual(FAR);
        expect([first.store.isOnlineOnly(FAR.id), first.store.checksum(BUCKET), first.store.strays()]).toEqual([true, 0, []]);
        letGo();
        expect([first.store.get(FAR.id), first.store.ofType('household')]).toEqual([undefined, []]);
        first.store.showOnline(FAR);
        const { store } = await first.reopen();
        expect([store.get(FAR.id), store.isOnlineOnly(FAR.id), store.incidents()]).toEqual([undefined, false, []]);
        await store.close();
      });

      test('takes edits like any other; with the server or told that it is not for this phone, they stay in sight until it is let go of', async () => {
        const { store } = await ready();
        const letGo = store.showOnline(FAR);
        expect(await store.save({ type: 'household', record: FAR.id, edits: { note: 'x' } })).toMatchObject({ ok: true, changed: true });
        const sent = store.outbox(9);
        expect(sent.map((c) => [c.record, c.bucket, c.values])).toEqual([[FAR.id, BUCKET, { note: 'x' }]]);
        expect([store.get(FAR.id)?.values['note'], store.receipt(FAR.id)]).toEqual(['x', 'unsent']);
        await store.settle(sent, [['a', 8]]);
        expect([store.get(FAR.id)?.values['note'], store.receipt(FAR.id)]).toEqual(['x', 'sent']);
        await store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 8, rows: wire([]), gone: [FAR.id] });
        expect(store.get(FAR.id)?.values).toMatchObject({ headName: 'Family 7', note: 'x' });
        expect(store.checksum(BUCKET)).toBe(0);
        letGo();
        expect(store.get(FAR.id)).toBeUndefined();
        // Opened anew, it has what the server has.
        store.showOnline({ ...FAR, seq: 8, values: { ...FAR.values, note: 'y' } });
        expect(store.get(FAR.id)?.values['note']).toBe('y');
        await store.close();
      });

      test('leaves no unsent edit behind as a record of its own', async () => {
        const first = await ready();
        first.store.showOnline(FAR);
        await first.store.save({ type: 'household', record: FAR.id, edits: { note: 'x' } });
        const { store } = await first.reopen();
        expect([store.get(FAR.id), store.unsent().changes]).toEqual([undefined, 1]);
        await store.close();
      });

      test('has its drafts and photos in memory only', async () => {
        const first = await ready();
        const bytes = new Uint8Array([1, 2, 3]);
        const name = await sha256Hex(bytes);
        const letGo = first.store.showOnline(FAR);
        await first.store.putDraft({ ...DRAFT, record: FAR.id });
        expect(await first.store.keepFetchedPhoto(name, bytes, FAR.id)).toBe(true);
        expect(await first.store.keepFetchedPhoto(name, new Uint8Array([9]), FAR.id)).toBe(false);
        expect([first.store.drafts().map((d) => d.id), await first.store.getPhoto(name)]).toEqual([['d1'], bytes]);
        letGo();
        expect([first.store.drafts(), await first.store.getPhoto(name)]).toEqual([[], undefined]);
        first.store.showOnline(FAR);
        await first.store.putDraft({ ...DRAFT, record: FAR.id });
        const { store } = await first.reopen();
        expect([store.drafts(), await store.getPhoto(name)]).toEqual([[], undefined]);
        await store.close();
      });

      test('gives way to what the phone may keep, and goes with its bucket', async () => {
        const { store } = await ready();
        store.showOnline(FAR);
        await store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 9, rows: wire([{ ...FAR, seq: 9, values: { headName: 'New' } }]) });
        expect([store.get(FAR.id)?.values, store.isOnlineOnly(FAR.id)]).toEqual([{ headName: 'New' }, false]);
        await store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 10, rows: wire([]), gone: [FAR.id] });
        expect(store.get(FAR.id)).toBeUndefined();
        store.showOnline(FAR);
        await store.dropBuckets('all');
        expect(store.get(FAR.id)).toBeUndefined();
        await store.close();
        expect(() => store.showOnline(FAR)).toThrow('locked');
      });
    });

    test('a vault is one person\'s', async () => {
      const { store } = await ready();
      await expect(store.setProfile({ ...PROFILE, person: { id: 'someone-else', name: 'x' } })).rejects.toThrow('one person');
      await store.setProfile({ ...PROFILE, digest: 'p2' });
      expect(store.profile()?.digest).toBe('p2');
      await store.close();
    });

    test('after closing nothing is shown and saving says that it is locked', async () => {
      const { store } = await ready();
      const id = await create(store);
      await store.close();
      expect(store.get(id)).toBeUndefined();
      expect(store.ofType('household')).toEqual([]);
      expect(await store.save({ type: 'household', bucket: BUCKET, edits: { headName: 'x' } })).toEqual({ ok: false, reason: 'locked' });
    });
  });
}

import { describe, expect, test } from 'vitest';
import type { RecordStore } from '#client/store/contract.ts';
import { encodeFrame } from '#client/store/journal-frames.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { BUCKET, family, HOUSEHOLD, ToyServer, wire } from '../../contract/store-fixture.ts';
import { FaultyPhone } from './faulty-phone.ts';

const save = (store: RecordStore, headName: string): ReturnType<RecordStore['save']> =>
  store.save({ type: 'household', bucket: BUCKET, edits: { headName } });
const heads = (store: RecordStore): unknown[] => store.ofType('household').map((r) => r.values['headName']).sort();
const DRAFT = { id: 'd1', form: 'f@1', bucket: BUCKET, answers: { headName: 'typed' }, page: 0, savedAt: 1 };

describe('saved means two copies', () => {
  test.each(['ledger', 'journal'] as const)('a full %s aborts the whole save, keeps what was there and lets the ballast go', async (which) => {
    const phone = new FaultyPhone();
    const store = await phone.start();
    await save(store, 'before');
    await store.putDraft(DRAFT);
    phone[which] = 'full';
    expect(await store.save({ type: 'household', bucket: BUCKET, edits: { headName: 'too much' }, draft: 'd1' })).toEqual({ ok: false, reason: 'storage-full' });
    expect(phone.ballastReleased).toBe(1);
    expect(heads(store)).toEqual(['before']);
    expect(store.drafts()).toHaveLength(1);
    phone[which] = 'none';
    expect((await save(store, 'after')).ok).toBe(true);
    expect(store.outbox(9).map((c) => c.counter)).toEqual([1, 2]);
    const again = await phone.start();
    expect(heads(again)).toEqual(['after', 'before']);
    expect(again.drafts()).toHaveLength(1);
    expect(again.incidents()).toEqual([]);
  });

  test('a draft that a full phone cannot keep is there to go on with, and is kept when there is room', async () => {
    const phone = new FaultyPhone();
    const store = await phone.start();
    await store.putDraft(DRAFT);
    phone.ledger = 'full';
    const typed = { ...DRAFT, answers: { headName: 'typed since' }, savedAt: DRAFT.savedAt + 1 };
    await expect(store.putDraft(typed)).rejects.toMatchObject({ kind: 'storage-full' });
    expect(store.drafts()).toEqual([typed]);
    phone.ledger = 'none';
    await store.putDraft(typed);
    expect(store.drafts()).toEqual([typed]);
    phone.ledger = 'full';
    await expect(store.putDraft({ ...typed, savedAt: typed.savedAt + 1 })).rejects.toMatchObject({ kind: 'storage-full' });
    const again = await phone.start();
    expect(again.drafts()).toEqual([typed]);
    phone.ledger = 'none';
    expect((await again.save({ type: 'household', bucket: BUCKET, edits: { headName: 'finished' }, draft: DRAFT.id })).ok).toBe(true);
    expect(again.drafts()).toEqual([]);
  });

  test('when neither copy can be written it says so and writes nothing', async () => {
    const phone = new FaultyPhone();
    const store = await phone.start();
    phone.ledger = 'broken';
    phone.journal = 'broken';
    expect(await save(store, 'nowhere')).toEqual({ ok: false, reason: 'storage-broken' });
    expect(heads(store)).toEqual([]);
    phone.ledger = 'none';
    phone.journal = 'none';
    expect((await save(store, 'works again')).ok).toBe(true);
    expect(heads(await phone.start())).toEqual(['works again']);
  });

  test('with a broken ledger it goes on in the journal, and the ledger is made whole when it works again', async () => {
    const phone = new FaultyPhone();
    const store = await phone.start();
    await save(store, 'one');
    phone.ledger = 'broken';
    expect((await save(store, 'two')).ok).toBe(true);
    const degraded = await phone.start();
    expect(heads(degraded)).toEqual(['one', 'two']);
    phone.ledger = 'none';
    const back = await phone.start();
    expect(heads(back)).toEqual(['one', 'two']);
    phone.disk.journal = undefined;
    expect(heads(await phone.start())).toEqual(['one', 'two']);
  });

  test('with a broken journal it goes on in the ledger, and the journal is made whole when it works again', async () => {
    const phone = new FaultyPhone();
    const store = await phone.start();
    phone.journal = 'broken';
    expect((await save(store, 'one')).ok).toBe(true);
    expect((await save(store, 'two')).ok).toBe(true);
    phone.journal = 'none';
    const back = await phone.start();
    expect(back.incidents().map((i) => i.kind)).toEqual(['journal-rebuilt']);
    expect(heads(back)).toEqual(['one', 'two']);
    phone.disk.rows.clear();
    expect(heads(await phone.start())).toEqual(['one', 'two']);
  });

  test.each(['ledger', 'journal'] as const)('what became of held work survives the loss of the %s, and what only the other was told', async (lost) => {
    const phone = new FaultyPhone();
    const store = await phone.start();
    for (const name of ['closed', 'taken back', 'open']) await save(store, name);
    const [closed, taken, open] = store.outbox(9);
    if (closed === undefined || taken === undefined || open === undefined) throw new Error('three wait');
    await store.settle([closed, taken, open], [['h', 'validation', []], ['h', 'validation', []], ['h', 'validation', []]]);
    await store.learnSettled([{ id: closed.id, end: 'closed', note: 'why' }]);
    await store.withdraw(taken.id);
    const expectKept = (s: RecordStore): void => {
      expect(s.held().map((h) => h.change.id)).toEqual([open.id]);
      expect(s.heldAnswers().map((a) => [a.change.id, a.note])).toEqual([[closed.id, 'why']]);
      expect(s.heldQuestions()).toEqual({ held: [open.id], withdraw: [taken.id] });
    };
    if (lost === 'ledger') phone.disk.rows.clear();
    else phone.disk.journal = undefined;
    const again = await phone.start();
    expectKept(again);

    phone[lost] = 'broken';
    await again.withdraw(open.id);
    phone[lost] = 'none';
    const back = await phone.start();
    expect(back.heldQuestions()).toEqual({ held: [], withdraw: [taken.id, open.id] });
    phone.disk.rows.clear();
    expect((await phone.start()).heldQuestions()).toEqual({ held: [], withdraw: [taken.id, open.id] });
  });

  test('a phone without a journal says so once, and works', async () => {
    const phone = new FaultyPhone();
    phone.journal = 'broken';
    const store = await phone.start();
    await save(store, 'one');
    const again = await phone.start();
    expect(heads(again)).toEqual(['one']);
    await again.dismissIncidents();
    expect((await phone.start()).incidents()).toEqual([]);
  });

  test('killed between the journal and the ledger, the next start keeps the entry and says that it mended', async () => {
    const phone = new FaultyPhone();
    const store = await phone.start();
    await save(store, 'one');
    phone.ledger = 'dead';
    void save(store, 'two');
    await new Promise((resolve) => setTimeout(resolve, 20));
    phone.ledger = 'none';
    const next = await phone.start();
    expect(heads(next)).toEqual(['one', 'two']);
    expect(next.incidents()).toMatchObject([{ kind: 'rebuilt-from-journal', changes: 1 }]);
    await next.dismissIncidents();
    expect((await phone.start()).incidents()).toEqual([]);
  });

  test('killed between the two after a form was finished, its draft does not come back', async () => {
    const phone = new FaultyPhone();
    const store = await phone.start();
    await store.putDraft(DRAFT);
    phone.ledger = 'dead';
    void store.save({ type: 'household', bucket: BUCKET, edits: { headName: 'finished' }, draft: DRAFT.id });
    await new Promise((resolve) => setTimeout(resolve, 20));
    phone.ledger = 'none';
    const next = await phone.start();
    expect(heads(next)).toEqual(['finished']);
    expect(next.drafts()).toEqual([]);
  });

  test('a draft typed while the journal was broken is the one that counts at the next start', async () => {
    const phone = new FaultyPhone();
    const store = await phone.start();
    await store.putDraft(DRAFT);
    phone.journal = 'broken';
    await store.putDraft({ ...DRAFT, answers: { headName: 'typed on' }, savedAt: 2 });
    phone.journal = 'none';
    expect((await phone.start()).drafts()).toMatchObject([{ answers: { headName: 'typed on' } }]);
  });

  test('one failed write to the ledger is made up for by the next, without a restart', async () => {
    const phone = new FaultyPhone();
    const store = await phone.start();
    phone.ledger = 'broken';
    await save(store, 'one');
    phone.ledger = 'none';
    await save(store, 'two');
    phone.disk.journal = undefined;
    expect(heads(await phone.start())).toEqual(['one', 'two']);
  });

  test.each([0, 1, 2, 3])('killed after %i writes of a pull, the cursor never promises rows that are not there', async (writes) => {
    const phone = new FaultyPhone();
    const store = await phone.start();
    await store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 1, rows: wire([family(1)]) });
    phone.writesLeft = writes;
    void store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 2, rows: wire([family(2)]), gone: [family(1).id] });
    await new Promise((resolve) => setTimeout(resolve, 20));
    phone.writesLeft = Infinity;
    const next = await phone.start();
    const reached = next.cursors().cursors[BUCKET]?.[1];
    expect(next.ofType('household').map((r) => r.id)).toEqual([family(reached === 2 ? 2 : 1).id]);
    expect(reached).toBe(writes === 0 ? 1 : 2);
  });

  test('a counter is not given again after all is forgotten and either copy was lost', async () => {
    const phone = new FaultyPhone();
    const server = new ToyServer();
    const store = await phone.start();
    await save(store, 'one');
    const out = store.outbox(9);
    await store.settle(out, server.push(out));
    await store.applyPage(server.page(0));
    await store.forgetSafe(1);
    phone.disk.journal = undefined;
    await phone.start();
    phone.disk.rows.clear();
    const next = await phone.start();
    await save(next, 'two');
    expect(next.outbox(9).map((c) => c.counter)).toEqual([2]);
  });

  test('killed while taking a frame back, no counter is given twice', async () => {
    const phone = new FaultyPhone();
    const store = await phone.start();
    phone.ledger = 'full';
    phone.undo = 'broken';
    expect((await save(store, 'refused')).ok).toBe(false);
    phone.ledger = 'none';
    phone.undo = 'none';
    await save(store, 'told as saved');
    const next = await phone.start();
    await save(next, 'third');
    const counters = next.outbox(9).map((c) => c.counter);
    expect(counters).toEqual([1, 2]);
    expect(heads(next)).toEqual(['third', 'told as saved']);
  });

  test('a wiped database comes back from the journal: entries, held results, drafts, profile', async () => {
    const phone = new FaultyPhone();
    const server = new ToyServer();
    const store = await phone.start();
    await save(store, 'held one');
    const out = store.outbox(9);
    await store.settle(out, server.push(out, () => true));
    await save(store, 'two');
    await store.putDraft(DRAFT);
    phone.disk.rows.clear();
    const next = await phone.start();
    expect(next.incidents()).toMatchObject([{ kind: 'rebuilt-from-journal', changes: 2 }]);
    expect(heads(next)).toEqual(['held one', 'two']);
    expect(next.held()).toHaveLength(1);
    expect(next.drafts()).toEqual([DRAFT]);
    expect(next.person).toBe('person-1');
    expect(next.cursors()).toEqual({ epoch: '', cursors: {} });
  });

  test.each([1, 300, 3000])('a journal cut by %i bytes is mended from the database', async (cut) => {
    const phone = new FaultyPhone();
    const store = await phone.start();
    for (let i = 0; i < 12; i += 1) await save(store, `family ${i}`);
    phone.disk.journal = phone.disk.journal?.slice(0, -cut);
    const next = await phone.start();
    expect(heads(next)).toHaveLength(12);
    phone.disk.rows.clear();
    expect(heads(await phone.start())).toHaveLength(12);
  });

  test('damage in the middle of the journal costs only the frame it hit', async () => {
    const phone = new FaultyPhone();
    const store = await phone.start();
    for (let i = 0; i < 5; i += 1) await save(store, `family ${i}`);
    const { journal } = phone.disk;
    if (journal === undefined) throw new Error('there is a journal');
    const at = journal.byteLength - 700;
    journal[at] = (journal[at] ?? 0) ^ 0xff;
    phone.disk.rows.clear();
    expect(heads(await phone.start())).toHaveLength(4);
  });

  test('a page that does not open is pulled again, said aloud, and nothing unsent is touched', async () => {
    const phone = new FaultyPhone();
    const store = await phone.start();
    await store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 2, rows: wire([family(1), family(2)]) });
    await save(store, 'unsent');
    const row = phone.disk.rows.get('pages/1');
    if (row === undefined) throw new Error('there is a page');
    phone.disk.rows.set('pages/1', { ...row, bytes: row.bytes.slice(3) });
    const next = await phone.start();
    expect(next.incidents()).toMatchObject([{ kind: 'page-unreadable', changes: 1 }]);
    expect(next.cursors().cursors).toEqual({});
    expect(heads(next)).toEqual(['unsent']);
    await next.applyPage({ t: 'page', b: BUCKET, g: 1, s: 2, rows: wire([family(1), family(2)]) });
    expect(heads(await phone.start())).toHaveLength(3);
  });

  test('with the lease over nothing can be read or written, but what is unsent can be handed in', async () => {
    const phone = new FaultyPhone();
    const store = await phone.start();
    await save(store, 'one');
    await store.putDraft(DRAFT);
    phone.readable = false;
    expect([store.ofType('household'), store.drafts(), store.held(), store.contested()]).toEqual([[], [], [], []]);
    expect(await save(store, 'two')).toEqual({ ok: false, reason: 'locked' });
    expect(store.outbox(9)).toHaveLength(1);
    phone.readable = true;
    expect(heads(store)).toEqual(['one']);
  });

  test('many drafts do not make the journal grow without end', async () => {
    const phone = new FaultyPhone();
    const store = await phone.start();
    await save(store, 'one');
    const answers = { note: 'x'.repeat(2000) };
    for (let i = 0; i < 600; i += 1) await store.putDraft({ ...DRAFT, answers, savedAt: i });
    expect(phone.disk.journal?.byteLength).toBeLessThan(300_000);
    phone.disk.rows.clear();
    const next = await phone.start();
    expect(next.drafts()).toMatchObject([{ savedAt: 599 }]);
    expect(heads(next)).toEqual(['one']);
  });

  test('many small pulls are gathered, and every record is still its newest after opening', async () => {
    const phone = new FaultyPhone();
    const store = await phone.start();
    await store.applyPage({ t: 'page', b: BUCKET, g: 1, s: 300, rows: wire(Array.from({ length: 300 }, (_, i) => family(i + 1))) });
    for (let i = 0; i < 200; i += 1) {
      const seq = 301 + i;
      const changed = { ...family((i * 7) % 300 + 1), seq, values: { headName: `at ${seq}` } };
      await store.applyPage({ t: 'page', b: BUCKET, g: 1, s: seq, rows: wire([changed]) });
    }
    expect([...phone.disk.rows.keys()].filter((k) => k.startsWith('pages/')).length).toBeLessThan(40);
    const next = await phone.start();
    expect(next.checksum(BUCKET)).toBe(store.checksum(BUCKET));
    expect(new Map(next.ofType('household').map((r) => [r.id, r]))).toEqual(new Map(store.ofType('household').map((r) => [r.id, r])));
  });
});

describe('a phone whose app was taken back to an older one', () => {
  test('keeps a journal that it does not wholly understand as it is, and saves on', async () => {
    const phone = new FaultyPhone();
    const store = await phone.start();
    await save(store, 'one');
    const own = phone.disk.journal ?? new Uint8Array();
    const newer = encodeFrame(new TextEncoder().encode('{"entries":[{"offer":"teleported"}]}'));
    phone.disk.journal = new Uint8Array([...own, ...newer]);
    const kept = phone.disk.journal;
    const older = await phone.start();
    expect(older.incidents().map((i) => i.kind)).toEqual(['journal-missing']);
    expect((await save(older, 'two')).ok).toBe(true);
    expect(phone.disk.journal).toEqual(kept);
    expect(heads(await phone.start())).toEqual(['one', 'two']);
  });
});

describe('a phone whose app was updated', () => {
  const RENAMED: RecordType = {
    ...HOUSEHOLD, version: 2,
    fields: { ...HOUSEHOLD.fields, nameOfHead: { kind: 'text' } },
    migrations: [{ to: 2, reason: 'plain names', rename: { headName: 'nameOfHead' } }],
  };

  test('shows old records and unsent changes in the present shape, sends them as they were made, and edits on', async () => {
    const phone = new FaultyPhone();
    const before = await phone.start();
    await before.applyPage({ t: 'page', b: BUCKET, g: 1, s: 1, rows: wire([family(1)]) });
    await before.save({ type: 'household', record: family(1).id, edits: { headName: 'edited before the update' } });
    const [made] = before.outbox(1);
    phone.types = [RENAMED];
    const store = await phone.start();
    expect(store.get(family(1).id)).toMatchObject({ schema: 2, values: { nameOfHead: 'edited before the update' } });
    expect(store.outbox(1)).toEqual([made]);
    await store.save({ type: 'household', record: family(1).id, edits: { nameOfHead: 'edited after' } });
    expect(store.outbox(2)[1]).toMatchObject({ schema: 2, values: { nameOfHead: 'edited after' }, replaces: { nameOfHead: [made?.id] } });
    expect(store.checksum(BUCKET)).toBe(before.checksum(BUCKET));
    expect(store.get(family(1).id)?.rivals).toEqual({});
  });
});

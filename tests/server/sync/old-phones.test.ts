// Phones three versions behind, and one ahead: nothing they hand in is refused, nothing they do not
// know is lost or undone by them, and what an older server could not read it reads after its update.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formRef } from '#shared/form/definition.ts';
import type { Values } from '#shared/record/change.ts';
import { memoryDisk } from '#client/store/memory-ports.ts';
import { checkFold } from '#server/sync/check-fold.ts';
import { checkSums } from '#server/sync/check-sums.ts';
import { retryHeld } from '#server/sync/retry-held.ts';
import { testDatabase } from '#tests/support/postgres.ts';
import { loopPhone, saveFamily, type LoopPhone } from '#tests/support/loop-phone.ts';
import { familyAt, programmeAt, VISIT_1 } from '#tests/support/schemas.ts';
import { createTestServer, VILLAGE, type TestServer } from '#tests/support/server.ts';

const OLD = 1;
const NEW = 4;

/** A server whose programmes can be updated under its phones, on one database. */
async function updatable(version: number): Promise<{ server: TestServer; update(to: number): Promise<TestServer> }> {
  const db = await testDatabase();
  const running = { server: await createTestServer({ db, programmes: [programmeAt(version)] }) };
  await retryHeld(running.server.services, [programmeAt(version)]);
  return {
    get server() { return running.server; },
    update: async (to) => {
      await running.server.app.close();
      running.server = await createTestServer({ db, programmes: [programmeAt(to)] });
      return running.server;
    },
  };
}

type Running = Awaited<ReturnType<typeof updatable>>;
const phoneAt = async (running: Running, version: number): Promise<LoopPhone> =>
  loopPhone(() => running.server.app, await running.server.worker('mitra', VILLAGE), { types: [familyAt(version)] });

const valuesOf = (phone: LoopPhone, id: string): Values => phone.store.get(id)?.values ?? {};
const expectRight = async ({ services }: TestServer): Promise<void> => {
  expect((await checkFold(services)).faults).toEqual([]);
  expect((await checkSums(services)).differences).toEqual([]);
};

describe('a phone three versions back', () => {
  let running: Running;
  let old: LoopPhone;
  let young: LoopPhone;
  beforeAll(async () => {
    running = await updatable(NEW);
    [old, young] = [await phoneAt(running, OLD), await phoneAt(running, NEW)];
  });
  afterAll(async () => {
    await expectRight(running.server);
    await running.server.close();
  });
  const syncAll = async (): Promise<void> => {
    for (const phone of [old, young, old]) {
      await phone.sync.syncNow();
      expect(phone.sync.status().problem).toBeUndefined();
    }
  };

  test('hands in what it knows, and a new phone reads it in its own names', async () => {
    const id = await saveFamily(old, {
      headName: 'सुनीता', 'members.k1.name': 'रीना', 'members.k1.hc': 'has', address: 'गली 3, पीपल', landKatha: 4, religion: 'x', outcome: 'locked', outcomeDay: '2026-05-01',
    });
    await syncAll();
    expect(valuesOf(young, id)).toEqual({
      womanName: 'सुनीता', 'members.k1.name': 'रीना', 'members.k1.ayushman': 'has', 'members.k1._gone': false, lane: 'गली 3', landmark: 'पीपल', landDecimal: 12.5, religion: 'x',
      outcome: 'locked', outcomeDay: '2026-05-01',
    });
    expect(old.store.held()).toEqual([]);
    // What came back in new names it still shows in its own, for its own change says it.
    expect([old.store.get(id)?.id, old.store.receipt(id)]).toEqual([id, 'sent']);
  });

  test('edits a record of a newer phone without touching what it does not know, in repeats and groups too', async () => {
    const id = await saveFamily(young, {
      womanName: 'मीना', phone: '9876543210', lane: 'गली 1', landDecimal: 25, 'members.k1.name': 'आशा', 'members.k1.ayushman': 'wanted', 'members.k1.eshram': true,
      outcome: 'refused', outcomeDay: '2026-05-02',
    });
    await syncAll();
    expect(valuesOf(old, id)).toMatchObject({ phone: '9876543210', womanName: 'मीना', 'members.k1.name': 'आशा', outcome: 'refused' });
    await saveFamily(old, { notes: 'पुराना फ़ोन', 'members.k1.name': 'आशा कुमारी', outcome: 'linked' }, id);
    await syncAll();
    expect([old.store.held(), young.store.contested()]).toEqual([[], []]);
    expect(valuesOf(young, id)).toEqual({
      womanName: 'मीना', phone: '9876543210', lane: 'गली 1', landDecimal: 25, 'members.k1.name': 'आशा कुमारी', 'members.k1.ayushman': 'wanted', 'members.k1.eshram': true,
      'members.k1._gone': false, outcome: 'linked', outcomeDay: '2026-05-02', notes: 'पुराना फ़ोन',
    });
    await saveFamily(young, { 'members.k1.eshram': false }, id);
    await syncAll();
    expect(valuesOf(old, id)).toMatchObject({ 'members.k1.eshram': false, notes: 'पुराना फ़ोन' });
    expect(old.store.checksum(old.store.get(id)?.bucket ?? '')).toBe(young.store.checksum(young.store.get(id)?.bucket ?? ''));
  });

  test('that differs from a newer one is asked about, not overwritten', async () => {
    const id = await saveFamily(old, { headName: 'गीता', landKatha: 2 });
    await syncAll();
    await saveFamily(young, { womanName: 'गीता देवी' }, id);
    await young.sync.syncNow();
    const before = old.store.get(id);
    const saved = await old.store.save({ type: 'family', record: id, ...(before !== undefined && { seen: { ...before, schema: OLD, values: { headName: 'गीता' } } }), edits: { headName: 'गीता कुमारी' } });
    expect(saved.ok).toBe(true);
    await syncAll();
    expect(young.store.contested()).toEqual([id]);
    const said = young.store.get(id)?.rivals['womanName']?.map((rival) => rival.values['womanName']).sort();
    expect(said).toEqual(['गीता कुमारी', 'गीता देवी']);
    await saveFamily(young, { womanName: 'गीता देवी' }, id);
    await syncAll();
    expect([young.store.contested(), valuesOf(young, id)['womanName']]).toEqual([[], 'गीता देवी']);
  });

  test('keeps its unsent work over its own update, and hands it in afterwards', async () => {
    const worker = await running.server.worker('mitra', VILLAGE);
    const disk = memoryDisk();
    const before = await loopPhone(() => running.server.app, worker, { types: [familyAt(OLD)], disk });
    const id = await saveFamily(before, { headName: 'राधा', landKatha: 8 });
    await before.store.close();
    const after = await loopPhone(() => running.server.app, worker, { types: [familyAt(NEW)], disk });
    expect(valuesOf(after, id)).toMatchObject({ womanName: 'राधा', landDecimal: 25 });
    await saveFamily(after, { womanName: 'राधा देवी' }, id);
    await after.sync.syncNow();
    expect([after.store.held(), after.store.unsent().changes, after.store.contested()]).toEqual([[], 0, []]);
    expect(valuesOf(after, id)).toMatchObject({ womanName: 'राधा देवी', landDecimal: 25 });
  });
});

describe('a form left open over an update of the app', () => {
  test('goes on in its own version, is saved as that, and is judged by its rules', async () => {
    const running = await updatable(NEW);
    const worker = await running.server.worker('mitra', VILLAGE);
    const disk = memoryDisk();
    const before = await loopPhone(() => running.server.app, worker, { types: [familyAt(OLD)], disk });
    const ids = [await saveFamily(before, { headName: 'पहली', landKatha: 4 }), await saveFamily(before, { headName: 'दूसरी' })];
    for (const [n, record] of ids.entries()) {
      const seen = before.store.get(record);
      if (seen === undefined) throw new Error('it was just saved');
      await before.store.putDraft({ id: `draft-${n}`, form: formRef(VISIT_1), record, seen, bucket: seen.bucket, answers: {}, page: 0, savedAt: 0 });
    }
    await before.sync.syncNow();
    await before.store.close();

    const after = await loopPhone(() => running.server.app, worker, { types: [familyAt(NEW)], disk });
    // Four letters are enough for the first version and too few for the second; two are too few for both.
    for (const [n, headName] of ['रीता', 'री'].entries()) {
      const { form, record = '', seen, bucket } = after.store.drafts().find(({ id }) => id === `draft-${n}`) ?? {};
      expect([form, seen?.schema]).toEqual(['trial.visit@1', OLD]);
      const saved = await after.store.save({ type: 'family', record, edits: { headName }, draft: `draft-${n}`, schema: VISIT_1.schema ?? 1, ...(form !== undefined && { form }), ...(seen !== undefined && { seen }), ...(bucket !== undefined && { bucket }) });
      expect(saved).toMatchObject({ ok: true, changed: true });
    }
    expect(valuesOf(after, ids[0] ?? '')).toMatchObject({ womanName: 'रीता', landDecimal: 12.5 });
    await after.sync.syncNow();
    expect(after.store.held().map(({ change, code, paths }) => [change.record, change.form, code, paths])).toEqual([[ids[1], 'trial.visit@1', 'validation', ['headName']]]);
    expect([valuesOf(after, ids[0] ?? '')['womanName'], after.store.contested(), after.store.drafts()]).toEqual(['रीता', [], []]);
    await expectRight(running.server);
    await running.server.close();
  });
});

describe('a server that is updated', () => {
  test('reads what it kept in the new names, and its sums and unique numbers stay right', async () => {
    const running = await updatable(OLD);
    const old = await phoneAt(running, OLD);
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push(await saveFamily(old, { headName: `सुनीता ${n}`, landKatha: n, cardNumber: `1020000${n}`, address: `गली ${n}` }));
    await old.sync.syncNow();
    const server = await running.update(NEW);
    await expectRight(server);
    await saveFamily(old, { headName: 'बदली', landKatha: 10 }, ids[0]);
    const twice = await saveFamily(old, { headName: 'दूसरी', cardNumber: '10200003' });
    await old.sync.syncNow();
    await expectRight(server);
    const young = await phoneAt(running, NEW);
    await young.sync.syncNow();
    expect(ids.map((id) => valuesOf(young, id)['landDecimal'])).toEqual([31.25, 3.125, 6.25, 9.375, 12.5]);
    expect(valuesOf(young, ids[0] ?? '')).toMatchObject({ womanName: 'बदली', lane: 'गली 0' });
    expect(old.store.held().map(({ change, code }) => [change.record, code])).toEqual([[twice, 'duplicate']]);
    await server.close();
  });

  test('holds what only a newer app can say, with its bytes, and takes it by itself after its update', async () => {
    const running = await updatable(OLD);
    const young = await phoneAt(running, NEW);
    const id = await saveFamily(young, { womanName: 'नई', phone: '9876543210', 'members.k1.eshram': true });
    await saveFamily(young, { landDecimal: 12 }, id);
    await young.sync.syncNow();
    expect(young.sync.status().problem).toBeUndefined();
    expect(young.store.held().map(({ code }) => code)).toEqual(['unknown-type', 'unknown-type']);
    expect(valuesOf(young, id)).toMatchObject({ womanName: 'नई', landDecimal: 12 });
    const { rows } = await running.server.db.pool.query<{ body: Buffer }>('SELECT body FROM held_change ORDER BY counter');
    expect(rows.map(({ body }): unknown => JSON.parse(body.toString()))).toEqual(young.store.held().map(({ change }) => change));

    const server = await running.update(NEW);
    expect(await retryHeld(server.services, [programmeAt(NEW)])).toEqual({ tried: 2, applied: 2 });
    expect(await retryHeld(server.services, [programmeAt(NEW)])).toEqual({ tried: 0, applied: 0 });
    await young.sync.syncNow();
    const other = await phoneAt(running, NEW);
    await other.sync.syncNow();
    expect(valuesOf(other, id)).toMatchObject({ womanName: 'नई', phone: '9876543210', 'members.k1.eshram': true, landDecimal: 12 });
    expect(young.store.held()).toEqual([]);
    await expectRight(server);
    await server.close();
  });

  test('does not take what is still wrong, nor anything of a phone that was shut out meanwhile', async () => {
    const running = await updatable(OLD);
    const [young, lost] = [await phoneAt(running, NEW), await phoneAt(running, NEW)];
    await saveFamily(young, { womanName: 'ग़लत', outcome: 'moon' });
    await saveFamily(lost, { womanName: 'खोया' });
    for (const phone of [young, lost]) await phone.sync.syncNow();
    await running.server.db.pool.query('UPDATE device SET revoked_at = 1 WHERE id = $1', [lost.store.profile()?.device]);
    const server = await running.update(NEW);
    expect(await retryHeld(server.services, [programmeAt(NEW)])).toEqual({ tried: 2, applied: 0 });
    const { rows } = await server.db.pool.query<{ code: string }>('SELECT code FROM held_change ORDER BY code');
    expect(rows).toEqual([{ code: 'access' }, { code: 'validation' }]);
    await server.close();
  });
});


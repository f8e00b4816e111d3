import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contestedRegisters } from '#shared/record/merge.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { startImportJobs } from '#server/imports/jobs.ts';
import { askUndo, readUndo } from '#server/imports/undo-store.ts';
import { moveRecords } from '#server/places/move-records.ts';
import { eraseRecord } from '#server/erase/erase-record.ts';
import { importFixture, DISTRICT, TARGETS, type ImportFixture } from './fixture.ts';
import { undoHands, type UndoHands } from './undo-fixture.ts';

let it: ImportFixture;
let hands: UndoHands;
beforeEach(async () => {
  it = await importFixture();
  hands = undoHands(it);
});
afterEach(async () => { await it.close(); });

const row = (n: number, name = `नाम ${n}`, dealer = 'डीलर', members = 4): string => `1020000${n},${name},भैरोपुर,रामपुर,टोला ${n % 3},${dealer},${members}`;
const list = (...rows: readonly string[]): string => `राशन कार्ड,नाम,पंचायत,ग्राम,टोला,डीलर,सदस्य\n${rows.join('\n')}\n`;
const byCard = async (n: number): Promise<DehriRecord> => {
  const found = (await it.records()).find((r) => r.values['cardNumber'] === `1020000${n}`);
  if (found === undefined) throw new Error(`no family ${n}`);
  return found;
};
const cards = async (): Promise<unknown[]> => (await it.records()).map((r) => r.values['cardNumber']).sort();

describe('taking a loaded list back', () => {
  test('what the list made and nobody touched goes, with its sums and numbers, and the file can come again', async () => {
    await it.load(list(row(100)));
    const batch = await it.load(list(row(101), row(102), row(103)));
    expect(await hands.undo(batch.id, { dry: true })).toMatchObject({ gone: 3, restored: 0, kept: 0, dry: true });
    expect(await cards()).toHaveLength(4);
    expect(await hands.wrong()).toEqual([]);
    expect(await hands.undo(batch.id)).toMatchObject({ status: 'done', gone: 3, restored: 0, kept: 0 });
    expect(await cards()).toEqual(['1020000100']);
    expect(await hands.wrong()).toEqual([]);
    expect(await it.load(list(row(101), row(102), row(103)))).toMatchObject({ created: 3, faulty: 0 });
    expect(await hands.wrong()).toEqual([]);
  });

  test('it is done once, and only of what was loaded', async () => {
    const dry = await it.load(list(row(101)), { dry: true });
    await expect(hands.undo(dry.id)).rejects.toThrow('may not');
    const batch = await it.load(list(row(101)));
    await hands.undo(batch.id);
    await expect(hands.undo(batch.id)).rejects.toThrow('may not');
    await expect(hands.undo(batch.id, { dry: true })).rejects.toThrow('may not');
  });

  test('what people, photos, moves, waiting work or later lists have touched stays, and is listed with why', async () => {
    const batch = await it.load(list(...[101, 102, 103, 104, 105, 106].map((n) => row(n))));
    await hands.push(await byCard(101), { outcome: 'linked' });
    await it.load(list(row(102, 'नाम 102', 'नया डीलर')));
    const { pool } = it.services.db;
    const [waiting, photo, moved] = [await byCard(103), await byCard(104), await byCard(105)];
    await pool.query(`INSERT INTO held_change (district, id, device, person, record, code, paths, at, body) VALUES ($1, 'h1', 'd', 'mitra', $2, 'access', '{}', 0, '')`, [DISTRICT, waiting.id]);
    await pool.query(`INSERT INTO photo_record (district, name, record) VALUES ($1, 'p', $2)`, [DISTRICT, photo.id]);
    const from = moved.bucket.slice(0, moved.bucket.indexOf('/'));
    const to = (await it.records()).map((r) => r.bucket.slice(0, r.bucket.indexOf('/'))).find((place) => place !== from) ?? '';
    expect(await moveRecords(it.services, { id: 'move-move-move-move', from, to, records: [moved.id], by: { person: 'adm', grant: 'g1' } })).toMatchObject({ ok: true });
    expect(await hands.undo(batch.id, { dry: true })).toMatchObject({ gone: 1, kept: 5 });
    expect(await hands.undo(batch.id)).toMatchObject({ gone: 1, kept: 5 });
    expect((await hands.kept(batch.id)).map((k) => [k.why, k.said])).toEqual([['written', '1020000101'], ['later-list', '1020000102'], ['waiting', '1020000103'], ['photo', '1020000104'], ['moved', '1020000105']].map(([why, said]) => [why, expect.stringContaining(said ?? '')]).slice(0, 5));
    expect(await cards()).toEqual(['1020000101', '1020000102', '1020000103', '1020000104', '1020000105']);
    expect(await hands.wrong()).toEqual([]);
  });

  test('what it changed says again what it said, where nobody has written since', async () => {
    await it.load(list(row(101, 'सुनीता', 'पुराना', 4), row(102, 'मीना', 'पुराना', 4), row(103, 'रीना', 'पुराना', 4)));
    await hands.push(await byCard(103), { dealer: 'जैसा मित्रा ने लिखा' });
    const batch = await it.load(list(row(101, 'सुनीता देवी', 'नया', 5), row(102, 'मीना देवी', 'नया', 5), row(103, 'रीना', 'नया', 5)));
    await hands.push(await byCard(102), { headName: 'मीना कुमारी' });
    expect(await hands.undo(batch.id)).toMatchObject({ gone: 0, restored: 3, kept: 1 });
    expect((await byCard(101)).values).toMatchObject({ headName: 'सुनीता', dealer: 'पुराना', members: 4 });
    expect((await byCard(102)).values).toMatchObject({ headName: 'मीना कुमारी', dealer: 'पुराना', members: 4 });
    expect((await byCard(103)).values).toMatchObject({ dealer: 'जैसा मित्रा ने लिखा', members: 4 });
    expect(await hands.kept(batch.id)).toMatchObject([{ why: 'value-written', paths: ['headName'] }]);
    expect(await hands.wrong()).toEqual([]);
    // The same file again does what it did, and a person's words still stand before a list's.
    expect(await it.load(list(row(101, 'सुनीता देवी', 'नया', 5)))).toMatchObject({ changed: 1 });
    expect((await byCard(101)).values).toMatchObject({ headName: 'सुनीता देवी', dealer: 'नया', members: 5 });
    await it.load(list(row(103, 'रीना', 'नया', 6)));
    expect((await byCard(103)).values).toMatchObject({ dealer: 'नया', members: 6 });
    expect(await hands.wrong()).toEqual([]);
  });

  test('a value of the list that stands beside a person’s is contested no more', async () => {
    await it.load(list(row(101, 'सुनीता')));
    await hands.push(await byCard(101), { headName: 'सुनीता कुमारी' });
    const batch = await it.load(list(row(101, 'सुनीता देवी')));
    const type = it.services.registry.type('family')?.type;
    if (type === undefined) throw new Error('there is one');
    expect(contestedRegisters(type, await byCard(101))).toEqual(['headName']);
    await hands.undo(batch.id);
    expect(contestedRegisters(type, await byCard(101))).toEqual([]);
    expect((await byCard(101)).values['headName']).toBe('सुनीता कुमारी');
    expect(await hands.wrong()).toEqual([]);
  });

  test('work that a phone did before it heard of it brings the record back, with all it said', async () => {
    const batch = await it.load(list(row(101), row(102)));
    const seen = await byCard(101);
    await hands.undo(batch.id);
    expect(await cards()).toEqual([]);
    expect(await hands.push(seen, { outcome: 'linked' })).toMatchObject(['a', expect.any(Number)]);
    expect((await byCard(101)).values).toMatchObject({ outcome: 'linked', headName: 'नाम 101', members: 4 });
    expect(await hands.wrong()).toEqual([]);
    expect(await hands.push(await byCard(101), { headName: 'फिर' })).toMatchObject(['a', expect.any(Number)]);
    expect(await hands.wrong()).toEqual([]);
  });

  test('unless the number is another record’s now: then it waits, whole, for a person', async () => {
    const batch = await it.load(list(row(101)));
    const seen = await byCard(101);
    await hands.undo(batch.id);
    await it.load(list(row(101)), { offer: { source: 'again' } });
    expect(await hands.push(seen, { outcome: 'linked' })).toEqual(['h', 'duplicate', ['cardNumber']]);
    expect((await it.services.db.pool.query<{ body: Buffer }>('SELECT body FROM held_change')).rows[0]?.body.toString()).toContain('linked');
    expect(await hands.wrong()).toEqual([]);
  });

  test('what was erased meanwhile stays erased, also for a late phone', async () => {
    const batch = await it.load(list(row(101), row(102)));
    const [one, two] = [await byCard(101), await byCard(102)];
    await eraseRecord(it.services, { district: DISTRICT, record: one.id }, 'adm', 'asked');
    expect(await hands.undo(batch.id)).toMatchObject({ gone: 1, absent: 1 });
    await eraseRecord(it.services, { district: DISTRICT, record: two.id }, 'adm', 'asked');
    expect(await hands.push(two, { outcome: 'linked' })).toEqual(['h', 'erased', []]);
    expect((await it.services.db.pool.query('SELECT FROM withdrawn WHERE state IS NOT NULL')).rowCount).toBe(0);
    expect(await hands.wrong()).toEqual([]);
  });

  test.each([[[0, 1]], [[1, 0]]])('two lists taken back, %j, leave what was there before them', async (order) => {
    await it.load(list(row(101, 'पहला', 'क', 1)));
    const batches = [await it.load(list(row(101, 'दूसरा', 'ख', 2), row(103))), await it.load(list(row(101, 'तीसरा', 'ग', 3), row(102), row(103, 'और', 'ग', 3)))];
    for (const which of order) {
      await hands.undo(batches[which]?.id ?? '');
      expect(await hands.wrong()).toEqual([]);
    }
    expect((await byCard(101)).values).toMatchObject({ headName: 'पहला', dealer: 'क', members: 1 });
    expect(await cards()).toEqual(['1020000101']);
    // Both come again as if they had never been.
    await it.load(list(row(101, 'तीसरा', 'ग', 3), row(102), row(103, 'और', 'ग', 3)));
    expect((await byCard(101)).values).toMatchObject({ headName: 'तीसरा', dealer: 'ग', members: 3 });
    expect(await hands.wrong()).toEqual([]);
  });

  test('broken off at any chunk it goes on where it stood', async () => {
    await it.load(list(row(101, 'पहले'), row(102, 'पहले')));
    const batch = await it.load(list(...Array.from({ length: 9 }, (_, i) => row(101 + i))));
    const stop = new AbortController();
    await hands.undo(batch.id, { chunkRows: 2, signal: stop.signal, onProgress: ({ counter }) => { if (counter >= 4) stop.abort(); } });
    expect(await readUndo(it.services.db.pool, DISTRICT, batch.id)).toMatchObject({ status: 'running', counter: 4 });
    expect(await hands.wrong()).toEqual([]);
    const jobs = startImportJobs(it.services, TARGETS, (error) => { throw error; });
    await jobs.idle();
    await jobs.stop();
    expect(await readUndo(it.services.db.pool, DISTRICT, batch.id)).toMatchObject({ status: 'done', gone: 7, restored: 2 });
    expect((await byCard(101)).values['headName']).toBe('पहले');
    expect(await hands.wrong()).toEqual([]);
  });

  test('a phone that writes while it is being taken back loses nothing', async () => {
    const batch = await it.load(list(...Array.from({ length: 60 }, (_, i) => row(101 + i))));
    const seen = await it.records();
    await askUndo(it.services.db.pool, { district: DISTRICT, batch: batch.id, dry: true, reason: null, by: 'adm', grant: 'g1', at: 0 });
    const [undo] = await Promise.all([
      (async () => { await it.services.db.pool.query('DELETE FROM import_undo'); return hands.undo(batch.id, { chunkRows: 3 }); })(),
      (async () => { for (const record of seen.filter((_, i) => i % 4 === 0)) expect((await hands.push(record, { outcome: `लिखा ${record.id}` }))?.[0]).toBe('a'); })(),
    ]);
    expect(undo.status).toBe('done');
    const left = await it.records();
    expect(left.map((r) => r.values['outcome']).sort()).toEqual(seen.filter((_, i) => i % 4 === 0).map((r) => `लिखा ${r.id}`).sort());
    expect(await hands.wrong()).toEqual([]);
  });
});

type Step = { readonly do: 'load'; readonly from: number; readonly many: number; readonly name: number } | { readonly do: 'edit'; readonly which: number; readonly field: 'headName' | 'outcome' | 'members'; readonly old: boolean } | { readonly do: 'undo'; readonly which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('load' as const), from: fc.nat(6), many: fc.integer({ min: 1, max: 5 }), name: fc.nat(3) }),
  fc.record({ do: fc.constant('edit' as const), which: fc.nat(20), field: fc.constantFrom('headName' as const, 'outcome' as const, 'members' as const), old: fc.boolean() }),
  fc.record({ do: fc.constant('undo' as const), which: fc.nat(5) }),
);

test('any lists, edits of new and old copies, and takings back in any order add up, and what a person wrote stands or waits', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
    const { pool } = it.services.db;
    await pool.query(`TRUNCATE change, record, bucket, departed, held_change, unique_value, indicator_sum, indicator_month, indicator_closed, withdrawn, import_batch, import_file, import_fault, import_bucket, import_row, import_undo, import_undo_kept`);
    const copies: DehriRecord[] = [];
    const batches: string[] = [];
    const wrote = new Map<string, unknown>();
    let edits = 0;
    for (const one of steps) {
      if (one.do === 'load') {
        const { id, created, changed } = await it.load(list(...Array.from({ length: one.many }, (_, i) => row(100 + one.from + i, `नाम ${one.name}`, `डीलर ${one.name}`, 1 + one.name))));
        if (created + changed > 0) batches.push(id);
        copies.push(...(await it.records()));
      } else if (one.do === 'edit') {
        const copy = copies[one.which % Math.max(copies.length, 1)];
        const record = copy !== undefined && !one.old ? (await it.records()).find((r) => r.id === copy.id) ?? copy : copy;
        if (record === undefined) continue;
        edits += 1;
        const value = one.field === 'members' ? 100 + edits : `लिखा ${edits}`;
        const result = await hands.push(record, { [one.field]: value });
        if (result?.[0] === 'a') wrote.set(`${record.id} ${one.field} ${String(value)}`, value);
      } else {
        const batch = batches[one.which];
        if (batch !== undefined && (await readUndo(pool, DISTRICT, batch)) === undefined) await hands.undo(batch, { chunkRows: 2 });
      }
      expect(await hands.wrong()).toEqual([]);
    }
    const records = new Map((await it.records()).map((r) => [r.id, r]));
    for (const key of wrote.keys()) expect(records.has(key.split(' ')[0] ?? ''), `${key} was written and its record is gone`).toBe(true);
    // The last that a person wrote in a field that lists do not renew is live still.
    const { rows } = await pool.query<{ record: string; values: Values }>(`SELECT record, body->'values' AS values FROM change WHERE device = 'phone-mitra' ORDER BY at, counter`);
    const last = new Map<string, FieldValue>();
    for (const { record, values } of rows) for (const [path, value] of Object.entries(values)) last.set(`${record} ${path}`, value);
    for (const [key, value] of last) {
      const [id = '', path = ''] = key.split(' ');
      const record = records.get(id);
      const live = [record?.values[path], ...(record?.rivals[path] ?? []).map((r) => r.values[path])];
      if (!live.includes(value)) throw new Error(`${key}: what a person wrote last is not there`);
    }
  }), { numRuns: Number(process.env['UNDO_RUNS'] ?? 40) });
}, 240_000);

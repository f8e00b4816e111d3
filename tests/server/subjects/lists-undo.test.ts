// Lists that come in any split, twice, corrected, broken off, and are taken back in any order end as if only what still
// counts had been said: of each row the last word of a list that was not taken back.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LISTS } from '#programmes/lists.ts';
import { setWaiting } from '#server/imports/batch-store.ts';
import { runBatch } from '#server/imports/run-batch.ts';
import { LABOUR, listsFixture, type ListsFixture } from './lists-fixture.ts';

let it: ListsFixture;
beforeEach(async () => {
  it = await listsFixture();
});
afterEach(async () => {
  await it.close();
});

const file = (rows: readonly (readonly [number, string])[]): string => `केस संख्या,नाम,नियोजक\n${rows.map(([n, employer]) => `K${n},बच्चा ${n},${employer}`).join('\n')}\n`;
const said = async (): Promise<unknown[]> => (await it.entries()).map(({ caseNumber, employer }) => `${String(caseNumber)} ${String(employer)}`);

describe('taking a department\'s list back', () => {
  test('is looked at first; then what it made is gone and what it changed says again what it said', async () => {
    await it.load(file([[1, 'क'], [2, 'क']]));
    const { status } = await it.load(file([[2, 'ख'], [3, 'क']]));
    expect(await it.undo(status.id, true)).toMatchObject({ dry: true, gone: 1, restored: 1, kept: 0 });
    expect(await said()).toEqual(['K1 क', 'K2 ख', 'K3 क']);
    expect(await it.undo(status.id, false)).toMatchObject({ status: 'done', gone: 1, restored: 1, kept: 0, absent: 0 });
    expect(await said()).toEqual(['K1 क', 'K2 क']);
    expect((await it.get(it.officer, `/api/imports/0/${status.id}`)).json()).toMatchObject({ undone: true });
    expect((await it.services.db.pool.query(`SELECT act, detail FROM audit WHERE act = 'import-undone'`)).rows).toEqual([{ act: 'import-undone', detail: 'wrong-file' }]);
  });

  test('leaves what a later list has said since, and lists it without a name', async () => {
    const { status } = await it.load(file([[1, 'क'], [2, 'क']]));
    await it.load(file([[1, 'ख'], [2, 'क']]));
    expect(await it.undo(status.id, false)).toMatchObject({ gone: 0, restored: 0, kept: 2, why: { 'later-list': 2 } });
    expect(await said()).toEqual(['K1 ख', 'K2 क']);
    const report = await it.get(it.officer, `/api/imports/0/${status.id}/undo/report?format=csv`);
    expect(report.body.split('\r\n').filter((line) => line !== '')).toHaveLength(3);
    expect(report.body).not.toContain('बच्चा');
  });

  test('what is gone is counted no more, and the same file brings it back to the same person', async () => {
    const list = file([[1, 'क']]);
    const { status } = await it.load(list);
    const tokens = async (): Promise<unknown[]> => (await it.services.db.pool.query('SELECT token FROM subject_link')).rows;
    const before = await tokens();
    await it.undo(status.id, false);
    expect((await it.services.db.pool.query('SELECT FROM subject_facet')).rowCount).toBe(0);
    expect((await it.sources(LABOUR))[0]).toMatchObject({ rows: 0, last: null, score: null });
    expect((await it.load(list)).status).toMatchObject({ created: 1, changed: 0 });
    expect(await said()).toEqual(['K1 क']);
    expect(await tokens()).toEqual(before);
  });

  test('who was erased meanwhile does not come back by any list', async () => {
    const { status } = await it.load(file([[1, 'क'], [2, 'क']]));
    await it.services.db.pool.query(`DELETE FROM subject_key WHERE id IN (SELECT 'e:' || id FROM subject_entry ORDER BY id LIMIT 1)`);
    expect((await it.load(file([[1, 'ख'], [2, 'ख']]))).status).toMatchObject({ created: 0, changed: 1, unchanged: 1, faulty: 0 });
    expect((await it.services.db.pool.query(`SELECT FROM subject_key WHERE starts_with(id, 'e:')`)).rowCount).toBe(1);
    expect(await it.undo(status.id, true)).toMatchObject({ gone: 1, kept: 1 });
  });
});

/** Taken in by chunks of so many rows, and broken off after the first as often as is asked. */
async function take(rows: readonly (readonly [number, string])[], chunkRows: number, breaks: number): Promise<string> {
  const received = await it.upload(file(rows));
  if (!received.ok) throw new Error(received.fault.code);
  const { id } = received.batch;
  await setWaiting(it.services.db.pool, 0, id, { caseNumber: 0, name: 1, employer: 2 }, false);
  for (let i = 0; i < breaks; i += 1) {
    const stop = new AbortController();
    await runBatch(it.services, LISTS, 0, id, { chunkRows, signal: stop.signal, onProgress: () => { stop.abort(); } });
  }
  await runBatch(it.services, LISTS, 0, id, { chunkRows });
  it.moveClock(1_000);
  return id;
}

/** After a look that changes nothing and says what will be. @param left rows that count afterwards */
async function takeBack(id: string, left: number): Promise<void> {
  const before = (await said()).length;
  const { gone, restored, kept, absent } = await it.undo(id, true);
  expect({ now: (await said()).length, gone }).toEqual({ now: before, gone: before - left });
  expect(await it.undo(id, false)).toMatchObject({ gone, restored, kept, absent });
}

const rowsArbitrary = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom('क', 'ख', 'ग')), { selector: ([n]) => n, minLength: 1, maxLength: 6 });
const stepArbitrary = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('load' as const), rows: rowsArbitrary, chunkRows: fc.integer({ min: 1, max: 4 }), breaks: fc.integer({ min: 0, max: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), which: fc.nat(20) }) },
);

test('any order of loads and takings back ends as the last words that still count', { timeout: 240_000 }, async () => {
  await fc.assert(fc.asyncProperty(fc.array(stepArbitrary, { minLength: 2, maxLength: 8 }), async (steps) => {
    await it.services.db.pool.query('TRUNCATE subject_entry, subject_entry_past, subject_said, subject_facet, subject_link, subject_waiting, subject, subject_key, import_batch, import_undo, import_undo_kept, subject_source');
    const counting: { readonly id: string; readonly says: ReadonlyMap<number, string> }[] = [];
    const told = (): string[] => {
      const last = new Map<number, string>();
      for (const { says } of counting) for (const [n, employer] of says) last.set(n, employer);
      return [...last].sort(([a], [b]) => a - b).map(([n, employer]) => `K${n} ${employer}`);
    };
    for (const step of steps) {
      if (step.kind === 'load') counting.push({ id: await take(step.rows, step.chunkRows, step.breaks), says: new Map(step.rows) });
      else if (counting.length > 0) {
        const [gone] = counting.splice(step.which % counting.length, 1);
        await takeBack(gone?.id ?? '', told().length);
      }
      expect(await said()).toEqual(told());
      await expectWhole(told().length, counting.length > 0);
    }
  }), { numRuns: 30 });
});

/** What hangs on the entries: facets, persons, versions, and what was counted. */
async function expectWhole(rows: number, isLoaded: boolean): Promise<void> {
  const { pool } = it.services.db;
  expect((await pool.query(`SELECT FROM subject_facet f FULL JOIN (SELECT * FROM subject_entry WHERE standing = 'there') e ON e.state = f.state AND e.id = f.entry WHERE e.id IS NULL OR f.entry IS NULL`)).rowCount).toBe(0);
  expect((await pool.query('SELECT FROM subject_entry e WHERE NOT EXISTS (SELECT FROM subject_link l WHERE l.state = e.state AND l.entry = e.id)')).rowCount).toBe(0);
  expect((await pool.query('SELECT FROM subject_entry e JOIN subject_entry_past p ON p.state = e.state AND p.entry = e.id AND p.version = e.version')).rowCount).toBe(0);
  const source = (await it.sources(LABOUR))[0];
  expect({ rows: source?.rows, last: source?.last !== null }).toEqual({ rows, last: isLoaded });
}

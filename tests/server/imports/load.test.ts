import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Grant } from '#shared/access/access.ts';
import { editToChange } from '#shared/record/edit.ts';
import { contestedRegisters } from '#shared/record/merge.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { tableFile } from '#server/exports/table-file.ts';
import { faultReport } from '#server/imports/fault-report.ts';
import { FileError } from '#server/imports/file-error.ts';
import { rememberConfirmed } from '#server/imports/receive-list.ts';
import { runBatch } from '#server/imports/run-batch.ts';
import { setWaiting } from '#server/imports/batch-store.ts';
import { applyChanges } from '#server/sync/apply-changes.ts';
import { onPostgres } from '#server/sync/postgres-tables.ts';
import { BLOCK, DISTRICT, TARGETS, importFixture, type ImportFixture } from './fixture.ts';

let it: ImportFixture;
beforeEach(async () => {
  it = await importFixture();
});
afterEach(async () => it.close());

const HEADER = 'राशन कार्ड,नाम,पंचायत,ग्राम,टोला,डीलर,सदस्य';
const row = (card: number | string, name = 'सुनीता देवी', tola = 'पूरब टोला', dealer = 'राम', members = '4'): string => `${typeof card === 'number' ? 10200000 + card : card},${name},भैरोपुर,रामपुर,${tola},${dealer},${members}`;
const list = (...rows: string[]): string => `${[HEADER, ...rows].join('\n')}\n`;
const many = (n: number): string => list(...Array.from({ length: n }, (_, i) => row(i, `नाम ${i}`, `टोला ${i % 7}`)));
async function first(): Promise<DehriRecord> {
  const [record] = await it.records();
  if (record === undefined) throw new Error('expected a record');
  return record;
}
const typeOf = (record: DehriRecord) => {
  const entry = it.services.registry.type(record.type);
  if (entry === undefined) throw new Error('expected a type');
  return entry.type;
};
const faultsOf = async (batch: { id: string }): Promise<[number, string][]> =>
  (await it.services.db.pool.query<{ line: number; code: string }>(`SELECT line, faults->0->>'code' AS code FROM import_fault WHERE batch = $1 ORDER BY line`, [batch.id])).rows.map((r) => [r.line, r.code]);

describe('a list that comes for the first time', () => {
  test('becomes records in the buckets of their tolas, with history, sums and places', async () => {
    const batch = await it.load(list(row(1), row(2, 'मीना देवी'), row(3, 'गीता', 'पश्चिम टोला')));
    expect(batch).toMatchObject({ status: 'done', rows: 3, created: 3, changed: 0, faulty: 0, places: 4 });
    const records = await it.records();
    expect(records.map((r) => r.bucket)).toEqual([`${BLOCK}.p1.v1.t1/doorstep`, `${BLOCK}.p1.v1.t1/doorstep`, `${BLOCK}.p1.v1.t2/doorstep`]);
    expect(records[0]?.values).toMatchObject({ cardNumber: '10200001', headName: 'सुनीता देवी', members: 4, listed: true });
    expect(await it.audit()).toEqual([]);
    const { rows } = await it.services.db.pool.query(`SELECT code, hi FROM place WHERE depth > 3 ORDER BY code`);
    expect(rows).toEqual([{ code: `${BLOCK}.p1`, hi: 'भैरोपुर' }, { code: `${BLOCK}.p1.v1`, hi: 'रामपुर' }, { code: `${BLOCK}.p1.v1.t1`, hi: 'पूरब टोला' }, { code: `${BLOCK}.p1.v1.t2`, hi: 'पश्चिम टोला' }]);
  });

  test('ids are short and follow one another within a bucket', async () => {
    await it.load(list(row(1), row(2), row(3, 'क', 'दूसरा टोला')));
    expect((await it.records()).map((r) => r.id)).toEqual(['5d1-1', '5d1-2', '5d2-1']);
    expect((await it.changes()).every((c) => c.id.endsWith(`/${c.record}`) && c.form === null)).toBe(true);
  });

  test('the file is forgotten when its rows are in', async () => {
    await it.load(list(row(1)));
    expect((await it.services.db.pool.query('SELECT FROM import_file')).rowCount).toBe(0);
  });

  test('a dry run counts what would be and writes nothing', async () => {
    const batch = await it.load(list(row(1), row(2), row('x')), { dry: true });
    expect(batch).toMatchObject({ status: 'done', dry: true, created: 2, faulty: 1, places: 3 });
    expect(await it.records()).toEqual([]);
    expect((await it.services.db.pool.query('SELECT FROM place WHERE depth > 3')).rowCount).toBe(0);
    expect((await it.services.db.pool.query('SELECT FROM bucket')).rowCount).toBe(0);
  });

  test('after a dry run the same batch can be loaded', async () => {
    const dry = await it.load(list(row(1), row('x')), { dry: true });
    expect(await setWaiting(it.services.db.pool, DISTRICT, dry.id, dry.mapping, false)).toBe(true);
    await runBatch(it.services, TARGETS, DISTRICT, dry.id);
    expect(await it.batch(dry.id)).toMatchObject({ status: 'done', dry: false, created: 1, faulty: 1 });
    expect(await setWaiting(it.services.db.pool, DISTRICT, dry.id, dry.mapping, false)).toBe(false);
  });
});

describe('a list that comes again', () => {
  test('changes nothing when it says the same', async () => {
    const text = many(300);
    await it.load(text);
    const before = await it.services.db.pool.query('SELECT id, seq, checksum FROM bucket ORDER BY id');
    const batch = await it.load(text);
    expect(batch).toMatchObject({ created: 0, changed: 0, unchanged: 300, faulty: 0, places: 0 });
    expect((await it.services.db.pool.query('SELECT id, seq, checksum FROM bucket ORDER BY id')).rows).toEqual(before.rows);
    expect(await it.changes()).toHaveLength(300);
  });

  test('changes only what was corrected, replacing its own earlier version', async () => {
    await it.load(list(row(1), row(2)));
    const batch = await it.load(list(row(1, 'सुनीता कुमारी'), row(2)));
    expect(batch).toMatchObject({ created: 0, changed: 1, unchanged: 1 });
    const record = (await it.records()).find((r) => r.values['cardNumber'] === '10200001');
    expect(record?.values['headName']).toBe('सुनीता कुमारी');
    expect(record?.rivals).toEqual({});
    expect((await it.changes()).at(-1)?.values).toEqual({ headName: 'सुनीता कुमारी' });
    expect(await it.audit()).toEqual([]);
  });

  test('stands beside what a person wrote since in a field that is asked, and nothing is overwritten', async () => {
    await it.load(list(row(1)));
    await it.edit(await first(), { headName: 'सुनीता यादव' }, 'mitra');
    await it.load(list(row(1, 'सुनीता कुमारी')));
    const record = await first();
    expect(contestedRegisters(typeOf(record), record)).toEqual(['headName']);
    expect(record.rivals['headName']?.map((v) => v.values['headName'])).toEqual(['सुनीता यादव', 'सुनीता कुमारी']);
    const { rows } = await it.services.db.pool.query<{ at: number }>('SELECT at FROM change ORDER BY seq');
    expect(record.rivals['headName']?.map((v) => [v.by, v.at])).toEqual([['mitra', rows[1]?.at], ['', rows[2]?.at]]);
    expect(record.values['headName']).toBe('सुनीता यादव');
    const again = await it.load(list(row(1, 'सुनीता कुमारी')));
    expect(again).toMatchObject({ changed: 0, unchanged: 1 });
    expect(await it.audit()).toEqual([]);
  });

  test('leaves the answer of a person alone in other fields, and renews what only the list knows', async () => {
    await it.load(list(row(1)));
    await it.edit(await first(), { members: 6, dealer: 'श्याम' }, 'mitra');
    const batch = await it.load(list(row(1, undefined, undefined, 'मोहन', '5')));
    expect(batch).toMatchObject({ changed: 1 });
    expect((await first()).values).toMatchObject({ members: 6, dealer: 'मोहन' });
    expect((await first()).rivals).toEqual({});
  });

  test('says nothing by an empty cell', async () => {
    await it.load(list(row(1)));
    expect(await it.load(list(row(1, undefined, undefined, '', '')))).toMatchObject({ changed: 0, unchanged: 1 });
    expect((await first()).values).toMatchObject({ members: 4, dealer: 'राम' });
  });

  test('does not move a family: the row is reported with the place where it was', async () => {
    await it.load(list(row(1)));
    const batch = await it.load(list(row(1, undefined, 'नया टोला')));
    expect(batch).toMatchObject({ faulty: 1, unchanged: 0, changed: 0 });
    expect(await faultsOf(batch)).toEqual([[2, 'place-moved']]);
    expect(await it.report(batch)).toContain('पूरब टोला, रामपुर, भैरोपुर');
  });

  test('finds places by name however they are spaced and whatever the nukta', async () => {
    await it.load(list(`10200001,क,भैरो पुर,बड़ा गांव,पूरब टोला,,`));
    expect(await it.load(list(`10200002,ख,भैरोपुर,बड़ा गांव,पूरब  टोला,,`.normalize('NFC')))).toMatchObject({ places: 0, created: 1 });
  });
});

describe('bad rows', () => {
  test('are reported by line, column and reason; the good ones go in', async () => {
    const batch = await it.load(list(row(1), row('12'), row(2, ''), row(1, 'दूसरा'), row(3, 'a\u0000b'), row(4, 'x"y'), '10200009,"ab"c,p,v,t,d,1', row(5, '??? ???')));
    expect(await faultsOf(batch)).toEqual([[3, 'card'], [4, 'name'], [5, 'duplicate-in-file'], [6, 'control-character'], [8, 'quote-broken'], [9, 'letters-lost']]);
    expect(batch).toMatchObject({ created: 2, faulty: 6, rows: 8 });
    expect(await it.audit()).toEqual([]);
    const report = await it.report(batch);
    expect(report).toContain('पंक्ति 2 में भी है');
    expect(report).toContain('a␀b');
  });

  test('a lone surrogate, bidi override or very long cell is a fault of its row', async () => {
    const text = `\ufeff${list(row(1, 'क\ud800'), row(2, 'क\u202eख'), row(3, 'क'.repeat(5000)), row(4))}`;
    const batch = await it.load(Buffer.from(text, 'utf16le'));
    expect((await faultsOf(batch)).map(([, code]) => code)).toEqual(['letters-lost', 'control-character', 'too-long']);
    expect(batch).toMatchObject({ created: 1 });
  });

  test('the report, mended, is loaded like any list', async () => {
    const bad = await it.load(list(row(1), row('12', '=SUM(A1)'), row(2, '')));
    const report = await it.report(bad);
    expect(report).toContain("'=SUM(A1)");
    const mended = report.replace(/,12,/, ',10200077,').replace('10200002,,', '10200002,मीना,');
    const batch = await it.load(mended);
    expect(batch).toMatchObject({ created: 2, faulty: 0 });
    expect((await it.records()).map((r) => r.values['headName']).sort()).toEqual(['=SUM(A1)', 'मीना', 'सुनीता देवी']);
  });

  test('the report as a workbook, mended, keeps every digit of a long card number', async () => {
    const long = '10209001000011112222';
    const bad = await it.load(list(`${long},,भैरोपुर,रामपुर,टोला,,`));
    const book = new ExcelJS.Workbook();
    const out: Buffer[] = [];
    for await (const piece of tableFile(faultReport(it.services.db.pool, bad, 'hi', String), 'xlsx')) if (Buffer.isBuffer(piece)) out.push(piece);
    await book.xlsx.load(new Uint8Array(Buffer.concat(out)).buffer);
    const sheet = book.worksheets[0];
    expect(sheet?.getCell('E2')).toMatchObject({ value: long, numFmt: '@' });
    if (sheet !== undefined) sheet.getCell('F2').value = 'सुनीता';
    expect(await it.load(new Uint8Array(await book.xlsx.writeBuffer()))).toMatchObject({ created: 1, faulty: 0 });
    expect((await first()).values).toMatchObject({ cardNumber: long, headName: 'सुनीता' });
  });

  test('`__proto__` and `constructor` as headers or values do no harm', async () => {
    const batch = await it.load(`__proto__,constructor,${HEADER}\nx,y,${row(1, '__proto__', '__proto__')}\nx,y,${row(2, 'constructor', 'constructor')}\n`);
    expect(batch).toMatchObject({ created: 2, faulty: 0 });
    expect((await it.records()).map((r) => r.values['headName'])).toEqual(['__proto__', 'constructor']);
    expect(Object.hasOwn(Object.prototype, 'listed')).toBe(false);
  });

  test('a list that is wrong throughout is stopped', async () => {
    const batch = await it.load(list(...Array.from({ length: 11_000 }, () => row('bad'))));
    expect(batch).toMatchObject({ status: 'failed', fault: { code: 'too-many-faults' } });
    expect(batch.rows).toBeLessThan(11_000);
  });

  test('card numbers rounded by a spreadsheet refuse the whole list', async () => {
    for (const card of ['1.02E+19', '10200900112345600000']) {
      await expect(it.receive(list(...Array.from({ length: 9 }, () => row(card))))).rejects.toThrow(new FileError({ code: 'numbers-rounded', what: 'राशन कार्ड' }));
    }
  });
});

describe('columns', () => {
  test('are suggested from headers in either script, and asked when alike but not known', async () => {
    const received = await it.receive('Card No.,HEAD-NAME,ग्राम का नाम,टोला\n10200001,a,b,c\n');
    expect(received.mapping).toEqual({ card: 0, name: 1, village: 2, tola: 3 });
    expect(received.suggestions.find((s) => s.column === 'village')?.sureness).toBeLessThan(1);
    expect(received.missing).toEqual([]);
    expect(received.remembered).toBe(false);
  });

  test('confirmed once, the same kind of list needs no mapping again', async () => {
    const text = 'A1,B1,C1\n10200001,नाम,गांव\n';
    const one = await it.receive(text);
    expect(one.missing).toEqual(['card', 'name', 'village']);
    const [ref] = TARGETS;
    if (ref === undefined) throw new Error('expected a target');
    await rememberConfirmed(it.services, ref, one.list.headers, { card: 0, name: 1, village: 2 }, 'adm');
    expect(await it.receive('a1,b1 ,c1\n10200002,नाम,गांव\n')).toMatchObject({ remembered: true, mapping: { card: 0, name: 1, village: 2 }, missing: [] });
  });
});

describe('a load that breaks off', () => {
  test('goes on from its last chunk and ends as if nothing had happened', async () => {
    const { id, mapping } = await it.receive(many(1_000) + row(999, 'नाम 999', 'टोला 5'));
    await setWaiting(it.services.db.pool, DISTRICT, id, mapping, false);
    const killed = runBatch(it.services, TARGETS, DISTRICT, id, {
      chunkRows: 100,
      onProgress: (b) => {
        if (b.rows >= 400) throw new Error('killed');
      },
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await it.batch(id)).toMatchObject({ status: 'running', rows: 400, created: 400 });
    expect(await it.audit()).toEqual([]);
    expect(await runBatch(it.services, TARGETS, DISTRICT, id, { chunkRows: 130 })).toBe('ended');
    const batch = await it.batch(id);
    expect(batch).toMatchObject({ status: 'done', rows: 1_001, created: 1_000, faulty: 1 });
    expect(await faultsOf(batch)).toEqual([[1_002, 'duplicate-in-file']]);
    expect(await it.audit()).toEqual([]);
  });

  test('a failing statement in the middle of a chunk leaves nothing of the chunk', async () => {
    await it.services.db.pool.query(`ALTER TABLE indicator_sum ADD CONSTRAINT broken CHECK (amount < 150)`);
    const { id, mapping } = await it.receive(list(...Array.from({ length: 200 }, (_, i) => row(i))));
    await setWaiting(it.services.db.pool, DISTRICT, id, mapping, false);
    await expect(runBatch(it.services, TARGETS, DISTRICT, id, { chunkRows: 20 })).rejects.toThrow('violates check constraint');
    const kept = (await it.records()).length;
    expect(kept % 20).toBe(0);
    expect(kept).toBeGreaterThan(0);
    expect(await it.audit()).toEqual([]);
    await it.services.db.pool.query('ALTER TABLE indicator_sum DROP CONSTRAINT broken');
    await runBatch(it.services, TARGETS, DISTRICT, id);
    expect(await it.records()).toHaveLength(200);
    expect(await it.audit()).toEqual([]);
  });

  test('two runs of one district never overlap', async () => {
    const { id, mapping } = await it.receive(many(2_000));
    await setWaiting(it.services.db.pool, DISTRICT, id, mapping, false);
    const both = await Promise.all([1, 2].map(() => runBatch(it.services, TARGETS, DISTRICT, id, { chunkRows: 200 })));
    expect(both.sort()).toEqual(['busy', 'ended']);
    expect(await it.records()).toHaveLength(2_000);
  });

  test('a place that someone else made meanwhile is taken over, not doubled', async () => {
    const { id, mapping } = await it.receive(many(400));
    await setWaiting(it.services.db.pool, DISTRICT, id, mapping, false);
    let done = false;
    await runBatch(it.services, TARGETS, DISTRICT, id, {
      chunkRows: 2,
      onProgress: (b) => {
        if (done || b.rows < 2) return;
        done = true;
        void it.services.db.pool.query(`INSERT INTO place (district, code, depth, hi, en) VALUES ($1, $2, 6, 'टोला 6', 'Tola 6') ON CONFLICT DO NOTHING`, [DISTRICT, `${BLOCK}.p1.v1.t7`]);
      },
    });
    expect(await it.records()).toHaveLength(400);
    const { rows } = await it.services.db.pool.query(`SELECT count(*) AS n FROM place WHERE depth = 6`);
    expect(rows).toEqual([{ n: 7 }]);
    expect(await it.audit()).toEqual([]);
  });
});

describe('a load while phones hand in their work', () => {
  test('leaves every bucket, record and sum as if one had come after the other', async () => {
    const rows = Array.from({ length: 600 }, (_, i) => row(i, `नाम ${i}`, `टोला ${i % 3}`));
    await it.load(list(...rows.slice(0, 300)));
    const known = await it.records();
    const type = typeOf(await first());
    const grants: Grant[] = [{ id: 'gm', person: 'mitra', role: 'mitra', place: BLOCK, from: '2020-01-01', to: null }];
    let running = true;
    let handedIn = 0;
    const phone = async (device: string): Promise<void> => {
      for (let n = 1; running || n <= 5; n++) {
        const record = known[(n * 7 + device.length * 31) % known.length];
        const change = record && editToChange(type, record, { outcome: `${device}-${n}`, members: n }, {
          id: `${device}.${n}`, record: record.id, bucket: record.bucket, device, counter: n, author: 'mitra', grant: 'gm', deviceTime: it.services.clock(), form: null,
        });
        if (change === undefined) continue;
        const [result] = await applyChanges(onPostgres(it.services), { person: 'mitra', device, grants }, [{ ok: true, change }]);
        expect(result?.[0]).toBe('a');
        handedIn += 1;
      }
    };
    const phones = Promise.all(['a', 'bb', 'ccc'].map(phone));
    const corrected = rows.map((r, i) => (i % 2 === 0 ? r.replace('नाम', 'नया नाम') : r));
    const batch = await it.load(list(...corrected), { chunkRows: 40 });
    running = false;
    await phones;
    expect(batch).toMatchObject({ status: 'done', created: 300, changed: 150, unchanged: 150, faulty: 0 });
    expect(handedIn).toBeGreaterThan(15);
    expect(await it.audit()).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyChange } from '#shared/record/merge.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { bucketChecksum, recordDigest } from '#shared/sync/digest.ts';
import { changeFromRow, recordFromRow, type ChangeRow, type RecordRow } from '#server/sync/stored.ts';
import { SumDelta } from '#server/sync/sums.ts';
import { createTestServer, OTHER_VILLAGE, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(async () => {
  await server.close();
});

async function syncedRecord(phone: TestPhone, id: string): Promise<DehriRecord> {
  await phone.sync();
  const record = phone.records.get(id);
  if (record === undefined) throw new Error('the record did not come');
  return record;
}

describe('handing in changes', () => {
  test('a change is applied, and reaches a colleague of the same village', async () => {
    const [a, b] = [await server.worker('mitra', VILLAGE), await server.worker('mitra', VILLAGE)];
    const made = a.change({ headName: 'सुनीता देवी', memberCount: 5 });
    const answer = await a.sync([made]);
    expect(answer.status).toBe(200);
    expect(answer.head?.results).toEqual([['a', 1]]);
    const seen = await syncedRecord(b, made.record);
    expect(seen.values).toEqual({ headName: 'सुनीता देवी', memberCount: 5 });
    expect(seen.seq).toBe(1);
    expect((await b.sync()).pages).toEqual([]);
  });

  test('handing in the same change again has no second effect', async () => {
    const phone = await server.worker('mitra', VILLAGE);
    const made = phone.change({ headName: 'A' });
    const first = await phone.sync([made]);
    const again = await phone.sync([made]);
    const twice = await phone.sync([made, made]);
    const seq = first.head?.results?.[0]?.[1];
    expect(again.head?.results).toEqual([['d', seq]]);
    expect(twice.head?.results).toEqual([['d', seq], ['d', seq]]);
  });

  test('the same change sent by two requests at once is applied once', async () => {
    const phone = await server.worker('mitra', VILLAGE);
    const made = Array.from({ length: 20 }, (_, n) => phone.change({ headName: `N${n}` }));
    const answers = await Promise.all(Array.from({ length: 6 }, () => phone.sync(made)));
    const applied = answers.flatMap((a) => a.head?.results ?? []).filter(([kind]) => kind === 'a');
    expect(answers.map((a) => a.status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(applied).toHaveLength(20);
  });

  test('edits made apart are both kept, and settled by a change that names them', async () => {
    const [a, b] = [await server.worker('mitra', VILLAGE), await server.worker('mitra', VILLAGE)];
    const made = a.change({ headName: 'A', outcome: 'linked', outcomeDay: '2026-05-01' });
    await a.sync([made]);
    const [seenByA, seenByB] = [await syncedRecord(a, made.record), await syncedRecord(b, made.record)];
    await a.sync([a.change({ outcome: 'refused' }, { record: seenByA })]);
    await b.sync([b.change({ outcome: 'locked' }, { record: seenByB })]);
    const contested = await syncedRecord(a, made.record);
    expect(contested.rivals['@visit']?.map((v) => v.values['outcome'])).toEqual(['refused', 'locked']);
    await a.sync([a.change({ outcome: 'refused' }, { record: contested })]);
    expect((await syncedRecord(b, made.record)).rivals).toEqual({});
  });

  test('the state of every record is the fold of its history, checksums and sums are those of the records', async () => {
    const phones = [await server.worker('mitra', VILLAGE), await server.worker('mitra', VILLAGE), await server.worker('mitra', OTHER_VILLAGE)];
    for (let round = 0; round < 12; round += 1) {
      await Promise.all(phones.map(async (phone, n) => {
        const known = [...phone.records.values()].slice(0, 5);
        const place = n === 2 ? OTHER_VILLAGE : VILLAGE;
        const changes = [
          ...known.map((record) => phone.change({ outcome: ['linked', 'refused', 'locked'][(round + n) % 3] ?? null, outcomeDay: `2026-05-0${1 + (round % 9)}`, notes: `${round} ${n}`, [`members.m${n}.name`]: `x${round}` }, { record })),
          phone.change({ headName: `H${round}`, needs: round % 2 === 0 ? ['housing'] : ['housing', 'pension'] }, { place }),
        ];
        await phone.sync(changes);
      }));
    }
    await expectWhole(server);
    for (const phone of phones) {
      await phone.sync();
      const { rows } = await server.db.pool.query<{ id: string; checksum: number }>('SELECT id, checksum FROM bucket');
      for (const [bucket] of Object.entries(phone.cursors)) {
        const mine = [...phone.records.values()].filter((r) => r.bucket === bucket);
        expect(bucketChecksum(mine)).toBe(rows.find((r) => r.id === bucket)?.checksum);
      }
    }
  });
});

/** Recomputes everything that is derived from the history. */
export async function expectWhole({ db, services }: TestServer): Promise<void> {
  const changes = (await db.pool.query<ChangeRow & { district: number }>('SELECT * FROM change ORDER BY district, bucket, seq')).rows;
  const folded = new Map<string, DehriRecord>();
  for (const row of changes) {
    const entry = services.registry.type(row.type);
    if (entry === undefined) throw new Error('unknown type in the history');
    folded.set(`${row.district} ${row.record}`, applyChange(entry.type, folded.get(`${row.district} ${row.record}`), changeFromRow(row), { seq: row.seq, at: row.at }));
  }
  const stored = (await db.pool.query<RecordRow & { district: number; digest: number }>('SELECT * FROM record')).rows;
  expect(stored).toHaveLength(folded.size);
  const buckets = new Map<string, DehriRecord[]>();
  const sums = new Map<string, number>();
  for (const row of stored) {
    const record = recordFromRow(row);
    expect(record).toEqual(folded.get(`${row.district} ${row.id}`));
    expect(row.digest).toBe(recordDigest(record));
    buckets.set(record.bucket, [...(buckets.get(record.bucket) ?? []), record]);
    const delta = new SumDelta();
    const entry = services.registry.type(record.type);
    if (entry !== undefined) delta.add(entry, record);
    for (const s of delta.rows()) {
      const key = `${row.district} ${s.depth} ${s.place} ${s.indicator} ${s.day}`;
      sums.set(key, (sums.get(key) ?? 0) + s.amount);
    }
  }
  for (const b of (await db.pool.query<{ id: string; seq: number; checksum: number; records: number }>('SELECT * FROM bucket')).rows) {
    expect(b.checksum).toBe(bucketChecksum(buckets.get(b.id) ?? []));
    expect(b.records).toBe(buckets.get(b.id)?.length ?? 0);
    expect(changes.filter((c) => c.bucket === b.id).map((c) => c.seq)).toEqual(Array.from({ length: b.seq }, (_, i) => i + 1));
  }
  const kept = (await db.pool.query<{ key: string; amount: number }>(`SELECT district || ' ' || depth || ' ' || place || ' ' || indicator || ' ' || day AS key, amount FROM indicator_sum WHERE amount <> 0`)).rows;
  expect(new Map(kept.map((k) => [k.key, k.amount]))).toEqual(sums);
}

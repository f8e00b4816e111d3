// The server's derived tables against its history: what must hold after whatever happened.
import { expect } from 'vitest';
import { signatureOf } from '#shared/record/change.ts';
import { applyChange, withOrigins } from '#shared/record/merge.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { bucketChecksum, recordDigest } from '#shared/sync/digest.ts';
import { changeFromRow, recordFromRow, uniqueHash, type ChangeRow, type RecordRow } from '#server/sync/stored.ts';
import { SumDelta } from '#server/sync/sums.ts';
import type { Services } from '#server/services.ts';

/** Recomputes from the history everything that is derived from it: records, digests, checksums, sums, unique values. */
export async function expectWhole(services: Services): Promise<void> {
  const { db } = services;
  const changes = (await db.pool.query<ChangeRow & { district: number }>('SELECT * FROM change ORDER BY district, bucket, seq')).rows;
  const folded = new Map<string, DehriRecord>();
  for (const row of changes) {
    const entry = services.registry.type(row.type);
    if (entry === undefined) throw new Error('unknown type in the history');
    folded.set(`${row.district} ${row.record}`, applyChange(entry.type, folded.get(`${row.district} ${row.record}`), changeFromRow(row), { seq: row.seq, at: row.at }));
  }
  const origins = new Map(changes.map((c) => [`${c.district} ${c.id}`, { by: signatureOf(c), at: c.at }]));
  for (const [key, record] of folded) folded.set(key, withOrigins(record, (id) => origins.get(`${key.split(' ')[0]} ${id}`)));
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

  const unique = new Map<string, string>();
  for (const row of stored) {
    const record = recordFromRow(row);
    for (const path of services.registry.type(record.type)?.type.unique ?? []) {
      const hash = uniqueHash(record.values[path]);
      if (hash !== undefined) unique.set(`${row.district} ${record.type} ${path} ${hash}`, record.id);
    }
  }
  const claimed = (await db.pool.query<{ key: string; record: string }>(`SELECT district || ' ' || type || ' ' || path || ' ' || value_hash AS key, record FROM unique_value`)).rows;
  expect(new Map(claimed.map((u) => [u.key, u.record]))).toEqual(unique);
}

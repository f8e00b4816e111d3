// The server's derived tables against its history: what must hold after whatever happened.
import { expect } from 'vitest';
import { signatureOf } from '#shared/record/change.ts';
import { applyChange, withOrigins } from '#shared/record/merge.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { bucketChecksum, recordDigest } from '#shared/sync/digest.ts';
import { checkFold } from '#server/sync/check-fold.ts';
import { changeFromRow, recordFromRow, uniqueHash, type ChangeRow, type RecordRow } from '#server/sync/stored.ts';
import { SumDelta } from '#server/sync/sums.ts';
import type { Services } from '#server/services.ts';

/** Recomputes from the history everything that is derived from it: records, digests, checksums, sums, unique values. */
export async function expectWhole(services: Services): Promise<void> {
  const { db } = services;
  // The nightly check says the same by other means.
  expect((await checkFold(services)).faults).toEqual([]);
  const changes = (await db.pool.query<ChangeRow & { district: number }>('SELECT * FROM change ORDER BY district, bucket, seq')).rows;
  const moves = (await db.pool.query<MoveRow>('SELECT * FROM record_move ORDER BY district, record, n')).rows;
  const departed = (await db.pool.query<{ district: number; bucket: string; record: string; seq: number }>('SELECT * FROM departed')).rows;
  const folded = new Map<string, DehriRecord>();
  for (const row of inOrder(changes, moves)) {
    const key = `${row.district} ${row.record}`;
    const before = folded.get(key);
    if ('to_bucket' in row) {
      if (before === undefined || before.bucket !== row.from_bucket) throw new Error('a record leaves the bucket it is in');
      folded.set(key, { ...before, bucket: row.to_bucket, seq: row.to_seq });
      continue;
    }
    const entry = services.registry.type(row.type);
    if (entry === undefined) throw new Error('unknown type in the history');
    expect(row.bucket).toBe(before?.bucket ?? row.bucket);
    folded.set(key, applyChange(entry.type, before, changeFromRow(row), { seq: row.seq, at: row.at }));
  }
  const origins = new Map(changes.map((c) => [`${c.district} ${c.id}`, { by: signatureOf(c), at: c.at }]));
  for (const [key, record] of folded) folded.set(key, withOrigins(record, (id) => origins.get(`${key.split(' ')[0]} ${id}`)));
  // Of an erased record the history has nothing left to fold.
  const erased = new Set((await db.pool.query<{ key: string }>(`SELECT district || ' ' || record AS key FROM erased`)).rows.map((e) => e.key));
  const isErased = (d: { readonly district: number; readonly record: string }): boolean => erased.has(`${d.district} ${d.record}`);
  for (const key of erased) folded.delete(key);
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
    const taken = [
      ...changes.filter((c) => c.bucket === b.id).map((c) => c.seq),
      ...moves.flatMap((m) => [...(m.from_bucket === b.id ? [m.from_seq] : []), ...(m.to_bucket === b.id ? [m.to_seq] : [])]),
      ...departed.filter((d) => d.bucket === b.id && isErased(d)).map((d) => d.seq),
    ].sort((x, y) => x - y);
    expect(new Set(taken).size).toBe(taken.length);
    expect(taken.at(-1) ?? 0).toBeLessThanOrEqual(b.seq);
    // Only saying again that a record is gone takes a seq that nothing else keeps.
    if (!moves.some((m) => m.from_bucket === b.id)) expect(taken).toEqual(Array.from({ length: b.seq }, (_, i) => i + 1));
  }
  const left = new Map<string, string>();
  for (const m of moves.filter(({ record }) => ![...erased].some((key) => key.endsWith(` ${record}`)))) {
    left.set(`${m.record} ${m.from_bucket}`, m.record);
    left.delete(`${m.record} ${m.to_bucket}`);
  }
  expect(new Set(departed.filter((d) => !isErased(d)).map((d) => `${d.record} ${d.bucket}`))).toEqual(new Set(left.keys()));
  const kept = (await db.pool.query<{ key: string; amount: number }>(`SELECT district || ' ' || depth || ' ' || place || ' ' || indicator || ' ' || day AS key, amount FROM indicator_sum`)).rows;
  expect(new Map(kept.map((k) => [k.key, k.amount]))).toEqual(sums);
  const months = new Map<string, number>();
  for (const [key, amount] of sums) {
    const [district = '', depth = '', place = '', indicator = '', day = ''] = key.split(' ');
    const month = `${district} ${place} ${indicator} ${day.slice(0, 7)}`;
    if (Number(depth) <= 3) months.set(month, (months.get(month) ?? 0) + amount);
  }
  const keptMonths = (await db.pool.query<{ key: string; amount: number }>(`SELECT district || ' ' || place || ' ' || indicator || ' ' || month AS key, amount FROM indicator_month`)).rows;
  expect(new Map(keptMonths.map((k) => [k.key, k.amount]))).toEqual(months);
  const { rows: until } = await db.pool.query<{ district: number; until: string }>('SELECT district, until FROM closed_month');
  const closed = new Map<string, number>();
  for (const [key, amount] of months) {
    const [district = '', , indicator = '', month = ''] = key.split(' ');
    const at = `${district} ${indicator} ${month}`;
    if (month !== '' && until.some((u) => String(u.district) === district && month <= u.until)) closed.set(at, (closed.get(at) ?? 0) + amount);
  }
  const keptClosed = (await db.pool.query<{ key: string; amount: number }>(`SELECT district || ' ' || indicator || ' ' || month AS key, amount FROM indicator_closed`)).rows;
  expect(new Map(keptClosed.map((k) => [k.key, k.amount]))).toEqual(closed);

  const unique = new Map<string, string>();
  for (const row of stored) {
    const record = recordFromRow(row);
    for (const path of services.registry.type(record.type)?.type.unique ?? []) {
      for (const value of [record.values[path], ...Object.values(record.rivals).flatMap((live) => live.map((rival) => rival.values[path]))]) {
        const hash = uniqueHash(value);
        if (hash !== undefined) unique.set(`${row.district} ${record.type} ${path} ${hash}`, record.id);
      }
    }
  }
  const claimed = (await db.pool.query<{ key: string; record: string }>(`SELECT district || ' ' || type || ' ' || path || ' ' || value_hash AS key, record FROM unique_value`)).rows;
  expect(new Map(claimed.map((u) => [u.key, u.record]))).toEqual(unique);
}

interface MoveRow {
  readonly district: number;
  readonly record: string;
  readonly n: number;
  readonly from_bucket: string;
  readonly from_seq: number;
  readonly to_bucket: string;
  readonly to_seq: number;
}

/** Changes and moves of each record in the order in which they came about: by seq within a bucket, between buckets by the moves. */
function inOrder<C extends { readonly district: number; readonly record: string; readonly bucket: string; readonly seq: number }>(changes: readonly C[], moves: readonly MoveRow[]): (C | MoveRow)[] {
  const movesOf = byRecord(moves);
  return [...byRecord(changes)].flatMap(([key, of]) => {
    const own = movesOf.get(key) ?? [];
    const order: (C | MoveRow)[] = [];
    let since = 0;
    for (const m of own) {
      order.push(...of.filter((c) => c.bucket === m.from_bucket && c.seq > since && c.seq < m.from_seq), m);
      since = m.to_seq;
    }
    const last = own.at(-1);
    order.push(...of.filter((c) => c.bucket === (last?.to_bucket ?? c.bucket) && c.seq > since));
    if (order.length !== of.length + own.length) throw new Error('every change lies where its record was');
    return order;
  });
}

function byRecord<T extends { readonly district: number; readonly record: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = `${row.district} ${row.record}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

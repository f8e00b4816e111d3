import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DehriRecord } from '#shared/record/record.ts';
import { addDigest, bucketChecksum, crc32, crc32Text, recordDigest, removeDigest } from '#shared/sync/digest.ts';
import { decodeRecords, encodeRecords } from '#shared/sync/wire-records.ts';
import { arbitraryRecord } from './arbitrary.ts';

const reversed = <T>(object: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(object).toReversed());

describe('checksums', () => {
  test('the CRC of a text is that of its UTF-8 bytes, and of bytes the usual one', () => {
    expect(crc32Text('123456789')).toBe(0xcbf43926);
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((c) => String.fromCharCode(c)) })), (text) => {
      const bytes = new TextEncoder().encode(text);
      expect(crc32Text(text)).toBe(crc32(bytes));
      expect(crc32(bytes)).toBe(zlibCrc32(bytes));
    }));
  });

  test('a digest does not depend on the order of keys and survives the wire', () => {
    fc.assert(fc.property(arbitraryRecord, (record) => {
      const turned: DehriRecord = { ...record, values: reversed(record.values), heads: reversed(record.heads), rivals: reversed(record.rivals) };
      expect(recordDigest(turned)).toBe(recordDigest(record));
      expect(decodeRecords('b', JSON.parse(JSON.stringify(encodeRecords([record])))).map(recordDigest)).toEqual([recordDigest(record)]);
    }));
  });

  test('whatever differs in what a record says shows in its digest', () => {
    const record: DehriRecord = {
      id: 'r1', type: 'household', bucket: 'b', seq: 4, schema: 1, values: { a: 'x', b: ['1', '2'] }, base: 'i/r1', heads: { a: 'r.1' },
      rivals: { a: [{ change: 'r.1', values: { a: 'x' }, by: 'p', at: 1 }] },
    };
    const others: DehriRecord[] = [
      { ...record, id: 'r2' }, { ...record, seq: 5 }, { ...record, schema: 2 }, { ...record, base: 'i/r2' }, { ...record, heads: {} },
      { ...record, rivals: {} }, { ...record, values: { a: 'x' } }, { ...record, values: { a: 'x', b: ['2', '1'] } }, { ...record, values: { a: 'x', b: '1,2' } },
      { ...record, rivals: { a: [{ change: 'r.1', values: { a: 'x' }, by: 'p', at: 2 }] } },
    ];
    expect(new Set([record, ...others].map(recordDigest)).size).toBe(others.length + 1);
  });

  test('a bucket checksum follows its records one by one', () => {
    fc.assert(fc.property(fc.array(arbitraryRecord, { minLength: 2, maxLength: 8 }), (records) => {
      const all = bucketChecksum(records);
      expect(bucketChecksum(records.toReversed())).toBe(all);
      const [first, ...rest] = records;
      if (first === undefined) return;
      expect(removeDigest(all, recordDigest(first))).toBe(bucketChecksum(rest));
      expect(addDigest(bucketChecksum(rest), recordDigest(first))).toBe(all);
    }));
  });
});

import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeChanges, encodeChanges } from '#shared/sync/wire-changes.ts';
import { decodeRecords, encodeRecords } from '#shared/sync/wire-records.ts';
import { edits } from './edits.ts';
import { families } from './families.ts';

const brotli5 = (text: string): number => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;

describe('what the air costs', () => {
  test.each(['hi', 'en', 'both'] as const)('ten thousand families of a list written %s take at most 20 bytes each', (script) => {
    const records = families(10_000, 1, { script });
    const text = JSON.stringify(encodeRecords(records));
    expect(brotli5(text) / records.length).toBeLessThan(20);
    expect(decodeRecords(records[0]?.bucket ?? '', JSON.parse(text))).toEqual(records);
  });

  test('so do they in pages of two hundred', () => {
    const lines = Array.from({ length: 50 }, (_, page) => JSON.stringify({
      t: 'page', b: `10.193.1710.p03.v2.t${page}/doorstep`, g: 1, s: 200, rows: encodeRecords(families(200, page, { script: 'both' })),
    }));
    expect(brotli5(lines.join('\n')) / 10_000).toBeLessThan(20);
  });

  test('five hundred edits take at most 12 bytes each and a kilobyte', () => {
    const changes = edits(families(10_000, 1), 500, 2);
    const text = JSON.stringify(encodeChanges(changes));
    expect(gzipSync(text).length).toBeLessThan(500 * 12 + 1_000);
    expect(decodeChanges(JSON.parse(text))).toEqual(changes.map((change) => ({ ok: true, change })));
  });
});

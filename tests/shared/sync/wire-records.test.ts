import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DehriRecord } from '#shared/record/record.ts';
import { WireError } from '#shared/sync/wire-columns.ts';
import { decodeRecords, encodeRecords } from '#shared/sync/wire-records.ts';
import { arbitraryRecord } from './arbitrary.ts';
import { replaceNode } from './damage.ts';

const overTheWire = (records: readonly DehriRecord[]): DehriRecord[] =>
  decodeRecords('b', JSON.parse(JSON.stringify(encodeRecords(records))));

describe('records on the wire', () => {
  test('whatever a page holds comes out as it went in, in the same order', () => {
    fc.assert(fc.property(fc.array(arbitraryRecord, { maxLength: 30 }), (records) => {
      expect(overTheWire(records)).toEqual(records);
    }), { numRuns: 300 });
  });

  test('rows of a repeat stay in the order in which they were written', () => {
    fc.assert(fc.property(fc.array(arbitraryRecord, { maxLength: 10 }), (records) => {
      const rows = (r: DehriRecord): string[] => [...new Set(Object.keys(r.values).filter((p) => p.startsWith('members.')).map((p) => p.split('.')[1] ?? ''))];
      expect(overTheWire(records).map(rows)).toEqual(records.map(rows));
    }));
  });

  test('a damaged page is refused as a wire error and nothing else', () => {
    fc.assert(fc.property(fc.array(arbitraryRecord, { minLength: 1, maxLength: 5 }), fc.jsonValue(), fc.nat(), (records, junk, at) => {
      const wire: unknown = JSON.parse(JSON.stringify(encodeRecords(records)));
      expect(thrownBy(() => decodeRecords('b', replaceNode(wire, at, junk)))).toSatisfy((e) => e === undefined || e instanceof WireError);
    }), { numRuns: 1_000 });
  });

  test.each([[null], ['x'], [{}], [{ n: 1, k: [] }], [{ n: -1, k: [] }], [{ n: 1e9, k: [] }], [{ n: 1, k: [{ t: 'a', n: 1 }] }]])('%j is no page', (junk) => {
    expect(() => decodeRecords('b', junk)).toThrow(WireError);
  });

  test('a page cannot reach the prototype of anything', () => {
    const wire = JSON.parse('{"n":1,"k":[{"t":"a","n":1,"id":[["x"],[0],[]],"q":[1],"s":[1],"b":[["y"],[0],[]],"f":[["__proto__",{"c":["polluted"]}]]}]}');
    expect(() => decodeRecords('b', wire)).toThrow(WireError);
    expect(Object.hasOwn(Object.prototype, '0')).toBe(false);
  });
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

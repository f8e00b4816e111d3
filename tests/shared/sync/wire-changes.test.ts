import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '#shared/record/change.ts';
import { decodeChanges, encodeChanges, type DecodedChange } from '#shared/sync/wire-changes.ts';
import { arbitraryChange } from './arbitrary.ts';
import { replaceNode } from './damage.ts';

const overTheWire = (changes: readonly Change[]): DecodedChange[] => decodeChanges(JSON.parse(JSON.stringify(encodeChanges(changes))));

describe('changes on the wire', () => {
  test('whatever an outbox holds comes out as it went in, in the same order', () => {
    fc.assert(fc.property(fc.array(arbitraryChange, { maxLength: 30 }), (changes) => {
      expect(overTheWire(changes)).toEqual(changes.map((change) => ({ ok: true, change })));
    }), { numRuns: 300 });
  });

  test('nothing to hand in is no change at all', () => {
    expect(decodeChanges(null)).toEqual([]);
    expect(overTheWire([])).toEqual([]);
  });

  test('a change that is not of the expected form stands at its place as it came', () => {
    fc.assert(fc.property(fc.array(arbitraryChange, { maxLength: 6 }), arbitraryChange, fc.nat({ max: 6 }), (changes, other, at) => {
      const odd = JSON.parse(JSON.stringify({ ...other, counter: 'seven' })) as Change;
      const sent = changes.toSpliced(at, 0, odd);
      expect(overTheWire(sent)).toEqual(sent.map((change) => (change === odd ? { ok: false, raw: odd } : { ok: true, change })));
    }));
  });

  test('a value that is none makes only its own change unreadable', () => {
    fc.assert(fc.property(fc.array(arbitraryChange, { minLength: 2, maxLength: 6 }), fc.nat(), (changes, pick) => {
      const bad = pick % changes.length;
      const sent = changes.map((c, at) => (at === bad ? { ...c, values: { a: { deep: 1 } } } : c)) as readonly Change[];
      expect(overTheWire(sent).map((d) => d.ok)).toEqual(sent.map((_, at) => at !== bad));
    }));
  });

  test('no damage throws, and there is an answer for every change announced', () => {
    fc.assert(fc.property(fc.array(arbitraryChange, { minLength: 1, maxLength: 5 }), fc.jsonValue(), fc.nat(), (changes, junk, at) => {
      const { n, ...columns } = JSON.parse(JSON.stringify(encodeChanges(changes))) as { n: number; columns: unknown };
      const damaged = replaceNode(columns, at, junk);
      expect(decodeChanges({ ...(typeof damaged === 'object' ? damaged : {}), n })).toHaveLength(changes.length);
    }), { numRuns: 1_000 });
  });

  test.each(['x', 7, [], {}, { n: -1 }, { n: 1e12 }, { n: 2.5 }])('%j is one unreadable thing', (junk) => {
    expect(decodeChanges(junk)).toEqual([{ ok: false, raw: junk }]);
  });

  test('a path that would reach a prototype is unreadable', () => {
    const change = fc.sample(arbitraryChange, { numRuns: 1, seed: 1 })[0];
    const odd = { ...change, values: JSON.parse('{"__proto__":["x"]}') } as Change;
    expect(overTheWire([odd])).toEqual([{ ok: false, raw: odd }]);
    const decoded = decodeChanges({ ...(encodeChanges([{ ...odd, values: { a: 'x' } }]) as object), k: [{ p: ['__proto__'], f: [{ c: ['x'] }] }] });
    expect(decoded[0]?.ok).toBe(false);
  });

  test('what stands between texts is a text', () => {
    const wire = encodeChanges(fc.sample(arbitraryChange, { numRuns: 2, seed: 1 }));
    for (const s of [{ toString: false }, null, 7, ['|']]) expect(decodeChanges({ ...(wire as object), t: { t: 'household|shg', s } }).map((d) => d.ok)).toEqual([false, false]);
  });

  test('a few bytes cannot unfold to gigabytes', () => {
    const paths = Array.from({ length: 9_000 }, (_, i) => `p${i}`);
    const wire = {
      n: 5_000, id: [[['r.']], [0, [1, 4_999]], [[1, 5_000]]], r: [['r'], [0, [1, 4_999]], []], c: [[1, 5_000]], m: [[1, 5_000]],
      d: { c: 'd' }, a: { c: 'a' }, g: { c: 'g' }, b: { c: 'b' }, t: { c: 't' }, f: { c: null }, s: { c: 1 },
      w: [[0, 5_000]], k: [{ p: paths, f: paths.map(() => ({ c: 'x' })) }],
    };
    expect(decodeChanges(wire).some((d) => d.ok)).toBe(false);
  });
});

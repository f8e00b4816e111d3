// What may be told of how many children there are.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { disclose } from '#shared/subjects/disclose.ts';

const limits = fc.integer({ min: 3, max: 20 });

test('a small count is hidden, and none is none', () => {
  fc.assert(fc.property(limits, (limit) => {
    expect(Array.from({ length: limit }, (_, count) => disclose(count, limit))).toEqual([0, ...Array.from({ length: limit - 1 }, () => 'hidden')]);
  }));
});

test('every other is within half of the limit of the truth', () => {
  fc.assert(fc.property(fc.nat(100_000), limits, (more, limit) => {
    const count = limit + more;
    expect(Math.abs(Number(disclose(count, limit)) - count)).toBeLessThanOrEqual(limit / 2);
  }));
});

test('no two counts, one within the other, tell exactly how many there are between them', () => {
  fc.assert(fc.property(fc.nat(3_000), fc.nat(60), limits, (whole, less, limit) => {
    const part = Math.max(0, whole - less);
    if (whole === 0) return;
    const asTold = [disclose(whole, limit), disclose(part, limit)];
    // Other truths that are told with the very same two figures.
    const between = new Set<number>();
    for (let w = Math.max(0, whole - limit); w <= whole + limit; w += 1) {
      for (let p = Math.max(0, part - limit); p <= Math.min(w, part + limit); p += 1) {
        if (disclose(w, limit) === asTold[0] && disclose(p, limit) === asTold[1]) between.add(w - p);
      }
    }
    expect(between.size).toBeGreaterThan(1);
  }));
});

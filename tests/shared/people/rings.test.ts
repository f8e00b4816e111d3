import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findRings } from '#shared/people/rings.ts';
import type { DehriRecord } from '#shared/record/record.ts';

const door = (id: string, sameAs?: string): DehriRecord => ({ id, type: 'household', bucket: '10.193.1/doorstep', seq: 1, schema: 1, values: sameAs === undefined ? {} : { sameAs }, base: `b.${id}`, heads: {}, rivals: {} });
const joinedWith = ({ values }: DehriRecord): string | undefined => (typeof values['sameAs'] === 'string' ? values['sameAs'] : undefined);
const ringsOf = (doors: readonly DehriRecord[]): string[][] => findRings(doors, joinedWith).map((ring) => ring.map(({ id }) => id));

test('two that go on in each other are a circle, also three, also one in itself', () => {
  expect(ringsOf([door('a', 'b'), door('b', 'a')])).toEqual([['a', 'b']]);
  expect(ringsOf([door('x', 'a'), door('a', 'b'), door('b', 'c'), door('c', 'a')])).toEqual([['a', 'b', 'c']]);
  expect(ringsOf([door('a', 'a')])).toEqual([['a']]);
});

test('what leads to one that goes on, or to one that is elsewhere, is no circle', () => {
  expect(ringsOf([door('a', 'b'), door('b', 'c'), door('c'), door('d', 'elsewhere')])).toEqual([]);
});

test('whatever was joined with whatever: one chosen in each circle, and every family goes on in exactly one', () => {
  const links = fc.array(fc.option(fc.nat(11), { nil: undefined }), { minLength: 12, maxLength: 12 });
  fc.assert(fc.property(links, fc.nat(), (to, pick) => {
    const doors = to.map((other, i) => door(`d${i}`, other === undefined ? undefined : `d${other}`));
    const chosen = new Set(findRings(doors, joinedWith).map((ring) => ring[pick % ring.length]?.id));
    const mended = doors.map((one) => (chosen.has(one.id) ? door(one.id) : one));
    expect(findRings(mended, joinedWith)).toEqual([]);
    const known = new Map(mended.map((one) => [one.id, one]));
    for (const one of mended) {
      let at = one;
      for (let steps = 0; joinedWith(at) !== undefined; steps += 1) {
        expect(steps).toBeLessThan(mended.length);
        at = known.get(joinedWith(at) ?? '') ?? at;
      }
    }
  }));
});

import { describe, expect, it } from 'vitest';
import { nameStock } from '#server/demo/children-data.ts';
import { HELD_OUT_NOISE, LIST_HABITS, TRAINING_NOISE } from '#server/demo/list-habits.ts';
import { makeChildren } from '#server/demo/made-children.ts';
import { makeLists, type MadeList } from '#server/demo/made-lists.ts';
import { createRandom } from '#server/demo/random.ts';
import { isDay } from '#shared/form/calendar.ts';

function lists(seed: number): MadeList[] {
  const random = createRandom(seed);
  return makeLists(random, makeChildren(random, { children: 3000, fold: 'all' }), HELD_OUT_NOISE);
}

describe('made-up lists of children', () => {
  const made = lists(1);
  const rows = made.flatMap((list) => list.rows);

  it('are the same for the same seed', () => {
    expect(lists(1)).toEqual(made);
    expect(lists(2)).not.toEqual(made);
  });

  it('are those of the departments, each row with a cell under every header', () => {
    expect(made.map(({ habits }) => habits.id)).toEqual(LIST_HABITS.map(({ id }) => id));
    for (const { headers, rows: some } of made) {
      expect(some.length).toBeGreaterThan(0);
      for (const { cells } of some) expect(cells.length).toBe(headers.length);
    }
  });

  it('have real days, districts of Uttarakhand and ten digits of a phone', () => {
    for (const { values } of rows) {
      expect(values.birthDay === undefined || isDay(String(values.birthDay))).toBe(true);
      expect(values.district === undefined || /^5\.(4[5-9]|5[0-7])$/u.test(String(values.district))).toBe(true);
      expect(values.phone === undefined || /^\d{10}$/u.test(String(values.phone))).toBe(true);
      expect(values.name).toMatch(/\S/u);
    }
  });

  it('know some children in several lists and most in one', () => {
    const times = new Map<number, number>();
    for (const { child } of rows) times.set(child, (times.get(child) ?? 0) + 1);
    const several = [...times.values()].filter((n) => n > 1).length;
    expect(several / times.size).toBeGreaterThan(0.2);
    expect(several / times.size).toBeLessThan(0.4);
  });

  it('have twins, who share a birth day and not a name, and homes, whose children share a phone', () => {
    const children = makeChildren(createRandom(5), { children: 6000, fold: 'all' });
    const twins = children.filter(({ twin }) => twin);
    expect(twins.length).toBeGreaterThan(50);
    for (const one of twins.slice(0, 50)) {
      const other = twins.find((child) => child.id !== one.id && child.household === one.household && child.birthDay === one.birthDay);
      expect(other?.person.given.hi).not.toBe(one.person.given.hi);
    }
    const phones = new Map<string, number>();
    for (const { phone } of children) phones.set(phone, (phones.get(phone) ?? 0) + 1);
    expect(Math.max(...phones.values())).toBeGreaterThan(30);
  });

  it('take the names of the two folds from lists without a name in common, and other habits', () => {
    const [one, other] = [nameStock('training'), nameStock('heldOut')];
    const of = ({ girls, boys, families }: typeof one): Set<string> => new Set([...girls, ...boys, ...families].map(({ en }) => en));
    const names = of(other);
    expect([...of(one)].filter((name) => names.has(name))).toEqual([]);
    expect(HELD_OUT_NOISE.spelling.heardIn.en.length).toBeGreaterThan(TRAINING_NOISE.spelling.heardIn.en.length);
  });
});

// Two people count the same home on phones that meet only now and then: what the home says of now follows
// its months, whichever of them is handed in first.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { homeMonths } from '#programmes/mission-shakti/home-months.ts';
import { INDICATORS } from '#programmes/mission-shakti/indicators.ts';
import { homeDays, homeMonthId, monthOf, occupancyOf, partsOfMonthId } from '#programmes/mission-shakti/occupancy.ts';
import type { Change, RecordId, Values } from '#shared/record/change.ts';
import { editToChange } from '#shared/record/edit.ts';
import { applyChange, contestedRegisters } from '#shared/record/merge.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { contributionsOf } from '#shared/report/roll-up.ts';
import { HUB, recordAt, typeOf } from './mission-of.ts';

const HOME = 'home-1';
const DAYS = ['2026-09-22', '2026-10-21', '2026-10-22', '2026-11-21', '2026-11-22'] as const;
const MONTHS = [...new Set(DAYS.map(monthOf))].map((month) => homeMonthId(HOME, month));
const begun: Change = {
  id: 'made', type: 'home', record: HOME, bucket: `${HUB}/mission`, schema: 1, device: 'd', counter: 1, author: 'p', grant: 'g', deviceTime: 0, form: null, replaces: {},
  values: { kind: 'short_stay', capacity: 25, capacityDay: '2026-01-01', state: 'open' },
};

/** The server's order, and two phones with what they know of it and what they have not handed in. */
class World {
  private readonly log: Change[] = [begun];
  private readonly phones = [0, 1].map(() => ({ known: 1, own: [] as Change[] }));
  private made = 0;

  see(phone: number): ReadonlyMap<RecordId, DehriRecord> {
    const { known, own } = this.phone(phone);
    const seen = new Map<RecordId, DehriRecord>();
    for (const change of [...this.log.slice(0, known), ...own]) seen.set(change.record, applyChange(typeOf(change.type), seen.get(change.record), change, { seq: 1, at: 0 }));
    return seen;
  }

  /** One save: the month and what the home says after it. */
  write(phone: number, id: RecordId, said: Values): void {
    const seen = this.see(phone);
    const home = seen.get(HOME);
    if (home === undefined) throw new Error('the home is there from the beginning');
    const month = seen.get(id);
    const edits = { ...said, ...homeMonths.adds(home, id, said) };
    const told = homeMonths.tells(home, { ...month?.values, ...edits }, edits);
    for (const [type, record, before, values] of [['homeMonth', id, month, edits], ['home', HOME, home, told]] as const) {
      const change = editToChange(typeOf(type), before, values, { id: `c${(this.made += 1)}`, record, bucket: begun.bucket, device: `d${phone}`, counter: this.made, author: 'p', grant: 'g', deviceTime: 0, form: null });
      if (change !== undefined) this.phone(phone).own.push(change);
    }
  }

  sync(phone: number): void {
    const at = this.phone(phone);
    this.log.push(...at.own.splice(0));
    at.known = this.log.length;
  }

  private phone(at: number): { known: number; own: Change[] } {
    const phone = this.phones[at];
    if (phone === undefined) throw new Error('there are two phones');
    return phone;
  }
}

function settle(world: World, phone: number, last: boolean): void {
  for (const id of MONTHS) {
    const month = world.see(phone).get(id);
    for (const register of month === undefined ? [] : contestedRegisters(typeOf('homeMonth'), month)) {
      const chosen = month?.rivals[register]?.at(last ? -1 : 0);
      if (chosen !== undefined) world.write(phone, id, chosen.values);
    }
  }
}

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ phone: fc.nat(1), day: fc.constantFrom(...DAYS), present: fc.nat(20), admitted: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ phone: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ phone: fc.nat(1), last: fc.boolean() }) },
);

test('whoever counts which day on which phone, the home says what its latest day says once every question is settled', () => {
  let asked = 0;
  fc.assert(fc.property(fc.array(step, { maxLength: 14 }), fc.boolean(), (steps, last) => {
    const world = new World();
    for (const one of steps) {
      if ('day' in one) world.write(one.phone, homeMonthId(HOME, monthOf(one.day)), { [`days.${one.day}.present`]: one.present, [`days.${one.day}.admitted`]: one.admitted, [`days.${one.day}.discharged`]: 0 });
      else if ('last' in one) settle(world, one.phone, one.last);
      else world.sync(one.phone);
    }
    for (const phone of [0, 1, 0]) world.sync(phone);
    const before = world.see(0);
    asked += MONTHS.filter((id) => { const month = before.get(id); return month !== undefined && contestedRegisters(typeOf('homeMonth'), month).length > 0; }).length;
    settle(world, 0, last);
    for (const phone of [0, 1]) world.sync(phone);
    const seen = world.see(0);
    expect(world.see(1)).toEqual(seen);
    const home = seen.get(HOME);
    if (home === undefined) throw new Error('the home is there');
    const days = MONTHS.flatMap((id) => homeDays(seen.get(id)?.values ?? {}));
    const latest = days.at(-1);
    expect(occupancyOf(home)).toMatchObject({ day: latest?.day ?? '', present: latest?.evening ?? 0 });
    const sum = (count: string): number => [...seen.values()].flatMap((record) => contributionsOf(INDICATORS.filter(({ recordType }) => recordType === record.type), record)).reduce((n, one) => (one.count === count ? n + one.amount : n), 0);
    expect(sum('present')).toBe(latest?.evening ?? 0);
    expect(sum('shortStayRegistered')).toBe(days.reduce((n, { row }) => n + row.number('admitted'), 0));
  }), { numRuns: 600, seed: 5 });
  // The runs meet what they are there for.
  expect(asked).toBeGreaterThan(50);
});

test('a month has one id, whoever begins it, and leads back to its home', () => {
  fc.assert(fc.property(fc.uuid(), fc.constantFrom(...DAYS), (home, day) => {
    const id = homeMonths.recordOf(home, day);
    expect(partsOfMonthId(id)).toEqual({ home, month: monthOf(day) });
    expect(homeMonths.ownerOf(id)).toBe(home);
  }));
});

test('a day of long ago, written down late, leaves what the home says of now', () => {
  const home = recordAt('home', { capacity: 20, capacityDay: '2026-01-01', latestDay: '2026-11-22', latestPresent: 9 }, HOME);
  const of = (day: string): Values => homeMonths.tells(home, { [`days.${day}.present`]: 4 }, { [`days.${day}.present`]: 4 });
  expect([of('2026-11-21'), of('2026-11-22'), of('2026-12-01')]).toEqual([{}, { latestDay: '2026-11-22', latestPresent: 4 }, { latestDay: '2026-12-01', latestPresent: 4 }]);
});

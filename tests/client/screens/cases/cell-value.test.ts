import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isNumeric, numberOfCell, sumOfCells, valueOfCell } from '#client/screens/cases/registers/cell-value.ts';
import { entriesOf } from '#client/screens/cases/registers/entries.ts';
import { REGISTERS } from '#programmes/mission-shakti/registers.ts';
import { RECORD_TYPES } from '#programmes/mission-shakti/records.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { anyRecord, at, DAY, recordAt } from '#tests/programmes/mission-shakti/mission-of.ts';

const rupees = (amount: number) => ({ key: 'rupees', values: { amount } });
const say = (said: string | { readonly key: string }): string => (typeof said === 'string' ? said : said.key);

describe('a cell of a register', () => {
  test('is a number when it says one, in digits or in words', () => {
    expect(['12', '0', '-3', '', '7/2026', '2026-11-22', rupees(10_000), { key: 'yes' }].map(numberOfCell)).toEqual([12, 0, -3, undefined, undefined, undefined, 10_000, undefined]);
    expect([isNumeric(['1', '', '2']), isNumeric(['', '']), isNumeric(['1', '—'])]).toEqual([true, false, false]);
  });

  test('sorts as a number, a day or a word, and as nothing when it is empty', () => {
    expect([valueOfCell('12', true, say), valueOfCell('2026-11-22', false, say), valueOfCell({ key: 'yes' }, false, say), valueOfCell('', true, say)]).toEqual([12, '2026-11-22', 'yes', undefined]);
  });

  test('adds up to a sum said as the cells say it', () => {
    fc.assert(fc.property(fc.array(fc.nat(100_000), { minLength: 1 }), (amounts) => {
      const sum = amounts.reduce((all, n) => all + n, 0);
      expect([sumOfCells(amounts.map(String)), sumOfCells(amounts.map(rupees))]).toEqual([String(sum), rupees(sum)]);
    }));
  });
});

describe('the lines of a register', () => {
  const all = (records: readonly DehriRecord[], key: string, from: string, to: string) => {
    const register = REGISTERS.find((one) => one.key === key);
    if (register === undefined) throw new Error(`no register ${key}`);
    return entriesOf({ register, types: RECORD_TYPES, ofType: (type) => records.filter((one) => one.type === type), may: () => ({ ok: true, grant: { id: 'g', person: 'p1', role: 'mission-coordinator', place: '10.204', from: '', to: null }, leave: 'yes', relation: 'beneath' }), context: at() }, { from, to }, false);
  };

  test('are those of the time, but what stands is there at any time', () => {
    const records = [recordAt('home', { name: 'सखी निवास', capacity: 9, capacityDay: '2020-01-01' }), recordAt('homeMonth', { home: 'home-1', month: '2026-11', 'days.2026-11-20.present': 4 }), recordAt('event', { name: 'रैली', day: '2026-05-01', kind: 'bbbp' })];
    const count = (key: string, from: string, to: string) => all(records, key, from, to).length;
    expect([count('homes', '2026-11-01', '2026-11-30'), count('occupancy', '2026-11-01', '2026-11-30'), count('occupancy', '2026-10-01', '2026-10-31'), count('events', '2026-11-01', '2026-11-30'), count('events', '2026-04-01', '2027-03-31')]).toEqual([1, 1, 0, 0, 1]);
  });

  test('have a cell for each column, whatever the record says', () => {
    for (const register of REGISTERS) {
      fc.assert(fc.property(anyRecord(register.recordTypes[0] ?? ''), (record) => {
        for (const { cells } of all([record], register.key, '0000-01-01', '9999-12-31')) expect(cells.length).toBe(register.columns.length);
      }), { numRuns: 60, seed: 5 });
    }
  });

  test('name no applicant of the fund and nobody who complained', () => {
    const records = [
      recordAt('fundCase', { number: '3/2026', appliedDay: DAY, name: 'रेखा देवी', guardian: 'मोहन', phone: '9876543210' }),
      recordAt('workplace', { name: 'मिल', employees: 20, women: 4, registeredDay: DAY, 'complaints.a.receivedDay': DAY, 'complaints.a.note': 'रेखा देवी' }),
    ];
    const said = JSON.stringify(['fund', 'workplaces', 'complaints'].map((key) => all(records, key, DAY, DAY).map(({ cells }) => cells)));
    expect(said).toContain('3/2026');
    expect(said).not.toMatch(/रेखा|मोहन|9876543210/u);
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseNumber, financialYear, nextCount, readCaseNumber, seriesFrom, seriesOfDevice, type CaseNumberParts } from '#shared/case-number.ts';

const series = fc.uint8Array({ minLength: 2, maxLength: 4 }).map(seriesFrom);
const day = fc.integer({ min: 0, max: 3650 }).map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10));
const parts: fc.Arbitrary<CaseNumberParts> = fc.record({
  prefix: fc.constantFrom('OSC', 'CL'), office: fc.constantFrom('10.208.osc1', '10.208.osc2', '10.193.dcpu1'), day, series, count: fc.integer({ min: 1, max: 20_000 }), record: fc.uuid(),
});
const FIRST: CaseNumberParts = { prefix: 'OSC', office: '10.208.osc1', day: '2026-05-14', series: 'A7', count: 12, record: '0190a000-0000-7000-8000-000000000001' };

describe('the number of a file', () => {
  test('says the office, the financial year, the phone’s series and its count', () => {
    expect(caseNumber(FIRST)).toMatch(/^OSC1\/2026-27\/A7-0012-[0-9A-Z]{3}$/);
    expect([financialYear('2026-03-31'), financialYear('2026-04-01'), financialYear('1999-12-31')]).toEqual(['2025-26', '2026-27', '1999-00']);
  });

  test('is short enough for its field', () => {
    fc.assert(fc.property(parts, (some) => {
      expect(caseNumber(some).length).toBeLessThanOrEqual(40);
    }));
  });

  test('is never the same on two phones, nor twice on one', () => {
    fc.assert(fc.property(parts, parts, (a, b) => {
      const same = a.prefix === b.prefix && a.series === b.series && a.count === b.count && a.record === b.record && financialYear(a.day) === financialYear(b.day) && a.office.slice(-1) === b.office.slice(-1);
      expect(caseNumber(a) === caseNumber(b)).toBe(same);
    }));
  });

  test('counts on from the highest of its own series, records and drafts alike, however they came', () => {
    fc.assert(fc.property(fc.array(parts, { maxLength: 20 }), parts, (others, mine) => {
      const same = others.filter((o) => o.series === mine.series && o.prefix === mine.prefix && o.office.slice(-1) === mine.office.slice(-1) && financialYear(o.day) === financialYear(mine.day));
      const numbers = [...others.map(caseNumber), null, 5, 'OSC1/2026-27/A7-00X', undefined];
      expect(nextCount(numbers, mine)).toBe(Math.max(0, ...same.map((o) => o.count)) + 1);
    }));
    const made: string[] = [];
    for (let n = 0; n < 50; n += 1) made.push(caseNumber({ ...FIRST, count: nextCount(made, FIRST), record: `record-${n}` }));
    expect(new Set(made.map((number) => number.split('-')[2])).size).toBe(50);
    expect(made.at(-1)).toContain('A7-0050-');
    expect(nextCount(made, { ...FIRST, day: '2027-04-01' })).toBe(1);
  });

  test('made on a phone and on its copy differs by the record', () => {
    const copies = Array.from({ length: 400 }, (_, n) => [caseNumber({ ...FIRST, record: `a-${n}` }), caseNumber({ ...FIRST, record: `b-${n}` })]);
    expect(copies.filter(([a, b]) => a === b).length).toBeLessThan(4);
  });

  test('is read as it was spoken or typed', () => {
    fc.assert(fc.property(parts, (some) => {
      const number = caseNumber(some);
      expect(readCaseNumber(number)).toBe(number);
      expect(readCaseNumber(` ${number.toLowerCase()} `)).toBe(number);
      const cut = number.lastIndexOf('/');
      expect(readCaseNumber(number.slice(0, cut) + number.slice(cut).replaceAll('0', 'O').replaceAll('1', 'l'))).toBe(number);
    }));
    expect(['', 'OSC1', 'OSC1/2026-27/A7-12-QFK', '9876543210'].map((text) => readCaseNumber(text))).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('with one symbol wrong is seen', () => {
    const symbols = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
    fc.assert(fc.property(parts, fc.nat(), fc.constantFrom(...symbols), (some, at, wrong) => {
      const number = caseNumber(some);
      const cut = number.lastIndexOf('/') + 1;
      const place = cut + (at % (number.length - cut));
      fc.pre(number[place] !== '-' && number[place] !== wrong);
      expect(readCaseNumber(number.slice(0, place) + wrong + number.slice(place + 1))).toBeUndefined();
    }), { numRuns: 1000 });
  });

  test('has a series even where the server gives none', () => {
    expect(seriesOfDevice('abc')).toMatch(/^[0-9A-Z]{6}$/);
    expect(seriesOfDevice('abc')).not.toBe(seriesOfDevice('abd'));
  });
});

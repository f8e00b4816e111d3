import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldDef } from '#shared/record/record-type.ts';
import { isVerhoeff, looksLikeAadhaar, saysAadhaar } from '#shared/people/aadhaar.ts';

/** `236` has the check digit 3: the example of the method's own literature. */
const withCheck = (digits: string): string => digits + '0123456789'.split('').find((d) => isVerhoeff(digits + d));

describe('the check digit', () => {
  test('of 236 is 3, and every number has exactly one', () => {
    expect(withCheck('236')).toBe('2363');
    fc.assert(fc.property(fc.stringMatching(/^\d{11}$/), (digits) => '0123456789'.split('').filter((d) => isVerhoeff(digits + d)).length === 1));
    expect(isVerhoeff('2364')).toBe(false);
  });

  test('notices every wrong digit and every two neighbours exchanged', () => {
    fc.assert(fc.property(fc.stringMatching(/^\d{11}$/), fc.nat(11), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
      const right = withCheck(digits).split('');
      const wrong = right.with(at, String((Number(right[at]) + by) % 10)).join('');
      const [a = '', b = ''] = [right[at], right[at + 1]];
      const swapped = at === 11 || a === b ? '' : right.with(at, b).with(at + 1, a).join('');
      return !isVerhoeff(wrong) && (swapped === '' || !isVerhoeff(swapped));
    }));
    expect(isVerhoeff('')).toBe(true);
  });
});

const number = withCheck('23456789012');
const devanagari = (text: string): string => text.replaceAll(/\d/g, (d) => String.fromCharCode(0x966 + Number(d)));

/** Spelled with something between any of its digits, in either script or both, with other words around it. */
const spelling = fc.record({
  first: fc.stringMatching(/^[2-9]\d{10}$/),
  between: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant('') }, fc.constantFrom(' ', '-', '  ', ' - ', '\u00a0', '–', '\u200b', '\u2011')), { minLength: 11, maxLength: 11 }),
  hindi: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
  before: fc.constantFrom('', 'आधार ', 'no:', 'घर 7, ', 'a', '('),
  after: fc.constantFrom('', ' है', ', उम्र 35', '।', 'b', ')'),
}).map(({ first, between, hindi, before, after }) => ({
  number: first, spell: (digits: string): string => before + digits.split('').map((d, i) => (hindi[i] === true ? devanagari(d) : d) + (between[i] ?? '')).join('') + after,
}))
  // Ten digits in one piece are a phone.
  .filter(({ spell }) => !/(?<![\d०-९])[6-9६-९][\d०-९]{9}(?![\d०-९])/.test(spell('999999999999')));

describe('a text', () => {
  test('with a valid number in it is told, however it is spelled', () => {
    fc.assert(fc.property(spelling, ({ number: first, spell }) => looksLikeAadhaar(spell(withCheck(first)))), { numRuns: 2_000 });
    expect(['2345.6789.0124', '2345/6789/0124', '(2345)-(6789)-(0124)'].map(looksLikeAadhaar)).toEqual([true, true, false]);
  });

  test('with a wrong check digit, or a first digit that none has, is not', () => {
    fc.assert(fc.property(spelling, fc.integer({ min: 1, max: 9 }), ({ number: first, spell }, by) => {
      const right = withCheck(first);
      return !looksLikeAadhaar(spell(right.slice(0, 11) + ((Number(right[11]) + by) % 10)));
    }), { numRuns: 2_000 });
    fc.assert(fc.property(fc.stringMatching(/^[01]\d{10}$/), (digits) => !looksLikeAadhaar(withCheck(digits))));
    expect(['1234 5678 9010', '234567890125'].map(looksLikeAadhaar)).toEqual([false, false]);
  });

  test('with phones, dates, amounts and longer numbers is not, whatever their digits', () => {
    const phone = fc.stringMatching(/^[6-9]\d{9}$/);
    const four = fc.stringMatching(/^\d{4}$/);
    fc.assert(fc.property(phone, phone, four, (a, b, c) => ![
      `+91 ${a}`, `+91${a}`, `+91-${a.slice(0, 5)}-${a.slice(5)}`, `91 ${a}`, `${a} ${b}`, `${a} ${c.slice(2)}`, `दिनांक 22-11-2026 ${c}`, `2026-11-22 ${c}`,
      `22.11.2026 ${c.slice(0, 2)}.${c.slice(2)}`, `खाता ${a}${c}`, `₹${c.slice(0, 2)},${c.slice(2)},000, ${a}`,
    ].some(looksLikeAadhaar)));
    expect(['10301000012345', `1${number}`, `${number}7`, 'कोई संख्या नहीं', ''].map(looksLikeAadhaar)).toEqual(Array.from({ length: 5 }, () => false));
  });
});

describe('an answer', () => {
  test.each<[string, Pick<FieldDef, 'kind' | 'length' | 'choices'> | undefined, boolean]>([
    ['of free text', { kind: 'text' }, true],
    ['of digits of any length', { kind: 'digits' }, true],
    ['of a field that this version does not know', undefined, true],
    ['chosen from no list', { kind: 'choice' }, true],
    ['of a card number', { kind: 'digits', length: [8, 20] }, false],
    ['of a phone', { kind: 'phone' }, false],
    ['chosen from a list', { kind: 'choice', choices: [number] }, false],
    ['that names a record', { kind: 'record' }, false],
    ['that names a photo', { kind: 'photo' }, false],
  ])('%s', (_, def, told) => {
    expect([saysAadhaar(def, number), saysAadhaar(def, 'आधार 0124')]).toEqual([told, false]);
  });

  test('that is a number or a set is looked at too', () => {
    expect([saysAadhaar({ kind: 'integer' }, Number(number)), saysAadhaar({ kind: 'choices' }, ['x', number]), saysAadhaar({ kind: 'integer' }, 12), saysAadhaar({ kind: 'text' }, null), saysAadhaar({ kind: 'boolean' }, true)])
      .toEqual([true, true, false, false, false]);
  });
});

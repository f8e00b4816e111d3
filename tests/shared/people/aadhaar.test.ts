import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isVerhoeff, looksLikeAadhaar } from '#shared/people/aadhaar.ts';

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

describe('a text', () => {
  const number = withCheck('23456789012');

  test('with such a number in it is told, however it is written', () => {
    const written = [number, `आधार ${number} है`, number.replace(/(\d{4})(\d{4})(\d{4})/, '$1 $2 $3'), number.replace(/(\d{4})(\d{4})(\d{4})/, '$1-$2-$3'), number.replaceAll(/\d/g, (d) => String.fromCharCode(0x966 + Number(d)))];
    expect(written.map(looksLikeAadhaar)).toEqual([true, true, true, true, true]);
  });

  test('with a phone, a ration card, a wrong or a longer number is not', () => {
    const wrong = number.slice(0, 11) + ((Number(number[11]) + 1) % 10);
    expect(['9812345678', '10301000012345', wrong, `1${number}`, `${number}7`, `0${number.slice(1)}`, 'कोई संख्या नहीं', ''].map(looksLikeAadhaar)).toEqual(Array.from({ length: 8 }, () => false));
  });
});

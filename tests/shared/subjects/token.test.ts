// Numbers of persons: read as they are typed, and never taken for another by one slip.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { subjectToken } from '#shared/subjects/pair.ts';
import { readToken, tokenOf, TOKENS } from '#shared/subjects/token.ts';

const drawn = fc.integer({ min: 0, max: TOKENS - 1 });
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

test('a number has the form that messages ask for, and is read as it was made', () => {
  fc.assert(fc.property(drawn, (n) => {
    const token = tokenOf(n);
    expect(subjectToken.safeParse(token).success).toBe(true);
    expect(readToken(token)).toBe(token);
  }));
});

test('different draws give different numbers', () => {
  fc.assert(fc.property(drawn, drawn, (a, b) => { expect(tokenOf(a) === tokenOf(b)).toBe(a === b); }));
});

test('one wrong letter is a slip', () => {
  fc.assert(fc.property(drawn, fc.nat(6), fc.nat(31), (n, at, letter) => {
    const token = tokenOf(n);
    const place = at < 3 ? at : at + 1;
    const typed = token.slice(0, place) + (LETTERS[letter] ?? '') + token.slice(place + 1);
    expect(readToken(typed)).toBe(typed === token ? token : undefined);
  }));
});

test('two letters changed for each other are a slip', () => {
  fc.assert(fc.property(drawn, fc.nat(6), fc.nat(6), (n, i, j) => {
    const plain = [...tokenOf(n).replace('-', '')];
    const [a = '', b = ''] = [plain[i], plain[j]];
    const typed = plain.with(i, b).with(j, a).join('');
    expect(readToken(typed)).toBe(a === b ? tokenOf(n) : undefined);
  }));
});

test.each(['small letters', 'no hyphen', 'spaces', 'a long dash', 'Devanagari digits', 'O and I'])('it is understood with %s', (how) => {
  const token = tokenOf(1_053_700);
  const typed = {
    'small letters': token.toLowerCase(), 'no hyphen': token.replace('-', ''), spaces: ` ${token.replace('-', ' ')} `, 'a long dash': token.replace('-', '–'),
    'Devanagari digits': token.replace(/\d/g, (digit) => String.fromCharCode(0x0966 + Number(digit))), 'O and I': token.replace(/0/g, 'o').replace(/1/g, 'I'),
  }[how] ?? '';
  expect(token).toMatch(/0.*1/);
  expect(readToken(typed)).toBe(token);
});

test.each(['', '7K3', '7K3-F9Q', '7K3-F9QXX', 'रीना देवी', '7K3_F9QX', '🙂'])('%j is no number of a person', (typed) => {
  expect(readToken(typed)).toBeUndefined();
});

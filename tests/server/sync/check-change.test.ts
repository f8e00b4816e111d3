// The phone's form and the server judge a text by the same length, whatever it is written in.
import { describe, expect, test } from 'vitest';
import type { Change } from '#shared/record/change.ts';
import { limitProblem } from '#shared/form/answer.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { checkValues } from '#server/sync/check-change.ts';

const TYPE: RecordType = { name: 'family', version: 1, accessClass: 'family', shelf: 'doorstep', fields: { card: { kind: 'digits', length: [8, 20] }, phone: { kind: 'phone' }, 'members.*.note': { kind: 'text' }, ward: { kind: 'text', maxLength: 20 }, note: { kind: 'text', maxLength: 150 } } };
const saying = (values: Change['values']): Change => ({
  id: 'r.1', record: 'k1', type: 'family', bucket: '10.193/doorstep', device: 'd', counter: 1, author: 'p', grant: 'g', deviceTime: 0, form: null, schema: 1, values, replaces: {},
});

describe.each(['क', 'a', '👩', 'क्षि', '🇮🇳'])('a text of %s', (letter) => {
  test.each([['ward', 20], ['note', 150]])('is as long for the server as for the form: %s', (path, most) => {
    for (let times = 1; times <= most + 2; times += 1) {
      const text = letter.repeat(times);
      const phone = limitProblem(TYPE, path, text) === undefined;
      expect([times, checkValues(TYPE, saying({ [path]: text }), false) === undefined]).toEqual([times, phone]);
    }
  });
});

describe('a whole Aadhaar number', () => {
  const number = '234567890124';
  test('is refused by its path in a text, in a row and in a field that is not known, in either script', () => {
    for (const path of ['note', 'members.k1.note', 'ofNextYear']) {
      for (const text of [number, 'आधार 2345-6789 0124 है', '२३४५ ६७८९ ०१२४']) expect(checkValues(TYPE, saying({ [path]: text }), false)).toEqual({ code: 'validation', paths: [path] });
    }
  });

  test('is no reason to refuse a card number or a phone with the country before it', () => {
    expect(checkValues(TYPE, saying({ card: number, phone: `+${number}` }), false)).toBeUndefined();
  });
});

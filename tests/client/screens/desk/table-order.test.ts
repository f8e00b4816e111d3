import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCsv } from '#client/ui/desk/csv.ts';
import { matchesFilter, sortRows } from '#client/ui/desk/table-order.ts';

describe('rows of a table', () => {
  test('are the same rows in order, those without a value last, whichever way', () => {
    fc.assert(fc.property(fc.array(fc.option(fc.integer(), { nil: undefined })), fc.boolean(), (values, down) => {
      const sorted = sortRows(values, (v) => v, down, 'hi');
      expect([...sorted].sort()).toEqual([...values].sort());
      const known = sorted.filter((v) => v !== undefined);
      expect(sorted.slice(known.length).every((v) => v === undefined)).toBe(true);
      expect(known.every((v, i) => i === 0 || (down ? v <= (known[i - 1] ?? v) : v >= (known[i - 1] ?? v)))).toBe(true);
    }));
  });
  test('that are equal keep the order they came in', () => {
    const rows = [{ id: 'a', n: 1 }, { id: 'b', n: 0 }, { id: 'c', n: 1 }];
    expect(sortRows(rows, (r) => r.n, true, 'hi').map((r) => r.id)).toEqual(['a', 'c', 'b']);
  });
  test('stand in the order of Hindi letters, numbers within words by size', () => {
    expect(sortRows(['वार्ड 10', 'फरका', 'वार्ड 9', 'अमरपुर'], (v) => v, false, 'hi')).toEqual(['अमरपुर', 'फरका', 'वार्ड 9', 'वार्ड 10']);
  });
  test.each([
    ['सरिता देवी, फरका', 'फर', true], ['सरिता देवी, फरका', 'देवी सरि', true], ['सरिता देवी', 'रिता', false],
    ['Sarita Devi', 'sar', true], ['पढ़ाई', 'पढ़', true], ['कुछ भी', '  ', true],
  ])('%j is found by %j: %j', (text, typed, found) => expect(matchesFilter(text, typed)).toBe(found));
});

describe('a table as a file', () => {
  test('begins with the mark that keeps Hindi whole in a spreadsheet', () => {
    expect(toCsv([['फरका', 532630], ['कुल', undefined]])).toBe('\ufeffफरका,532630\r\nकुल,\r\n');
  });
  test('lets no cell run as a formula', () => {
    const [line = ''] = toCsv([['=1+1', '@cmd', '-2', 'क, ख', 'क "ख"']]).slice(1).split('\r\n');
    expect(line).toBe(`'=1+1,'@cmd,-2,"क, ख","क ""ख"""`);
  });
});

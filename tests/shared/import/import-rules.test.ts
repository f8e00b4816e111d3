import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, test } from 'vitest';
import { CELL_CODES, cellFault, storableCell } from '#shared/import/cell-check.ts';
import { FILE_CODES, ROW_CODES } from '#shared/import/file-fault.ts';
import { neutraliseFormula, restoreFormula } from '#shared/import/formula.ts';
import { headerLine, mappingFromHeaders, mappingToHeaders, suggestMapping } from '#shared/import/mapping.ts';
import { familyTarget } from '#tests/server/imports/family-list.ts';
import { parseRecord } from '#server/imports/csv-rows.ts';
import { KeySet } from '#server/imports/key-set.ts';

describe('cells', () => {
  test.each([
    ['1.02E+19', 'number-rounded'], ['1,02E+19', 'number-rounded'], ['1.02e+19', 'number-rounded'], ['a\u0000b', 'control-character'], ['\u202eab', 'control-character'],
    ['क\ud800', 'broken-letter'], ['???? ???', 'letters-lost'], ['सु�ता', 'letters-lost'], ['x'.repeat(4_001), 'too-long'],
    ['सुनीता देवी', undefined], ['क्\u200dष', undefined], ['1020', undefined], ['5E', undefined], ['?', undefined], ['', undefined], ['घर 😀', undefined],
  ])('%j is found to be %s', (text, code) => {
    expect(cellFault(text)).toBe(code);
  });

  test('whatever stood in a cell, its form in a report can be stored', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      const kept = storableCell(text);
      // oxlint-disable-next-line no-control-regex
      expect(/[\u0000-\u0008]|\p{Surrogate}/u.test(kept)).toBe(false);
    }));
  });

  test('a formula is made harmless and comes back as it was', () => {
    fc.assert(fc.property(fc.string().filter((text) => !text.startsWith("'")), (text) => {
      const safe = neutraliseFormula(text);
      expect(/^[=@\t\r]/.test(safe)).toBe(false);
      expect(restoreFormula(safe)).toBe(text);
    }));
    expect(neutraliseFormula('-12.5')).toBe('-12.5');
    expect(neutraliseFormula('-1+cmd|x')).toBe("'-1+cmd|x");
  });
});

describe('records of a text list', () => {
  test('what a correct writer writes is read back cell by cell', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('', '"', '""', ',', ';', 'a\nb', ' "x" ', 'सुनीता, देवी'));
    fc.assert(fc.property(fc.array(cell, { minLength: 2, maxLength: 8 }), fc.constantFrom(',', ';', '\t', '|'), (cells, delimiter) => {
      const line = stringify([cells], { delimiter, quoted: true, record_delimiter: '' });
      expect(parseRecord(line, delimiter as ',')).toEqual(cells);
    }));
  });
});

describe('keys seen in a file', () => {
  test('each key is told the row where it stood first, however many there are', () => {
    const keys = new KeySet();
    for (let i = 1; i <= 200_000; i++) if (keys.add(`1020900100${i}`, i) !== i) throw new Error(`key ${i} was taken for another`);
    for (let i = 1; i <= 200_000; i += 997) expect(keys.add(`1020900100${i}`, 999_999)).toBe(i);
    expect(keys.size).toBe(200_000);
  });
});

describe('columns', () => {
  test('each header is used once, the surest first', () => {
    const found = suggestMapping(familyTarget, ['Head Name', 'नाम', 'Card No', 'ग्रम']);
    expect(found.map((s) => [s.column, s.index])).toEqual([['name', 0], ['card', 2], ['village', 3]]);
  });

  test('what was confirmed is found again when columns stand in another order or a report adds its own', () => {
    const headers = ['A', 'B', 'C'];
    const remembered = mappingToHeaders({ card: 2, name: 0 }, headers);
    expect(mappingFromHeaders(remembered, ['⚑ पंक्ति', 'a ', 'c.', 'b'])).toEqual({ name: 1, card: 2 });
    expect(headerLine(['⚑ पंक्ति', 'A', 'B', 'C'])).toBe(headerLine(headers));
    expect(headerLine(['A', 'C', 'B'])).not.toBe(headerLine(headers));
  });
});

describe('words', () => {
  test.each(['hi', 'en'])('every fault has its words in %s', (language) => {
    const words: { file: Record<string, string>; fault: Record<string, string> } = JSON.parse(readFileSync(new URL(`../../../locales/${language}/import.json`, import.meta.url), 'utf8'));
    expect(FILE_CODES.filter((code) => !Object.hasOwn(words.file, code))).toEqual([]);
    expect([...CELL_CODES, ...ROW_CODES].filter((code) => !Object.hasOwn(words.fault, code))).toEqual([]);
  });
});

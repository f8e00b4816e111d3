// Files as spreadsheets and other programs read them back.
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine } from '#server/exports/csv-line.ts';
import { rangeOf } from '#server/exports/send-file.ts';
import { tableFile, type Table, type TableCell } from '#server/exports/table-file.ts';
import { restoreFormula } from '#shared/import/formula.ts';

const FORMULAS = ['=cmd|\' /C calc\'!A0', '+1+1', '-2+3', '@SUM(A1)', '\tx', '\r=1', '=1'];

const table = (headers: readonly string[], rows: readonly (readonly TableCell[])[], sheetName = 'सूची'): Table => ({
  sheetName, headers, rows: (async function* () { yield* rows; })(),
});

async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece)));
  return Buffer.concat(pieces);
}

async function bookOf(t: Table): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(await bytesOf(tableFile(t, 'xlsx'))).buffer);
  return book;
}

/** A plain reader of RFC 4180. */
function parsed(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '"') {
      for (i += 1; text[i] !== '"' || text[i + 1] === '"'; i += 1) {
        cell += text[i];
        if (text[i] === '"') i += 1;
      }
    } else if (text[i] === ',' || text.startsWith('\r\n', i)) {
      rows.at(-1)?.push(cell);
      cell = '';
      if (text[i] === '\r') {
        rows.push([]);
        i += 1;
      }
    } else cell += text[i];
  }
  return rows.slice(0, -1);
}

test('a formula is harmless in a header, a name and the name of a place, in both kinds of file', async () => {
  const csv = parsed((await bytesOf(tableFile(table(FORMULAS, [FORMULAS]), 'csv'))).toString().slice(1));
  for (const row of csv) for (const cell of row) expect(cell).toMatch(/^'/u);
  const sheet = (await bookOf(table(FORMULAS, [FORMULAS]))).worksheets[0];
  for (const at of [1, 2]) {
    sheet?.getRow(at).eachCell((cell) => {
      expect(cell.formula).toBeUndefined();
      expect(String(cell.value)).toMatch(/^'/u);
    });
  }
  expect((await bookOf(table(['a'], [], '=cmd|/C calc'))).worksheets[0]?.name).toBe('=cmd| C calc');
});

test('a plain number keeps its sign, and a number is a number', async () => {
  expect(csvLine([-5, '-5', '+919876543210', 3.5, null, ''])).toBe('-5,-5,+919876543210,3.5,,\r\n');
  expect((await bookOf(table(['n'], [[-5]]))).worksheets[0]?.getCell('A2').value).toBe(-5);
});

test('whatever people write is read back as it was from CSV', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 8 }), (cells) => {
    const [row = []] = parsed(csvLine(cells));
    expect(row.map(restoreFormula)).toEqual(cells.map((cell) => restoreFormula(cell)));
  }));
});

test('whatever people write is read back as it was from XLSX, but for what XML cannot hold', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 8 }), async (cells) => {
    const row = (await bookOf(table(['x'], [cells]))).worksheets[0]?.getRow(2);
    // oxlint-disable-next-line no-control-regex -- they are what is looked for
    const holdable = (text: string): string => restoreFormula(text).replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/gu, '\ufffd').replace(/\r\n?/gu, '\n');
    cells.forEach((cell, i) => { expect(restoreFormula(String(row?.getCell(i + 1).value ?? '')).replace(/\r\n?/gu, '\n')).toBe(holdable(cell)); });
  }), { numRuns: 50 });
});

test('names of sheets are short, plain and never twice', async () => {
  const long = 'अ'.repeat(40);
  expect((await bookOf(table(['a'], [], `${long}/x`))).worksheets[0]?.name).toHaveLength(31);
  expect((await bookOf(table(['a'], [], "'[]:*?/\\'"))).worksheets[0]?.name).not.toMatch(/[\\/?*[\]:]/u);
});

test.each([
  ['bytes=0-', 10, { first: 0, last: 9 }], ['bytes=3-5', 10, { first: 3, last: 5 }], ['bytes=3-99', 10, { first: 3, last: 9 }], ['bytes=-4', 10, { first: 6, last: 9 }], ['bytes=-99', 10, { first: 0, last: 9 }],
  ['bytes=10-', 10, null], ['bytes=-0', 10, null], ['bytes=5-3', 10, undefined], ['bytes=0-1,4-5', 10, undefined], ['lines=0-', 10, undefined], [undefined, 10, undefined], ['bytes=0-', 0, null],
])('the range %s of %i bytes', (header, bytes, range) => expect(rangeOf(header, bytes)).toEqual(range));

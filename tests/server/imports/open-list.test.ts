import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cellFault } from '#shared/import/cell-check.ts';
import { FileError } from '#server/imports/file-error.ts';
import { openList } from '#server/imports/open-list.ts';
import type { RawRow } from '#server/imports/raw-row.ts';
import { cellText } from '#server/imports/xlsx-rows.ts';
import { zip } from '#tests/hostile/zip.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lists-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

let files = 0;
async function file(content: string | Uint8Array): Promise<string> {
  files += 1;
  const path = join(folder, `list-${files}`);
  await writeFile(path, content);
  return path;
}
async function rowsOf(path: string): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const piece of (await openList(path)).rows()) rows.push(...piece);
  return rows;
}
async function faultOf(content: string | Uint8Array): Promise<unknown> {
  try {
    await openList(await file(content));
  } catch (error) {
    if (error instanceof FileError) return error.fault;
    throw error;
  }
  return undefined;
}

const LIST = 'राशन कार्ड,नाम\n10,सुनीता देवी\n11,मीना\n';
const EXPECTED = [['10', 'सुनीता देवी'], ['11', 'मीना']];

describe('encodings', () => {
  test.each([
    ['UTF-8', Buffer.from(LIST)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${LIST}`)],
    ['UTF-16 LE', Buffer.from(`\ufeff${LIST}`, 'utf16le')],
    ['UTF-16 BE', Buffer.from(`\ufeff${LIST}`, 'utf16le').swap16()],
    ['UTF-16 LE without a mark', Buffer.from('card,name\n10,Sunita\n11,मीना\n', 'utf16le')],
  ])('%s is read, and no mark sticks to the first header', async (_name, bytes) => {
    const list = await openList(await file(bytes));
    expect(list.headers[0]).toMatch(/^(राशन कार्ड|card)$/);
    expect(list.preview.at(-1)?.cells).toEqual(['11', 'मीना']);
  });

  test('a Windows-1252 file is refused by the name of its encoding', async () => {
    expect(await faultOf(Buffer.from('card,name\n10,Ren\xe9e \x96 Devi\n', 'latin1'))).toEqual({ code: 'encoding', what: 'Windows-1252' });
    expect(await faultOf(Buffer.from('card,name\n10,Ren\xe9e\n', 'latin1'))).toEqual({ code: 'encoding', what: 'ISO-8859-1' });
  });

  test('Hindi typed in Kruti Dev is refused as a legacy font, not read as Latin names', async () => {
    expect(await faultOf("jk'ku dkMZ,uke,ifr\n10,lquhrk nsoh,jke dqekj\n11,ehuk nsoh,x.ks'k jke\n")).toEqual({ code: 'legacy-font', what: 'Kruti Dev' });
  });

  test('Hindi that was saved twice over is refused as such', async () => {
    const doubled = Buffer.from(Buffer.from(LIST).toString('latin1').replaceAll('\u0087', ''), 'utf8');
    expect(await faultOf(doubled)).toMatchObject({ code: 'mojibake' });
  });

  test('broken bytes in one line spoil that row only', async () => {
    const bytes = Buffer.concat([Buffer.from('card,name\n10,सुनीता\n11,मी'), Buffer.from([0xe0, 0xa4]), Buffer.from('\n12,\xe0\n13,गीता\n')]);
    const rows = await rowsOf(await file(bytes));
    expect(rows.map((r) => [r.line, r.fault])).toEqual([[2, undefined], [3, 'encoding-broken'], [4, undefined], [5, undefined]]);
  });

  test('overlong UTF-8 and coded surrogates are broken bytes', async () => {
    const bytes = Buffer.concat([Buffer.from('card,name\n1,सुनीता\n2,'), Buffer.from([0xc0, 0xaf]), Buffer.from('\n3,'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('\n4,मीना\n')]);
    expect((await rowsOf(await file(bytes))).map((r) => r.fault)).toEqual([undefined, 'encoding-broken', 'encoding-broken', undefined]);
  });
});

describe('text lists', () => {
  test.each([',', ';', '\t', '|'])('the delimiter %j is found', async (delimiter) => {
    expect((await rowsOf(await file(LIST.replaceAll(',', delimiter)))).map((r) => r.cells)).toEqual(EXPECTED);
  });

  test.each(['\n', '\r\n', '\r'])('lines may end with %j', async (end) => {
    expect((await rowsOf(await file(LIST.replaceAll('\n', end)))).map((r) => r.cells)).toEqual(EXPECTED);
  });

  test('a last line without an end counts', async () => {
    expect((await rowsOf(await file(LIST.trimEnd()))).map((r) => r.cells)).toEqual(EXPECTED);
  });

  test('quoted cells may hold delimiters, quotes and line ends', async () => {
    const rows = await rowsOf(await file('card,name\n1,"देवी, ""सुनीता"""\n2,"a\nb"\n3,c\n'));
    expect(rows).toEqual([{ line: 2, cells: ['1', 'देवी, "सुनीता"'] }, { line: 3, cells: ['2', 'a\nb'] }, { line: 5, cells: ['3', 'c'] }]);
  });

  test('a broken quote is named with its line and the rows after it are read', async () => {
    const closing = await rowsOf(await file('card,name\n1,"x" y\n2,b\n3,c\n'));
    expect(closing.map((r) => [r.line, r.fault])).toEqual([[2, 'quote-broken'], [3, undefined], [4, undefined]]);
    const open = await rowsOf(await file(`card,name\n1,"x\n${Array.from({ length: 60 }, (_, i) => `${i},b\n`).join('')}`));
    expect(open).toHaveLength(61);
    expect(open.filter((r) => r.fault !== undefined)).toEqual([{ line: 2, cells: ['1', '"x'], fault: 'quote-broken' }]);
  });

  test('200 columns are fine, 300 are refused', async () => {
    const wide = (n: number): string => `${Array.from({ length: n }, (_, i) => `c${i}`).join(',')}\n${'1,'.repeat(n - 1)}1\n`;
    expect((await openList(await file(wide(200)))).headers).toHaveLength(200);
    expect(await faultOf(wide(300))).toMatchObject({ code: 'too-many-columns' });
  });

  test('a value with a stray delimiter is a row fault, empty cells at the end are not', async () => {
    const rows = await rowsOf(await file('card,name\n1,a,b\n2,b,,\n'));
    expect(rows.map((r) => r.fault)).toEqual(['too-many-cells', undefined]);
  });

  test('a file without any line end is refused early', async () => {
    expect(await faultOf(Buffer.alloc(3_000_000, 97))).toMatchObject({ code: 'line-too-long' });
  });

  test('rows are the same wherever the pieces of a file are cut', async () => {
    const many = `card,name\n${Array.from({ length: 30_000 }, (_, i) => (i % 7 === 0 ? `${i},"सुनीता\nदेवी ${i}"` : `${i},सुनीता देवी ${i}`)).join('\n')}\n`;
    const rows = await rowsOf(await file(many));
    expect(rows).toHaveLength(30_000);
    expect(rows.every((r, i) => r.cells[0] === String(i) && r.cells[1]?.endsWith(` ${i}`) === true)).toBe(true);
  });

  test.each([
    ['an empty file', '', 'empty'],
    ['a header alone', 'card,name\n', 'no-rows'],
    ['a PDF', '%PDF-1.7\n', 'binary'],
    ['a web page', '<html><table></table></html>', 'binary'],
    ['an old Excel file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'old-excel'],
  ])('%s is refused as %s', async (_name, content, code) => {
    expect(await faultOf(content)).toMatchObject({ code });
  });
});

describe('workbooks', () => {
  async function workbook(rows: readonly (readonly unknown[])[]): Promise<string> {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('सूची');
    for (const row of rows) sheet.addRow([...row]);
    const path = join(folder, `book-${(files += 1)}.xlsx`);
    await book.xlsx.writeFile(path);
    return path;
  }

  test('the rows of a sheet are read as text, Devanagari digits kept', async () => {
    const rows = await rowsOf(await workbook([['राशन कार्ड', 'नाम', 'सदस्य'], ['१०२०', 'सुनीता देवी', 5], ['1021', { richText: [{ text: 'मी' }, { text: 'ना' }] }, null]]));
    expect(rows.map((r) => r.cells)).toEqual([['१०२०', 'सुनीता देवी', '5'], ['1021', 'मीना']]);
  });

  test('a card number kept as a number is found out before its lost digits are believed', async () => {
    const rows = await rowsOf(await workbook([['card', 'name'], [1.02e19, 'a']]));
    expect(cellFault(rows[0]?.cells[0] ?? '')).toBe('number-rounded');
    expect(cellFault('1.02E+19')).toBe('number-rounded');
    expect(cellText(123456789012345)).toBe('123456789012345');
  });

  test('a zip that is not a workbook is refused', async () => {
    expect(await faultOf(zip([['notes.txt', Buffer.from('hello')]]))).toEqual({ code: 'not-a-sheet' });
    expect(await faultOf(Buffer.from('PK\u0003\u0004 and nothing more'))).toEqual({ code: 'not-a-sheet' });
  });

  test('a zip bomb is refused without unpacking it', async () => {
    const before = process.memoryUsage().rss;
    const bomb = zip([['xl/workbook.xml', Buffer.from('<workbook/>')], ['xl/worksheets/sheet1.xml', Buffer.alloc(100_000_000, 32)]]);
    expect(await faultOf(bomb)).toEqual({ code: 'zip-bomb' });
    expect(process.memoryUsage().rss - before).toBeLessThan(250_000_000);
  });

  test('a cell or a tag longer than any list has is refused before a reader holds it', async () => {
    const noise = Array.from({ length: 400_000 }, (_, i) => ((i * 2_654_435_761) >>> 0).toString(16)).join('');
    for (const xml of [`<worksheet><t>${noise}</t></worksheet>`, `<worksheet><row r="${noise}"/></worksheet>`]) {
      expect(await faultOf(zip([['xl/workbook.xml', Buffer.from('<workbook/>')], ['xl/worksheets/sheet1.xml', Buffer.from(xml)]]))).toEqual({ code: 'sheet-too-big' });
    }
  });

  test('a part that the zip does not list is refused', async () => {
    const hidden = zip([['xl/workbook.xml', Buffer.from('<workbook/>')], ['xl/sharedStrings.xml', Buffer.alloc(5000, 32)], ['xl/worksheets/sheet1.xml', Buffer.from('<worksheet/>')]], 'xl/sharedStrings.xml');
    expect(await faultOf(hidden)).toEqual({ code: 'not-a-sheet' });
  });
});

// A small table as a file, line by line: CSV for machines and old spreadsheets, XLSX for everyone else.
// Cells that begin like a formula are made harmless in both.
import { Readable } from 'node:stream';
import { CSV_MARK, csvLine } from './csv-line.ts';
import { XlsxBook } from './xlsx-book.ts';

export type TableCell = string | number | null;

export interface Table {
  readonly sheetName: string;
  readonly headers: readonly string[];
  readonly rows: AsyncIterable<readonly TableCell[]>;
  /** A table that comes back: its XLSX cells are of the kind Text, so that long numbers keep their digits. */
  readonly allText?: boolean;
}

export type TableFormat = 'csv' | 'xlsx';

export const CONTENT_TYPES: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export function tableFile(table: Table, format: TableFormat): Readable {
  return Readable.from(format === 'csv' ? csvPieces(table) : xlsxPieces(table));
}

const PIECE = 65_536;

async function* csvPieces({ headers, rows }: Table): AsyncGenerator<string> {
  let text = CSV_MARK + csvLine(headers);
  for await (const row of rows) {
    text += csvLine(row);
    if (text.length < PIECE) continue;
    yield text;
    text = '';
  }
  yield text;
}

async function* xlsxPieces({ sheetName, headers, rows, allText = false }: Table): AsyncGenerator<Buffer> {
  let ready: Buffer[] = [];
  const book = new XlsxBook((bytes) => { ready.push(bytes); }, { allText });
  const taken = (): Buffer => {
    const bytes = Buffer.concat(ready);
    ready = [];
    return bytes;
  };
  await book.beginSheet(sheetName, headers);
  for await (const row of rows) {
    book.row(row);
    await book.settle();
    if (ready.length > 0) yield taken();
  }
  await book.end();
  yield taken();
}

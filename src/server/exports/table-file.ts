// A table as a file, line by line: CSV for machines and old spreadsheets, XLSX for everyone else.
// Cells that begin like a formula are made harmless in both.
import { PassThrough, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { neutraliseFormula } from '#shared/import/formula.ts';

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
  return format === 'csv' ? Readable.from(csvPieces(table)) : xlsxStream(table);
}

async function* csvPieces({ headers, rows }: Table): AsyncGenerator<string> {
  const csv = stringify({ bom: true, record_delimiter: 'windows' });
  csv.write(headers.map(neutraliseFormula));
  let waiting = 0;
  for await (const row of rows) {
    csv.write(row.map(harmless));
    waiting += 1;
    if (waiting < 500) continue;
    waiting = 0;
    for (let text: unknown = csv.read(); text !== null; text = csv.read()) yield String(text);
  }
  csv.end();
  for await (const text of csv) yield String(text);
}

function xlsxStream({ sheetName, headers, rows, allText = false }: Table): Readable {
  const out = new PassThrough();
  void (async () => {
    // Loaded only when it is wanted: it is large.
    const { default: ExcelJS } = await import('exceljs');
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings: false, useStyles: true });
    // A sheet's name: at most 31 letters, none of \ / ? * [ ] :
    const sheet = book.addWorksheet(sheetName.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] });
    if (allText) sheet.columns = headers.map(() => ({ width: 20, style: { numFmt: '@' } }));
    const head = sheet.addRow(headers.map(neutraliseFormula));
    head.font = { bold: true };
    head.commit();
    for await (const row of rows) {
      if (out.destroyed) return;
      sheet.addRow(row.map((cell) => (typeof cell === 'number' ? cell : harmless(cell)))).commit();
      if (out.writableNeedDrain) await new Promise((next) => out.once('drain', next).once('close', next));
    }
    sheet.commit();
    await book.commit();
  })().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error('the file could not be written')));
  return out;
}

function harmless(cell: TableCell): string {
  return cell === null ? '' : neutraliseFormula(String(cell));
}

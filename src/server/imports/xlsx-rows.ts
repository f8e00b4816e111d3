// Rows of the first visible sheet of a workbook, a few hundred at a time, cells as text.
import type { CellValue } from 'exceljs';
import { MAX_COLUMNS } from '#shared/import/file-fault.ts';
import { FileError } from './file-error.ts';
import type { RawRow } from './raw-row.ts';

const ROWS_PER_PIECE = 500;
export const MAX_SHEET_ROWS = 300_000;

/** @param path a file that `checkWorkbook` has passed. @throws FileError */
export async function* xlsxRows(path: string): AsyncGenerator<RawRow[]> {
  // Loaded only for a workbook: it takes a tenth of the memory that a list may take.
  const { default: ExcelJS } = await import('exceljs');
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, {
    sharedStrings: 'cache', worksheets: 'emit', styles: 'cache', hyperlinks: 'ignore', entries: 'ignore',
  });
  let found = false;
  try {
    for await (const sheet of reader) {
      if ('state' in sheet && (sheet.state === 'hidden' || sheet.state === 'veryHidden')) continue;
      let rows: RawRow[] = [];
      for await (const row of sheet) {
        if (row.number > MAX_SHEET_ROWS) throw new FileError({ code: 'sheet-too-big', where: row.number });
        if (row.cellCount > MAX_COLUMNS) throw new FileError({ code: 'too-many-columns', where: row.number });
        const cells: string[] = [];
        for (let column = 1; column <= row.cellCount; column++) cells.push(cellText(row.getCell(column).value));
        if (cells.every((c) => c === '')) continue;
        found = true;
        rows.push({ line: row.number, cells });
        if (rows.length === ROWS_PER_PIECE) {
          yield rows;
          rows = [];
        }
      }
      if (rows.length > 0) yield rows;
      if (found) return;
    }
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new FileError({ code: 'not-a-sheet' });
  }
}

/**
 * A cell as a person reads it. A number of sixteen digits or more has lost its last ones in the
 * spreadsheet; it is given as `1.02e+19` so that the check of cells names it.
 */
export function cellText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Math.abs(value) >= 1e15 ? value.toExponential() : String(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if ('richText' in value) return value.richText.map((part) => part.text).join('');
  if ('hyperlink' in value) return typeof value.text === 'string' ? value.text : cellText(value.text);
  if ('result' in value) return cellText(value.result);
  return '';
}

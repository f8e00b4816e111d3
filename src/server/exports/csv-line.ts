// A line of CSV as spreadsheets read it (RFC 4180), without an object per cell: half a million lines of
// fifty cells go through here.
import { neutraliseFormula } from '#shared/import/formula.ts';
import type { TableCell } from './table-file.ts';

/** Says to spreadsheets that the text is UTF-8. */
export const CSV_MARK = '\ufeff';

export function csvLine(cells: readonly TableCell[]): string {
  let line = '';
  for (let i = 0; i < cells.length; i += 1) {
    const cell = cells[i];
    if (i > 0) line += ',';
    if (typeof cell === 'number') line += cell;
    else if (typeof cell === 'string' && cell !== '') line += quoted(neutraliseFormula(cell));
  }
  return `${line}\r\n`;
}

const NEEDS_QUOTES = /[",\r\n\t\ufeff]|^[ ]|[ ]$/;

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

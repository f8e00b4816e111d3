// The coverage sheet as a table: the columns of the programmes' review sheets, places below, the total last.
import type { SheetResponse } from '#shared/desk/sheet.ts';
import type { Programme } from '#shared/programme.ts';
import { columnValue, type SheetColumn } from '#shared/report/review-sheet.ts';
import { word } from '../imports/words.ts';
import type { Table, TableCell } from './table-file.ts';

export function sheetTable(programmes: readonly Programme[], sheet: SheetResponse, language: string): Table {
  const here = (key: string): string => word(language, `import:export.${key}`);
  const at = new Map(sheet.counts.map((name, index) => [name, index]));
  const columns = programmes.flatMap((programme): { programme: Programme; column: SheetColumn; title: string }[] => {
    if (programme.sheet !== undefined) return programme.sheet.columns.map((column) => ({ programme, column, title: word(language, `${programme.id}:sheet.column.${column.name}`) }));
    const counts = [...new Set(programme.indicators.flatMap((i) => i.counts))];
    return counts.map((count) => ({ programme, column: { name: count, source: '', count }, title: word(language, `${programme.id}:count.${count}`) }));
  });
  const cells = (values: readonly (number | null)[]): TableCell[] => columns.map(({ programme, column }) => {
    const value = columnValue(column, (name) => {
      const counted = values[at.get(`${programme.id}.${name}`) ?? -1];
      return counted === null ? undefined : counted ?? 0;
    });
    // A share is written as per cent with one decimal.
    return value === undefined ? null : 'share' in column ? Math.round(value * 1000) / 10 : value;
  });
  return {
    sheetName: here('sheetName'),
    headers: [here('place'), here('bucket'), ...columns.map(({ column, title }) => ('share' in column ? `${title} (%)` : title))],
    rows: (async function* () {
      for (const row of sheet.rows) yield [language === 'en' ? row.en : row.hi, row.code, ...cells(row.values)];
      yield [`${here('total')}: ${language === 'en' ? sheet.place.en : sheet.place.hi}`, sheet.place.code, ...cells(sheet.total)];
    })(),
  };
}

// The sheet of children as a file: a workbook with a sheet for each table, or one CSV in which every figure is a
// line. What is hidden is a dash, and both say how counts are told.
import { Readable } from 'node:stream';
import type { SubjectSheet, SubjectSheetTable } from '#shared/subjects/sheet.ts';
import { tableFile, type TableCell, type TableFormat } from '../exports/table-file.ts';
import { XlsxBook } from '../exports/xlsx-book.ts';
import { word } from '../imports/words.ts';

const HIDDEN = '—';

export function subjectSheetFile(sheet: SubjectSheet, programme: string, format: TableFormat, language: string): Readable {
  const say = words(sheet, programme, language);
  return format === 'csv' ? asLines(sheet, say) : Readable.from(asBook(sheet, say));
}

async function* asBook(sheet: SubjectSheet, say: Words): AsyncGenerator<Buffer> {
  let ready: Buffer[] = [];
  const book = new XlsxBook((bytes) => { ready.push(bytes); });
  for (const table of sheet.tables) {
    await book.beginSheet(say.title(table), [say.rowsOf(table), ...table.columns.map((column) => say.column(table, column))]);
    for (const { of, values } of table.rows) book.row([say.row(table, of), ...values.map(written)]);
    if (table.total !== null) book.row([say.total(), ...table.total.map(written)]);
    for (const note of say.notes()) book.row([note]);
    await book.settle();
    if (ready.length > 0) yield Buffer.concat(ready);
    ready = [];
  }
  await book.end();
  yield Buffer.concat(ready);
}

function asLines(sheet: SubjectSheet, say: Words): Readable {
  return tableFile({
    sheetName: '', headers: [say.word('file.table'), say.word('file.row'), say.word('file.figure'), say.word('file.count')],
    rows: (async function* (): AsyncGenerator<TableCell[]> {
      for (const table of sheet.tables) {
        const lines = table.total === null ? table.rows : [...table.rows, { of: '', values: table.total }];
        for (const { of, values } of lines) {
          for (const [at, value] of values.entries()) if (value !== null) yield [say.title(table), of === '' ? say.total() : say.row(table, of), say.column(table, table.columns[at] ?? ''), written(value)];
        }
      }
      for (const note of say.notes()) yield [note];
    })(),
  }, 'csv');
}

function written(value: SubjectSheetTable['rows'][number]['values'][number]): TableCell {
  return value === 'hidden' ? HIDDEN : value;
}

type Words = ReturnType<typeof words>;

function words({ categories, places, limit, from, to }: SubjectSheet, programme: string, language: string) {
  const here = (key: string, values?: Readonly<Record<string, string | number>>): string => word(language, `subjects:sheet.${key}`, values);
  const category = (id: string): string => word(language, `${programme}:category.${id}`);
  const nameOf = (code: string): string => {
    const found = places.find((p) => p.code === code);
    return found === undefined ? here('unknownPlace') : language === 'en' ? found.en : found.hi;
  };
  return {
    word: here,
    title: ({ key }: SubjectSheetTable): string => here(`table.${key}`),
    rowsOf: ({ key }: SubjectSheetTable): string => here(`rowsOf.${key}`),
    column: ({ key }: SubjectSheetTable, column: string): string => (categories.includes(column) ? category(column) : here(`column.${key === 'district' || key === 'month' ? 'all' : column}`)),
    row({ key }: SubjectSheetTable, of: string): string {
      switch (key) {
        case 'district': case 'department': return nameOf(of);
        case 'overlap': return category(of);
        case 'service': return word(language, `${programme}:service.${of}`);
        case 'lists': return here(`onLists.${of}`);
        case 'month': return of.split('-').reverse().join('-');
      }
    },
    total: (): string => here('total'),
    notes: (): string[] => [here('period', { from: from.split('-').reverse().join('-'), to: to.split('-').reverse().join('-') }), here('told', { limit })],
  };
}

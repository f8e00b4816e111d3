import { useTranslation } from 'react-i18next';
import type { SubjectSheet, SubjectSheetTable } from '#shared/subjects/sheet.ts';
import { useFormat } from '#client/app/use-format.ts';
import { CellBar } from '#client/ui/desk/cell-bar.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { numberOf, useSheetWords } from './use-sheet-words.ts';

type Row = SubjectSheetTable['rows'][number];

/** One table of the sheet; the last column of each row with its bar. */
export function SheetTable({ sheet, table }: { readonly sheet: SubjectSheet; readonly table: SubjectSheetTable }) {
  const { t } = useTranslation('subjects');
  const words = useSheetWords(sheet, table);
  const format = useFormat();
  const { key, rows, total } = table;
  // Categories that nobody of the period is in only make the table wide.
  const shown = table.columns.flatMap((column, at) => (rows.some(({ values }) => values[at] !== 0 && values[at] !== null) || !sheet.categories.includes(column) ? [{ column, at }] : []));
  const barred = key === 'overlap' ? undefined : shown.at(-1)?.at;
  const most = Math.max(1, ...rows.map(({ values }) => numberOf(values[barred ?? -1])));
  const columns: readonly Column<Row>[] = [
    { key: 'of', label: t(`subjects:sheet.rowsOf.${key}`), value: ({ of }) => (key === 'month' ? of : words.row(of)), show: ({ of }) => words.row(of) },
    ...shown.map(({ column, at }): Column<Row> => ({
      key: column, label: words.column(column), numeric: true,
      value: ({ values }) => numberOf(values[at]),
      file: ({ values }) => words.told(values[at]),
      show: ({ values }) => (at === barred ? <CellBar part={numberOf(values[at]) / most}>{words.told(values[at])}</CellBar> : words.told(values[at])),
      ...(total !== null && { total: { value: numberOf(total[at]), show: words.told(total[at]) } }),
    })),
  ];
  return (
    <section className="stack stack--tight">
      <h2>{t(`subjects:sheet.table.${key}`)}</h2>
      <DataTable id={`child-sheet-${key}`} caption={t(`subjects:sheet.table.${key}`)} columns={columns} rows={rows} rowKey={({ of }) => of} formatNumber={format.number} filterFrom={20} {...(total !== null && { totalsLabel: t('subjects:sheet.total') })} />
    </section>
  );
}

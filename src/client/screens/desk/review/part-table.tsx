// The rows of a part: every place or office one level down with every figure, the line of comparison as
// bars. The first rows stand there, the rest on demand and on paper.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/app/use-format.ts';
import type { Period } from '#shared/report/period.ts';
import type { ReviewCell } from '#shared/report/review.ts';
import { CellBar } from '#client/ui/desk/cell-bar.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { FigureValue } from './figure-value.tsx';
import { isLate, isOfPeriod, isShare, levelsOf, movedBy, type ReadPart, type ReadRow } from './read-review.ts';
import { figureHref, reviewHref } from './review-address.ts';
import { useCellWords } from './use-cell-words.ts';
import { useRowName } from './use-row-name.ts';

const FIRST_ROWS = 7;
/** With these a table still fits a sheet of paper. */
const SHOWN_COLUMNS = 6;

export interface PartTableProps {
  readonly of: ReadPart;
  readonly place: string;
  readonly period: Period;
}

export function PartTable({ of, place, period }: PartTableProps) {
  const { t } = useTranslation('desk');
  const name = useRowName();
  const words = useCellWords();
  const format = useFormat();
  const { part, cells, rows, level } = of;
  const compare = cells.find((c) => c.name === part.compare);
  const shown = useMemo(() => {
    const first = cells.filter((c) => part.headline.includes(c.name) || c === compare);
    return [...new Set([...first, ...cells.filter((c) => isLate(c.line) || c.band !== undefined), ...cells])].slice(0, SHOWN_COLUMNS).map((c) => c.name);
  }, [cells, part, compare]);
  const columns = useMemo<readonly Column<ReadRow>[]>(() => {
    const most = compare === undefined ? 0 : isShare(compare.line) ? 1 : Math.max(0, ...rows.map((r) => numberOf(r, compare)));
    return [
      { key: 'place', label: levelsOf(of).map((one) => t(`desk:level.${one}`)).join(' / '), value: name },
      ...cells.flatMap((cell): Column<ReadRow>[] => [
        {
          key: cell.name, label: words.short(of, cell), numeric: true,
          value: (row) => shownNumber(row, cell),
          file: (row) => words.filed(cell.line, row.value(cell.name)),
          show: (row) => {
            const figure = <FigureValue line={cell.line} value={row.value(cell.name)} {...(row.itself ? {} : { href: figureHref(row.code, { programme: of.programme, part: part.key, cell: cell.name }, period) })} label={words.name(of, cell)} />;
            return cell === compare && most > 0 ? <CellBar part={numberOf(row, cell) / most}>{figure}</CellBar> : figure;
          },
          total: { value: totalNumber(of, cell), show: <FigureValue line={cell.line} value={of.total(cell.name)} /> },
        },
        ...(isOfPeriod(cell.line) && !of.first ? [{
          key: `${cell.name}.before`, label: t('desk:review.movedColumn', { name: words.short(of, cell) }), numeric: true,
          value: (row: ReadRow) => difference(row, cell),
          show: (row: ReadRow) => {
            const moved = movedBy(cell.line, row.value(cell.name), row.before(cell.name));
            return moved === undefined ? null : words.moved(cell.line, moved);
          },
        }] : []),
      ]),
    ];
  }, [t, name, words, of, part, cells, rows, compare, period]);
  if (level === null || rows.length < 2) return null;
  const title = t('desk:review.table', { part: words.title(of), level: levelsOf(of).map((one) => t(`desk:levels.${one}`)).join(' / ') });
  const down = compare !== undefined && !(isShare(compare.line) && compare.line.bad !== true);
  return (
    <div className="part-table">
      <h2>{title}</h2>
      <DataTable
        id={`review.${of.key}`}
        caption={title}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.code}
        rowHref={(row) => (row.itself ? undefined : reviewHref(row.code, period))}
        formatNumber={format.number}
        choose
        shown={shown}
        {...(compare === undefined ? {} : { sort: { column: compare.name, down } })}
        totalsLabel={t('desk:total')}
        csvName={`${t('desk:review.file')}-${of.key.replaceAll('.', '-')}-${place}-${period.from}-${period.to}`}
        filterFrom={20}
        first={FIRST_ROWS}
      />
    </div>
  );
}

function numberOf(row: ReadRow, cell: ReviewCell): number {
  const value = row.value(cell.name);
  return typeof value === 'number' ? value : 0;
}

function shownNumber(row: ReadRow, cell: ReviewCell): number | undefined {
  const value = row.value(cell.name);
  return typeof value === 'number' ? value : undefined;
}

function totalNumber(of: ReadPart, cell: ReviewCell): number | undefined {
  const value = of.total(cell.name);
  return typeof value === 'number' ? value : undefined;
}

function difference(row: ReadRow, cell: ReviewCell): number | undefined {
  const [value, before] = [row.value(cell.name), row.before(cell.name)];
  return typeof value === 'number' && typeof before === 'number' ? value - before : undefined;
}

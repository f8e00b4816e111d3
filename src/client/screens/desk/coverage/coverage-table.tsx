// Every place of a level with every count; the reader chooses columns and level.
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { PLACE_LEVELS, type PlaceCode, type PlaceLevel } from '#shared/place/place.ts';
import { useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { CellBar } from '#client/ui/desk/cell-bar.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { percent, percentNumber } from '../figures/percent.ts';
import { usePlaceName } from '../use-place.ts';
import type { Reviewed } from './coverage.tsx';
import type { Figures, PlaceFigures } from './sheet-figures.ts';

export interface CoverageTableProps {
  readonly reviewed: Reviewed;
  readonly place: PlaceCode;
  readonly level: PlaceLevel;
  readonly levels: readonly PlaceLevel[];
  readonly onLevel: (level: PlaceLevel) => void;
  readonly figures: Figures;
  /** Of the last seven days, when it has come. */
  readonly week: Figures | undefined;
}

export function CoverageTable({ reviewed: { programme, sheet }, place, level, levels, onLevel, figures, week }: CoverageTableProps) {
  const { t } = useTranslation(['desk', programme.id]);
  const name = usePlaceName();
  const format = useFormat();
  const { today } = useNow();
  const id = useId();
  const columns = useMemo<readonly Column<PlaceFigures>[]>(() => {
    const ofWeek = new Map(week?.rows.map((r) => [r.code, r]));
    return [
      { key: 'place', label: t(`desk:level.${level}`), value: name },
      ...sheet.columns.map((column): Column<PlaceFigures> => {
        const share = 'share' in column;
        const total = figures.total.figure(column);
        return {
          key: column.name,
          label: t(`${programme.id}:sheet.column.${column.name}`),
          numeric: true,
          value: (row) => (share ? round(row.figure(column)) : row.figure(column)),
          ...(share ? { show: (row: PlaceFigures) => {
            const value = row.figure(column);
            return value === undefined ? '—' : <CellBar part={value}>{percent(value)}</CellBar>;
          } } : {}),
          total: { value: share ? round(total) : total, ...(share && total !== undefined ? { show: percent(total) } : {}) },
        };
      }),
      ...sheet.moved.map((moved): Column<PlaceFigures> => ({
        key: `week.${moved}`,
        label: t('desk:weekOf', { column: t(`${programme.id}:sheet.column.${moved}`) }),
        numeric: true,
        value: (row) => ofWeek.get(row.code)?.count(moved),
        total: { value: week?.total.count(moved) },
      })),
    ];
  }, [t, level, name, sheet, figures, week, programme]);
  const [firstMoved] = sheet.moved.slice(1);
  return (
    <section className="stack stack--tight coverage__table">
      <h2>{t('desk:coverage.table', { level: t(`desk:levels.${level}`) })}</h2>
      <DataTable
        id={`${programme.id}.${level}`}
        caption={t('desk:coverage.table', { level: t(`desk:levels.${level}`) })}
        columns={columns}
        rows={figures.rows}
        rowKey={(row) => row.code}
        formatNumber={format.number}
        choose
        shown={firstMoved === undefined ? sheet.shown : [...sheet.shown, `week.${firstMoved}`]}
        sort={{ column: sheet.rank, down: false }}
        {...(PLACE_LEVELS.indexOf(level) < PLACE_LEVELS.length ? { rowHref: (row: PlaceFigures) => `/desk/coverage/${row.code}` } : {})}
        totalsLabel={t('desk:total')}
        csvName={`${t('desk:coverage.file')}-${place}-${today}`}
        tools={levels.length < 2 ? undefined : (
          <span className="row">
            <label htmlFor={id}>{t('desk:coverage.level')}</label>
            <select id={id} className="input input--inline" value={level} onChange={(event) => onLevel(levels.find((l) => l === event.target.value) ?? level)}>
              {levels.map((l) => <option key={l} value={l}>{t(`desk:levels.${l}`)}</option>)}
            </select>
          </span>
        )}
      />
    </section>
  );
}

function round(share: number | undefined): number | undefined {
  return share === undefined ? undefined : percentNumber(share);
}

// A table to work with: sticky head and totals, sorting by its headings, a filter, columns that the
// reader chooses and that stay chosen, arrow keys from row to row, and the same rows as a CSV file.
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Button } from '../button.tsx';
import { SearchField } from '../field.tsx';
import { Icon } from '../icon.tsx';
import { saveFile, toCsv } from './csv.ts';
import { matchesFilter, sortRows, type CellValue, type SortBy } from './table-order.ts';
import { useRemembered } from './use-remembered.ts';
import './data-table.css';

export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  /** By which rows are sorted and filtered, and what stands in the file. */
  readonly value: (row: Row) => CellValue;
  /** What stands in the file where that is not the value. */
  readonly file?: (row: Row) => CellValue;
  /** What is seen; default the value itself, numbers grouped. */
  readonly show?: (row: Row) => ReactNode;
  readonly total?: { readonly value: CellValue; readonly show?: ReactNode };
  readonly numeric?: boolean;
}

export interface DataTableProps<Row> {
  /** Under this name the reader's choices are remembered on this device. */
  readonly id: string;
  /** Said by a screen reader. */
  readonly caption: string;
  /** The first one names the row; it is always there. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly formatNumber: (n: number) => string;
  /** Keys shown until the reader chooses; default all. Absent `choose`: there is nothing to choose. */
  readonly shown?: readonly string[];
  readonly choose?: boolean;
  readonly sort?: SortBy;
  /** Where the row leads. */
  readonly rowHref?: (row: Row) => string | undefined;
  /** Key of the row whose detail is open. */
  readonly current?: string | undefined;
  readonly totalsLabel?: string;
  /** File name without its ending; absent: no file. */
  readonly csvName?: string;
  /** Beside the filter. */
  readonly tools?: ReactNode;
  /** Below this many rows no filter is offered. */
  readonly filterFrom?: number;
  /** Rows drawn at first; the rest on demand and in print. */
  readonly first?: number;
}

const FIRST_ROWS = 300;
/** Up to so many rows the page scrolls; beyond them the table within it, its heads staying in sight. */
const MOST_AT_LENGTH = 40;

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { id, caption, columns, rows, rowKey, formatNumber, shown, choose = false, sort, rowHref, current, totalsLabel, csvName, tools, filterFrom = 8, first: firstRows = FIRST_ROWS } = props;
  const { t, i18n } = useTranslation('desk');
  const [chosen, setChosen] = useRemembered(`columns.${id}`, shown);
  const [by, setBy] = useState<SortBy | undefined>(sort);
  const [typed, setTyped] = useState('');
  const [all, setAll] = useState(false);
  const body = useRef<HTMLTableSectionElement>(null);
  const [first] = columns;

  const visible = useMemo(() => columns.filter((c, i) => i === 0 || !choose || chosen === undefined || chosen.includes(c.key)), [columns, choose, chosen]);
  const ordered = useMemo(() => {
    const column = columns.find((c) => c.key === by?.column);
    const kept = typed.trim() === '' ? rows : rows.filter((row) => matchesFilter(columns.map((c) => c.value(row)).filter((v) => typeof v === 'string').join(' '), typed));
    return column === undefined || by === undefined ? kept : sortRows(kept, column.value, by.down, i18n.language);
  }, [rows, columns, by, typed, i18n.language]);
  const drawn = all ? ordered : ordered.slice(0, firstRows);
  // Paper gets every row: they are drawn before the browser lays out its pages.
  useEffect(() => {
    const drawAll = (): void => flushSync(() => setAll(true));
    window.addEventListener('beforeprint', drawAll);
    return () => window.removeEventListener('beforeprint', drawAll);
  }, []);
  const hasTotals = totalsLabel !== undefined && typed.trim() === '';

  function sortByColumn(column: Column<Row>): void {
    const firstDown = column.numeric === true;
    setBy((now) => (now?.column === column.key ? { column: column.key, down: !now.down } : { column: column.key, down: firstDown }));
  }

  function walk(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (step === undefined || body.current === null || !(event.target instanceof HTMLElement) || event.target.matches('input, select, textarea')) return;
    const stops = [...body.current.querySelectorAll<HTMLElement>('.data-table__go')];
    if (stops.length === 0) return;
    event.preventDefault();
    const at = stops.findIndex((s) => s.closest('tr')?.contains(event.target instanceof Node ? event.target : null) === true);
    stops[Math.max(0, Math.min(stops.length - 1, at + step))]?.focus();
  }

  function download(): void {
    if (csvName === undefined) return;
    const head = visible.map((c) => c.label);
    const lines = ordered.map((row) => visible.map((c) => (c.file ?? c.value)(row)));
    const totals = hasTotals ? [visible.map((c, i) => (i === 0 ? totalsLabel : c.total?.value))] : [];
    saveFile(`${csvName}.csv`, new Blob([toCsv([head, ...lines, ...totals])], { type: 'text/csv;charset=utf-8' }));
  }

  const offersFilter = rows.length >= filterFrom;
  return (
    <div className="table-box">
      {!offersFilter && tools === undefined && !choose && csvName === undefined ? null : (
        <div className="table-box__tools no-print">
          {offersFilter ? <div className="table-box__filter"><SearchField label={t('desk:table.filter')} value={typed} onChange={setTyped} /></div> : null}
          {tools}
          <span className="grow" />
          {choose ? <ColumnChooser columns={columns.slice(1)} chosen={chosen ?? columns.map((c) => c.key)} onChange={setChosen} onReset={() => setChosen(undefined)} /> : null}
          {csvName === undefined ? null : <Button icon="download" onClick={download}>{t('desk:table.csv')}</Button>}
        </div>
      )}
      {typed.trim() === '' ? null : <output className="soft">{t('desk:table.found', { count: ordered.length, number: formatNumber(ordered.length) })}</output>}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <section className={`data-table__scroll${drawn.length > MOST_AT_LENGTH ? '' : ' data-table__scroll--at-length'}`} aria-label={caption} tabIndex={0}>
        <table className="data-table">
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {visible.map((c) => (
                <th key={c.key} scope="col" className={c.numeric === true ? 'data-table__number' : undefined} aria-sort={by?.column === c.key ? (by.down ? 'descending' : 'ascending') : 'none'}>
                  <button type="button" className="data-table__sort" onClick={() => sortByColumn(c)}>
                    <span>{c.label}</span>
                    <Icon name={by?.column === c.key ? (by.down ? 'arrow-down' : 'arrow-up') : 'sort'} size="small" />
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows go from link to link inside */}
          <tbody ref={body} onKeyDown={walk}>
            {drawn.map((row) => {
              const key = rowKey(row);
              const href = rowHref?.(row);
              return (
                <tr key={key} className={current === key ? 'data-table__current' : undefined}>
                  {visible.map((c, i) => {
                    const inside = show(c, row);
                    if (i > 0) return <td key={c.key} className={c.numeric === true ? 'data-table__number' : undefined}>{inside}</td>;
                    return (
                      <th key={c.key} scope="row">
                        {href === undefined ? inside : <Link href={href} className="data-table__go" aria-current={current === key ? 'true' : undefined}>{inside}</Link>}
                      </th>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
          {hasTotals && first !== undefined ? (
            <tfoot>
              <tr>
                {visible.map((c, i) => (i === 0
                  ? <th key={c.key} scope="row">{totalsLabel}</th>
                  : <td key={c.key} className={c.numeric === true ? 'data-table__number' : undefined}>{c.total === undefined ? null : c.total.show ?? plain(c.total.value)}</td>))}
              </tr>
            </tfoot>
          ) : null}
        </table>
      </section>
      {drawn.length === ordered.length ? null : (
        <Button icon="down" onClick={() => setAll(true)}>{t('desk:table.all', { number: formatNumber(ordered.length) })}</Button>
      )}
    </div>
  );

  function show(column: Column<Row>, row: Row): ReactNode {
    return column.show === undefined ? plain(column.value(row)) : column.show(row);
  }
  function plain(value: CellValue): string {
    return value === undefined ? '—' : typeof value === 'number' ? formatNumber(value) : value;
  }
}

interface ChooserProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly chosen: readonly string[];
  readonly onChange: (keys: readonly string[]) => void;
  readonly onReset: () => void;
}

function ColumnChooser<Row>({ columns, chosen, onChange, onReset }: ChooserProps<Row>) {
  const { t } = useTranslation('desk');
  const id = useId();
  return (
    <>
      <button type="button" className="button button--second" popoverTarget={id}>
        <Icon name="table" />
        <span>{t('desk:table.columns')}</span>
      </button>
      <div id={id} popover="auto" className="chooser">
        <fieldset className="chooser__list">
          <legend className="strong">{t('desk:table.columns')}</legend>
          {columns.map((c) => (
            <label key={c.key} className="chooser__line">
              <input
                type="checkbox"
                checked={chosen.includes(c.key)}
                onChange={(event) => onChange(columns.map((o) => o.key).filter((k) => (k === c.key ? event.target.checked : chosen.includes(k))))}
              />
              <span>{c.label}</span>
            </label>
          ))}
        </fieldset>
        <Button look="plain" icon="undo" onClick={onReset}>{t('desk:table.columnsReset')}</Button>
      </div>
    </>
  );
}

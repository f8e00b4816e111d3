// Places beside one another: the reader chooses up to five of those below, and every figure stands in one line.
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Period } from '#shared/report/period.ts';
import { CellBar } from '#client/ui/desk/cell-bar.tsx';
import { usePlaceName } from '../use-place.ts';
import { FigureValue } from './figure-value.tsx';
import { isLate, type ReadPart, type ReadRow } from './read-review.ts';
import { figureHref, MOST_COMPARED } from './review-address.ts';
import { useCellWords } from './use-cell-words.ts';

export interface SideBySideProps {
  readonly parts: readonly ReadPart[];
  readonly chosen: readonly string[];
  readonly onChoose: (codes: readonly string[]) => void;
  readonly place: { readonly code: string; readonly hi: string; readonly en: string };
  readonly period: Period;
}

export function SideBySide({ parts, chosen, onChoose, place, period }: SideBySideProps) {
  const { t } = useTranslation('desk');
  const name = usePlaceName();
  const id = useId();
  const all = useMemo(() => {
    const found = new Map<string, ReadRow>();
    for (const { rows } of parts) for (const row of rows) if (!row.itself) found.set(row.code, row);
    return [...found.values()].sort((a, b) => name(a).localeCompare(name(b)));
  }, [parts, name]);
  if (all.length < 2) return null;
  const columns = chosen.flatMap((code) => all.find((row) => row.code === code) ?? []);
  return (
    <section className={`card side-by-side${columns.length < 2 ? ' no-print' : ''}`} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="card__title">{t('desk:review.compare.title')}</h2>
      <details className="no-print" open={columns.length > 0}>
        <summary>{t('desk:review.compare.choose', { number: MOST_COMPARED })}</summary>
        <fieldset className="side-by-side__choice">
          <legend className="visually-hidden">{t('desk:review.compare.choose', { number: MOST_COMPARED })}</legend>
          {all.map((row) => (
            <label key={row.code} className="chooser__line">
              <input
                type="checkbox"
                checked={chosen.includes(row.code)}
                disabled={!chosen.includes(row.code) && chosen.length >= MOST_COMPARED}
                onChange={({ target }) => onChoose(target.checked ? [...chosen, row.code] : chosen.filter((code) => code !== row.code))}
              />
              <span>{name(row)}</span>
            </label>
          ))}
        </fieldset>
      </details>
      {columns.length === 1 ? <p className="soft">{t('desk:review.compare.oneMore')}</p> : null}
      {columns.length < 2 ? null : parts.filter(({ rows }) => columns.some(({ code }) => rows.some((r) => r.code === code))).map((part) => <PartColumns key={part.key} part={part} columns={columns} place={place} period={period} />)}
    </section>
  );
}

interface PartColumnsProps {
  readonly part: ReadPart;
  readonly columns: readonly ReadRow[];
  readonly place: SideBySideProps['place'];
  readonly period: Period;
}

function PartColumns({ part, columns, place, period }: PartColumnsProps) {
  const { t } = useTranslation('desk');
  const name = usePlaceName();
  const words = useCellWords();
  // A place that this part does not count at has no column here.
  const here = columns.flatMap(({ code }) => part.rows.find((row) => row.code === code) ?? []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <section className="side-by-side__scroll" aria-label={t('desk:review.compare.of', { part: words.title(part) })} tabIndex={0}>
      <table className="plain-table side-by-side__table">
        <caption>{words.title(part)}</caption>
        <thead><tr><th scope="col"><span className="visually-hidden">{t('desk:moved.what')}</span></th>{here.map((row) => <th key={row.code} scope="col">{name(row)}</th>)}<th scope="col">{t('desk:review.compare.whole', { place: name(place) })}</th></tr></thead>
        <tbody>
          {part.cells.filter((cell) => (isLate(cell.line) || part.part.headline.includes(cell.name) || part.part.compare === cell.name) && [...here, part].some((one) => amount(one, cell.name) !== 0)).map((cell) => {
            const numbers = here.map((row) => row.value(cell.name)).filter((v) => typeof v === 'number');
            const most = Math.max(0, ...numbers);
            return (
              <tr key={cell.name}>
                <th scope="row">{words.name(part, cell)}</th>
                {here.map((row) => {
                  const value = row.value(cell.name);
                  return (
                    <td key={row.code}>
                      <CellBar part={typeof value === 'number' && most > 0 ? value / most : 0}>
                        <FigureValue line={cell.line} value={value} href={figureHref(row.code, { programme: part.programme, part: part.part.key, cell: cell.name }, period)} label={`${name(row)}, ${words.name(part, cell)}`} />
                      </CellBar>
                    </td>
                  );
                })}
                <td><FigureValue line={cell.line} value={part.total(cell.name)} /></td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** Nothing counts as zero. */
function amount(of: ReadRow | ReadPart, cell: string): unknown {
  return ('total' in of ? of.total(cell) : of.value(cell)) ?? 0;
}

// One figure over all places below: of the state as a map of its districts, of a district (whose blocks have
// no outlines here) as bars beside its own outline. A table of the same numbers stands beside the map.
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ReviewValue } from '#shared/desk/review.ts';
import { districtOf, levelOf } from '#shared/place/place.ts';
import type { Period } from '#shared/report/period.ts';
import type { ReviewCell } from '#shared/report/review.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Bars } from '#client/ui/desk/bars.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { usePlaceName } from '../../use-place.ts';
import { headlineOf, isShare, levelsOf, type ReadPart, type ReadRow } from '../read-review.ts';
import { figureHref } from '../review-address.ts';
import { useCellWords } from '../use-cell-words.ts';
import { useRowName } from '../use-row-name.ts';
import { DistrictInState, DistrictMap, MapClasses } from './district-map.tsx';
import { OUTLINES } from './outlines.ts';
import { shadesOf } from './shade.ts';

interface Choice {
  readonly key: string;
  readonly of: ReadPart;
  readonly cell: ReviewCell;
}

export interface MapSectionProps {
  readonly parts: readonly ReadPart[];
  readonly place: { readonly code: string; readonly hi: string; readonly en: string };
  readonly period: Period;
}

export function MapSection({ parts, place, period }: MapSectionProps) {
  const { t } = useTranslation('desk');
  const name = usePlaceName();
  const rowName = useRowName();
  const words = useCellWords();
  const id = useId();
  const choices = useMemo(() => parts.flatMap((of): Choice[] => {
    const compare = of.cells.filter((c) => c.name === of.part.compare);
    // A single number makes no map.
    return [...new Set([...compare, ...headlineOf(of)])].map((cell) => ({ key: `${of.key}.${cell.name}`, of, cell })).filter((choice) => told(choice) > 1);
  }), [parts]);
  const [wanted, setWanted] = useState<string>();
  // Until she chooses, the figure that most places have something to say of.
  const [fullest] = choices.toSorted((a, b) => told(b) - told(a));
  const chosen = choices.find(({ key }) => key === wanted) ?? fullest;
  if (chosen === undefined) return null;
  const { of, cell } = chosen;
  const title = t('desk:review.map.title', { figure: `${words.title(of)}: ${words.name(of, cell)}` });
  const href = (row: ReadRow): string => figureHref(row.code, { programme: of.programme, part: of.part.key, cell: cell.name }, period);
  return (
    <section className="card map-section no-print" aria-labelledby={`${id}-title`}>
      <div className="card__head">
        <h2 id={`${id}-title`} className="card__title">{title}</h2>
        <span className="row">
          <label htmlFor={`${id}-figure`}>{t('desk:review.map.choose')}</label>
          <select id={`${id}-figure`} className="input input--inline" value={chosen.key} onChange={({ target }) => setWanted(target.value)}>
            {choices.map((one) => <option key={one.key} value={one.key}>{`${words.title(one.of)}: ${words.name(one.of, one.cell)}`}</option>)}
          </select>
        </span>
      </div>
      {levelOf(place.code) === 'state' ? <StateMap of={of} cell={cell} title={title} href={href} /> : (
        <div className="map-section__district">
          <figure>
            <DistrictInState lgd={districtOf(place.code)} />
            <figcaption className="small soft">{t('desk:review.map.inState', { place: name(place) })}</figcaption>
          </figure>
          <Bars
            title={t('desk:review.map.rows', { levels: levelsOf(of).map((level) => t(`desk:levels.${level}`)).join(' / ') })}
            {...(isShare(cell.line) ? { full: 1 } : {})}
            bars={of.rows.filter((row) => row.value(cell.name) !== null).toSorted((a, b) => numberOf(b, cell) - numberOf(a, cell)).map((row) => ({
              key: row.code, label: row.itself ? rowName(row) : <Link href={href(row)}>{name(row)}</Link>, value: numberOf(row, cell), figure: words.value(cell.line, row.value(cell.name)),
            }))}
          />
        </div>
      )}
    </section>
  );
}

interface StateMapProps {
  readonly of: ReadPart;
  readonly cell: ReviewCell;
  readonly title: string;
  readonly href: (row: ReadRow) => string;
}

interface District {
  readonly code: string;
  readonly name: string;
  readonly row: ReadRow | undefined;
}

function StateMap({ of, cell, title, href }: StateMapProps) {
  const { t } = useTranslation('desk');
  const name = usePlaceName();
  const words = useCellWords();
  const format = useFormat();
  // A part that counts at offices may have several in a district: those are no shade of the district.
  const districts = useMemo<readonly District[]>(() => OUTLINES.map((outline) => {
    const row = of.rows.find(({ code }) => levelOf(code) === 'district' && districtOf(code) === outline.lgd);
    return { code: String(outline.lgd), name: name(row ?? outline), row };
  }), [of.rows, name]);
  const numbers = districts.flatMap(({ row }) => (row === undefined ? [] : known(row, cell)));
  const shades = shadesOf(numbers, !isShare(cell.line) && !('mean' in cell.line));
  // Whole percents: never rounded up, and there is no room for more.
  const short = (value: ReviewValue): string => (isShare(cell.line) && typeof value === 'number' ? t('desk:review.map.percent', { number: Math.floor(value * 100 + 1e-9) }) : words.value(cell.line, value));
  const shaded = new Map(districts.flatMap(({ code, row }) => {
    if (row === undefined) return [];
    const [value] = known(row, cell);
    return [[Number(code), { shade: value === undefined ? undefined : shades.of(value), figure: words.value(cell.line, row.value(cell.name)), short: short(row.value(cell.name)), href: href(row) }] as const];
  }));
  const columns = useMemo<readonly Column<District>[]>(() => [
    { key: 'place', label: t('desk:level.district'), value: (d) => d.name },
    {
      key: 'value', label: words.short(of, cell), numeric: true,
      value: ({ row }) => (row === undefined ? undefined : known(row, cell)[0]),
      file: ({ row }) => (row === undefined ? undefined : words.filed(cell.line, row.value(cell.name))),
      show: ({ row }) => (row === undefined ? '' : words.value(cell.line, row.value(cell.name))),
    },
  ], [t, words, of, cell]);
  const whole = !isShare(cell.line) && !('mean' in cell.line);
  return (
    <div className="map-section__state">
      <div>
        <DistrictMap title={title} districts={shaded} />
        <MapClasses limits={shades.limits} say={(from, to, last) => t('desk:review.map.class', { from: short(from), to: short(whole && !last ? to - 1 : to) })} />
        <p className="small soft">{t('desk:review.map.credit')}</p>
      </div>
      <DataTable
        id="review.map"
        caption={t('desk:review.map.table', { figure: words.name(of, cell) })}
        columns={columns}
        rows={districts}
        rowKey={(d) => d.code}
        rowHref={(d) => (d.row === undefined ? undefined : href(d.row))}
        formatNumber={format.number}
        sort={{ column: 'value', down: true }}
        filterFrom={100}
      />
    </div>
  );
}

/** How many rows have a number above zero. */
function told({ of, cell }: Choice): number {
  return of.rows.filter((row) => numberOf(row, cell) > 0).length;
}

function known(row: ReadRow, cell: ReviewCell): readonly number[] {
  const value = row.value(cell.name);
  return typeof value === 'number' ? [value] : [];
}

function numberOf(row: ReadRow, cell: ReviewCell): number {
  return known(row, cell)[0] ?? 0;
}

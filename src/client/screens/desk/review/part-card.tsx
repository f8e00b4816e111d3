// A part at a glance: its figures large and how they moved, what waits and how long, which limits have run out.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { PROGRAMMES } from '#programmes/index.ts';
import { levelOf } from '#shared/place/place.ts';
import type { Period } from '#shared/report/period.ts';
import type { ReviewLine } from '#shared/report/review.ts';
import { Icon } from '#client/ui/icon.tsx';
import { hrefOf } from '../sections.ts';
import { usePlaceName } from '../use-place.ts';
import { AgeBar } from './age-bar.tsx';
import { FigureValue } from './figure-value.tsx';
import { MovedMark } from './moved-mark.tsx';
import { agesOf, headlineOf, isLate, isOfPeriod, type ReadPart } from './read-review.ts';
import { figureHref, reviewHref } from './review-address.ts';
import { useCellWords } from './use-cell-words.ts';
import { useClockLimit } from './use-clock-limit.ts';

export interface PartCardProps {
  readonly of: ReadPart;
  readonly place: string;
  readonly period: Period;
}

export function PartCard({ of, place, period }: PartCardProps) {
  const { t } = useTranslation('desk');
  const words = useCellWords();
  const limit = useClockLimit(place);
  const sheet = PROGRAMMES.find(({ id }) => id === of.programme)?.sheet;
  const href = (cell: string): string => figureHref(place, { programme: of.programme, part: of.part.key, cell }, period);
  const name = usePlaceName();
  const only = of.rows.length === 1 ? of.rows.find(({ itself }) => !itself) : undefined;
  const head = headlineOf(of);
  const [late, inTime] = split(of.cells.filter((cell) => isLate(cell.line) && !head.includes(cell)), (cell) => of.total(cell.name) !== 0);
  const others = of.cells.filter((cell) => cell.band === undefined && !isLate(cell.line) && !head.includes(cell) && isSaid(of, cell.name));
  const sources = [...new Set(head.map(({ line }) => words.source(of, line)))];
  return (
    <section className="card part-card" aria-labelledby={`part-${of.key}`}>
      <h2 id={`part-${of.key}`} className="card__title">{words.title(of)}</h2>
      <dl className="part-card__figures">
        {head.map((cell) => {
          const value = of.total(cell.name);
          return (
            <div key={cell.name} className="part-card__one">
              <dt>{isLate(cell.line) ? words.name(of, cell) : words.short(of, cell)}</dt>
              <dd>
                {value === null ? <span className="soft">{t('desk:review.nothing')}</span> : <FigureValue line={cell.line} value={value} className="part-card__number" href={href(cell.name)} label={words.name(of, cell)} />}
                {isOfPeriod(cell.line) ? <MovedMark line={cell.line} value={value} before={of.before(cell.name)} was /> : null}
                {isLate(cell.line) && typeof value === 'number' && value > 0 ? <span className="moved-mark moved-mark--worse"><Icon name="alert" size="small" />{t('desk:review.moved.worse')}</span> : null}
              </dd>
            </div>
          );
        })}
      </dl>
      {of.first ? <p className="soft">{t('desk:review.noneBefore')}</p> : null}
      {agesOf(of).map(({ line, bands }) => <AgeBar key={line.name} of={of} line={line} bands={bands} place={place} period={period} />)}
      {late.length === 0 ? null : (
        <ul className="part-card__late">
          {late.map((cell) => (
            <li key={cell.name} className="late">
              <Icon name="alert" size="small" />
              <span className="grow">{words.name(of, cell)}<Limit line={cell.line} limit={limit} /></span>
              <FigureValue line={cell.line} value={of.total(cell.name)} className="strong" href={href(cell.name)} label={words.name(of, cell)} />
            </li>
          ))}
        </ul>
      )}
      {inTime.length === 0 ? null : <p className="soft">{t(late.length === 0 ? 'desk:review.inTime' : 'desk:review.othersInTime', { count: inTime.length, number: inTime.length })}</p>}
      {others.length === 0 ? null : (
        <details className="part-card__more">
          <summary>{t('desk:review.more', { count: others.length, number: others.length })}</summary>
          <ul className="part-card__others">
            {others.map((cell) => (
              <li key={cell.name}>
                <span className="grow">{words.name(of, cell)}</span>
                <FigureValue line={cell.line} value={of.total(cell.name)} className="strong" href={href(cell.name)} label={words.name(of, cell)} />
                {isOfPeriod(cell.line) ? <MovedMark line={cell.line} value={of.total(cell.name)} before={of.before(cell.name)} /> : null}
              </li>
            ))}
          </ul>
        </details>
      )}
      {only === undefined ? null : <p>{t('desk:review.only')} <Link href={reviewHref(only.code, period)}>{name(only)}</Link></p>}
      {sheet === undefined || levelOf(place) === 'office' ? null : <p className="no-print"><Link href={hrefOf('coverage', place)}>{t('desk:review.coverage')}</Link></p>}
      <p className="part-card__source">{t('desk:review.source', { source: sources.join(', ') })}</p>
    </section>
  );
}

/** Of a date that has passed there is no limit to name. */
function Limit({ line, limit }: { readonly line: ReviewLine; readonly limit: (clock: string) => string | undefined }) {
  const { t } = useTranslation('desk');
  const said = 'overdue' in line ? limit(line.clock) : undefined;
  return said === undefined ? null : <span className="soft"> ({t('desk:review.limit', { limit: said })})</span>;
}

/** Neither nothing nor zero now as before. */
function isSaid({ total, before }: ReadPart, cell: string): boolean {
  const was = before(cell);
  return total(cell) !== null && (total(cell) !== 0 || (typeof was === 'number' && was > 0));
}

function split<T>(all: readonly T[], first: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(first), all.filter((one) => !first(one))];
}

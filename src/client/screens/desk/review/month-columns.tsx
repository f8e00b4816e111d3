// Months as columns that begin at zero, each with its figure above and its name below.
import { scaleBand, scaleLinear } from 'd3-scale';
import { useTranslation } from 'react-i18next';
import type { FigureResponse } from '#shared/desk/review.ts';
import type { ReviewLine } from '#shared/report/review.ts';
import { useCellWords } from './use-cell-words.ts';
import { usePeriodWords } from './use-period-words.ts';

const WIDTH = 640;
const HEIGHT = 180;
const ABOVE = 22;
const BELOW = 40;
/** Beyond these the figures above would touch. */
const MOST = 24;

export interface MonthColumnsProps {
  readonly title: string;
  readonly line: ReviewLine;
  readonly months: FigureResponse['months'];
}

export function MonthColumns({ title, line, months }: MonthColumnsProps) {
  const { i18n } = useTranslation();
  const words = useCellWords();
  const period = usePeriodWords();
  const shown = months.slice(-MOST);
  const x = scaleBand<string>().domain(shown.map((m) => m.month)).range([0, WIDTH]).paddingInner(0.25);
  const most = Math.max(...shown.map(({ value }) => (typeof value === 'number' ? value : 0)), 0);
  const y = scaleLinear().domain([0, most > 0 ? most : 1]).range([HEIGHT, 0]);
  const short = new Intl.DateTimeFormat(`${i18n.language}-IN-u-nu-latn`, { month: 'short', timeZone: 'UTC' });
  const dense = shown.length > 14;
  return (
    <figure className="months">
      <figcaption className="strong">{title}</figcaption>
      <svg viewBox={`0 ${-ABOVE} ${WIDTH} ${HEIGHT + ABOVE + BELOW}`} className={dense ? 'months__chart months__chart--dense' : 'months__chart'} aria-hidden="true">
        <line className="months__ground" x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
        {shown.map(({ month, value }, i) => {
          const left = x(month) ?? 0;
          const middle = left + x.bandwidth() / 2;
          const top = typeof value === 'number' ? y(value) : HEIGHT;
          return (
            <g key={month}>
              <rect className="bars__bar" x={left} y={top} width={x.bandwidth()} height={HEIGHT - top} />
              <text className="months__figure" x={middle} y={top - 6} textAnchor="middle">{words.value(line, value)}</text>
              <text className="months__name" x={middle} y={HEIGHT + 18} textAnchor="middle">{short.format(Date.parse(`${month}-01T00:00Z`)).replaceAll('॰', '.')}</text>
              {i === 0 || month.endsWith('-01') ? <text className="months__name" x={middle} y={HEIGHT + 36} textAnchor="middle">{month.slice(0, 4)}</text> : null}
            </g>
          );
        })}
      </svg>
      <ul className="visually-hidden">{shown.map(({ month, value }) => <li key={month}>{`${period.month(month)}: ${words.value(line, value)}`}</li>)}</ul>
    </figure>
  );
}

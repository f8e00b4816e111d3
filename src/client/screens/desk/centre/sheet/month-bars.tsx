// Children met month by month, as columns that begin at zero.
import { scaleBand, scaleLinear } from 'd3-scale';
import { useTranslation } from 'react-i18next';
import type { SubjectSheetTable } from '#shared/subjects/sheet.ts';
import { useSheetWords, numberOf } from './use-sheet-words.ts';

const WIDTH = 640;
const HEIGHT = 160;
const ABOVE = 22;
const BELOW = 40;
const MOST = 24;

export function MonthBars({ table }: { readonly table: SubjectSheetTable }) {
  const { t, i18n } = useTranslation('subjects');
  const words = useSheetWords({ categories: [], places: [] }, table);
  const shown = table.rows.slice(-MOST).map(({ of, values }) => ({ month: of, value: values.at(-1) }));
  const x = scaleBand<string>().domain(shown.map((m) => m.month)).range([0, WIDTH]).paddingInner(0.25);
  const y = scaleLinear().domain([0, Math.max(1, ...shown.map(({ value }) => numberOf(value)))]).range([HEIGHT, 0]);
  const short = new Intl.DateTimeFormat(`${i18n.language}-IN-u-nu-latn`, { month: 'short', timeZone: 'UTC' });
  return (
    <figure className="months">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <section className="months__scroll" aria-label={t('subjects:sheet.trend')} tabIndex={0}>
        <svg viewBox={`0 ${-ABOVE} ${WIDTH} ${HEIGHT + ABOVE + BELOW}`} className="months__chart" aria-hidden="true">
          <line className="months__ground" x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
          {shown.map(({ month, value }, i) => {
            const left = x(month) ?? 0;
            const middle = left + x.bandwidth() / 2;
            const top = y(numberOf(value));
            return (
              <g key={month}>
                <rect className="bars__bar" x={left} y={top} width={x.bandwidth()} height={HEIGHT - top} />
                <text className="months__figure" x={middle} y={top - 6} textAnchor="middle">{words.told(value)}</text>
                <text className="months__name" x={middle} y={HEIGHT + 18} textAnchor="middle">{short.format(Date.parse(`${month}-01T00:00Z`)).replaceAll('॰', '.')}</text>
                {i === 0 || month.endsWith('-01') ? <text className="months__name" x={middle} y={HEIGHT + 36} textAnchor="middle">{month.slice(0, 4)}</text> : null}
              </g>
            );
          })}
        </svg>
      </section>
      <ul className="visually-hidden">{shown.map(({ month, value }) => <li key={month}>{`${words.row(month)}: ${words.told(value)}`}</li>)}</ul>
    </figure>
  );
}

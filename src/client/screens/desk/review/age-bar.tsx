// What is pending, by how long it has waited: one bar whose pieces carry their own words, so that nothing
// is to be decoded. The longest wait is the darkest.
import { useTranslation } from 'react-i18next';
import type { Period } from '#shared/report/period.ts';
import type { ReviewCell, ReviewLine } from '#shared/report/review.ts';
import { FigureValue } from './figure-value.tsx';
import type { ReadPart } from './read-review.ts';
import { figureHref } from './review-address.ts';
import { useCellWords } from './use-cell-words.ts';

export interface AgeBarProps {
  readonly of: ReadPart;
  readonly line: ReviewLine;
  readonly bands: readonly ReviewCell[];
  readonly place: string;
  readonly period: Period;
}

export function AgeBar({ of, line, bands, place, period }: AgeBarProps) {
  const { t } = useTranslation('desk');
  const words = useCellWords();
  const known = bands.map((cell) => ({ cell, value: of.total(cell.name) }));
  const complete = known.every(({ value }) => value !== 'hidden');
  const amounts = known.map(({ value }) => (typeof value === 'number' ? value : 0));
  const upTo = (i: number): number => amounts.slice(0, i).reduce((all, one) => all + one, 0);
  const sum = upTo(amounts.length);
  return (
    <figure className="age-bar">
      <figcaption className="strong">
        {words.line(of, line)}{complete ? <>: <span className="age-bar__sum">{words.value(line, sum)}</span></> : null}
      </figcaption>
      {sum === 0 && complete ? <p className="soft">{t('desk:review.noneWaiting')}</p> : (
        <>
          <svg className="age-bar__track" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect className="bars__ground" width="100" height="10" />
            {sum === 0 ? null : known.map(({ cell }, i) => (
              <rect key={cell.name} style={{ fill: shade(i, known.length) }} x={(100 * upTo(i)) / sum} width={Math.max(0, (100 * (amounts[i] ?? 0)) / sum - 0.4)} height="10" />
            ))}
          </svg>
          <ul className="age-bar__bands">
            {known.map(({ cell, value }, i) => (
              <li key={cell.name}>
                <span className="age-bar__key" style={{ background: shade(i, known.length) }} aria-hidden="true" />
                <span>{words.band(cell)}</span>
                <FigureValue line={line} value={value} className="strong" href={figureHref(place, { programme: of.programme, part: of.part.key, cell: cell.name }, period)} label={words.name(of, cell)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </figure>
  );
}

/** The last of the bands is the darkest. */
function shade(at: number, of: number): string {
  return `var(--age-${Math.max(0, at + 4 - of)})`;
}

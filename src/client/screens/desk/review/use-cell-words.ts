// What a cell is called and how its value is read: names from the programme, values as people here write
// them. A hidden value is a dash, nothing is nothing.
import { createContext, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewValue } from '#shared/desk/review.ts';
import type { ReviewCell, ReviewLine } from '#shared/report/review.ts';
import { PROGRAMMES } from '#programmes/index.ts';
import { useFormat } from '#client/app/use-format.ts';
import { percent, percentNumber } from '../figures/percent.ts';
import { isShare, type Moved } from './read-review.ts';

export const HIDDEN = '—';
export const REVIEWING = PROGRAMMES.filter((p) => p.review !== undefined);

interface Of {
  readonly programme: string;
  readonly part: { readonly key: string };
}

export interface CellWords {
  readonly title: (of: Of) => string;
  /** Full name; of a band with its days. */
  readonly name: (of: Of, cell: ReviewCell) => string;
  readonly line: (of: Of, line: ReviewLine) => string;
  /** Head of a column. */
  readonly short: (of: Of, cell: ReviewCell) => string;
  readonly shortLine: (of: Of, line: ReviewLine) => string;
  /** "31–90 दिन" */
  readonly band: (cell: ReviewCell) => string;
  readonly source: (of: Of, line: ReviewLine) => string;
  readonly value: (line: ReviewLine, value: ReviewValue) => string;
  /** "12 अधिक" */
  readonly moved: (line: ReviewLine, moved: Moved) => string;
  /** As it stands in a file: of a share its percent. */
  readonly filed: (line: ReviewLine, value: ReviewValue) => number | string | undefined;
}

const CellWordsContext = createContext<CellWords | undefined>(undefined);
export const CellWordsProvider = CellWordsContext.Provider;

export function useCellWords(): CellWords {
  const words = useContext(CellWordsContext);
  if (words === undefined) throw new Error('figures are named within the review');
  return words;
}

/** Once for a page: hundreds of figures share it. Waits until the words of every programme are here. */
export function useMakeCellWords(): CellWords {
  const { t } = useTranslation(['desk', ...REVIEWING.map((p) => p.id)]);
  const format = useFormat();
  return useMemo(() => {
    const key = ({ programme, part }: Of): string => `${programme}:review.${part.key}`;
    const band = ({ band: days }: ReviewCell): string => days === undefined ? ''
      : days.to === undefined ? t('desk:review.band.over', { days: days.from - 1 })
      : days.from === 0 ? t('desk:review.band.upTo', { days: days.to }) : t('desk:review.band.between', { from: days.from, to: days.to });
    const withBand = (words: string, cell: ReviewCell): string => (cell.band === undefined ? words : t('desk:review.band.of', { name: words, band: band(cell) }));
    const plain = (line: ReviewLine, n: number): string => {
      if (isShare(line)) return percent(n);
      const number = format.number('mean' in line ? Math.round(n * 10) / 10 : n);
      return line.unit === 'rupees' ? t('desk:review.rupees', { number }) : number;
    };
    return {
      title: (of) => t(`${key(of)}.title`),
      line: (of, line) => t(`${key(of)}.line.${line.name}`),
      name: (of, cell) => withBand(t(`${key(of)}.line.${cell.line.name}`), cell),
      short: (of, cell) => withBand(t(`${key(of)}.short.${cell.line.name}`), cell),
      shortLine: (of, line) => t(`${key(of)}.short.${line.name}`),
      band,
      source: (of, line) => t(`${key(of)}.source.${line.source}`),
      value: (line, value) => (value === 'hidden' ? HIDDEN : value === null ? '' : plain(line, value)),
      moved: (line, { way, by }) => (way === 'same' ? t('desk:review.moved.same')
        : t(`desk:review.moved.${way}${isShare(line) ? 'Share' : ''}`, { number: isShare(line) ? String(percentNumber(by)) : plain(line, by) })),
      filed: (line, value) => (value === null ? undefined : value === 'hidden' ? HIDDEN : isShare(line) ? percentNumber(value) : 'mean' in line ? Math.round(value * 10) / 10 : value),
    };
  }, [t, format]);
}

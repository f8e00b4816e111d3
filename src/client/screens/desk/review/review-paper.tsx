// The review's own words around the paper of the desk.
import { useTranslation } from 'react-i18next';
import { levelOf } from '#shared/place/place.ts';
import type { Period } from '#shared/report/period.ts';
import { Letterhead, PaperFoot } from '../paper/letterhead.tsx';
import { usePlaceName } from '../use-place.ts';
import type { ReadPart } from './read-review.ts';
import { useCellWords } from './use-cell-words.ts';
import { usePeriodWords } from './use-period-words.ts';

export interface ReviewLetterheadProps {
  readonly place: { readonly code: string; readonly hi: string; readonly en: string };
  readonly period: Period;
  readonly at: number;
}

export function ReviewLetterhead({ place, period, at }: ReviewLetterheadProps) {
  const { t } = useTranslation('desk');
  const name = usePlaceName();
  const words = usePeriodWords();
  const level = levelOf(place.code);
  const head = level === 'state' || level === 'district' || level === 'office' ? level : 'block';
  return (
    <Letterhead
      place={place.code}
      office={t(`desk:review.paper.office.${head}`, { place: name(place) })}
      officeLong={t('desk:review.paper.meeting')}
      title={t('desk:review.paper.title', { place: t('desk:placeOfLevel', { name: name(place), level: t(`desk:level.${level}`) }) })}
      of={t('desk:review.paper.of', { period: words.name(period), days: words.days(period) })}
      at={at}
    />
  );
}

export interface ReviewFootProps {
  readonly place: string;
  readonly parts: readonly ReadPart[];
  readonly at: number;
}

/** A part all of whose figures come from one source is named whole, else with the figures that do. */
export function ReviewFoot({ place, parts, at }: ReviewFootProps) {
  const { t } = useTranslation('desk');
  const words = useCellWords();
  const sources = new Map<string, string[]>();
  for (const of of parts) {
    const lines = [...new Set(of.cells.map((c) => c.line))];
    for (const source of new Set(lines.map((line) => words.source(of, line)))) {
      const from = lines.filter((line) => words.source(of, line) === source);
      const said = from.length === lines.length ? words.title(of) : t('desk:review.paper.figures', { part: words.title(of), figures: from.map((line) => words.shortLine(of, line)).join(', ') });
      sources.set(source, [...(sources.get(source) ?? []), said]);
    }
  }
  return <PaperFoot place={place} at={at} sources={[...sources]} />;
}

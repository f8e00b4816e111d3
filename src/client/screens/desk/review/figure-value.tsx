// One figure that opens what it is made of. A hidden one says so to those who cannot see the dash.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ReviewValue } from '#shared/desk/review.ts';
import type { ReviewLine } from '#shared/report/review.ts';
import { useCellWords } from './use-cell-words.ts';

export interface FigureValueProps {
  readonly line: ReviewLine;
  readonly value: ReviewValue;
  /** Absent: it leads nowhere. */
  readonly href?: string;
  /** Said with the number by a screen reader. */
  readonly label?: string;
  readonly className?: string;
}

export function FigureValue({ line, value, href, label, className }: FigureValueProps) {
  const { t } = useTranslation('desk');
  const words = useCellWords();
  if (value === null) return null;
  const inside = value === 'hidden' ? <abbr className="hidden-figure" title={t('desk:review.hidden')}>{words.value(line, value)}</abbr> : words.value(line, value);
  if (href === undefined || value === 'hidden') return <span className={className}>{inside}</span>;
  return <Link href={href} className={`figure-link ${className ?? ''}`} {...(label === undefined ? {} : { 'aria-label': `${label}: ${words.value(line, value)}` })}>{inside}</Link>;
}

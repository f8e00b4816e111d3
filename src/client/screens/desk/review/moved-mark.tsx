// How a figure moved: an arrow, a word and a number. More of what is bad is marked with a sign and a word
// too, never by colour alone.
import { useTranslation } from 'react-i18next';
import type { ReviewValue } from '#shared/desk/review.ts';
import type { ReviewLine } from '#shared/report/review.ts';
import { Icon } from '#client/ui/icon.tsx';
import { movedBy } from './read-review.ts';
import { useCellWords } from './use-cell-words.ts';

export interface MovedMarkProps {
  readonly line: ReviewLine;
  readonly value: ReviewValue;
  readonly before: ReviewValue;
  /** The figure before is said too. */
  readonly was?: boolean;
}

export function MovedMark({ line, value, before, was = false }: MovedMarkProps) {
  const { t } = useTranslation('desk');
  const words = useCellWords();
  const moved = movedBy(line, value, before);
  if (moved === undefined) return null;
  return (
    <span className={`moved-mark${moved.worse ? ' moved-mark--worse' : ''}`}>
      {moved.way === 'same' ? null : <Icon name={moved.way === 'more' ? 'arrow-up' : 'arrow-down'} size="small" />}
      <span>
        {words.moved(line, moved)}
        {moved.worse ? ` · ${t('desk:review.moved.worse')}` : ''}
        {was && moved.way !== 'same' ? <span className="moved-mark__was"> {t('desk:review.moved.was', { number: words.value(line, before) })}</span> : null}
      </span>
    </span>
  );
}

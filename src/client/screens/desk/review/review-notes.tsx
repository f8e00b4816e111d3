// What changed in the period and explains a figure: a place renamed, divided or joined with another.
import { useTranslation } from 'react-i18next';
import type { ReviewResponse } from '#shared/desk/review.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Notice } from '#client/ui/notice.tsx';
import { usePlaceName } from '../use-place.ts';

export function ReviewNotes({ notes }: { readonly notes: ReviewResponse['notes'] }) {
  const { t } = useTranslation('desk');
  const name = usePlaceName();
  const format = useFormat();
  if (notes.length === 0) return null;
  return (
    <Notice state="neutral" icon="info" title={t('desk:review.note.title')}>
      <ul>
        {notes.map(({ kind, place, day, was }) => (
          <li key={`${kind} ${place.code} ${was.code} ${day}`}>{t(`desk:review.note.${kind}`, { day: format.day(day), place: name(place), was: name(was) })}</li>
        ))}
      </ul>
    </Notice>
  );
}

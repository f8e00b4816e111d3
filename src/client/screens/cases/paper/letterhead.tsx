// The head of whatever is printed: the state, the office, the district, the title and the day.
import { useTranslation } from 'react-i18next';
import type { PlaceCode } from '#shared/place/place.ts';
import { parentOf } from '#shared/place/place.ts';
import { usePlaces } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import './paper.css';

export interface LetterheadProps {
  readonly place: PlaceCode;
  readonly title: string;
  readonly sub?: string;
  /** ISO day. */
  readonly day: string;
}

export function Letterhead({ place, title, sub, day }: LetterheadProps) {
  const { t } = useTranslation('cases');
  const places = usePlaces();
  return (
    <header className="paper__head">
      <p>{t('cases:paper.state')}</p>
      <p className="paper__office">{places.name(place)}</p>
      <p>{t('cases:paper.district', { name: places.name(parentOf(place) ?? '') })}</p>
      <h2 className="paper__title">{title}</h2>
      {sub === undefined ? null : <p>{sub}</p>}
      <p className="paper__day">{t('cases:paper.day', { day: dayMonthYear(day) })}</p>
    </header>
  );
}

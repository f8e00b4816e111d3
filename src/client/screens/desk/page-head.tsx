// The head of a page: the way down to the place, its name, and what can be done with the page.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearch } from 'wouter';
import { levelOf, type PlaceCode } from '#shared/place/place.ts';
import { ScreenHeading } from '#client/ui/screen.tsx';
import { useDesk } from './desk-context.tsx';
import { keptSearch } from './review/review-address.ts';
import { hrefOf, verbFor, type PlaceSection } from './sections.ts';
import { usePlaceName, usePlacesBelow } from './use-place.ts';

export interface PageHeadProps {
  readonly section: PlaceSection;
  readonly place: PlaceCode;
  readonly actions?: ReactNode;
}

export function PageHead({ section, place, actions }: PageHeadProps) {
  const { t } = useTranslation('desk');
  const desk = useDesk();
  const { may } = desk;
  const name = usePlaceName();
  const kept = keptSearch(useSearch());
  const { value } = usePlacesBelow(place);
  const trail = value?.trail ?? [];
  const here = trail.at(-1);
  return (
    <div className="page-head">
      <div className="grow">
        <nav aria-label={t('desk:trail')} className="no-print">
          <ol className="trail">
            {trail.map((p) => (
              <li key={p.code}>
                {p.code === place ? <span aria-current="location">{name(p)}</span>
                : may(verbFor(desk, section), p.code) ? <Link href={hrefOf(section, p.code, kept)}>{name(p)}</Link> : <span>{name(p)}</span>}
              </li>
            ))}
          </ol>
        </nav>
        <ScreenHeading>
          {t(`desk:section.${section}`)}
          {here === undefined ? null : <span className="page-head__place">{t('desk:placeOfLevel', { name: name(here), level: t(`desk:level.${levelOf(place)}`) })}</span>}
        </ScreenHeading>
      </div>
      {actions === undefined ? null : <div className="row no-print">{actions}</div>}
    </div>
  );
}

// Places in the rail: the way down to where one is, what lies below, and any place by its name.
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearch } from 'wouter';
import { levelOf, type PlaceCode } from '#shared/place/place.ts';
import { SearchField } from '#client/ui/field.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { useDesk } from './desk-context.tsx';
import { QueryView } from './query-view.tsx';
import { keptSearch } from './review/review-address.ts';
import { hrefOf, verbFor, type PlaceSection } from './sections.ts';
import { usePlaceName, usePlacesBelow } from './use-place.ts';
import { useQuery } from './use-query.ts';

/** Pages that have something to show of an office. */
const OFFICE_SECTIONS: ReadonlySet<PlaceSection> = new Set(['review', 'people', 'phones', 'held', 'audit', 'imports']);

export interface PlaceRailProps {
  readonly section: PlaceSection;
  readonly place: PlaceCode;
}

export function PlaceRail({ section, place }: PlaceRailProps) {
  const { t } = useTranslation('desk');
  const [typed, setTyped] = useState('');
  return (
    <aside aria-label={t('desk:places')}>
      <details className="places-rail" open={matchMedia('(min-width: 64rem)').matches}>
        <summary className="rail__head"><span className="grow">{t('desk:places')}</span><Icon name="down" size="small" /></summary>
        <SearchField label={t('desk:placeSearch')} value={typed} onChange={setTyped} />
        {typed.trim() === '' ? <Tree section={section} place={place} /> : <Found section={section} typed={typed} onChoose={() => setTyped('')} />}
      </details>
    </aside>
  );
}

function Tree({ section, place }: PlaceRailProps) {
  const { t } = useTranslation('desk');
  const desk = useDesk();
  const { may } = desk;
  const name = usePlaceName();
  const below = usePlacesBelow(place);
  const kept = keptSearch(useSearch());
  return (
    <QueryView query={below}>
      {({ trail, places }) => (
        <nav aria-label={t('desk:places')}>
          <ul className="rail__list">
            {trail.filter((p) => may(verbFor(desk, section), p.code)).map((p) => (
              <li key={p.code}>
                <Link href={hrefOf(section, p.code, kept)} className="rail__place rail__place--above" aria-current={p.code === place ? 'location' : undefined}>
                  <Icon name="down" size="small" />{name(p)}
                </Link>
              </li>
            ))}
            {places.filter((p) => levelOf(p.code) !== 'office' || OFFICE_SECTIONS.has(section)).map((p) => (
              <li key={p.code}>
                <Link href={hrefOf(section, p.code, kept)} className="rail__place"><span className="grow">{name(p)}</span>{p.children > 0 ? <span className="soft">{p.children}</span> : null}</Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </QueryView>
  );
}

interface FoundProps {
  readonly section: PlaceSection;
  readonly typed: string;
  readonly onChoose: () => void;
}

function Found({ section, typed, onChoose }: FoundProps) {
  const { t } = useTranslation('desk');
  const desk = useDesk();
  const { api, may } = desk;
  const name = usePlaceName();
  const asked = useDeferredValue(typed.trim());
  const kept = keptSearch(useSearch());
  const query = useQuery(`search:${asked}`, (signal) => api.searchPlaces(asked, signal));
  return (
    <QueryView query={query}>
      {({ places }) => {
        const mine = places.filter((p) => may(verbFor(desk, section), p.code));
        return mine.length === 0 ? <output>{t('desk:placeNone')}</output> : (
          <ul className="rail__list">
            {mine.map((p) => (
              <li key={p.code}>
                <Link href={hrefOf(section, p.code, kept)} className="rail__place" onClick={onChoose}>
                  <span className="grow">{name(p)}<span className="rail__within">{[t(`desk:level.${p.level}`), ...p.within.slice(0, 2).map(name)].join(' · ')}</span></span>
                </Link>
              </li>
            ))}
          </ul>
        );
      }}
    </QueryView>
  );
}

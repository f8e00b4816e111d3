// The frame of the desk: who is here, the pages, the places, and the page in the middle. On a narrow
// screen the pages become a strip and the places fold away.
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PlaceCode } from '#shared/place/place.ts';
import { appNameKey } from '#client/app/app-name.ts';
import { useDehri } from '#client/app/context.tsx';
import { Button, ButtonLink } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { LanguageButton } from '../shell/language-button.tsx';
import { useDesk } from './desk-context.tsx';
import { PlaceRail } from './place-rail.tsx';
import { hrefOf, isCentreSection, isPlaceSection, placeFor, SECTION_ICONS, sectionsOf, type Section } from './sections.ts';

export interface DeskFrameProps {
  readonly section: Section;
  readonly place: PlaceCode | undefined;
  readonly children: ReactNode;
}

export function DeskFrame({ section, place, children }: DeskFrameProps) {
  const { t } = useTranslation(['desk', 'app']);
  const { session } = useDehri();
  const desk = useDesk();
  const profile = session.profile();
  const [grant] = desk.grants;
  useEffect(() => {
    if (place !== undefined) desk.stay(place);
  }, [desk, place]);
  return (
    <div className="desk">
      <a className="desk__skip" href="#desk-main">{t('desk:skip')}</a>
      <header className="desk__top no-print">
        <Link href="/desk" className="desk__brand"><Icon name="home" />{t(appNameKey())}</Link>
        <p className="desk__who">
          <span className="strong">{profile.person.name}</span>
          {grant === undefined ? null : <span className="soft">{t(`app:setting.roles.${grant.role}`)}</span>}
        </p>
        <LanguageButton />
        <ButtonLink href="/help" look="plain" icon="question">{t('app:help')}</ButtonLink>
        <ButtonLink href="/today" look="plain" icon="phone">{t('desk:phoneView')}</ButtonLink>
        <Button look="plain" icon="lock" onClick={() => session.lock()}>{t('desk:lock')}</Button>
      </header>
      <div className="desk__rail no-print">
        <nav aria-label={t('desk:sections')}>
          <ul className="desk__sections">
            {sectionsOf(desk).map((s) => (
              <li key={s}>
                <Link href={hrefOf(s, placeFor(desk, s, place))} className="desk__section" aria-current={s === section ? 'page' : undefined}>
                  <Icon name={SECTION_ICONS[s]} />
                  <span>{t(`desk:section.${s}`)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        {!isPlaceSection(section) || isCentreSection(section) || place === undefined ? null : <PlaceRail section={section} place={place} />}
      </div>
      <main id="desk-main" className="desk__main" tabIndex={-1}>{children}</main>
    </div>
  );
}

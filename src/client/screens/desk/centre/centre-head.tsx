// The head of a page of the centre: what it is for, and the way to another place of hers that has it too.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PlaceCode } from '#shared/place/place.ts';
import { usePlaces } from '#client/app/context.tsx';
import { useDesk } from '../desk-context.tsx';
import { PageHead } from '../page-head.tsx';
import { hrefOf, SECTION_VERBS, type CentreSection } from '../sections.ts';

export interface CentreHeadProps {
  readonly section: CentreSection;
  readonly place: PlaceCode;
  readonly actions?: ReactNode;
}

export function CentreHead({ section, place, actions }: CentreHeadProps) {
  const { t } = useTranslation(['subjects', 'desk']);
  const desk = useDesk();
  const { name } = usePlaces();
  const roots = desk.roots(SECTION_VERBS[section]);
  return (
    <>
      <PageHead section={section} place={place} actions={actions} />
      <p className="soft centre__help no-print">{t(`subjects:${section}.help`)}</p>
      {roots.length < 2 ? null : (
        <nav aria-label={t('desk:places')} className="row">
          {roots.map((root) => <Link key={root} href={hrefOf(section, root)} className="centre__root" aria-current={root === place ? 'location' : undefined}>{name(root)}</Link>)}
        </nav>
      )}
    </>
  );
}

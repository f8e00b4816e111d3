// Camps of her area: what is on and coming, then what is over; and, for the one who may, a new one.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useBack } from '#client/app/back.ts';
import { useDehri, useNow } from '#client/app/context.tsx';
import { ButtonLink } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { useAnnouncing } from './announce.ts';
import { CampDrafts, CampRow } from './camp-row.tsx';
import { inOrder } from './order.ts';

export function Camps() {
  const { t } = useTranslation('groups');
  const { store, field } = useDehri();
  const back = useBack('/today');
  const { today } = useNow();
  const announcing = useAnnouncing();
  const work = field.camps;
  const camps = store.ofType(work?.recordType ?? '');
  const { ahead, past } = useMemo(() => (work === undefined ? { ahead: [], past: [] } : inOrder(camps, work, today)), [camps, work, today]);
  if (work === undefined) return <NotFound />;
  return (
    <Screen
      top={<TopBar title={t('groups:camps')} onBack={back} />}
      bottom={announcing.places.length === 0 ? undefined : <ActionBar><ButtonLink look="primary" big wide icon="plus" href="/camps/new">{t('groups:campNew')}</ButtonLink></ActionBar>}
    >
      <CampDrafts />
      {camps.length === 0 ? <EmptyState icon="calendar" title={t('groups:campNone')}>{t(announcing.places.length === 0 ? 'groups:campNoneHelp' : 'groups:campNewHelp')}</EmptyState> : (
        <>
          <Card title={t('groups:campAhead')} flush>
            {ahead.length === 0 ? <p className="camps__none soft">{t('groups:campAheadNone')}</p> : ahead.map((camp) => <CampRow key={camp.id} camp={camp} today={today} />)}
          </Card>
          {past.length === 0 ? null : <Card title={t('groups:campPast')} flush>{past.map((camp) => <CampRow key={camp.id} camp={camp} today={today} />)}</Card>}
        </>
      )}
    </Screen>
  );
}

// A new camp begins with whose it is: the families of the chosen place get it on their mitras' phones.
// Then comes the programme's form.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { bucketOf } from '#shared/place/bucket.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { useBack } from '#client/app/back.ts';
import { useDehri } from '#client/app/context.tsx';
import { newId } from '#client/app/ids.ts';
import { Button } from '#client/ui/button.tsx';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { useAnnouncing, useCampsHref } from './announce.ts';
import { CampDrafts } from './camp-row.tsx';
import { PlaceSteps } from './place-steps.tsx';

export function NewCamp() {
  const { t } = useTranslation(['groups', 'app']);
  const { store, programme, field } = useDehri();
  const back = useBack(useCampsHref());
  const [, navigate] = useLocation();
  const { places } = useAnnouncing();
  const [place, setPlace] = useState<PlaceCode | undefined>(places.length === 1 ? places[0] : undefined);
  const work = field.camps;
  const form = programme.forms.filter((f) => f.id === work?.form).at(-1);
  const type = programme.recordTypes.find((r) => r.name === work?.recordType);
  if (work === undefined || form === undefined || type === undefined || places.length === 0) return <NotFound />;

  async function begin(): Promise<void> {
    if (place === undefined || work === undefined || form === undefined || type === undefined) return;
    const id = newId();
    await store.putDraft({ id, form: `${form.id}@${form.version}`, bucket: bucketOf(place, type.shelf), page: 0, savedAt: Date.now(), answers: work.beginAt(place) });
    navigate(`/drafts/${id}`, { replace: true });
  }

  return (
    <Screen
      top={<TopBar title={t('groups:campNew')} onBack={back} />}
      bottom={<ActionBar><Button look="primary" big wide iconAfter="next" disabled={place === undefined} onClick={() => void begin()}>{t('app:next')}</Button></ActionBar>}
    >
      <CampDrafts />
      <h2>{t('groups:campFor')}</h2>
      <p>{t('groups:campForHelp')}</p>
      <PlaceSteps roots={places} place={place} onChange={setPlace} />
    </Screen>
  );
}

// The photos of a record. Those of other phones are fetched when they are looked at; one that its phone has
// not handed in yet is said to be on its way.
import { useCallback, useEffect, useState, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { photosOf } from '#shared/photo/photos-of.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { useDehri, useRecordType } from '#client/app/context.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Photo, type ShownProps } from '#client/ui/photo.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import './shell.css';

type PhotoView = ComponentType<ShownProps>;

/** @param Shown `Paper` where papers may be PDFs */
export function RecordPhotos({ record, Shown = Photo }: { readonly record: DehriRecord; readonly Shown?: PhotoView }) {
  const { t } = useTranslation('sync');
  const type = useRecordType(record.type);
  const names = type === undefined ? [] : [...photosOf(type, record)];
  if (names.length === 0) return null;
  return (
    <Card title={t('sync:photos.title')}>
      <div className="stack">{names.map((name) => <RecordPhoto key={name} record={record.id} name={name} Shown={Shown} />)}</div>
    </Card>
  );
}

type Found = 'looking' | 'not-there' | 'no-network' | Uint8Array;

function RecordPhoto({ record, name, Shown }: { readonly record: string; readonly name: string; readonly Shown: PhotoView }) {
  const { t } = useTranslation('sync');
  const { store, sync } = useDehri();
  const [found, setFound] = useState<Found>('looking');
  const [tries, setTries] = useState(0);
  const waits = store.photosKept().some((p) => p.name === name && p.stage === 'waiting');

  const look = useCallback(async (): Promise<Uint8Array | 'not-there' | 'no-network'> => {
    const own = await store.getPhoto(name).catch(() => undefined);
    if (own !== undefined) return own;
    const fetched = await sync.fetchPhoto(record, name).catch(() => 'no-network' as const);
    if (fetched !== 'here') return fetched;
    return (await store.getPhoto(name)) ?? 'no-network';
  }, [store, sync, record, name]);

  useEffect(() => {
    let left = false;
    void look().then((looked) => {
      if (!left) setFound(looked);
    });
    return () => {
      left = true;
    };
  }, [look, tries]);

  if (found === 'looking') return <output className="soft">{t('sync:photos.looking')}</output>;
  if (found === 'not-there') return <div><StateChip state="pending" icon="clock" word={t('sync:photos.notThere')} /></div>;
  if (found === 'no-network') {
    return (
      <div className="stack stack--tight">
        <p>{t('sync:photos.offline')}</p>
        <Button icon="sync" onClick={() => {
          setFound('looking');
          setTries((n) => n + 1);
        }}>{t('sync:photos.again')}</Button>
      </div>
    );
  }
  return (
    <figure className="record-photo">
      <Shown bytes={found} alt={t('sync:photos.one')} />
      {waits ? <figcaption><StateChip state="pending" icon="clock" word={t('sync:photos.waitsHere')} /></figcaption> : null}
    </figure>
  );
}

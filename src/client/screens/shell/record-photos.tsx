// The photos of a record. Those of other phones are fetched when they are looked at; one that its phone has
// not handed in yet is said to be on its way.
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PDF_MEDIA } from '#shared/photo/inspect-pdf.ts';
import { photosOf } from '#shared/photo/photos-of.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { useDehri, useRecordType } from '#client/app/context.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { fileToShow, PdfLink } from '#client/ui/pdf-link.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import '#client/ui/form/image-widget.css';
import './shell.css';

export function RecordPhotos({ record }: { readonly record: DehriRecord }) {
  const { t } = useTranslation('sync');
  const type = useRecordType(record.type);
  const names = type === undefined ? [] : [...photosOf(type, record)];
  if (names.length === 0) return null;
  return (
    <Card title={t('sync:photos.title')}>
      <div className="stack">{names.map((name) => <RecordPhoto key={name} record={record.id} name={name} />)}</div>
    </Card>
  );
}

type Shown = 'looking' | 'not-there' | 'no-network' | { readonly url: string; readonly pdf: boolean };

function RecordPhoto({ record, name }: { readonly record: string; readonly name: string }) {
  const { t } = useTranslation('sync');
  const { store, sync } = useDehri();
  const [shown, setShown] = useState<Shown>('looking');
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
    let url: string | undefined;
    let left = false;
    void look().then((found) => {
      if (left) return;
      if (typeof found === 'string') return setShown(found);
      const file = fileToShow(found);
      url = URL.createObjectURL(file);
      setShown({ url, pdf: file.type === PDF_MEDIA });
    });
    return () => {
      left = true;
      if (url !== undefined) URL.revokeObjectURL(url);
    };
  }, [look, tries]);

  if (shown === 'looking') return <output className="soft">{t('sync:photos.looking')}</output>;
  if (shown === 'not-there') return <div><StateChip state="pending" icon="clock" word={t('sync:photos.notThere')} /></div>;
  if (shown === 'no-network') {
    return (
      <div className="stack stack--tight">
        <p>{t('sync:photos.offline')}</p>
        <Button icon="sync" onClick={() => {
          setShown('looking');
          setTries((n) => n + 1);
        }}>{t('sync:photos.again')}</Button>
      </div>
    );
  }
  return (
    <figure className="record-photo">
      {shown.pdf ? <PdfLink url={shown.url} /> : <img className="photo" src={shown.url} alt={t('sync:photos.one')} />}
      {waits ? <figcaption><StateChip state="pending" icon="clock" word={t('sync:photos.waitsHere')} /></figcaption> : null}
    </figure>
  );
}

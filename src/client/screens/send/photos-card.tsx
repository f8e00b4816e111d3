// Photos that wait, apart from the answers: how many, how large, how long they take here and now.
import { useTranslation } from 'react-i18next';
import { useDehri, useSyncStatus } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import type { SyncCost } from '#client/sync/contract.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ProgressBar } from '#client/ui/progress-bar.tsx';

export function PhotosCard({ cost }: { readonly cost: SyncCost | undefined }) {
  const { t } = useTranslation('sync');
  const { store, sync } = useDehri();
  const { phase, photos: going } = useSyncStatus();
  const format = useFormat();
  const kept = store.photosKept();
  const waiting = kept.filter((p) => p.stage === 'waiting');
  const refused = kept.filter((p) => p.stage === 'refused').length;
  const size = format.bytes(waiting.reduce((sum, p) => sum + p.size, 0));
  return (
    <>
      {waiting.length === 0 ? null : (
        <Card title={<span className="send__photos"><Icon name="camera" /> {t('sync:photos.waiting', { count: waiting.length })}</span>}>
          {going === undefined
            ? <p>{cost === undefined ? t('sync:sizeOnly', { size }) : t('sync:cost', { size, time: format.duration(Math.max(1, cost.photoSeconds)) })}</p>
            : <ProgressBar label={t('sync:photos.going', { done: format.bytes(going.sentBytes), total: format.bytes(going.bytes) })} value={going.sentBytes} max={going.bytes} />}
          <p className="soft">{t('sync:photos.help')}</p>
          {phase === 'photos' ? null : <Button look="second" icon="send" wide onClick={() => void sync.sendPhotos()}>{t('sync:photos.send')}</Button>}
        </Card>
      )}
      {refused === 0 ? null : <Notice state="mend" icon="camera" title={t('sync:photos.refused', { count: refused })}>{t('sync:photos.refusedHelp')}</Notice>}
    </>
  );
}

// What needs a person, each as one line to touch: drafts, returned and contested records, what is not
// yet sent, repairs made at start, a new version.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useDehri } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import type { Draft } from '#client/store/contract.ts';
import { Button, ButtonLink } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';

const INSTALL_LATER = 'dehri-install-later';

export function TodayNotices({ drafts }: { readonly drafts: readonly Draft[] }) {
  const { t } = useTranslation(['today', 'app', 'sync']);
  const { store, field, shell, phone } = useDehri();
  const format = useFormat();
  const shellState = useSyncExternalStore((on) => shell.subscribe(on), () => shell.state());
  const [installLater, setInstallLater] = useState(() => localStorage.getItem(INSTALL_LATER) !== null);
  const unsent = store.unsent();
  const held = store.held().length;
  const contested = store.contested().length;
  const incidents = store.incidents();
  const worked = unsent.changes > 0;
  const [low, setLow] = useState(false);
  useEffect(() => {
    void phone.storage().then((s) => setLow(s.quota > 0 && s.quota - s.used < 50 * 1024 * 1024));
  }, [phone]);

  return (
    <>
      {incidents.length === 0 ? null : (
        <Notice state="neutral" icon="shield" announce title={t('app:incident.title')} action={<Button look="second" onClick={() => void store.dismissIncidents()}>{t('app:incident.ok')}</Button>}>
          {incidents.map((incident) => (
            <p key={`${incident.kind}${incident.at}`}>{t(`app:incident.${incident.kind}`)} {t('app:incident.changes', { count: incident.changes })}</p>
          ))}
        </Notice>
      )}
      {held === 0 ? null : <Notice state="mend" title={t('today:held', { count: held })} action={<ButtonLink href="/send" look="second">{t('sync:mend')}</ButtonLink>} />}
      {contested === 0 ? null : (
        <Notice state="mend" icon="help" title={t('sync:conflictCount', { count: contested })} action={<ButtonLink href={`/conflicts/${store.contested()[0] ?? ''}`} look="second">{t('sync:choose')}</ButtonLink>} />
      )}
      {unsent.records === 0 ? null : <Notice state="unsent" title={t('sync:waiting', { count: unsent.records })}>{t('sync:safeHere')}</Notice>}
      {drafts.length < 2 ? null : drafts.slice(1).map((draft) => {
        const record = draft.record === undefined ? undefined : store.get(draft.record);
        return <Notice key={draft.id} state="pending" icon="edit" title={record === undefined ? t('today:draftNew') : t('today:draftOf', { name: field.doors.card(record).title })} action={<ButtonLink href={`/drafts/${draft.id}`} look="second">{t('today:resume')}</ButtonLink>}>{format.when(draft.savedAt, Date.now())}</Notice>;
      })}
      {low ? <Notice state="mend" title={t('today:spaceLow')} /> : null}
      {shellState.update ? <Notice state="neutral" icon="download" title={t('app:update.ready')} action={<Button onClick={() => void shell.applyUpdate()}>{t('app:update.apply')}</Button>} /> : null}
      {shellState.install && worked && !installLater ? (
        <Notice
          state="neutral"
          icon="phone"
          title={t('app:install.offer')}
          action={
            <>
              <Button onClick={() => void shell.install()}>{t('app:install.apply')}</Button>
              <Button look="plain" onClick={() => {
                localStorage.setItem(INSTALL_LATER, '1');
                setInstallLater(true);
              }}>{t('app:install.later')}</Button>
            </>
          }
        />
      ) : null}
    </>
  );
}

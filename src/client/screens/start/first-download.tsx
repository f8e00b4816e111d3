// The first list: what it costs is shown before it starts; while it comes, counts are shown; when the
// network goes, what came stays.
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '#client/app/services.ts';
import { useFormat } from '#client/app/use-format.ts';
import type { SyncCost } from '#client/sync/contract.ts';
import { Button } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ProgressBar } from '#client/ui/progress-bar.tsx';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import './start.css';

export function FirstDownload({ session, onDone }: { readonly session: Session; readonly onDone: () => void }) {
  const { t } = useTranslation(['app', 'sync']);
  const format = useFormat();
  const { sync } = session;
  const status = useSyncExternalStore(useCallback((on) => sync.subscribe(on), [sync]), () => sync.status());
  const [cost, setCost] = useState<SyncCost | 'measuring' | 'none'>('measuring');
  const [begun, setBegun] = useState(false);

  const measure = useCallback(() => sync.cost().then((c) => setCost(c ?? 'none'), () => setCost('none')), [sync]);
  useEffect(() => void measure(), [measure]);

  const running = status.phase === 'sending' || status.phase === 'receiving';
  const complete = begun && !running && status.lastComplete !== undefined && status.problem === undefined;
  const start = (): void => {
    setBegun(true);
    void sync.syncNow();
  };

  return (
    <Screen
      top={<TopBar title={complete ? t('app:download.done') : t('app:download.title')} />}
      bottom={
        <ActionBar>
          {complete ? <Button look="primary" big wide iconAfter="next" onClick={onDone}>{t('app:download.open')}</Button>
          : cost === 'none' && !running ? <Button look="primary" big wide icon="sync" onClick={() => {
            setCost('measuring');
            void measure();
          }}>{t('app:again')}</Button>
          : <Button look="primary" big wide icon="download" busy={running} disabled={cost === 'measuring'} onClick={start}>{begun ? t('app:download.resume') : t('app:download.start')}</Button>}
        </ActionBar>
      }
    >
      {complete ? <p className="start__done"><Icon name="check" size="huge" /><span>{t('app:download.doneHelp', { count: status.received, number: format.number(status.received) })}</span></p> : <p>{t('app:download.help')}</p>}
      {complete ? null : cost === 'measuring' ? <output className="soft">{t('app:download.measuring')}</output>
      : cost === 'none' ? <Notice state="neutral" announce title={t('app:download.none')} />
      : (
        <dl className="start__cost">
          <div><dt>{t('app:download.records')}</dt><dd>{format.number(cost.records)}</dd></div>
          <div><dt>{t('app:download.size')}</dt><dd>{format.bytes(cost.bytes)}</dd></div>
          <div><dt>{t('app:download.time')}</dt><dd>{format.duration(cost.seconds)}</dd></div>
        </dl>
      )}
      {running && status.coming > 0 ? (
        <ProgressBar label={t('app:download.going', { done: format.number(status.received), total: format.number(status.coming) })} value={status.received} max={status.coming} />
      ) : null}
      {!running && begun && status.problem !== undefined ? <Notice state="neutral" announce title={t(`sync:problem.${status.problem.code}`)} /> : null}
      {complete ? null : <p className="soft">{t('app:download.keep')}</p>}
      {complete || running ? null : <Button look="plain" wide onClick={onDone}>{t('app:download.skip')}</Button>}
    </Screen>
  );
}

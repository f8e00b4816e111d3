// On the lock screen: work that is handed in by itself, without the PIN. Numbers only.
import { useTranslation } from 'react-i18next';
import type { SealedStatus } from '#client/sync/contract.ts';
import { Icon } from '#client/ui/icon.tsx';
import { Notice } from '#client/ui/notice.tsx';

export function SealedLine({ status }: { readonly status: SealedStatus | undefined }) {
  const { t } = useTranslation('app');
  if (status === undefined || status.shut) return null;
  const { waiting, received, busy } = status;
  if (waiting > 0) {
    return (
      <output className="start__sealed start__sealed--waiting">
        <Icon name="arrow-up" />
        <span>{busy ? t('app:sealed.sending', { count: waiting }) : <><span className="strong">{t('app:sealed.waiting', { count: waiting })}</span> · {t('app:sealed.waitingHelp')}</>}</span>
      </output>
    );
  }
  return received === 0 ? null : <output className="start__sealed start__sealed--done"><Icon name="check" /><span className="strong">{t('app:sealed.received', { count: received })}</span></output>;
}

/** The phone was shut out: the PIN opens nothing more. */
export function ShutNotice({ status }: { readonly status: SealedStatus | undefined }) {
  const { t } = useTranslation('app');
  if (status?.shut !== true) return null;
  return <Notice state="mend" announce title={t('app:unlock.revoked')}>{t(status.waiting === 0 ? 'app:sealed.shutDone' : 'app:sealed.shutWaiting')}</Notice>;
}

export function isAllDelivered(status: SealedStatus | undefined): boolean {
  return status !== undefined && status.delivered > 0 && status.waiting + status.closed === 0;
}

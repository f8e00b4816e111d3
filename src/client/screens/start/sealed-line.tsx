// On the lock screen: work that is handed in by itself, without the PIN. Numbers only.
import { useTranslation } from 'react-i18next';
import type { SealedStatus } from '#client/sync/contract.ts';
import { Icon } from '#client/ui/icon.tsx';
import { Notice } from '#client/ui/notice.tsx';

export function SealedLine({ status }: { readonly status: SealedStatus | undefined }) {
  const { t } = useTranslation('app');
  if (status === undefined) return null;
  const { waiting, received, busy, shut } = status;
  if (shut) return <Notice state="mend" announce title={t('app:unlock.revoked')}>{t(waiting === 0 ? 'app:sealed.shutDone' : 'app:sealed.shutWaiting')}</Notice>;
  if (waiting > 0) {
    return (
      <output className="start__sealed start__sealed--waiting">
        <Icon name="arrow-up" />
        <span><span className="strong">{t(busy ? 'app:sealed.sending' : 'app:sealed.waiting', { count: waiting })}</span>{busy ? null : <><br />{t('app:sealed.waitingHelp')}</>}</span>
      </output>
    );
  }
  return received === 0 ? null : <output className="start__sealed start__sealed--done"><Icon name="check" /><span className="strong">{t('app:sealed.received', { count: received })}</span></output>;
}

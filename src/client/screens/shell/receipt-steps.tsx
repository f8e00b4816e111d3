// Where a record's words are: on this phone → with the server → in its backup. Never a later one without
// the ones before; the backup is told only where the server speaks of one.
import { useTranslation } from 'react-i18next';
import type { RecordId } from '#shared/record/change.ts';
import { useDehri } from '#client/app/context.tsx';
import { Icon } from '#client/ui/icon.tsx';
import './receipt-steps.css';

export function ReceiptSteps({ record }: { readonly record: RecordId }) {
  const { t } = useTranslation('families');
  const { store } = useDehri();
  const receipt = store.receipt(record);
  const arrived = receipt === 'sent' || receipt === 'contested';
  const backedUp = arrived ? store.isBackedUp(record) : undefined;
  return (
    <ol className="receipt">
      <li className="receipt__step receipt__step--done"><Icon name="check" size="small" /><span>{t('families:receipt.phone')}</span></li>
      <li className={`receipt__step receipt__step--${arrived ? 'done' : receipt === 'held' ? 'mend' : 'unsent'}`}>
        <Icon name={arrived ? 'check' : receipt === 'held' ? 'alert' : 'arrow-up'} size="small" />
        <span>{arrived ? t('families:receipt.server') : receipt === 'held' ? t('families:receipt.held') : t('families:receipt.waiting')}</span>
      </li>
      {backedUp === undefined ? null : (
        <li className={`receipt__step receipt__step--${backedUp ? 'done' : 'pending'}`}>
          <Icon name={backedUp ? 'shield' : 'clock'} size="small" />
          <span>{backedUp ? t('families:receipt.backup') : t('families:receipt.backupSoon')}</span>
        </li>
      )}
    </ol>
  );
}

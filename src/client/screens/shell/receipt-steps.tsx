// Where a record's words are: on this phone → with the server. Never the second without the first.
import { useTranslation } from 'react-i18next';
import type { Receipt } from '#client/store/contract.ts';
import { Icon } from '#client/ui/icon.tsx';
import './receipt-steps.css';

export function ReceiptSteps({ receipt }: { readonly receipt: Receipt }) {
  const { t } = useTranslation('families');
  const arrived = receipt === 'sent' || receipt === 'contested';
  return (
    <ol className="receipt">
      <li className="receipt__step receipt__step--done"><Icon name="check" size="small" /><span>{t('families:receipt.phone')}</span></li>
      <li className={`receipt__step receipt__step--${arrived ? 'done' : receipt === 'held' ? 'mend' : 'unsent'}`}>
        <Icon name={arrived ? 'check' : receipt === 'held' ? 'alert' : 'arrow-up'} size="small" />
        <span>{arrived ? t('families:receipt.server') : receipt === 'held' ? t('families:receipt.held') : t('families:receipt.waiting')}</span>
      </li>
    </ol>
  );
}

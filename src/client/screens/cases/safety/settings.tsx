import { useTranslation } from 'react-i18next';
import { Card } from '#client/ui/card.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { NeutralName } from './neutral-name.tsx';

/** The app's other name; how the quick exit works, and how one comes back. */
export function SafetySettings() {
  const { t } = useTranslation('cases');
  return (
    <>
      <NeutralName />
      <Card title={<span className="row"><Icon name="exit" />{t('cases:safety.title')}</span>}>
        <div className="stack stack--tight">
          <p>{t('cases:safety.help')}</p>
          <p>{t('cases:safety.keys')}</p>
          <p>{t('cases:safety.back')}</p>
        </div>
      </Card>
    </>
  );
}

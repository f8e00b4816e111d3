// Stands above every screen while somebody practises, so that nobody takes it for her work.
import { useTranslation } from 'react-i18next';
import { useDehri } from '#client/app/context.tsx';
import { Icon } from '#client/ui/icon.tsx';
import './practice-bar.css';

export function PracticeBar() {
  const { t } = useTranslation('app');
  const { session } = useDehri();
  return (
    <aside className="practice-bar no-print" aria-label={t('app:practice.bar')}>
      <Icon name="book" size="small" />
      <span className="practice-bar__say">{t('app:practice.bar')}</span>
      <button type="button" className="practice-bar__end" onClick={() => session.lock()}>{t('app:practice.end')}</button>
    </aside>
  );
}

import { useTranslation } from 'react-i18next';
import { ButtonLink } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Screen } from '#client/ui/screen.tsx';

export function NotFound() {
  const { t } = useTranslation('app');
  return (
    <Screen>
      <EmptyState icon="question" title={t('app:notFound.title')} action={<ButtonLink look="primary" big href="/">{t('app:notFound.home')}</ButtonLink>}>
        {t('app:notFound.help')}
      </EmptyState>
    </Screen>
  );
}

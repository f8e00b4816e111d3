// A bug in one page must not take the app away: say that saved work is safe and offer the way home.
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';

export class CrashGuard extends Component<{ readonly children: ReactNode }, { readonly crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }

  override render(): ReactNode {
    return this.state.crashed ? <Crash /> : this.props.children;
  }
}

function Crash() {
  const { t } = useTranslation('app');
  return (
    <EmptyState
      icon="alert"
      title={t('app:crash.title')}
      action={<Button look="primary" big onClick={() => location.assign('/')}>{t('app:notFound.home')}</Button>}
    >
      {t('app:crash.help')}
    </EmptyState>
  );
}

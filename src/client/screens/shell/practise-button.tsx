// Opens a space for practice; its part of the app is fetched when it is first wanted.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';

export function PractiseButton({ onPractise }: { readonly onPractise: () => Promise<void> }) {
  const { t } = useTranslation('app');
  const [failed, setFailed] = useState(false);
  return (
    <div className="stack stack--tight">
      <Button wide icon="book" onClick={() => {
        setFailed(false);
        onPractise().catch(() => setFailed(true));
      }}>{t('app:practice.start')}</Button>
      <p className="soft small">{t('app:practice.help')}</p>
      {failed ? <Notice state="neutral" announce title={t('app:practice.needsNetwork')} /> : null}
    </div>
  );
}

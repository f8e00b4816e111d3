// A secret that nobody can show again: to be copied now.
import { useTranslation } from 'react-i18next';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';

export interface SecretOnceProps {
  readonly title: string;
  readonly secret: string | undefined;
  readonly onClose: () => void;
}

export function SecretOnce({ title, secret, onClose }: SecretOnceProps) {
  const { t } = useTranslation('desk');
  return (
    <Dialog open={secret !== undefined} title={title} onClose={onClose} actions={<><Button look="primary" icon="file" onClick={() => void navigator.clipboard.writeText(secret ?? '')}>{t('desk:connect.copy')}</Button><Button onClick={onClose}>{t('desk:connect.kept')}</Button></>}>
      <p>{t('desk:connect.once')}</p>
      <p><code className="connect__secret">{secret}</code></p>
    </Dialog>
  );
}

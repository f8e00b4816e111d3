// Officers may prove who they are at their department's own sign-in instead of asking for a code.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Phone } from '#client/app/services.ts';
import { Icon } from '#client/ui/icon.tsx';

export function SignInElsewhere({ phone }: { readonly phone: Phone }) {
  const { t } = useTranslation('app');
  const [name, setName] = useState<string>();
  useEffect(() => {
    void phone.otherSignIn().then(setName);
  }, [phone]);
  if (name === undefined) return null;
  return (
    <p>
      <a className="button button--second button--wide" href="/api/oidc/start"><Icon name="shield" /><span>{t('app:signIn.at', { name })}</span></a>
    </p>
  );
}

// A page that is no part of the phone's own copy of the app (the desk, the gallery): fetched when first
// opened. Without a network it says so, and what to do, instead of failing.
import { useEffect, useState, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, ButtonLink } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Screen } from '#client/ui/screen.tsx';

export interface OnDemandProps {
  readonly load: () => Promise<ComponentType>;
}

type Loaded = { readonly at: 'loading' | 'failed' } | { readonly at: 'here'; readonly Page: ComponentType };

export function OnDemand({ load }: OnDemandProps) {
  const { t } = useTranslation('app');
  const [loaded, setLoaded] = useState<Loaded>({ at: 'loading' });
  useEffect(() => {
    if (loaded.at !== 'loading') return;
    let current = true;
    load().then((Page) => (current ? setLoaded({ at: 'here', Page }) : undefined), () => (current ? setLoaded({ at: 'failed' }) : undefined));
    return () => {
      current = false;
    };
  }, [load, loaded.at]);
  if (loaded.at === 'here') return <loaded.Page />;
  if (loaded.at === 'loading') return <output className="loading">{t('app:loading')}</output>;
  return (
    <Screen>
      <EmptyState icon="download" title={t('app:onDemand.title')} action={<Button look="primary" big onClick={() => setLoaded({ at: 'loading' })}>{t('app:again')}</Button>}>{t('app:onDemand.help')}</EmptyState>
      <ButtonLink look="plain" wide href="/today">{t('app:notFound.home')}</ButtonLink>
    </Screen>
  );
}

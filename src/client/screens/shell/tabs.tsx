// The bar of four, with what waits at each.
import { useTranslation } from 'react-i18next';
import { useDehri } from '#client/app/context.tsx';
import { BottomBar } from '#client/ui/bottom-bar.tsx';

export type Tab = 'today' | 'families' | 'groups' | 'send';

export function Tabs({ current }: { readonly current: Tab }) {
  const { t } = useTranslation('app');
  const { store, field, cases } = useDehri();
  if (cases !== undefined) return <cases.Tabs current={current} />;
  return (
    <BottomBar
      items={[
        { href: '/today', icon: 'home', label: t('app:tabs.today'), current: current === 'today' },
        { href: '/families', icon: 'family', label: t('app:tabs.families'), current: current === 'families' },
        ...(field.groups === undefined ? [] : [{ href: '/groups', icon: 'group', label: t('app:tabs.groups'), current: current === 'groups' } as const]),
        { href: '/send', icon: 'send', label: t('app:tabs.send'), current: current === 'send', count: store.unsent().records + store.held().length + store.heldAnswers().length },
      ]}
    />
  );
}

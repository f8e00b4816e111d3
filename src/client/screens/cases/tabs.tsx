// The places of the one who keeps files: below on the phone, at the left on the desk.
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { knowsClass } from '#shared/access/table.ts';
import { useDehri } from '#client/app/context.tsx';
import { BottomBar, type BottomBarItem } from '#client/ui/bottom-bar.tsx';
import { usePractices } from './practice.ts';

export const CaseTabs = memo(function CaseTabs({ current }: { readonly current: string }) {
  const { t } = useTranslation(['cases', 'app']);
  const { store, session } = useDehri();
  const practices = usePractices();
  // One who keeps registers alone has no files.
  const files = practices.length === 0 || practices.some(({ practice }) => practice.cases.length > 0);
  const calls = practices.some(({ practice }) => practice.calls !== undefined);
  const doors = session.profile().grants.some(({ role }) => knowsClass(role, 'family'));
  const item = (key: string, icon: BottomBarItem['icon'], label: string, count = 0): BottomBarItem => ({ href: `/${key}`, icon, label, count, current: current === key });
  return (
    <BottomBar
      items={[
        item('today', 'home', t('app:tabs.today')),
        ...(files ? [item('cases', 'file-lock', t('cases:tabs.cases'))] : []),
        ...(calls ? [item('calls', 'call', t('cases:tabs.calls'))] : []),
        ...(doors ? [item('families', 'family', t('app:tabs.families'))] : []),
        item('office', 'table', t('cases:tabs.office')),
        item('send', 'send', t('app:tabs.send'), store.unsent().records + store.held().length + store.heldAnswers().length),
      ]}
    />
  );
});

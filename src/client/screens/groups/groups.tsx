// Groups of her area, those that want something first, and the way to a new one.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDehri, useSay } from '#client/app/context.tsx';
import { ButtonLink } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { VirtualList } from '#client/ui/virtual-list.tsx';
import { DoorRow } from '../families/door-row.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { Tabs } from '../shell/tabs.tsx';

export function Groups() {
  const { t } = useTranslation('groups');
  const { store, field } = useDehri();
  const say = useSay();
  const work = field.groups;
  const groups = store.ofType(work?.recordType ?? '');
  const shown = useMemo(() => {
    if (work === undefined) return [];
    const order = work.states.map((s) => s.key);
    return [...groups].sort((a, b) => order.indexOf(work.stateOf(a).key) - order.indexOf(work.stateOf(b).key));
  }, [groups, work]);
  if (work === undefined) return <NotFound />;
  return (
    <Screen
      top={<TopBar title={t('groups:title')} />}
      bottom={
        <>
          <ActionBar><ButtonLink look="primary" big wide icon="plus" href="/groups/new">{t('groups:make')}</ButtonLink></ActionBar>
          <Tabs current="groups" />
        </>
      }
    >
      {shown.length === 0 ? <EmptyState icon="group" title={t('groups:none')}>{t('groups:noneHelp')}</EmptyState> : (
        <VirtualList items={shown} itemKey={(g) => g.id} estimate={104} label={t('groups:title')}>
          {(group) => <DoorRow href={`/groups/${group.id}`} card={work.card(group)} state={work.stateOf(group)} receipt={store.receipt(group.id)} say={say} />}
        </VirtualList>
      )}
    </Screen>
  );
}

// The list behind a number of today: one group, one worker, one age, or a worker's of one age.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useBack } from '#client/app/back.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { VirtualList } from '#client/ui/virtual-list.tsx';
import { CaseScreen } from '../case-screen.tsx';
import { useRecordName } from '../practice.ts';
import { inOrder, keyOf } from './case-today.tsx';
import { bandOf, isPending } from './pendency.tsx';
import { TaskRow } from './task-row.tsx';
import { useTasks, type TaskAt } from './tasks-of.ts';

export function Tasks({ kind, of }: { readonly kind: string; readonly of: string }) {
  const { t } = useTranslation('cases');
  const back = useBack('/today');
  const name = useRecordName();
  const all = useTasks();
  const items = useMemo(() => inOrder(all.filter((item) => belongs(item, kind, of))), [all, kind, of]);
  const [worker = '', band] = kind === 'cell' ? of.split(/\.(?=[^.]*$)/u) : kind === 'worker' ? [of] : ['', of];
  const who = worker === '' ? '' : worker === '-' ? t('cases:pendency.nobody') : items[0]?.at.context.nameOf(worker) ?? '';
  const title = kind === 'group' ? t(`cases:group.${of}`) : [who, band === undefined ? '' : t(`cases:pendency.band.${band}`)].filter((part) => part !== '').join(' · ');
  return (
    <CaseScreen title={title} onBack={back}>
      {items.length === 0 ? <EmptyState icon="check" title={t('cases:nothingDue')} /> : (
        <VirtualList items={items} itemKey={keyOf} label={title} estimate={84}>{(item) => <TaskRow item={item} name={name} />}</VirtualList>
      )}
    </CaseScreen>
  );
}

function belongs(item: TaskAt, kind: string, of: string): boolean {
  if (kind === 'group') return item.group === of;
  if (!isPending(item)) return false;
  const worker = item.worker === '' ? '-' : item.worker;
  return kind === 'worker' ? worker === of : kind === 'band' ? bandOf(item) === of : `${worker}.${bandOf(item)}` === of;
}

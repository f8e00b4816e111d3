// Today of the one who keeps files: what is urgent, late, due, to come, waiting, stopped; nothing hidden.
// A head also sees what is pending by worker and by age.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { knowsClass } from '#shared/access/table.ts';
import { TASK_GROUPS } from '#shared/task/order.ts';
import { useDehri, useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { ButtonLink } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { LanguageButton } from '../../shell/language-button.tsx';
import { InstallOffer, UrgentNotices } from '../../today/today-notices.tsx';
import { CaseScreen, useDesk } from '../case-screen.tsx';
import { Asked } from '../online/asked.tsx';
import { useRecordName, useWorks } from '../practice.ts';
import { FilesOfNobody } from '../responsible/files-of-nobody.tsx';
import { Pendency } from './pendency.tsx';
import { GROUP_LOOK, TaskRow } from './task-row.tsx';
import { useTasks, type TaskAt } from './tasks-of.ts';

/** More of one group are a tap away. */
const SHOWN = 12;

export function CaseToday() {
  const { t } = useTranslation(['cases', 'today', 'app', 'sync']);
  const { store, session } = useDehri();
  const format = useFormat();
  const { now } = useNow();
  const name = useRecordName();
  const tasks = useTasks();
  const [work] = useWorks();
  const desk = useDesk();
  const groups = useMemo(() => TASK_GROUPS.map((group) => ({ group, items: inOrder(tasks.filter((one) => one.group === group)) })), [tasks]);
  const heads = session.profile().grants.some(({ role }) => knowsClass(role, 'case', 'allow'));
  const listed = Object.keys(store.cursors().cursors).length > 0;
  const due = groups.filter(({ group }) => group === 'urgent' || group === 'overdue' || group === 'today').reduce((sum, { items }) => sum + items.length, 0);

  return (
    <CaseScreen
      tab="today"
      title={<>{t('today:title')} <span className="cases__date">{format.dayShort(now)}</span></>}
      wide
      aside={desk ? undefined : <><LanguageButton short /><Link href="/settings" className="icon-button" aria-label={t('app:settings')}><Icon name="settings" /></Link></>}
      action={work === undefined ? undefined : <ButtonLink look="primary" big wide icon="plus" href={`/cases/new/${work.work.recordType}`}>{work.say({ key: `cases.${work.work.recordType}.new` })}</ButtonLink>}
    >
      <UrgentNotices />
      {!listed ? <EmptyState icon="download" title={t('cases:noFiles')} action={<ButtonLink look="primary" big href="/send">{t('cases:fetch')}</ButtonLink>}>{t('cases:noFilesHelp')}</EmptyState> : (
        <dl className="counts">
          {(['urgent', 'overdue', 'today'] as const).map((key) => (
            <div key={key} className={`counts__one counts__one--${GROUP_LOOK[key][0]}`}>
              <dd className="figure">{format.number(groups.find(({ group }) => group === key)?.items.length ?? 0)}</dd>
              <dt><Icon name={GROUP_LOOK[key][1]} size="small" />{t(`cases:group.${key}`)}</dt>
            </div>
          ))}
        </dl>
      )}
      {heads ? <FilesOfNobody /> : null}
      <Asked />
      <Notices />
      {listed && due === 0 ? <EmptyState icon="check" title={t('cases:nothingDue')}>{t('cases:nothingDueHelp')}</EmptyState> : null}
      <div className="today-columns">
        {heads ? <Pendency tasks={tasks} /> : null}
      {groups.map(({ group, items }) => (items.length === 0 ? null : (
        <Card key={group} flush title={<span className={`group group--${GROUP_LOOK[group][0]}`}><Icon name={GROUP_LOOK[group][1]} />{t(`cases:group.${group}`)}</span>} aside={<span className="group__count">{format.number(items.length)}</span>}>
          {items.slice(0, SHOWN).map((item) => <TaskRow key={keyOf(item)} item={item} name={name} />)}
          {items.length <= SHOWN ? null : <ListRow icon="next" href={`/tasks/group/${group}`} title={t('cases:showAll', { number: format.number(items.length) })} />}
        </Card>
      )))}
      </div>
      <InstallOffer />
    </CaseScreen>
  );
}

export function keyOf({ task, record }: TaskAt): string {
  return `${record.id} ${task.kind} ${task.row ?? ''}`;
}

const NO_DAY = '~';

export function inOrder(items: readonly TaskAt[]): readonly TaskAt[] {
  return [...items].sort((a, b) => TASK_GROUPS.indexOf(a.group) - TASK_GROUPS.indexOf(b.group) || compare(a.task.due ?? NO_DAY, b.task.due ?? NO_DAY) || (a.task.dueAt ?? Infinity) - (b.task.dueAt ?? Infinity));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Forms that were not finished, and what came back or differs. */
function Notices() {
  const { t } = useTranslation(['cases', 'today', 'sync']);
  const { store } = useDehri();
  const format = useFormat();
  const { now } = useNow();
  const name = useRecordName();
  const drafts = store.drafts();
  const held = store.held().length;
  const contested = store.contested();
  const unsent = store.unsent().records;
  if (drafts.length + held + contested.length + unsent === 0) return null;
  return (
    <Card flush>
      {drafts.map((draft) => {
        const of = draft.seen ?? (draft.record === undefined ? undefined : store.get(draft.record));
        return <ListRow key={draft.id} href={`/cases/draft/${draft.id}`} title={of === undefined ? t('cases:draftNew') : t('cases:draftOf', { name: name(of) ?? '' })} detail={format.when(draft.savedAt, now)} aside={<StateChip state="pending" icon="edit" word={t('today:unfinished')} />} />;
      })}
      {held === 0 ? null : <ListRow href="/send" title={t('today:held', { count: held })} aside={<StateChip state="mend" word={t('sync:mend')} />} />}
      {contested.length === 0 ? null : <ListRow href={`/conflicts/${contested[0] ?? ''}`} title={t('sync:conflictCount', { count: contested.length })} aside={<StateChip state="mend" icon="help" word={t('sync:choose')} />} />}
      {unsent === 0 ? null : <ListRow href="/send" title={t('sync:waiting', { count: unsent })} detail={t('sync:safeHere')} aside={<StateChip state="unsent" word={t('sync:title')} />} />}
    </Card>
  );
}

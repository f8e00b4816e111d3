// One due thing: what, in which file (its number), how late, and why it waits.
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { TaskGroup } from '#shared/task/order.ts';
import { useDehri } from '#client/app/context.tsx';
import { Icon } from '#client/ui/icon.tsx';
import type { IconName } from '#client/ui/icons.ts';
import { StateChip, type State } from '#client/ui/state-chip.tsx';
import { useRecordName } from '../practice.ts';
import { lateness, taskHref, type TaskAt } from './tasks-of.ts';

export const GROUP_LOOK: Readonly<Record<TaskGroup, readonly [State, IconName]>> = {
  urgent: ['mend', 'alert'], overdue: ['mend', 'clock'], today: ['pending', 'bell'], soon: ['neutral', 'calendar'], waiting: ['neutral', 'group'], stopped: ['neutral', 'stop'],
};

export const TaskRow = memo(function TaskRow({ item, name }: { readonly item: TaskAt; readonly name: ReturnType<typeof useRecordName> }) {
  const { t } = useTranslation('cases');
  const { cases } = useDehri();
  const { task, record, at: { say, context }, group } = item;
  const late = lateness(task, context.today, context.now);
  const [state, icon] = GROUP_LOOK[group];
  const title = name(record) ?? '';
  return (
    <Link href={taskHref(item, (of) => cases?.hrefOf(of))} className="task">
      <span className={`task__mark task__mark--${state}`}><Icon name={icon} /></span>
      <span className="task__text">
        <span className="task__line">
          <span className="task__what">{say({ key: `task.${task.kind}` })}</span>
          {late === undefined ? null : <span className={late.key.endsWith('Past') ? 'task__late' : 'task__due'}>{t(`cases:late.${late.key}`, { count: late.count })}</span>}
        </span>
        {task.about === undefined ? null : <span className="task__of">{say(task.about)}</span>}
        {title === '' ? null : <span className="task__of number">{title}</span>}
        {task.waitsOn === undefined ? null : <span className="task__of">{t('cases:waitsOn', { who: say({ key: `waiting.${task.waitsOn}` }) })}</span>}
        {task.stopped === undefined ? null : <span className="task__of">{t('cases:stoppedFor', { reason: task.stopped })}</span>}
        {task.escalatedTo === undefined ? null : <span><StateChip state="mend" icon="arrow-up" word={t('cases:escalated', { role: t(`app:setting.roles.${task.escalatedTo}`) })} /></span>}
      </span>
    </Link>
  );
});

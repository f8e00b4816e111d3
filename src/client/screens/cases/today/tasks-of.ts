// What is due in her files, computed here from the records: offline, and anew only for what changed.
import { useMemo } from 'react';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import type { DueTask } from '#shared/task/task.ts';
import { groupOf, type TaskGroup } from '#shared/task/order.ts';
import { useDehri } from '#client/app/context.tsx';
import { dayDistance } from '#client/app/format.ts';
import { useMay, usePractices, type Practice } from '../practice.ts';

export interface TaskAt {
  readonly task: DueTask;
  readonly record: DehriRecord;
  readonly at: Practice;
  readonly group: TaskGroup;
  /** Who is responsible for the file, '' if nobody is named. */
  readonly worker: string;
  /** ISO day since which it is due. */
  readonly since: string | undefined;
}

interface Known {
  readonly by: Practice['context'];
  readonly tasks: readonly DueTask[];
}

const known = new WeakMap<DehriRecord, Known>();

/** Tasks of one record by its programme's clocks. */
export function tasksOfRecord(record: DehriRecord, { programme, context }: Practice): readonly DueTask[] {
  const before = known.get(record);
  if (before?.by === context) return before.tasks;
  const tasks = programme.tasks.flatMap((rule) => (rule.recordType === record.type ? rule.tasks(record, context.today, context.rules, context.now) : []));
  known.set(record, { by: context, tasks });
  return tasks;
}

/** All that is due in what is hers: her files, those she is named on, the office's own lists; of a head all files of the office. */
export function useTasks(): readonly TaskAt[] {
  const { store } = useDehri();
  const practices = usePractices();
  const may = useMay();
  const { version } = store;
  return useMemo(() => practices.flatMap((at) => at.programme.recordTypes.flatMap((type) => {
    if (!at.programme.tasks.some((rule) => rule.recordType === type.name)) return [];
    const shows = at.practice.lists?.find((list) => list.recordType === type.name)?.shows;
    return store.ofType(type.name).flatMap((record): TaskAt[] => {
      const tasks = tasksOfRecord(record, at);
      if (tasks.length === 0 || shows?.(record, at.context) === false) return [];
      const seen = may('read', type, record);
      const hers = type.guard === undefined || (seen.ok && (seen.relation === 'assigned' || seen.relation === 'team')) || may('assign', type, record).ok;
      if (!hers) return [];
      const worker = type.guard === undefined ? undefined : record.values[type.guard.assigned];
      const { today, now } = at.context;
      return tasks.map((task) => ({ task, record, at, group: groupOf(task, { today, at: now }), worker: typeof worker === 'string' ? worker : '', since: task.due }));
    });
  })), // `version` stands for the records.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  [practices, store, may, version]);
}

/** What is due in one file. */
export function tasksOfFile(record: DehriRecord, at: Practice): readonly TaskAt[] {
  const { today, now } = at.context;
  return tasksOfRecord(record, at).map((task) => ({ task, record, at, group: groupOf(task, { today, at: now }), worker: '', since: task.due }));
}

/** Where it is done: its form over its row, a page of the file, or the file itself. */
export function taskHref({ task, record }: Pick<TaskAt, 'task' | 'record'>, pageOf: (record: DehriRecord) => string | undefined): string {
  if (task.page !== undefined) return `/cases/${record.id}/${task.page}`;
  if (task.form === undefined) return pageOf(record) ?? '/cases';
  const [repeat = '', row] = task.row?.split('.') ?? [];
  const there = row !== undefined && rowIds(record.values, repeat).includes(row);
  return `/cases/${record.id}/form/${task.form}${there ? `/${row}` : ''}`;
}

/** Words `cases:late.<key>` with their count. Negative days and hours are past. */
export function lateness(task: DueTask, today: string, now: number): { readonly key: string; readonly count: number } | undefined {
  if (task.dueAt !== undefined) {
    const hours = Math.floor((task.dueAt - now) / 3_600_000);
    if (Math.abs(hours) < 48) return hours < 0 ? { key: 'hoursPast', count: -hours } : { key: 'hoursLeft', count: Math.max(1, hours) };
  }
  if (task.due === undefined) return undefined;
  const days = dayDistance(task.due, today);
  return days < 0 ? { key: 'daysPast', count: -days } : days === 0 ? { key: 'today', count: 0 } : { key: 'daysLeft', count: days };
}

// What is pending, for the head: by worker and by age, each number a way to the list behind it.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { AGE_BANDS, type AgeBand } from '#shared/task/order.ts';
import { dayDistance } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Card } from '#client/ui/card.tsx';
import type { TaskAt } from './tasks-of.ts';

export function bandOf({ since, at }: TaskAt): AgeBand {
  const age = since === undefined ? Infinity : Math.max(0, -dayDistance(since, at.context.today));
  return AGE_BANDS.find(({ from, to }) => age >= from && age <= to)?.key ?? 'more';
}

/** Urgent or late: what a head asks after. */
export function isPending({ group }: TaskAt): boolean {
  return group === 'urgent' || group === 'overdue';
}

export function Pendency({ tasks }: { readonly tasks: readonly TaskAt[] }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const pending = useMemo(() => tasks.filter(isPending), [tasks]);
  const rows = useMemo(() => {
    const byWorker = new Map<string, TaskAt[]>();
    for (const task of pending) byWorker.set(task.worker, [...(byWorker.get(task.worker) ?? []), task]);
    return [...byWorker].map(([worker, of]) => ({ worker, of, name: of[0]?.at.context.nameOf(worker) ?? '' })).sort((a, b) => b.of.length - a.of.length);
  }, [pending]);
  if (pending.length === 0) return null;
  const cell = (kind: string, key: string, count: number) => (count === 0 ? <span className="soft">0</span> : <Link href={`/tasks/${kind}/${key}`}>{format.number(count)}</Link>);
  return (
    <Card title={t('cases:pendency.title')}>
      <div className="pendency__box">
        <table className="pendency">
          <thead>
            <tr>
              <th scope="col">{t('cases:pendency.worker')}</th>
              {AGE_BANDS.map(({ key }) => <th key={key} scope="col">{t(`cases:pendency.band.${key}`)}</th>)}
              <th scope="col">{t('cases:pendency.all')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ worker, of, name }) => (
              <tr key={worker}>
                <th scope="row">{worker === '' ? t('cases:pendency.nobody') : name === '' ? t('cases:pendency.unknown') : name}</th>
                {AGE_BANDS.map(({ key }) => <td key={key}>{cell('cell', `${worker === '' ? '-' : worker}.${key}`, of.filter((one) => bandOf(one) === key).length)}</td>)}
                <td className="strong">{cell('worker', worker === '' ? '-' : worker, of.length)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('cases:pendency.all')}</th>
              {AGE_BANDS.map(({ key }) => <td key={key}>{cell('band', key, pending.filter((one) => bandOf(one) === key).length)}</td>)}
              <td>{format.number(pending.length)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </Card>
  );
}

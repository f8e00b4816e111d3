// Messages of one webhook; what was given up can be sent again.
import { useTranslation } from 'react-i18next';
import type { Delivery } from '#shared/desk/connect.ts';
import { useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice, QueryView } from '../query-view.tsx';
import { useAction, useQuery } from '../use-query.ts';

const STATES = { waiting: 'pending', sent: 'done', dead: 'mend' } as const;

interface DeliveriesProps {
  readonly hook: string;
  /** Goes up when there is something new to be seen. */
  readonly turn: number;
  readonly works: boolean;
  readonly onChange: () => void;
}

export function Deliveries({ hook, turn, works, onChange }: DeliveriesProps) {
  const { t } = useTranslation('desk');
  const { api } = useDesk();
  const format = useFormat();
  const { now } = useNow();
  const action = useAction();
  const query = useQuery(`deliveries:${hook}:${turn}`, (signal) => api.deliveries(hook, signal));

  async function again(delivery: string): Promise<void> {
    if ((await action.run(() => api.sendAgain(hook, delivery))) === undefined) return;
    query.reload();
    onChange();
  }

  const columns: readonly Column<Delivery>[] = [
    { key: 'event', label: t('desk:connect.what'), value: (d) => t(`desk:connect.event.${d.event}`) },
    { key: 'at', label: t('desk:connect.when'), value: (d) => d.at, show: (d) => format.when(d.at, now) },
    {
      key: 'status', label: t('desk:connect.outcome'), value: (d) => d.status,
      show: (d) => <><StateChip state={STATES[d.status]} word={t(`desk:connect.status.${d.status}`)} /> {d.fault === null ? null : t(`desk:connect.fault.${d.fault}`, { status: d.answered ?? '' })}</>,
    },
    { key: 'attempts', label: t('desk:connect.attempts'), numeric: true, value: (d) => d.attempts },
    { key: 'next', label: t('desk:connect.next'), value: (d) => d.nextAt ?? 0, show: (d) => (d.nextAt === null ? (d.status === 'dead' && works ? <Button busy={action.busy} onClick={() => void again(d.id)}>{t('desk:connect.again')}</Button> : '') : format.when(d.nextAt, now)) },
  ];
  return (
    <>
      {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      <QueryView query={query}>
        {({ deliveries }) => (deliveries.length === 0 ? <p>{t('desk:connect.noDeliveries')}</p> : (
          <DataTable id="deliveries" caption={t('desk:connect.deliveries')} columns={columns} rows={deliveries} rowKey={(d) => d.id} formatNumber={format.number} />
        ))}
      </QueryView>
      <Button icon="sync" busy={query.busy} onClick={query.reload}>{t('desk:connect.reload')}</Button>
    </>
  );
}

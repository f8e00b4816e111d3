// Her files: being made (how far), ready (until when), and what became of the others.
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportItem } from '#shared/desk/exports.ts';
import { useNow } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { ProgressBar } from '#client/ui/progress-bar.tsx';
import { StateChip, type State } from '#client/ui/state-chip.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice } from '../query-view.tsx';
import { useNear } from '../use-place.ts';
import { useAction } from '../use-query.ts';
import type { Exportable } from './export-form.tsx';
import { exportName, periodName } from './export-name.ts';

const POLL_MS = 1_500;
const STATES: Readonly<Record<ExportItem['status'], State>> = { waiting: 'pending', running: 'pending', done: 'done', failed: 'mend', cancelled: 'neutral', expired: 'neutral' };

interface PastExportsProps {
  readonly exports: readonly ExportItem[];
  readonly all: readonly Exportable[];
  readonly busy: boolean;
  readonly onChange: () => void;
}

export function PastExports({ exports, all, busy, onChange }: PastExportsProps) {
  const { t } = useTranslation('desk');
  const goesOn = exports.some((e) => e.status === 'waiting' || e.status === 'running');
  useEffect(() => {
    if (!goesOn || busy) return undefined;
    const timer = setTimeout(onChange, POLL_MS);
    return () => clearTimeout(timer);
  }, [goesOn, busy, onChange, exports]);
  return (
    <Card title={t('desk:exports.past')}>
      {exports.length === 0 ? <p className="soft">{t('desk:exports.pastNone')}</p> : (
        <ul className="past">{exports.map((e) => <PastExport key={e.id} item={e} programme={all.find(({ type }) => type === e.type)?.programme ?? ''} onChange={onChange} />)}</ul>
      )}
    </Card>
  );
}

interface PastExportProps {
  readonly item: ExportItem;
  readonly programme: string;
  readonly onChange: () => void;
}

function PastExport({ item, programme, onChange }: PastExportProps) {
  const { t } = useTranslation(['desk', ...(programme === '' ? [] : [programme])]);
  const { api } = useDesk();
  const format = useFormat();
  const name = useNear();
  const { now } = useNow();
  const action = useAction();
  const { district, id, type, repeat, by, from, to, status, seen, total, rows, bytes } = item;
  const goesOn = status === 'waiting' || status === 'running';

  async function cancel(): Promise<void> {
    if ((await action.run(() => api.cancelExport(item))) !== undefined) onChange();
  }

  return (
    <li className="past__one">
      <div className="past__what">
        <span>{exportName(t, { programme, type, repeat: repeat ?? undefined })}</span>
        <span className="soft">{name(item.place)} · {item.format.toUpperCase()}</span>
        <StateChip state={STATES[status]} word={t(`desk:exports.status.${status}`)} />
      </div>
      <div className="past__do">
        {status === 'done' ? <a className="button button--primary" href={`/api/exports/${district}/${encodeURIComponent(id)}/file`} download><Icon name="download" /> {t('desk:exports.download')}</a> : null}
        {goesOn || status === 'done' ? <Button busy={action.busy} onClick={() => void cancel()}>{t(goesOn ? 'desk:exports.stop' : 'desk:exports.remove')}</Button> : null}
      </div>
      {goesOn && total !== null ? (
        <div className="past__bar"><ProgressBar label={t('desk:exports.progress', { done: format.number(seen), total: format.number(total) })} value={seen} max={total} /></div>
      ) : null}
      <p className="past__more soft">
        {status === 'done' ? t('desk:exports.ready', { count: rows, number: format.number(rows), size: format.number(Math.max(0.1, Math.round(bytes / 100_000) / 10)), when: item.expiresAt === null ? '' : format.when(item.expiresAt, now) }) : format.when(item.madeAt, now)}
        {by === null ? null : <> · {periodName(t, programme, type, by)}: {t('desk:exports.span', { from: from === null ? '…' : dayMonthYear(from), to: to === null ? '…' : dayMonthYear(to) })}</>}
        {' · '}{item.reason}
      </p>
      {action.error === undefined ? null : <ErrorNotice error={action.error} />}
    </li>
  );
}

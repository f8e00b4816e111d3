// Directions in a table: what, who, until when, how it stands.
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DirectionSight } from '#shared/meeting-work.ts';
import { dayDistance, dayMonthYear } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { TONE_STATE } from '../../shell/tone.ts';
import { DirectionActs } from './direction-acts.tsx';
import type { Meetings } from './use-meetings.ts';

export interface DirectionTableProps {
  /** Under this name the table remembers its columns. */
  readonly id: string;
  readonly all: Meetings;
  readonly directions: readonly DirectionSight[];
  /** Closed, returned and put off right in the table: in a meeting. */
  readonly acts?: boolean;
  /** Beside the filter. */
  readonly tools?: ReactNode;
}

/** What the owner said last, or what she was told after it. */
function LastWord({ direction: { replies, replied, judged } }: { readonly direction: DirectionSight }) {
  const { t } = useTranslation('desk');
  const reply = replies.at(-1);
  if (!replied && judged !== undefined && judged.note !== '') return <p className="directions__place">{dayMonthYear(judged.day)}: {judged.note}</p>;
  if (reply === undefined) return null;
  return <p className="directions__place">{dayMonthYear(reply.day)}: {reply.text}{reply.until === '' ? null : <span className="directions__place">{t('desk:meetings.askedUntil', { day: dayMonthYear(reply.until) })}</span>}</p>;
}

export function DirectionTable({ id, all, directions, acts = false, tools }: DirectionTableProps) {
  const { t } = useTranslation('desk');
  const format = useFormat();
  const { say, ownerOf, today } = all;
  const columns = useMemo<readonly Column<DirectionSight>[]>(() => [
    { key: 'text', label: t('desk:meetings.direction'), value: (d) => d.text },
    { key: 'owner', label: t('desk:meetings.owner'), value: (d) => `${d.post}, ${ownerOf(d)}`, show: (d) => <><span>{d.post}</span><span className="directions__place">{ownerOf(d)}</span></> },
    ...(acts ? [] : [{ key: 'given', label: t('desk:meetings.given'), value: (d: DirectionSight) => d.givenDay, show: (d: DirectionSight) => dayMonthYear(d.givenDay) }]),
    { key: 'due', label: t('desk:meetings.due'), value: (d) => d.due, show: (d) => <><span>{dayMonthYear(d.due)}</span>{d.overdue ? <span className="directions__late">{t('desk:meetings.daysLate', { count: -dayDistance(d.due, today) })}</span> : null}</> },
    {
      key: 'state', label: t('desk:meetings.done'), value: (d) => [say(d.state.word), d.replies.at(-1)?.text ?? ''].filter((part) => part !== '').join(': '),
      show: (d) => (
        <div className="directions__done">
          <StateChip state={TONE_STATE[d.state.tone]} {...(d.overdue ? { icon: 'clock' } : {})} word={say(d.state.word)} />
          <LastWord direction={d} />
        </div>
      ),
    },
    ...(acts ? [{ key: 'acts', label: t('desk:meetings.acts'), value: () => '', show: (d: DirectionSight) => <DirectionActs all={all} direction={d} short /> }] : []),
  ], [t, say, ownerOf, today, acts, all]);
  return (
    <DataTable
      id={id}
      caption={t('desk:meetings.directions')}
      columns={columns}
      rows={directions}
      rowKey={(d) => d.record.id}
      formatNumber={format.number}
      rowHref={(d) => `/desk/meetings/${d.record.id}`}
      {...(acts ? {} : { sort: { column: 'due', down: false }, csvName: `${t('desk:meetings.directions')}-${today}`, tools })}
    />
  );
}

// Camps at the desk: every one of her area, how it stands and how many were served; a new one; and
// the one that is open at the right. Records, so it works without a network.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampWork } from '#shared/field-work.ts';
import { columnValue } from '#shared/report/review-sheet.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { useDehri, useNow, useSay } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { ButtonLink } from '#client/ui/button.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ScreenHeading } from '#client/ui/screen.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { useAnnouncing } from '../../camp/announce.ts';
import { CAMP_ICON, CampDrafts } from '../../camp/camp-row.tsx';
import { inOrder } from '../../camp/order.ts';
import { ReceiptSteps } from '../../shell/receipt-steps.tsx';
import { TONE_STATE } from '../../shell/tone.ts';
import { PaneHead } from '../pane-head.tsx';
import { useNear } from '../use-place.ts';

export function CampsDesk({ camp: id }: { readonly camp: string | undefined }) {
  const { t } = useTranslation(['desk', 'groups']);
  const { store, field } = useDehri();
  const { today } = useNow();
  const { places } = useAnnouncing();
  const work = field.camps;
  const camps = store.ofType(work?.recordType ?? '');
  const ahead = useMemo(() => (work === undefined ? 0 : inOrder(camps, work, today).ahead.length), [camps, work, today]);
  if (work === undefined) return null;
  const open = id === undefined ? undefined : camps.find((c) => c.id === id);
  return (
    <>
      <div className="page-head">
        <div className="grow"><ScreenHeading>{t('desk:section.camps')}</ScreenHeading><p className="soft">{t('desk:camps.ahead', { count: ahead })}</p></div>
        {places.length === 0 ? null : <ButtonLink look="primary" icon="plus" href="/camps/new">{t('groups:campNew')}</ButtonLink>}
      </div>
      <CampDrafts />
      {camps.length === 0 ? <EmptyState icon="calendar" title={t('groups:campNone')}>{t('groups:campNewHelp')}</EmptyState> : (
        <div className={`two-panes${open === undefined ? '' : ' two-panes--open'}`}>
          <div className="pane"><CampTable work={work} camps={camps} today={today} open={open?.id} /></div>
          {open === undefined ? null : <div className="pane"><CampPanel key={open.id} work={work} camp={open} today={today} /></div>}
        </div>
      )}
    </>
  );
}

interface CampTableProps {
  readonly work: CampWork;
  readonly camps: readonly DehriRecord[];
  readonly today: string;
  readonly open: string | undefined;
}

function CampTable({ work, camps, today, open }: CampTableProps) {
  const { t } = useTranslation(['desk', 'groups']);
  const say = useSay();
  const near = useNear();
  const format = useFormat();
  const columns = useMemo<readonly Column<DehriRecord>[]>(() => [
    { key: 'camp', label: t('desk:camps.camp'), value: (c) => say(work.card(c).title) },
    { key: 'place', label: t('groups:campFor'), value: (c) => near(work.placeOf(c)) },
    { key: 'where', label: t('groups:campWhere'), value: (c) => work.card(c).where },
    { key: 'from', label: t('desk:camps.from'), value: (c) => work.card(c).from, show: (c) => dayMonthYear(work.card(c).from) },
    { key: 'to', label: t('desk:camps.to'), value: (c) => work.card(c).to, show: (c) => dayMonthYear(work.card(c).to) },
    {
      key: 'state', label: t('desk:groups.state'), value: (c) => say(work.stateOf(c, today).word),
      show: (c) => <CampState work={work} camp={c} today={today} />,
    },
  ], [t, work, say, near, today]);
  return (
    <DataTable
      id="camps"
      caption={t('desk:section.camps')}
      columns={columns}
      rows={camps}
      rowKey={(c) => c.id}
      formatNumber={format.number}
      sort={{ column: 'from', down: true }}
      rowHref={(c) => `/desk/camps/${c.id}`}
      current={open}
      choose
      {...(open === undefined ? {} : { shown: ['camp', 'from', 'state'] })}
      csvName={`${t('desk:section.camps')}-${today}`}
    />
  );
}

function CampState({ work, camp, today }: { readonly work: CampWork; readonly camp: DehriRecord; readonly today: string }) {
  const say = useSay();
  const state = work.stateOf(camp, today);
  return <StateChip state={TONE_STATE[state.tone]} icon={CAMP_ICON[state.tone]} word={say(state.word)} />;
}

function CampPanel({ work, camp, today }: { readonly work: CampWork; readonly camp: DehriRecord; readonly today: string }) {
  const { t } = useTranslation(['desk', 'groups']);
  const { store, field, programme } = useDehri();
  const { t: word } = useTranslation(programme.id);
  const say = useSay();
  const near = useNear();
  const format = useFormat();
  const { mayChange } = useAnnouncing();
  const doors = store.ofType(field.doors.recordType);
  const guests = useMemo(() => work.expected(camp, doors), [work, camp, doors]);
  const card = work.card(camp);
  const counts = useMemo(() => {
    const own = programme.indicators.filter((i) => i.recordType === camp.type).flatMap((i) => i.contributions(camp));
    return (programme.sheet?.columns ?? []).flatMap((column) => {
      if (!('count' in column) || !own.some((c) => c.count === column.count)) return [];
      return [{ name: column.name, value: columnValue(column, (name) => own.filter((c) => c.count === name).reduce((sum, c) => sum + c.amount, 0)) ?? 0 }];
    });
  }, [programme, camp]);
  const facts: readonly (readonly [string, string])[] = [
    [t('groups:campWhen'), [card.from === '' ? '—' : format.days(card.from, card.to), card.hours].filter((part) => part !== '').join(' · ')],
    [t('groups:campWhere'), card.where === '' ? '—' : card.where],
    [t('groups:campBring'), card.bring.map(say).join(', ')],
    ...counts.map(({ name, value }): [string, string] => [word(`${programme.id}:sheet.column.${name}`), format.number(value)]),
    ...(guests.length === 0 ? [] : [[t('desk:camps.guests'), t('groups:campDone', { done: format.number(guests.filter((g) => g.done).length), total: format.number(guests.length) })] as const]),
  ];
  return (
    <>
      <PaneHead title={say(card.title)} back="/desk/camps">
        <p className="soft">{near(work.placeOf(camp))}</p>
        <CampState work={work} camp={camp} today={today} />
      </PaneHead>
      <dl className="family__facts">{facts.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      <div className="row">
        {mayChange(camp) ? <ButtonLink icon="edit" href={`/camps/${camp.id}/form/${work.form}`}>{t('groups:campChange')}</ButtonLink> : null}
        {guests.length === 0 ? null : <ButtonLink look="plain" iconAfter="next" href={`/camps/${camp.id}`}>{t('desk:camps.names')}</ButtonLink>}
      </div>
      <ReceiptSteps record={camp.id} />
    </>
  );
}
